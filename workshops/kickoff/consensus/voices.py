"""Stances and hands in a workshop file: they come in by person and go out as counts alone (R-CONS-10)."""

from typing import Any

from workshops.exchange import Book
from workshops.intake import LANGUAGES
from workshops.kickoff.consensus import fists, stances
from workshops.kickoff.consensus.clauses import sync
from workshops.kickoff.consensus.models import Clause, Reply
from workshops.kickoff.consensus.rewording import source_of
from workshops.models import Workshop

PLAIN = ("support", "live_with")


def load_clauses(workshop: Workshop, rows: list[dict], book: Book) -> None:
    """The clauses as generated, then each round of stances; words of a round are those of the effect sentence."""
    if not rows:
        return
    for row in rows:
        if row["rounds"] and "text" in row["rounds"][0]:
            word_effect(workshop, row, row["rounds"][0]["text"])
    sync(workshop)
    for row in rows:
        for number, told in enumerate(row["rounds"]):
            if number and "text" in told:
                word_effect(workshop, row, told["text"])
                sync(workshop)
            clause = workshop.clauses.get(kind=row["kind"], ref=row["ref"] or "")
            load_round(clause, told, book)


def word_effect(workshop: Workshop, row: dict, text: str) -> None:
    column = source_of(Clause(workshop=workshop, kind=row["kind"], ref=row["ref"] or ""))
    if column:
        column.effect = text
        column.save(update_fields=["effect"])


def load_round(clause: Clause, told: dict, book: Book) -> None:
    if "counts" in told:
        stances.count_on_paper(clause, None, told["counts"])
        return
    for value in PLAIN:
        for person in told.get(value, []):
            stances.take(clause, book.seat(person), value)
    for mark in told.get("hear_first", []):
        language = LANGUAGES.get(mark.get("lang", "en"), "en")
        stance = stances.take(clause, book.seat(mark["person"]), "hear_first", mark["change"], language)
        if mark.get("reply"):
            by = book.person(mark.get("reply_by"))
            # What was parked on that day stands among the parked items of the file.
            stance.reply = Reply.objects.create(clause=clause, text=mark["reply"], outcome=mark["outcome"], by=by)
            stance.save(update_fields=["reply"])


def load_fists(workshop: Workshop, told: dict, book: Book) -> None:
    for person, value in told.get("votes", {}).items():
        reasons = [row["reason"] for row in told.get("replies", []) if row["person"] == person]
        fists.show(workshop, book.seat(person), value, "".join(reasons[:1]))
    for row in told.get("replies", []):
        fist = workshop.fists.filter(seat=book.seat(row["person"])).first()
        if fist and row.get("reply"):
            fists.reply(fist, row["reply"], book.person(row.get("reply_by")))
    for value, count in told.get("counts", {}).items():
        fists.count_hands(workshop, {int(value): count})


def counts_of(workshop: Workshop) -> dict[tuple[str, str], dict[str, int]]:
    """By kind and reference how many stand where on the words as they are."""
    found = stances.tallies(workshop)
    return {(clause.kind, clause.ref): found[clause.pk].counts for clause in workshop.clauses.asked()}


def clauses_of(workshop: Workshop) -> list[dict[str, Any]]:
    """The clauses with their counts: no name and no reason leaves the program."""
    counts = counts_of(workshop)
    return [
        {
            "id": f"cl{place}",
            "kind": clause.kind,
            "ref": clause.ref or None,
            "rounds": [{"counts": counts[clause.kind, clause.ref]}],
        }
        for place, clause in enumerate(workshop.clauses.asked(), start=1)
    ]


def fists_of(workshop: Workshop) -> dict[str, Any]:
    shown = {str(bar.value): bar.hands for bar in fists.hands(workshop).bars if bar.hands}
    return {"counts": shown} if shown else {}
