"""The word alarm of a forfeit (R-STAKE-3): what sounds like pay, body or sex, and what costs more than the cap."""

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from people.models import Organisation
from people.number import plain
from workshops.lexicon import first_word

HERE = Path(__file__).parent
LISTS = {"pay": "R-DEC-1", "body": "R-DEC-2", "sex": "R-DEC-3"}
COST = "R-DEC-5"
MONEY = re.compile(
    r"(?:(?P<before>[A-Z]{3}|[¥￥€$£])\s*)?(?P<sum>\d[\d,]*(?:\.\d+)?)\s*(?P<after>[A-Z]{3}\b|元|块|[€$£])?"
)


class Alarm(NamedTuple):
    """Which rule a text seems to touch, and the word that says so."""

    rule: str
    word: str

    @property
    def why(self) -> str:
        reasons = {
            "R-DEC-1": _("Pay, leave and appraisal are never touched. Try a deed instead."),
            "R-DEC-2": _("Nobody’s body, health or clothes. Try a deed instead."),
            "R-DEC-3": _("The same is asked of everybody. Try a deed that all can do."),
            COST: _("It costs a person more than was agreed. Try something that costs less."),
        }
        return reasons[self.rule]


def alarm(text: str, organisation: Organisation) -> Alarm | None:
    """The first list that the text touches, in the order of the rules; `None` where nothing rings."""
    for name, rule in LISTS.items():
        if word := first_word(HERE, name, text):
            return Alarm(rule, word)
    most = organisation.most_a_forfeit_costs
    if most is not None and (sum_ := dearest(text)) is not None and sum_ > most:
        return Alarm(COST, plain(sum_))
    return None


def dearest(text: str) -> Decimal | None:
    """The highest sum of money that stands in the text."""
    found = [match for match in MONEY.finditer(text) if match["before"] or match["after"]]
    return max((Decimal(match["sum"].replace(",", "")) for match in found), default=None)
