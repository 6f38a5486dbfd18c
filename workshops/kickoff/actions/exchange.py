from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from live import Refused
from workshops.exchange import Book, Check, NotAWorkshopFile, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, day, decimal, number
from workshops.kickoff.actions.decisions import decide, purse
from workshops.kickoff.actions.flags import text_flags
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.swot.models import SwotNote
from workshops.models import Decision, Workshop

REFUSED_YES = "refused a decision"


class ActionsPart(Part):
    """`key_actions` and `decisions`: typed, accepted and decided by the verbs of the pages, each guard included."""

    order = 45

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        columns = {column.key: column for column in workshop.columns.all()}
        if not columns:
            return  # Without strategies there is nothing under which an action could hang.
        for row in content.get("key_actions", []):
            if row["strategy"] not in columns:
                raise NotAWorkshopFile(f"strategy {row['strategy']} of {row['id']} is missing")
            load_action(workshop, row, columns[row["strategy"]], book)
        for row in content.get("decisions", []):
            load_decision(workshop, row, book)

    def dump(self, workshop: Workshop, book: Book) -> dict:
        actions = workshop.actions.select_related("strategy", "owner", "source_by").prefetch_related("helpers")
        decisions = workshop.decisions.select_related("envelope", "decided_by", "by_person", "action")
        return {
            "key_actions": [action_of(action, book) for action in actions],
            "decisions": [decision_of(one, f"d{place:02}", book) for place, one in enumerate(decisions, 1)],
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        if expected := content.get("expected", {}).get("budget"):
            yield Check("expected.budget", expected, budget_result(workshop))
        actions = {action.key: action for action in workshop.actions.all()}
        for row in content.get("key_actions", []):
            if "expected_flags" in row:
                found = [flag.rule for flag in text_flags(actions[row["id"]])]
                yield Check(f"key_actions[{row['id']}].expected_flags", row["expected_flags"], found)


def budget_result(workshop: Workshop) -> dict[str, Decimal]:
    """What was granted, what is left, and what was put off, over all lines of money."""
    money = purse(workshop)
    return {"granted": money.granted, "left": money.left, "later": money.later}


def load_action(workshop: Workshop, row: dict, strategy, book: Book) -> None:
    texts = ("text", "text_other", "measure", "unit", "source", "new_vs_past")
    baseline = decimal(row.get("baseline"))
    action = KeyAction.plan(
        workshop,
        key=row["id"],
        strategy=strategy,
        language=LANGUAGES.get(row.get("lang", "en"), "en"),
        owner=book.person(row.get("owner")),
        start=day(row["start"]),
        due=day(row["due"]),
        baseline=baseline,
        not_yet_measured=baseline is None and row.get("target") is not None,
        target=decimal(row.get("target")),
        better=row.get("better", "up"),
        source_by=book.person(row.get("source_by")),
        frequency=row.get("frequency", "monthly"),
        budget=decimal(row.get("budget")),
        **{name: row.get(name, "") for name in texts},
    )
    action.swot_links.set(SwotNote.objects.filter(workshop=workshop, key__in=row.get("swot_links", [])))
    action.helpers.set([book.people[key] for key in row.get("helpers", [])])
    if row.get("owner_accepted"):
        action.accept()
    if row.get("state") == KeyAction.State.WITHDRAWN:
        action.withdraw(row["reason"])


def load_decision(workshop: Workshop, row: dict, book: Book) -> None:
    action = workshop.actions.get(key=row["action"]) if row.get("action") else None
    how = {
        "line": workshop.envelope.get(key=row["envelope"]) if row.get("envelope") else None,
        "amount": decimal(row.get("amount")),
        "posts": row.get("posts"),
        "existing_budget": row.get("from_existing_budget", ""),
        "by": book.person(row.get("decided_by")),
        "by_date": day(row.get("by_date")),
        "by_person": book.person(row.get("by_person")),
        "stage": row.get("stage", "actions"),
    }

    def say(outcome: str) -> None:
        if action:
            action.decide(outcome, topic=row["topic"], **how)
        else:
            decide(workshop, row["topic"], outcome, **how)

    if attempt := row.get("refused_attempt"):
        must_be_refused(workshop, row, say, attempt["outcome"])
    if action:
        action.refresh_from_db()
    say(row["outcome"])


def must_be_refused(workshop: Workshop, row: dict, say, outcome: str) -> None:
    """What the envelope did not hold on the day it must not hold now either; the attempt stays in the log."""
    try:
        say(outcome)
    except Refused as refused:
        workshop.log(REFUSED_YES, subject=f"{row.get('action', '')} {outcome}", rule=refused.rule)
        return
    raise NotAWorkshopFile(f"the “{outcome}” of {row['id']} should have been refused")


def action_of(action: KeyAction, book: Book) -> dict[str, Any]:
    optional = {
        "text_other": action.text_other,
        "helpers": [book.key_of(person) for person in action.helpers.all()],
        "doubts": action.doubts,
        "state": "" if action.state == KeyAction.State.PLANNED else action.state,
        "reason": action.reason,
    }
    return {
        "id": action.key,
        "strategy": action.strategy.key,
        "text": action.text,
        "lang": FILE_LANGUAGES.get(action.language, "en"),
        "owner": book.key_of(action.owner),
        "start": action.start.isoformat(),
        "due": action.due.isoformat(),
        "measure": action.measure,
        "unit": action.unit,
        "baseline": number(action.baseline),
        "target": number(action.target),
        "better": action.better,
        "source": action.source,
        "source_by": book.key_of(action.source_by),
        "frequency": action.frequency,
        "budget": number(action.budget),
        "budget_state": action.budget_state,
        "swot_links": [note.key or f"n{note.pk}" for note in SwotNote.objects.filter(answered_by_actions=action)],
        "new_vs_past": action.new_vs_past,
        "owner_accepted": action.accepted_at is not None,
    } | {name: value for name, value in optional.items() if value}


def decision_of(decision: Decision, key: str, book: Book) -> dict[str, Any]:
    action = getattr(decision, "action", None)
    refused = refused_attempt(decision.workshop, action) if action else None
    every = {
        "id": key,
        "topic": decision.topic,
        "outcome": decision.outcome,
        "envelope": decision.envelope.key if decision.envelope else None,
        "amount": number(decision.amount),
        "posts": decision.posts,
        "from_existing_budget": decision.from_existing_budget or None,
        "action": action.key if action else None,
        "decided_by": book.key_of(decision.decided_by),
        "by_date": decision.by_date.isoformat() if decision.by_date else None,
        "by_person": book.key_of(decision.by_person),
        "stage": decision.stage,
        "refused_attempt": refused,
    }
    return {name: value for name, value in every.items() if value is not None}


def refused_attempt(workshop: Workshop, action: KeyAction) -> dict[str, str] | None:
    entry = workshop.entries.filter(act=REFUSED_YES, subject__startswith=f"{action.key} ").first()
    return {"outcome": entry.subject.split()[-1], "reason_rule": entry.rule} if entry else None
