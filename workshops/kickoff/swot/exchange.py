from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES
from workshops.kickoff.swot import sheets
from workshops.kickoff.swot.boards import Board, of_wall, share_with_evidence, walls_of
from workshops.kickoff.swot.flags import cards, people_of
from workshops.kickoff.swot.models import Field, Lens, SwotNote, Vote, WhyStep
from workshops.kickoff.swot.models.note import SHEET
from workshops.kickoff.swot.ranking import rank_fields
from workshops.models import Note, Wall, Workshop
from workshops.reading import Row

EXPORTED = Q(state__in=[Note.State.WALL, Note.State.HIDDEN, Note.State.HELD]) | Q(merged_into__isnull=False)


class SwotPart(Part):
    """`swot_notes` and `swot_votes`. What a person wrote beforehand and never put up is in no file."""

    order = 35

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        run, file = workshop.agenda.filter(kind="swot").first(), Row(content)
        if run is None or not content.get("swot_notes"):
            return
        walls = {wall.group.letter if wall.group else "": wall for wall in walls_of(run)}
        rows = {row.key("id"): row for row in file.rows("swot_notes", key="id")}
        notes = {key: note_from(row, walls, book) for key, row in rows.items()}
        for key, row in rows.items():
            if twin := row.one_or_none("merged_into", notes):
                notes[key].merge_into(twin)
        for row in file.rows("swot_votes"):
            ballot_from(row, notes, book)
        for row in file.rows("swot_sheets"):
            sheets_from(row, notes, workshop)
        rank_fields(run)
        for key, row in rows.items():
            choose(row, SwotNote.objects.get(pk=notes[key].pk))

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        notes = SwotNote.objects.filter(EXPORTED, workshop=workshop).exclude(wall=None)
        notes = notes.select_related("author__person", "group", "goal", "merged_into__swotnote")
        return {
            "swot_notes": [note_of(note, book) for note in notes.prefetch_related("whys")],
            "swot_votes": ballots_of(workshop, book),
        } | ({"swot_sheets": told} if (told := sheets_of(workshop)) else {})

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        run = workshop.agenda.filter(kind="swot").first()
        if run is None:
            return
        expected = content.get("expected", {})
        got = {
            "swot_notes": lambda: SwotNote.objects.filter(EXPORTED, wall__run=run).count(),
            "swot_votes": lambda: Vote.objects.filter(note__wall__run=run).placed(),
            "swot_evidence_pct": lambda: shares(workshop, Board(run).notes),
        }
        for name, result in got.items():
            if name in expected:
                yield Check(f"expected.{name}", expected[name], result())
        people = people_of(workshop)
        notes = SwotNote.objects.filter(wall__run=run).with_votes().select_related("wall").prefetch_related("whys")
        by_key = {note.key: note for note in notes}
        for row in content.get("swot_notes", []):
            note = by_key[row["id"]]
            results = {
                "expected_votes": lambda note=note: note.vote_count,
                "expected_rank": lambda note=note: note.rank,
                "expected_flags": lambda note=note: [card.rule for card in cards(note, people)],
            }
            for name, result in results.items():
                if name in row:
                    yield Check(f"swot_notes[{row['id']}].{name}", row[name], result())


def shares(workshop: Workshop, notes: list[SwotNote]) -> dict[str, float]:
    """How many of 100 strengths and weaknesses carry a fact, by group."""
    found = {}
    for group in workshop.groups.all():
        proven, asked = share_with_evidence(of_wall(notes, group))
        found[group.letter] = round(100 * proven / asked, 2) if asked else 100.0
    return found


# ---- a file's rows become ours ----------------------------------------------------------------------------


def note_from(row: Row, walls: dict[str, Wall], book: Book) -> SwotNote:
    """As it hung; one that was held or hidden has the number and the reason that it had."""
    letter = row.key("group") if row.has("group") else ""
    wall = walls.get(letter) or next(iter(walls.values()))
    goals = {goal.key: goal for goal in wall.workshop.goals.all()}
    texts = {name: row.text(name, SwotNote._meta.get_field(name)) for name in ("evidence", "period", "customer")}
    note = SwotNote(
        workshop=wall.workshop,
        wall=wall,
        group=wall.group,
        author=row.one_or_none("author", book.seats),
        text=row.text("text", SwotNote._meta.get_field("text")),
        language=row.one_of("lang", LANGUAGES, "en"),
        key=row.key("id"),
        quadrant=row.one_of("quadrant", {letter: letter for letter in Field.values}),
        lens=row.one_or_none("lens", {lens: lens for lens in Lens.values}) or "",
        goal=row.one_or_none("goal", goals),
        state=Note.State.HELD if row.content.get("held") else Note.State.WALL,
        beforehand=bool(row.content.get("beforehand", False)),
        **texts,
    )
    if note.is_on_wall:
        wall.number(note)
    note.save()
    if row.content.get("hidden"):
        note.hide(row.text("hidden", SwotNote._meta.get_field("reason")))
    for step in row.rows("whys"):
        control = step.one_of("control", {one: one for one in WhyStep.Control.values})
        language = step.one_of("lang", LANGUAGES, note.language)
        text = step.text("text", WhyStep._meta.get_field("text"))
        WhyStep.link(note, step.given("order"), text, control, language)
    return note


