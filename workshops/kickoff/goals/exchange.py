from collections.abc import Iterator
from typing import Any

from people.forms.goals import NUMBERS
from people.models import Goal, GoalVersion
from workshops.exchange import Book, Check, NotAWorkshopFile, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, decimal, moment, number, stamp
from workshops.kickoff.goals.models import Correction, GoalTemperature, Restatement
from workshops.kickoff.goals.results import result_of
from workshops.models import Workshop


class GoalsPart(Part):
    """`goal_readin`: one sentence a group, both hands of every writer, and what the decision maker corrected."""

    order = 30

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        readin = content.get("goal_readin", {})
        groups = {group.letter: group for group in workshop.groups.all()}
        for row in readin.get("restated", []):
            group, language = groups.get(row.get("group")), LANGUAGES.get(row.get("lang", "en"), "en")
            if group or not workshop.restatements.filter(group=None).exists():
                Restatement.say(workshop, group, row["text"], language, book.seat(row["by"]) if row.get("by") else None)
        goals = {goal.key: goal for goal in workshop.goals.all()}
        for person, fingers in readin.get("understand", {}).items():
            unclear = [goals[key] for key in readin.get("unclear", {}).get(person, [])]
            GoalTemperature.show(workshop, book.seat(person), fingers, readin["believe"][person], unclear)
        for row in readin.get("corrections", []):
            load_correction(workshop, goals[row["goal"]], row, book)

    def dump(self, workshop: Workshop, book: Book) -> dict:
        said = workshop.restatements.select_related("group", "seat__person")
        shown = list(GoalTemperature.objects.filter(workshop=workshop).select_related("seat__person"))
        unclear = {book.name_of(one.seat): [goal.key for goal in one.unclear.all()] for one in shown}
        return {
            "goal_readin": {
                "restated": [
                    {
                        "group": one.group.letter if one.group else None,
                        "by": book.name_of(one.seat),
                        "text": one.text,
                        "lang": FILE_LANGUAGES.get(one.language, "en"),
                    }
                    for one in said
                ],
                "understand": {book.name_of(one.seat): one.understand for one in shown},
                "believe": {book.name_of(one.seat): one.believe for one in shown},
                "unclear": {name: keys for name, keys in unclear.items() if keys},
            }
            | corrections_of(workshop, book)
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected = content.get("expected", {}).get("goal_readin")
        if expected:
            rows = GoalTemperature.objects.filter(workshop=workshop, seat__role="part")
            yield Check("expected.goal_readin", expected, result_of(rows))


def load_correction(workshop: Workshop, goal: Goal, row: dict[str, Any], book: Book) -> None:
    """What was corrected on the day; the figures of the file are those after it, so none changes here."""
    if odd := set(row["figures"]) - set(NUMBERS):
        raise NotAWorkshopFile(f"{', '.join(sorted(odd))} of {row['goal']} is no figure of a goal")
    told = {"reason": row["reason"], "by": book.person(row["by"]), "at": moment(row["at"])}
    version = goal.versions.filter(**told).first()
    if version is None:
        taken = goal.versions.filter(number=row["version"]).exists()
        version = goal.versions.create(number=goal.version + 1 if taken else row["version"], **told)
        for figure, (old, new) in row["figures"].items():
            version.changes.create(figure=figure, old=decimal(old), new=decimal(new))
        Goal.objects.filter(pk=goal.pk, version__lt=version.number).update(version=version.number)
    workshop.figure_corrections.create(version=version)


def corrections_of(workshop: Workshop, book: Book) -> dict[str, Any]:
    rows = [correction_of(one.version, book) for one in Correction.of(workshop)]
    return {"corrections": rows} if rows else {}


def correction_of(version: GoalVersion, book: Book) -> dict[str, Any]:
    return {
        "goal": version.goal.key,
        "version": version.number,
        "reason": version.reason,
        "by": book.key_of(version.by),
        "at": stamp(version.at),
        "figures": {change.figure: [number(change.old), number(change.new)] for change in version.changes.all()},
    }
