from typing import Any

from workshops.exchange import Book, Part
from workshops.intake import moment, number, stamp
from workshops.kickoff.afterwards.models import GoalReading, PromiseWord, Reading, Tick
from workshops.models import Workshop
from workshops.reading import Row


class AfterwardsPart(Part):
    """`afterwards`: what was said of promises, by person and number, of actions and goals; what was ticked off."""

    order = 95

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        file = Row(content).row("afterwards")
        own = {promise_key(one, book): one for one in promises(workshop)}
        for row in file.rows("promises"):
            said = row.fields(PromiseWord, "state", "note")
            PromiseWord.objects.create(commitment=row.one_of("promise", own), **said, **at(row))
        deeds = {one.key: one for one in workshop.actions.all()}
        for row in file.rows("actions"):
            said = row.fields(Reading, "state", "note", "value")
            Reading.objects.create(action=row.one_of("action", deeds), **said, **at(row))
        goals = {goal.key: goal for goal in workshop.goals.all()}
        for row in file.rows("goals"):
            said = row.fields(GoalReading, "on", "value", "note")
            workshop.goal_readings.create(goal=row.one_of("goal", goals), **said, **at(row))
        for row in file.rows("ticks", key="key"):
            workshop.ticks.create(**row.fields(Tick, "key", "answer", "note"), **at(row))

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        words = PromiseWord.objects.filter(commitment__workshop=workshop)
        words = words.select_related("commitment__seat__person")
        readings = Reading.objects.filter(action__workshop=workshop).select_related("action")
        parts = {
            "promises": [said(one, promise=promise_key(one.commitment, book), state=one.state) for one in words],
            "actions": [said(one, action=one.action.key, state=one.state, **measured(one)) for one in readings],
            "goals": [goal_row(one) for one in workshop.goal_readings.select_related("goal")],
            "ticks": [
                said(one, key=one.key, **({"answer": one.answer} if one.answer else {})) for one in workshop.ticks.all()
            ],
        }
        kept = {name: rows for name, rows in parts.items() if rows}
        return {"afterwards": kept} if kept else {}


def promises(workshop: Workshop):
    return workshop.commitments.select_related("seat__person")


def promise_key(one, book: Book) -> str:
    return f"{book.name_of(one.seat)}/{one.order}"


def goal_row(one: GoalReading) -> dict[str, Any]:
    return said(one, goal=one.goal.key, on=one.on.isoformat(), value=number(one.value))


def measured(one: Reading) -> dict[str, Any]:
    return {} if one.value is None else {"value": number(one.value)}


def at(row: Row) -> dict[str, Any]:
    return {"at": moment(row.key("dt"))} if row.has("dt") else {}


def said(one, **more) -> dict[str, Any]:
    return more | ({"note": one.note} if one.note else {}) | {"dt": stamp(one.at)}
