"""The sheets of the plan: texts as frozen, numbers as numbers, days as days; notes never with their authors."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from people.rules import figure_name
from people.text import in_a_row
from workshops.kickoff.swot import results as swot
from workshops.models import Workshop
from workshops.papers.spreadsheet import Sheet


def plan_sheets(workshop: Workshop, content: dict[str, Any]) -> list[Sheet]:
    text = content["text"]
    plan = [*text.get("strategies", []), *text.get("annex", [])]
    return [
        goal_sheet(text.get("goals", [])),
        strategy_sheet(plan),
        action_sheet(plan),
        swot_sheet(workshop),
        question_sheet(content["questions"]),
    ]


def number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def goal_sheet(goals: list[dict[str, Any]]) -> Sheet:
    tiers = ("last_year", "floor", "balance", "sprint", "challenge")
    headings = [_("Goal"), _("Measure"), _("Unit"), _("Last year"), _("Floor"), _("Balance"), _("Sprint")]
    rows = [
        [named(goal["title_en"], goal["title_zh"]), goal["measure"], goal["unit"]]
        + [number(goal[tier]) for tier in tiers]
        + [day(goal["date"]), "\n".join(corrected(one) for one in goal.get("corrected", []))]
        for goal in goals
    ]
    return Sheet(_("Goals"), [*headings, _("Challenge"), _("Until"), _("Corrected on the day")], rows)


def corrected(one: dict[str, Any]) -> str:
    """What figures were before they were put right, why and by whom, in one line."""
    figures = (f"{figure_name(row['figure'])} {row['old'] or '–'} → {row['new'] or '–'}" for row in one["figures"])
    return " · ".join(filter(None, (in_a_row(figures), one["why"], one["by"])))


def named(first: str, second: str) -> str:
    """Both languages, where there are two."""
    return f"{first}\n{second}" if first and second and first != second else first or second


def strategy_sheet(plan: list[dict[str, Any]]) -> Sheet:
    rows = [
        [
            one["rank"],
            one["heading"],
            one["heading_other"],
            one["effect"],
            one["effect_other"],
            (one["leads"] or {}).get("name", ""),
            day(one["first_date"]),
            len(one["actions"]),
        ]
        for one in plan
    ]
    headings = [_("Rank"), _("Strategy"), _("Second language"), _("Effect"), _("Second language"), _("Leads")]
    return Sheet(_("Strategies"), [*headings, _("First date"), _("Actions")], rows)


def action_sheet(plan: list[dict[str, Any]]) -> Sheet:
    headings = [
        *(_("Strategy"), _("Key action"), _("Second language"), _("Owner"), _("Helpers"), _("From"), _("Until")),
        *(_("Measure"), _("Unit"), _("From number"), _("To number"), _("Source"), _("Budget"), _("What is new")),
    ]
    rows = [
        [
            one["heading"],
            action["text"],
            action["text_other"],
            action["owner"],
            in_a_row(action["helpers"]),
            day(action["start"]),
            day(action["due"]),
            action["measure"],
            action["unit"],
            number(action["baseline"]),
            number(action["target"]),
            action["source"],
            named(action["budget_en"], action["budget_zh"]),
            action["new_vs_past"],
        ]
        for one in plan
        for action in one["actions"]
    ]
    return Sheet(_("Key actions"), headings, rows)


def swot_sheet(workshop: Workshop) -> Sheet:
    """The notes by group and field with their facts and votes; no author, no department (R-GEN-8)."""
    rows = [
        [
            note.group.letter if note.group else "",
            str(note.get_quadrant_display()),
            note.number,
            note.text,
            note.text_other,
            note.evidence,
            note.customer,
            note.rank,
            _("top list") if note.top else "",
        ]
        for note in swot.notes(workshop)
    ]
    headings = [_("Group"), _("Field"), _("No."), _("Note"), _("Second language"), _("Fact"), _("Customer"), _("Rank")]
    return Sheet(_("SWOT"), [*headings, _("Agreed")], rows)


def question_sheet(questions: list[dict[str, Any]]) -> Sheet:
    headings = [
        _("No."),
        _("Group"),
        _("About"),
        _("Lens"),
        _("Asked by"),
        _("Question"),
        _("Answer"),
        _("Answered by"),
    ]
    names = ("number", "letter", "about", "lens", "who", "text", "answer", "by", "outcome", "due", "ref")
    rows = [[(one | {"who": one["asker"] or one["role"]})[name] for name in names] for one in questions]
    return Sheet(_("Questions"), [*headings, pgettext("town", "Outcome"), _("Until"), _("Led to")], rows)
