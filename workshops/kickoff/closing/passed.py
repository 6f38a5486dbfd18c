"""What a rule asked that was passed with a reason, as the day report tells it to people who know no rule by its id."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSED: dict[str, Promise] = {
    "R-PREP-1": _("The decision maker was not briefed"),
    "R-PREP-3": _("What may be granted was not fixed"),
    "R-PREP-5": _("Two questioners were not named and briefed"),
    "R-PREP-9": _("A decision was typed in for the decision maker"),
    "R-OPEN-1": _("Not everybody had agreed or been answered"),
    "R-GRP-3": _("Fewer groups than so many voices need"),
    "R-VIS-5": _("Less than three minutes of silence"),
    "R-VIS-7": _("The example was not shown"),
    "R-STAKE-2": _("A group without a promise"),
    "R-STAKE-3": _("An idea with an alarm was not looked at"),
    "R-GREAD-1": _("Fewer than four in five understood the goals"),
    "R-SWOT-1": _("A field stayed empty"),
    "R-SWOT-5": _("A weakness with fewer than three whys, or none that is ours"),
    "R-SWOT-11": _("A list of the most important without three to five notes"),
    "R-STRAT-1": _("Less than five minutes of silent writing"),
    "R-STRAT-2": _("Eight or nine strategies, not all scored"),
    "R-STRAT-6": _("A strategy that does not say what it moves, or moves little"),
    "R-STRAT-7": _("Strategies ranked by too few"),
    "R-ACT-1": _("An owner had not accepted"),
    "R-ACT-3": _("An action without its number or its source"),
    "R-ACT-10": _("A request was not decided"),
    "R-CONS-3": _("A low hand had no reply"),
    "R-CONS-7": _("Clauses with few stances"),
    "R-CONS-8": _("Somebody was still to be heard"),
    "R-TOWN-1": _("A closed question was asked"),
    "R-TOWN-2": _("A question that attacks or denies was asked"),
    "R-TOWN-3": _("A verdict by rank was asked as a question"),
    "R-TOWN-7": _("A group was not asked from three sides"),
    "R-SIGN-5": _("Not all had signed yet"),
    "R-GEN-14": _("Something was still open when the event closed"),
    "R-FUP-2": _("Links for signing were still open, or a “later” had no date"),
}
