"""The statement of a workshop as the content that is frozen: rows in, words and numbers out (R-CONS-1)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from people.calendar import working_day
from people.models import Goal, Person
from people.number import plain
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.strategies import hangs_on_goals
from workshops.kickoff.consensus import sentences, wording
from workshops.kickoff.consensus.models import Page
from workshops.kickoff.consensus.sums import adds_up
from workshops.kickoff.goals.models import Correction
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.vision import results
from workshops.models import Decision, Workshop

TITLES = {"en": "What we agreed", "zh": "我们的共识"}
ANNEX = 3
NEEDS_DAYS = 5
NEXT_DATES = [
    ("needs", "Each need has yes, no or later", "每项需求都有“行、不行或稍后”"),
    ("heads", "Each head has told the department", "各负责人向本部门讲完"),
    ("month", "30 days: one number an owner", "满30天：每位负责人报一个数"),
]


def strategies_of(workshop: Workshop) -> list[Column]:
    """The same that the action plan knows, and the annex; by rank."""
    return list(workshop.columns.strategies().prefetch_related("goals"))


def actions_of(workshop: Workshop) -> dict[int, list[KeyAction]]:
    """The standing key actions by strategy."""
    actions = workshop.actions.exclude(state=KeyAction.State.WITHDRAWN)
    found: dict[int, list[KeyAction]] = {}
    together = ("owner__department", "decision", "workshop__organisation")
    for action in actions.select_related(*together).prefetch_related("helpers"):
        found.setdefault(action.strategy_id, []).append(action)
    return found


def content(workshop: Workshop) -> dict[str, Any]:
    """Everything that the statement says, in both languages; no float, no date of today, no hand-typed number."""
    goals, columns, actions = list(workshop.goals.all()), strategies_of(workshop), actions_of(workshop)
    corrections = list(Correction.of(workshop))
    plan = [(column, actions.get(column.pk, [])) for column in columns]
    last = 1 if Page.of(workshop).second_wave_in_annex else 2
    chosen = [(column, own) for column, own in plan if column.wave <= last]
    on_goals = hangs_on_goals(workshop)
    count = None if on_goals else len(chosen)
    return {
        "hangs_on": "goals" if on_goals else "strategies",
        "occasion_en": workshop.name_en or workshop.name_zh,
        "occasion_zh": workshop.name_zh or workshop.name_en,
        "date": workshop.first_day.isoformat(),
        "until": max(workshop.days).isoformat(),
        "place": workshop.place,
        "cycle": {"start": workshop.cycle_start.isoformat(), "end": workshop.cycle_end.isoformat()},
        "visions": visions_of(workshop),
        "introduction": workshop.introduction,
        "lead_en": sentences.lead_in_english(goals, count),
        "lead_zh": sentences.lead_in_chinese(goals, count),
        "goals": [goal_of(goal, workshop, columns) | corrected(goal, corrections) for goal in goals],
        "strategies": [strategy_of(place, one, own) for place, (one, own) in enumerate(chosen, start=1)],
        "granted": granted_of(workshop, sum(len(own) for _column, own in plan)),
        "later": [later_of(one) for one in workshop.decisions.filter(outcome="later").select_related("by_person")],
        "parked": [parked_of(item) for item in workshop.parked_items.select_related("owner")],
        "dates": dates_of(workshop),
        "sentence_en": sentences.sentence_in_english(goals, chosen, on_goals),
        "sentence_zh": sentences.sentence_in_chinese(goals, chosen, on_goals),
        "annex": [strategy_of(None, column, own) for column, own in plan if column.wave > last],
    }


def goal_of(goal: Goal, workshop: Workshop, columns: list[Column]) -> dict[str, Any]:
    together = adds_up(goal, columns)
    deferral = workshop.deferrals.filter(goal=goal).select_related("owner").first()
    tiers = {name: plain(getattr(goal, name)) for name in ("last_year", "floor", "balance", "sprint", "challenge")}
    return tiers | {
        "id": goal.key,
        "title_en": goal.title,
        "title_zh": goal.title_zh or goal.title,
        "measure": goal.measure,
        "unit": goal.unit,
        "date": goal.date.isoformat(),
        "adds_up": together
        and {"together": plain(together.together), "way": plain(together.way), "open": plain(together.open)},
        "not_today": deferral
        and {"reason": deferral.reason, "owner": deferral.owner.name, "date": deferral.date.isoformat()},
    }


def corrected(goal: Goal, corrections: list[Correction]) -> dict[str, Any]:
    """What was put right in its figures on the day, why and by whom; nothing where all were right (R-GREAD-3)."""
    rows = [
        {
            "id": str(one.version.number),
            "figures": [{"figure": name, "old": plain(old), "new": plain(new)} for name, old, new in one.figures],
            "why": one.version.reason,
            "by": one.version.by.name if one.version.by else "",
        }
        for one in corrections
        if one.version.goal_id == goal.pk
    ]
    return {"corrected": rows} if rows else {}


def strategy_of(rank: int | None, column: Column, actions: list[KeyAction]) -> dict[str, Any]:
    first = leading(actions)
    return {
        "id": column.key,
        "rank": rank,
        "heading": column.heading,
        "heading_other": column.heading_other,
        "effect": column.effect,
        "effect_other": column.effect_other,
        "leads": first and first.owner and person_of(first.owner),
        "first_date": first.due.isoformat() if first else "",
        "actions": [action_of(action) for action in actions],
    }


def leading(actions: list[KeyAction]) -> KeyAction | None:
    """The action due first leads; of those due on one day the first row."""
    owned = [action for action in actions if action.owner_id] or actions
    return min(owned, key=lambda action: action.due, default=None)


def person_of(person: Person) -> dict[str, str]:
    department = person.department
    return {
        "name": person.name,
        "department_en": department.name_en or department.name_zh,
        "department_zh": department.name_zh or department.name_en,
    }


def action_of(action: KeyAction) -> dict[str, Any]:
    budget_en, budget_zh = budget_of(action)
    return {
        "id": action.key,
        "text": action.text,
        "text_other": action.text_other,
        "owner": action.owner.name if action.owner else "",
        "helpers": [helper.name for helper in action.helpers.all()],
        "start": action.start.isoformat(),
        "due": action.due.isoformat(),
        "measure": action.measure,
        "unit": action.unit,
        "baseline": plain(action.baseline),
        "target": plain(action.target),
        "source": action.source,
        "budget_en": budget_en,
        "budget_zh": budget_zh,
        "new_vs_past": action.new_vs_past,
    } | confirming(action)


def confirming(action: KeyAction) -> dict[str, str]:
    """R-ACT-1: an owner who has not accepted yet confirms until the fifth working day, as the needs are answered."""
    if action.owner_id is None or action.accepted_at is not None:
        return {}
    return {"confirm_by": working_day(action.workshop.organisation, max(action.workshop.days), NEEDS_DAYS).isoformat()}


def budget_of(action: KeyAction) -> tuple[str, str]:
    """What became of the request, in both languages; nothing where none was made."""
    sum_ = wording.money(action.budget)
    return {
        "asked": (f"{sum_} asked", f"申请 {sum_}"),
        "granted": (f"{sum_} granted", f"已批 {sum_}"),
        "refused": (f"{sum_} refused", f"未批 {sum_}"),
        "later": (f"{sum_} later", f"待定 {sum_}"),
    }.get(action.budget_state, ("", ""))


def granted_of(workshop: Workshop, of_actions: int) -> dict[str, Any]:
    """The sum of what was granted in money, of how much, for how many of the printed actions; other yeses by name."""
    yes = workshop.decisions.filter(outcome="yes")
    money = list(workshop.envelope.filter(kind="money"))
    others = yes.filter(action=None)
    return {
        "currency": workshop.organisation.currency,
        "amount": wording.money(sum((line.granted for line in money), start=Decimal(0))),
        "total": wording.money(sum((line.total or Decimal(0) for line in money), start=Decimal(0))),
        "actions": yes.exclude(action=None).count(),
        "of_actions": of_actions,
        "others": [other_of(decision) for decision in others],
    }


def other_of(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.pk,
        "topic": decision.topic,
        "amount": wording.money(decision.amount) if decision.amount else "",
        "paid_from": decision.from_existing_budget,
    }


def later_of(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.pk,
        "topic": decision.topic,
        "amount": wording.money(decision.amount) if decision.amount else "",
        "date": decision.by_date.isoformat() if decision.by_date else "",
        "owner": decision.by_person.name if decision.by_person else "",
    }


def parked_of(item) -> dict[str, Any]:
    return {
        "id": item.pk,
        "text": item.text,
        "owner": item.owner.name if item.owner else "",
        "date": item.due.isoformat() if item.due else "",
    }


def dates_of(workshop: Workshop) -> list[dict[str, Any]]:
    """The next three dates: 5 and 10 working days, and 30 days; a day off moves to the next working day."""
    company, last = workshop.organisation, max(workshop.days)
    days = {
        "needs": working_day(company, last, NEEDS_DAYS),
        "heads": working_day(company, last, 10),
        "month": working_day(company, last + timedelta(days=29), 1),
    }
    return [
        {"id": key, "date": days[key].isoformat(), "what_en": english, "what_zh": chinese}
        for key, english, chinese in NEXT_DATES
    ]


def visions_of(workshop: Workshop) -> list[dict[str, Any]]:
    """Title and picture of each group's vision; the digest of its bytes stands for the picture (R-CONS-11)."""
    return [
        {
            "id": one["group"] or "all",
            "title": one["title"],
            "title_other": one["title_other"],
            "digest": one["digest"],
        }
        for one in results.of(workshop)
    ]
