from collections.abc import Iterator
from typing import Any

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, decimal, number
from workshops.kickoff.strategy.models import Column, Score, StrategyNote
from workshops.kickoff.strategy.models.column import ANNEX, question
from workshops.kickoff.strategy.ranking import adds_up, rank_columns, ranked, standing
from workshops.models import Note, Wall, Workshop

HANGS = (None, "near_column", "second_note", "single")


class StrategyPart(Part):
    """`strategy_notes`, `group_columns` and `strategy_columns`: what hung on each wall, and what was made of it."""

    order = 40

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        run = workshop.agenda.filter(kind="strategy").first()
        if run is None or not content.get("strategy_notes"):
            return
        walls = {group.letter: workshop.wall_for(run, group) for group in workshop.groups.all()}
        company = workshop.wall_for(run)
        own = {row["id"]: group_column_from(row, walls, book) for row in content.get("group_columns", [])}
        columns = {row["id"]: column_from(row, company) for row in content.get("strategy_columns", [])}
        for row in content["strategy_notes"]:
            note_from(row, walls.get(row.get("group"), company), own, columns, book)
        for row in content.get("strategy_columns", []):
            columns[row["id"]].merged_from.set([own[key] for key in row.get("merged_from", [])])
            details_from(row, columns[row["id"]], workshop, book)
        rank_columns(workshop)

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        notes = StrategyNote.objects.filter(workshop=workshop, state__in=["wall", "parked", "set_aside"])
        related = notes.select_related("author__person", "column", "group_column", "group")
        groups = workshop.columns.exclude(wall__group=None).select_related("confirmed_by__person").order_by("key")
        return {
            "strategy_notes": [note_of(note, book) for note in related],
            "group_columns": [group_column_of(column, book) for column in groups],
            "strategy_columns": [column_of(column, book) for column in exported(workshop)],
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected = content.get("expected", {})
        notes = StrategyNote.objects.filter(workshop=workshop).kept().count()
        got = {
            "strategy_notes": lambda: notes,
            "orphans_before": lambda: StrategyNote.objects.filter(workshop=workshop).exclude(way_out="").count(),
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


def exported(workshop: Workshop) -> list[Column]:
    """By rank, the annex last."""
    annex = workshop.columns.filter(wall__group=None, wave=ANNEX).standing()
    return ranked(workshop) + list(annex)


def ordered(workshop: Workshop) -> list[Column]:
    """As the room sees them: by the rank that was stored."""
    return list(workshop.columns.standing().filter(rank__isnull=False).order_by("rank"))


def results_of(column: Column) -> dict[str, Any]:
    return {"note_count": column.note_count, "rank": column.rank, "wave": column.wave} | standing(column)._asdict()


# ---- a file's rows become ours ----------------------------------------------------------------------------


def group_column_from(row: dict, walls: dict[str, Wall], book: Book) -> Column:
    """A column of a group's wall; the letter that its name begins with says whose."""
    column = column_from(row, walls[row["id"][:1]])
    column.confirmed_by = book.seat(row["confirmed_by"]) if row.get("confirmed_by") else None
    column.save(update_fields=["confirmed_by"])
    return column


def column_from(row: dict, wall: Wall) -> Column:
    column = Column.open_on(wall)
    column.key = row["id"]
    column.save(update_fields=["key"])
    column.name_as(row.get("heading", ""), row.get("heading_zh", ""))
    return column


def note_from(row: dict, wall: Wall, own: dict[str, Column], columns: dict[str, Column], book: Book) -> StrategyNote:
    seat = book.seat(row["author"]) if row.get("author") else None
    language = LANGUAGES.get(row.get("lang", "en"), "en")
    note = StrategyNote.write(wall, seat, row["text"], language, key=row["id"], group=wall.group)
    note.group_column = own.get(row.get("group_column") or "")
    if row.get("way_out") in HANGS:
        note.hang(columns.get(row.get("final_column")))
    elif row["way_out"] == "parked":
        note.lay_aside(Note.State.PARKED)
    else:
        note.lay_aside(Note.State.SET_ASIDE, row.get("reason", ""))
    note.single, note.way_out = row.get("way_out") == "single", row.get("way_out") or ""
    note.save()
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
    groups = {group.letter: group for group in workshop.groups.all()}
    for told in row.get("on_paper", []):
        workshop.paper_counts.create(
            question=question(column, Score.Scale(told["scale"]).value),
            group=groups[told["group"]] if told.get("group") else None,
            value=str(told["value"]),
            count=told["count"],
        )
    column.present_by(workshop.group_of(row.get("presented_by") or ""))
    if row.get("wave") == ANNEX:
        column.into_annex(row.get("wave_reason", ""))


def swot_notes(workshop: Workshop, keys: list[str]) -> list[Note]:
    notes = workshop.notes.filter(wall__run__kind="swot").select_related("swotnote")
    return [note for note in notes if swot_key(note) in keys]


def swot_key(note: Note) -> str | None:
    """How the file calls a note of the SWOT, where that ritual keeps its own."""
    typed = getattr(note, "swotnote", None)
    return typed.key if typed else None


# ---- ours become a file's ---------------------------------------------------------------------------------


def note_of(note: StrategyNote, book: Book) -> dict[str, Any]:
    before = note.group_column or (note.column if note.column and note.column.wall.group_id else None)
    return {
        "id": note.key or f"t{note.pk}",
        "group": note.group.letter if note.group else None,
        "author": book.name_of(note.author),
        "text": note.text,
        "lang": FILE_LANGUAGES.get(note.language, "en"),
        "group_column": before.key if before else None,
        "orphan": bool(note.way_out),
        "final_column": note.column.key if note.column and note.column.wall.group_id is None else None,
        "way_out": note.way_out or None,
    } | ({"reason": note.reason} if note.way_out == "set_aside" else {})


def group_column_of(column: Column, book: Book) -> dict[str, Any]:
    named = {"heading_zh": column.heading_other} if column.heading_other else {}
    return {"id": column.key, "heading": column.heading, "confirmed_by": book.name_of(column.confirmed_by)} | named


def column_of(column: Column, book: Book) -> dict[str, Any]:
    scores = column.scores.select_related("seat__person").order_by("seat")
    return (
        {
            "id": column.key,
            "heading": column.heading,
            "heading_zh": column.heading_other,
            "goals": [goal.key for goal in column.goals.all()],
            "effect": column.effect,
            "effect_zh": column.effect_other,
            "effect_values": {one.goal.key: number(one.value) for one in column.effect_values.select_related("goal")},
            "merged_from": sorted(source.key for source in column.merged_from.all()),
            "swot_links": [key for note in column.swot_links.all() if (key := swot_key(note))],
            "presented_by": column.presented_by.letter if column.presented_by else None,
        }
        | ({"wave": ANNEX, "wave_reason": column.wave_reason} if column.wave == ANNEX else {})
        | ({"on_paper": typed} if (typed := typed_of(column)) else {})
        | {
            scale: {book.name_of(score.seat): score.value for score in scores if score.scale == scale}
            for scale in Score.Scale.values
        }
    )


def typed_of(column: Column) -> list[dict[str, Any]]:
    """Its scores from paper, as counts a group (R-GEN-16)."""
    scales = {question(column, scale): scale for scale in Score.Scale.values}
    counts = column.workshop.paper_counts.filter(question__in=scales).select_related("group")
    return [
        {"scale": scales[one.question]}
        | ({"group": one.group.letter} if one.group else {})
        | {"value": int(one.value), "count": one.count}
        for one in counts
    ]
