from collections.abc import Iterator
from typing import Any

from workshops.exchange import Book, Check, Part
from workshops.intake import day, moment, stamp
from workshops.kickoff.consensus import fists, versions
from workshops.kickoff.consensus.models import GoalDeferral
from workshops.kickoff.consensus.voices import (
    clauses_of,
    counts_of,
    fists_of,
    load_clauses,
    load_fists,
)
from workshops.kickoff.consensus.wording import is_chinese
from workshops.models import Workshop

DAYS = ("start", "due")


class ConsensusPart(Part):
    """`consensus_statement`: version 1 is built from the old values of what changed, version 2 from the new ones."""

    order = 60

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        statement = content.get("consensus_statement")
        if not statement:
            return
        workshop.introduction = statement.get("intro", "")
        workshop.save(update_fields=["introduction"])
        changes, previous = statement.get("changes_from_v1", []), statement.get("previous")
        known = [change for change in changes if put(workshop, change, "old")]
        for row in content.get("goal_deferrals", []):
            said = {"reason": row["reason"], "owner": book.person(row["owner"]), "date": day(row["date"])}
            workshop.deferrals.create(goal=workshop.goals.get(key=row["goal"]), **said)
        load_clauses(workshop, content.get("clauses", []), book)
        load_fists(workshop, content.get("fist_of_five", {}), book)
        if previous and known:
            versions.fix(workshop, at=moment(previous.get("frozen_at")))
        for change in known:
            put(workshop, change, "new")
        why = {(one["ref"], one["field"]): {"text": one["text"], "question": one["question"]} for one in changes}
        versions.fix(workshop, why=why, at=moment(statement.get("frozen_at")))

    def dump(self, workshop: Workshop, book: Book) -> dict:
        return self.statement(workshop) | {
            "clauses": clauses_of(workshop),
            "fist_of_five": fists_of(workshop),
            "goal_deferrals": [deferral_of(one, book) for one in workshop.deferrals.select_related("goal", "owner")],
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        found = counts_of(workshop)
        for row in content.get("clauses", []):
            if "expected" in row:
                yield Check(
                    f"clauses[{row['id']}].expected", row["expected"], found.get((row["kind"], row["ref"] or ""))
                )
        if expected := content.get("expected", {}).get("fist_of_five"):
            yield Check("expected.fist_of_five", expected, fist_result(workshop, book))

    def statement(self, workshop: Workshop) -> dict:
        document = versions.newest(workshop)
        if document is None:
            return {}
        before = versions.versions(workshop).filter(version=document.version - 1).first()
        return {
            "consensus_statement": {
                "version": document.version,
                "frozen_at": stamp(document.frozen_at),
                "content_hash": document.content_hash,
                "intro": document.parsed["introduction"],
                "intro_lang": "zh" if is_chinese(document.parsed["introduction"]) else "en",
                "text_en": document.parsed["sentence_en"],
                "text_zh": document.parsed["sentence_zh"],
            }
            | ({"previous": {"version": before.version, "frozen_at": stamp(before.frozen_at)}} if before else {})
            | {"changes_from_v1": [change_of(one) for one in document.parsed["changes"]]}
        }


def put(workshop: Workshop, change: dict, which: str) -> bool:
    """Set a field of an action or strategy to its old or new value; `False` where the file's row is not there."""
    rows = [workshop.actions.filter(key=change["ref"]).first(), workshop.columns.filter(key=change["ref"]).first()]
    row = next((row for row in rows if row), None)
    if row is None or change["field"] == change["ref"]:  # A row that came or went is there as a whole.
        return False
    field, value = change["field"], change[which]
    setattr(row, field, day(value) if field in DAYS else value)
    row.save(update_fields=[field])
    return True


def change_of(change: dict[str, str]) -> dict[str, Any]:
    return {
        "ref": change["ref"],
        "field": change["field_key"],
        "old": change["old"],
        "new": change["new"],
        "question": change["question_key"],
        "text": change["why"],
    }


def fist_result(workshop: Workshop, book: Book) -> dict[str, Any]:
    """The mean of the hands, and who showed 0 or 1."""
    low = [book.name_of(fist.seat) for fist in fists.low(workshop)]
    return {"mean": fists.hands(workshop).mean, "must_be_heard": low}


def deferral_of(deferral: GoalDeferral, book: Book) -> dict[str, Any]:
    return {
        "goal": deferral.goal.key,
        "reason": deferral.reason,
        "owner": book.key_of(deferral.owner),
        "date": deferral.date.isoformat(),
    }
