"""The six decency questions: each must be a yes, a no names the rule that it stands for."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Question(NamedTuple):
    number: int
    text: str | Promise
    rule: str


SIX = [
    Question(1, _("Safe for every body?"), "R-DEC-2"),
    Question(2, _("Lawful and inside company rules?"), "R-DEC-2"),
    Question(3, _("Free of pay, leave and appraisal?"), "R-DEC-1"),
    Question(4, _("The same for all?"), "R-DEC-3"),
    Question(5, _("Would you do it with your family watching?"), "R-DEC-2"),
    Question(6, _("May anyone say no without a reason?"), "R-DEC-4"),
]
ALL_YES = "yyyyyy"

MENU = [
    (_("Treat"), _("a small treat for colleagues")),
    (_("Service"), _("help for another team or the neighbourhood")),
    (_("Perform"), _("a song, a sketch, a poem")),
    (_("Learn"), _("a lunch talk on what we learned")),
    (_("Sport"), _("free and moderate, with something else for who prefers it")),
    (_("Craft"), _("something made by hand")),
]