def ballot_from(row: Row, notes: dict[str, SwotNote], book: Book) -> None:
    """One person in one field: a note that is named twice got two (R-SWOT-9)."""
    seat, field = row.one_of("person", book.seats), row.one_of("field", {one: one for one in Field.values})
    named = [Row({"note": key}, path).one_of("note", notes) for path, key in row.list("votes")]
    for note in dict.fromkeys(named):
        Vote.place(note, seat, named.count(note), field)


def sheets_from(row: Row, notes: dict[str, SwotNote], workshop: Workshop) -> None:
    """Dots of a group on paper: so many sheets, and by note what it got."""
    group = row.one_or_none("group", {group.letter: group for group in workshop.groups.all()})
    field = row.one_of("field", {one: one for one in Field.values})
    dots = row.row("dots")
    counts = {str(dots_of.pk): dots.given(key) for key, dots_of in notes.items() if dots.has(key)}
    for value, count in ({sheets.SHEETS: row.given("sheets")} | counts).items():
        workshop.paper_counts.create(question=sheets.question(field), group=group, value=value, count=count)


def choose(row: Row, note: SwotNote) -> None:
    """What the room chose, even where the groups of the file are one room here; left out, what the ranks say stays."""
    chosen = row.fields(SwotNote, *[name for name in ("priority", "top") if row.has(name)])
    for name, value in chosen.items():
        setattr(note, name, value)
    note.save(update_fields=list(chosen))


# ---- ours become a file's ---------------------------------------------------------------------------------


def name_of(note: SwotNote) -> str:
    return note.key or f"n{note.pk}"


def note_of(note: SwotNote, book: Book) -> dict[str, Any]:
    """`held` is what never had a number or waits again, `hidden` why it left the wall."""
    twin = note.merged_into and note.merged_into.swotnote
    return (
        {
            "id": name_of(note),
            "group": note.group.letter if note.group else None,
            "author": book.name_of(note.author),
            "quadrant": note.quadrant,
            "text": note.text,
            "lang": FILE_LANGUAGES.get(note.language, "en"),
            "evidence": note.evidence,
            "customer": note.customer,
            "period": note.period,
            "goal": note.goal.key if note.goal else None,
            "lens": note.lens,
            "priority": note.priority,
            "top": note.top,
        }
        | ({"beforehand": True} if note.beforehand else {})
        | ({"held": True} if note.number is None or note.waits else {})
        | ({"hidden": note.reason} if note.state == Note.State.HIDDEN else {})
        | ({"merged_into": name_of(twin)} if twin else {})
        | ({"whys": [why_of(step) for step in note.chain]} if note.chain else {})
    )


def why_of(step: WhyStep) -> dict[str, Any]:
    return {
        "order": step.order,
        "text": step.text,
        "control": step.control,
        "lang": FILE_LANGUAGES.get(step.language, "en"),
    }


def ballots_of(workshop: Workshop, book: Book) -> list[dict[str, Any]]:
    votes = Vote.objects.filter(note__workshop=workshop).select_related("note", "seat__person")
    ballots: dict[tuple, list[str]] = {}
    for vote in votes.order_by("seat", "quadrant", "note__number", "pk"):
        ballots.setdefault((vote.seat, vote.quadrant), []).extend([name_of(vote.note)] * vote.count)
    return [{"person": book.name_of(seat), "field": field, "votes": named} for (seat, field), named in ballots.items()]


def sheets_of(workshop: Workshop) -> list[dict[str, Any]]:
    names = {str(note.pk): name_of(note) for note in SwotNote.objects.filter(workshop=workshop)}
    found: dict[tuple, dict[str, int]] = {}
    typed = workshop.paper_counts.filter(question__startswith=SHEET).select_related("group").order_by("pk")
    for one in typed:
        letter = one.group.letter if one.group else None
        found.setdefault((letter, one.question.removeprefix(SHEET)), {})[one.value] = one.count
    return [
        {
            "group": letter,
            "field": field,
            "sheets": counts.pop(sheets.SHEETS, 0),
            "dots": {names[value]: count for value, count in counts.items() if value in names},
        }
        for (letter, field), counts in found.items()
    ]
