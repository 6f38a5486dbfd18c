"""One word each, to leave with: one wall for the whole room, the author stored and shown to nobody (R-GEN-8)."""

from django.utils.translation import gettext as _

from live import Refused
from workshops.models import Note, Seat, StageRun, Wall


def wall_of(run: StageRun) -> Wall:
    return run.workshop.wall_for(run)


def said(run: StageRun):
    """The words on the wall, as they came."""
    return wall_of(run).notes.on_wall().order_by("number")


def own(run: StageRun, seat: Seat):
    return wall_of(run).notes.filter(author=seat, state=Note.State.WALL)


def circle(run: StageRun):
    """Who stands in it and has a word: whoever writes or decides and is here."""
    return run.workshop.seats.filter(role__in=(Seat.Role.WRITER, Seat.Role.LEAD)).present()


def say(wall: Wall, text: str, language: str, seat: Seat | None = None, key: str = "") -> Note:
    """Hang a word. Raises `Refused` for a second one of the same seat."""
    if seat and wall.notes.filter(author=seat, state=Note.State.WALL).exists():
        raise Refused(_("One word each. Take yours back to say another one."))
    note = Note(workshop=wall.workshop, wall=wall, author=seat, text=text, language=language, client_key=key)
    wall.number(note)
    note.save()
    return note
