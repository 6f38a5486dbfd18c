from collections.abc import Iterator

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES
from workshops.kickoff.goals.models import GoalTemperature, Restatement
from workshops.kickoff.goals.results import result_of
from workshops.models import Workshop


class GoalsPart(Part):
    """`goal_readin`: one sentence a group, and both hands of every writer."""

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
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected = content.get("expected", {}).get("goal_readin")
        if expected:
            rows = GoalTemperature.objects.filter(workshop=workshop, seat__role="part")
            yield Check("expected.goal_readin", expected, result_of(rows))
