from collections.abc import Iterator
from typing import Any

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, decimal, number
from workshops.kickoff.strategy.models import Column, Score, StrategyNote
from workshops.kickoff.strategy.ranking import adds_up, rank_columns, ranked, standing
from workshops.models import Note, Wall, Workshop

HANGS = (None, "near_column", "second_note", "single")


class StrategyPart(Part):
    """`strategy_notes` and `strategy_columns`, on the one wall of the whole room; `final_column` is a note's home."""

    order = 40

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        run = workshop.agenda.filter(kind="strategy").first()
        if run is None or not content.get("strategy_notes"):
            return
        wall = workshop.wall_for(run)
        columns = {row["id"]: column_from(row, wall) for row in content.get("strategy_columns", [])}
        for row in content["strategy_notes"]:
            note_from(row, wall, columns, book)
        for row in content.get("strategy_columns", []):
            details_from(row, columns[row["id"]], workshop, book)
        rank_columns(workshop)

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        notes = StrategyNote.objects.filter(workshop=workshop, state__in=["wall", "parked", "set_aside"])
        columns = ranked(workshop)
        return {
            "strategy_notes": [note_of(note, book) for note in notes.select_related("author__person", "column")],
            "strategy_columns": [column_of(column, book) for column in columns],
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected = content.get("expected", {})
        notes = StrategyNote.objects.filter(workshop=workshop).kept().count()
        got = {
            "strategy_notes": lambda: notes,
            "columns": lambda: len(ranked(workshop)),
            "strategy_order": lambda: [column.key for column in ordered(workshop)],
            "adds_up": lambda: adds_up(workshop),
        }
        for name, result in got.items():
            if name in expected:
                yield Check(f"expected.{name}", expected[name], result())
        columns = {column.key: column for column in ordered(workshop)}
        for row in content.get("strategy_columns", []):
            results = results_of(columns[row["id"]])
            for name, value in row.get("expected", {}).items():
                if name in results:
                    yield Check(f"strategy_columns[{row['id']}].expected.{name}", value, results[name])


def ordered(workshop: Workshop) -> list[Column]:
    """As the room sees them: by the rank that was stored."""
    return list(workshop.columns.standing().filter(rank__isnull=False).order_by("rank"))


def results_of(column: Column) -> dict[str, Any]:
    return {"note_count": column.note_count, "rank": column.rank, "wave": column.wave} | standing(column)._asdict()


# ---- a file's rows become ours ----------------------------------------------------------------------------


def column_from(row: dict, wall: Wall) -> Column:
    column = Column.open_on(wall)
    column.key = row["id"]
    column.save(update_fields=["key"])
    column.name_as(row.get("heading", ""), row.get("heading_zh", ""))
    return column


def note_from(row: dict, wall: Wall, columns: dict[str, Column], book: Book) -> StrategyNote:
    seat = book.seat(row["author"]) if row.get("author") else None
    note = StrategyNote.write(wall, seat, row["text"], LANGUAGES.get(row.get("lang", "en"), "en"), key=row["id"])
    if row.get("way_out") in HANGS:
        note.hang(columns.get(row.get("final_column")), wall)
    elif row["way_out"] == "parked":
        note.lay_aside(Note.State.PARKED)
    else:
        note.lay_aside(Note.State.SET_ASIDE, row.get("reason", ""))
    return note


def details_from(row: dict, column: Column, workshop: Workshop, book: Book) -> None:
    goals = {goal.key: goal for goal in workshop.goals.all()}
    column.describe([goals[key] for key in row.get("goals", [])], row.get("effect", ""), row.get("effect_zh", ""))
    column.swot_links.set(swot_notes(workshop, row.get("swot_links", [])))
    for key, value in row.get("effect_values", {}).items():
        column.effect_values.create(goal=goals[key], value=decimal(value))
    for scale in Score.Scale.values:
        for person, value in row.get(scale, {}).items():
            Score.give(column, book.seat(person), scale, value)
    column.presented_by = workshop.groups.filter(letter=row.get("presented_by") or "-").first()
    column.save(update_fields=["presented_by"])


def swot_notes(workshop: Workshop, keys: list[str]) -> list[Note]:
    notes = workshop.notes.filter(wall__run__kind="swot")
    return [note for note in notes if swot_key(note) in keys]


def swot_key(note: Note) -> str | None:
    """How the file calls a note of the SWOT, where that ritual keeps its own."""
    typed = getattr(note, "swotnote", None)
    return typed.key if typed else None


# ---- ours become a file's ---------------------------------------------------------------------------------


def note_of(note: StrategyNote, book: Book) -> dict[str, Any]:
    way_out = {"parked": "parked", "set_aside": "set_aside"}.get(note.state)
    return {
        "id": note.key or f"t{note.pk}",
        "group": note.group.letter if note.group else None,
        "author": book.name_of(note.author),
        "text": note.text,
        "lang": FILE_LANGUAGES.get(note.language, "en"),
        "final_column": note.column.key if note.column else None,
        "way_out": way_out,
    } | ({"reason": note.reason} if way_out == "set_aside" else {})


def column_of(column: Column, book: Book) -> dict[str, Any]:
    scores = column.scores.select_related("seat__person").order_by("seat")
    return {
        "id": column.key,
        "heading": column.heading,
        "heading_zh": column.heading_other,
        "goals": [goal.key for goal in column.goals.all()],
        "effect": column.effect,
        "effect_zh": column.effect_other,
        "effect_values": {one.goal.key: number(one.value) for one in column.effect_values.select_related("goal")},
        "merged_from": [],
        "swot_links": [key for note in column.swot_links.all() if (key := swot_key(note))],
        "presented_by": column.presented_by.letter if column.presented_by else None,
    } | {
        scale: {book.name_of(score.seat): score.value for score in scores if score.scale == scale}
        for scale in Score.Scale.values
    }
