"""What the words of scene cards show: R-VIS-3, R-VIS-4, R-VIS-6. The lists are data, one file a language."""

from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from workshops.lexicon import first_word
from workshops.models import Workshop

HERE = Path(__file__).parent


class Flag(NamedTuple):
    rule: str
    advice: str


def is_negative(text: str) -> bool:
    return bool(first_word(HERE, "negative", text))


def is_scene(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a person, a place or something that is done stands in it."""
    return bool(first_word(HERE, "scene", text)) or any(name in text for name in names)


def is_vague(text: str, names: frozenset[str] = frozenset()) -> bool:
    return bool(first_word(HERE, "vague", text)) and not is_scene(text, names)


def is_money_only(text: str, names: frozenset[str] = frozenset()) -> bool:
    return bool(first_word(HERE, "money", text)) and not is_scene(text, names)


def names_of(workshop: Workshop) -> frozenset[str]:
    """Names of the roster: whoever is named in a card is a person in it."""
    return frozenset(name for pair in workshop.seats.values_list("name", "name_latin") for name in pair if name)


def flags(text: str, names: frozenset[str] = frozenset()) -> list[Flag]:
    """What a card is asked when it is kept."""
    found = []
    if is_negative(text):
        found.append(Flag("R-VIS-3", _("Say what is there instead.")))
    if is_vague(text, names):
        found.append(Flag("R-VIS-4", _("What would a camera see?")))
    if is_money_only(text, names):
        found.append(Flag("R-VIS-6", _("What does the money make possible, and for whom?")))
    return found
