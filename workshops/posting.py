"""Where a post goes: on the wall that the open step gives its seat, held, or the late tray; never nowhere (R-GEN-3)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from live import Refused
from people.blame import judges, names
from workshops import access, stages
from workshops.models import Note, Seat, StageRun, Wall, Workshop
from workshops.models.wall import hashed

GRACE = timedelta(seconds=60)
ADD = "note.add"


def accept(
    changing, *, claim, text, evidence="", wall=None, column="", step="", language="en", key="", secret="", **more
):
    """Take a note in: `(201, note)` on the wall or kept for it, `(202, note)` held or late. One transaction.

    `more` is what a ritual's own form brought besides; `secret` is what the phone keeps for anonymous steps.
    Raises `Refused` where the seat is gone (403) or the event is over (410): then the words stay on the phone.
    """
    seat = access.claimed_seat(changing.room.public_id, claim)
    if seat is None:
        raise Refused(_("This seat was given free. Scan the code on the wall again."), rule="R-GEN-13", status=403)
    # What the note right before it has read in the same transaction holds for this one.
    workshop = seat.workshop = changing.before.get("workshop", seat.workshop)
    workshop.room = changing.room
    workshop.look()
    run = workshop.current
    if workshop.state not in (Workshop.State.LIVE, Workshop.State.CLOSING):
        raise Refused(
            _("This event is not open for notes. Your words stay on this device: copy them."), "R-GEN-3", status=410
        )
    if seat.role == Seat.Role.WATCH:
        raise Refused(_("Observers watch the wall and may write to the question box."), rule="R-ROLE-6", status=403)
    target = wall_to_post(run, seat, wall, step)
    if run and target:
        note = run.open_step.add_note(
            run, target, seat, changing, text=text, evidence=evidence, column=column, language=language, key=key, **more
        )
        make_anonymous(note, workshop, step or run.position, secret)
        if run.open_step.holds_blame and blames(workshop, f"{text} {evidence}"):
            note.hold()
            changing.touched("held", note.pk)
            return 202, note
        changing.touched("note", note.pk)
        changing.seen |= {"workshop": workshop, "shown": workshop.shown, f"note {note.pk}": note}
        return 201, note
    note = into_late_tray(workshop, seat, wall, text, language, key)
    make_anonymous(note, workshop, step, secret)
    if note.wall and note.wall.run:
        note.wall.run.stage.keep(note, evidence=evidence, column=column, **more)
    changing.touched("late", note.pk)
    return 202, note


def blames(workshop: Workshop, text: str) -> bool:
    """R-GEN-19: it names somebody of the roster or of the room, and blames."""
    return judges(text) and names(text, [*workshop.organisation.people.all(), *workshop.seats.filter(person=None)])


def make_anonymous(note: Note, workshop: Workshop, position: str, secret: str) -> None:
    """Guard R-GEN-8: what was written for a step that stores no author stores none, however late it comes."""
    kind, step = [*position.split("."), "", ""][:2]
    if kind not in stages.registry or not stages.get(kind).step(step).may_be_anonymous:
        return
    run = workshop.agenda.filter(kind=kind, anonymous__step=step).first()
    if run:
        note.forget_author(hashed(secret, run.pk, step), run.step_opened_at or run.opened_at)


def wall_to_post(run: StageRun | None, seat: Seat, wanted: int | None, step: str) -> Wall | None:
    """The wall of the open step, if the note was written for it, or for the step left less than a minute ago."""
    if run is None or run.state not in (StageRun.State.OPEN, StageRun.State.PAUSED) or not seat.is_present:
        return None
    now = run.open_step
    written_now = step in ("", run.position) and now.permits(ADD, seat)
    fresh = run.step_opened_at is not None and timezone.now() - run.step_opened_at <= GRACE
    just_left = step.split(".")[0] == run.kind and step != run.position and now.takes_late and fresh
    if not (written_now or just_left):
        return None
    return next((offered for offered in now.walls(run, seat) if wanted in (None, offered.pk)), None)


def into_late_tray(workshop: Workshop, seat: Seat, wanted: int | None, text: str, language: str, key: str) -> Note:
    """Kept, in no count, listed on the console with "add" or "leave"."""
    return workshop.notes.create(
        wall=workshop.walls.filter(pk=wanted).first() if wanted else None,
        author=seat,
        group=seat.group,
        text=text,
        language=language,
        client_key=key,
        state=Note.State.LATE,
    )


def must_be_own(workshop: Workshop, number: int, seat: Seat) -> Note:
    """The author's note, while it hangs or waits and its stage is not locked (R-GEN-4); asked under the room's lock."""
    note = workshop.notes.select_related("wall__run").by(seat).filter(pk=number).first()
    now = Seat.objects.filter(pk=seat.pk, device_key=seat.device_key).exists()
    if note is None or not now:
        raise Refused(_("This seat was given free. Scan the code on the wall again."), rule="R-GEN-13", status=403)
    if not note.may_be_changed:
        raise Refused(_("This note stands as it is by now. Ask the facilitator if it has to change."), rule="R-GEN-4")
    return note
