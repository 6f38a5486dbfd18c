from django.db.models import Q

from workshops.exchange import Book, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, day, moment, stamp
from workshops.kickoff.closing import words
from workshops.kickoff.closing.models import NextDate
from workshops.models import Note, Workshop


class ClosingPart(Part):
    """`next_dates` and `words`: what the room keeps of its close; `late_notes`: what came late and was left."""

    order = 80

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        for row in content.get("next_dates", []):
            NextDate.objects.create(workshop=workshop, key=row["key"], date=day(row["date"]))
        run = workshop.agenda.filter(kind="close").first()
        for row in content.get("words", []) if run else []:
            seat = book.seat(row["person"]) if row.get("person") else None
            words.say(words.wall_of(run), row["text"], LANGUAGES[row["lang"]], seat)
        for row in content.get("late_notes", []):
            workshop.notes.create(
                text=row["text"],
                language=LANGUAGES[row["lang"]],
                author=book.seat(row["person"]) if row.get("person") else None,
                **place_of(workshop, row),
                state=Note.State.LATE if row.get("outcome") == "open" else Note.State.SET_ASIDE,
                **({"created_at": moment(row["dt"])} if row.get("dt") else {}),
            )

    def dump(self, workshop: Workshop, book: Book) -> dict:
        run = workshop.agenda.filter(kind="close").first()
        said = words.said(run).select_related("author__person") if run and run.walls.exists() else []
        late = late_notes(workshop).select_related("author__person", "group", "wall__run")
        parts = {
            "next_dates": [{"key": one.key, "date": one.date.isoformat()} for one in workshop.next_dates.all()],
            "words": [spoken(note, book) for note in said],
            "late_notes": [late_row(note, book) for note in late],
        }
        return {name: rows for name, rows in parts.items() if rows}


def late_notes(workshop: Workshop):
    """What came late and hangs on no wall: still in the tray, or left."""
    left = Q(state=Note.State.SET_ASIDE, number=None)
    return workshop.notes.filter(Q(state=Note.State.LATE) | left)


def place_of(workshop: Workshop, row: dict) -> dict:
    """Its group, and the wall for which it was written."""
    group = workshop.group_of(row.get("group") or "")
    run = workshop.agenda.filter(kind=row.get("stage") or "").first()
    return {"group": group, "wall": workshop.wall_for(run, group) if run else None}


def spoken(note: Note, book: Book) -> dict:
    return {"person": book.name_of(note.author), "text": note.text, "lang": FILE_LANGUAGES[note.language]}


def late_row(note: Note, book: Book) -> dict:
    return spoken(note, book) | {
        "group": note.group.letter if note.group else None,
        "stage": note.wall.run.kind if note.wall and note.wall.run else None,
        "outcome": "open" if note.state == Note.State.LATE else "left",
        "dt": stamp(note.created_at),
    }
