"""How a question is put: closed, attacking, a verdict, leading, or "why?" to a person (R-TOWN-1 to R-TOWN-5).

The words are data, one list a language. English words count whole, Chinese ones wherever they stand.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.text import composed
from workshops.coaching import ADVISE, ASK

FOLDER = Path(__file__).parent / "words"
QUESTION_MARKS = re.compile(r"[?？]")
NEGATED = re.compile(r"\w+n't\b")
ENDS = " .!?。！？…～~"


class Flag(NamedTuple):
    """What a rule says about a question; one of level O keeps it from being asked until somebody answers for it."""

    rule: str
    level: str
    label: str | Promise
    why: str | Promise

    @property
    def holds(self) -> bool:
        return self.level == ASK


CLOSED = Flag(
    "R-TOWN-1", ASK, pgettext_lazy("question", "Closed"), _("This one can end with yes or no. Open it a little.")
)
ATTACK = Flag("R-TOWN-2", ASK, _("Denies or attacks"), _("Ask about the way from goal to action."))
VERDICT = Flag("R-TOWN-3", ASK, _("A verdict"), _("A decision belongs in the decision log. Ask what it needs."))
LEADING = Flag("R-TOWN-4", ADVISE, _("Leading"), _("The answer is in the question already. Ask for theirs."))
TWO = Flag("R-TOWN-4", ADVISE, _("Two in one"), _("Two questions: the easier one gets the answer. Ask one."))
WHY = Flag("R-TOWN-5", ADVISE, _("Why, to a person"), _("“Why” sounds like blame. Ask: what led to …?"))


def flags(text: str) -> list[Flag]:
    """What speaks against asking it like this, one flag a rule, in the order of the rules."""
    plain = composed(text, "NFKC").casefold().replace("’", "'").strip()
    if not plain:
        return []
    found = [
        CLOSED if is_closed(plain) else None,
        ATTACK if says(plain, "attack") else None,
        VERDICT if says(plain, "verdict") else None,
        LEADING if says(plain, "leading") else TWO if len(QUESTION_MARKS.findall(plain)) > 1 else None,
        WHY if asks_a_person_why(plain) else None,
    ]
    return [flag for flag in found if flag]


def is_held(text: str) -> bool:
    """Whether it stays with the coach until it is rephrased or passed."""
    return any(flag.holds for flag in flags(text))


def is_closed(plain: str) -> bool:
    bare = plain.rstrip(ENDS)
    first = re.split(r"[\s,]", plain, maxsplit=1)[0]
    last = re.split(r"[\s,]", bare)[-1]
    return (
        first in words("closed_first.en")
        or bool(NEGATED.fullmatch(first))
        or (plain.endswith("?") and last in words("closed_tag.en"))
        or bare.endswith(words("closed_end.zh"))
        or any(word in plain for word in words("closed_within.zh"))
    )


def asks_a_person_why(plain: str) -> bool:
    english = plain.startswith(words("why.en")) and says(plain, "person", "en")
    return english or bool(chinese_why().search(plain))


def says(plain: str, name: str, *languages: str) -> bool:
    english = "en" in (languages or ("en",)) and bool(whole_words(name).search(plain))
    return english or ("zh" in (languages or ("zh",)) and any(word in plain for word in words(f"{name}.zh")))


@cache
def whole_words(name: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in words(f"{name}.en"))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


@cache
def chinese_why() -> re.Pattern[str]:
    who, why = "|".join(words("person.zh")), "|".join(words("why.zh"))
    return re.compile(rf"(?:{who})们?(?:{why})|(?:{why})(?:{who})")


@cache
def words(name: str) -> tuple[str, ...]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
