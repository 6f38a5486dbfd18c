"""The report and the reward sheet as sheets of a workbook: numbers as numbers, days as days, nobody's authorship."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workshops.papers.spreadsheet import Sheet


def report_sheets(told: dict[str, Any]) -> list[Sheet]:
    return [topics(told), ideas(told), todos(told), visits(told)]


def topics(told: dict[str, Any]) -> Sheet:
    headings = [_("Corner"), _("Question"), _("Short title"), _("What happens today?"), _("What has been tried?")]
    headings += [_("Host"), _("Ideas"), _("Ideas of visitors"), *(label for _kind, label in told["classes"])]
    rows = [
        [
            *(one[name] for name in ("letter", "question", "title", "background", "process", "host")),
            one["ideas"],
            one["guests"],
            *(count for _kind, _label, count in one["kinds"]),
        ]
        for one in told["topics"]
    ]
    return Sheet(_("Topics"), headings, rows)


def ideas(told: dict[str, Any]) -> Sheet:
    headings = [
        _("Corner"),
        _("No."),
        _("Idea"),
        _("Class"),
        _("Effect"),
        _("Ease"),
        _("Reason"),
        _("Says the same as"),
    ]
    names = ("number", "text", "label", "effect", "ease", "why", "same")
    rows = [[topic["letter"], *(one[name] for name in names)] for topic in told["topics"] for one in topic["sheet"]]
    return Sheet(_("Ideas"), headings, rows)


def todos(told: dict[str, Any]) -> Sheet:
    headings = [_("Corner"), _("Idea"), _("Class"), _("Owner"), _("Until"), _("State")]
    headings += [pgettext("to-do", "Effect"), _("Before"), _("After"), _("Measured in"), _("Note")]
    names = ("letter", "text", "label", "owner", "due", "said", "effect_said", "before", "after", "unit", "note")
    return Sheet(_("To-dos"), headings, [[one[name] for name in names] for one in told["todos"]])


def visits(told: dict[str, Any]) -> Sheet:
    return Sheet(_("Visits"), [_("Week"), _("What was heard")], [[one["week"], one["note"]] for one in told["visits"]])


def reward_sheet(told: dict[str, Any]) -> Sheet:
    kinds = [label for _kind, label, _count in told["rows"][0]["kinds"]] if told["rows"] else []
    rows = [
        [one["group"], *(count for _kind, _label, count in one["kinds"]), one["points"], one["paid"]]
        for one in told["rows"]
    ]
    rows.append([_("Together"), *([None] * len(kinds)), sum(one["points"] for one in told["rows"]), told["total"]])
    return Sheet(_("Reward sheet"), [_("Group"), *kinds, _("Points"), told["rule"]["currency"]], rows)
