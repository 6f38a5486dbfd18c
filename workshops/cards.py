"""Cards of the console: what may help now, with its fix; each stays until it is mended or dismissed (R-GEN-17)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.blame import judges
from people.text import display_width, in_a_row
from workshops.coaching import ADVISE, Finding, Fix
from workshops.likeness import ALIKE, bare, likeness
from workshops.models import Note, StageRun, Workshop

WIDEST = 80
MOST_NOTES = 150
DISMISSED = "dismissed a card"
NEEDS_THE_LEAD = ("contract", "goals", "town", "signing")
HAS_OWN = ("swot", "vision")
"""Stages that look at the words of their notes themselves."""
HAS_OWN_LIKENESS = (*HAS_OWN, "openspace")
"""Stages that say themselves what sounds alike."""


def of(workshop: Workshop) -> list[Finding]:
    """The cards of this moment, without those that somebody has dismissed."""
    run = workshop.current
    found = [*decision_maker_is_missing(workshop)]
    if run and run.is_open:
        found += [*time_is_up(run), *not_written_yet(run), *waiting(run)]
        found += [] if run.kind in HAS_OWN else words(run)
        found += [] if run.kind in HAS_OWN_LIKENESS or run.open_step.may_repeat else same_words(run)
    return standing(found, workshop)


def standing(found: list[Finding], workshop: Workshop) -> list[Finding]:
    """Without the advice that somebody has dismissed; what stops the room or asks for a reason stays."""
    gone = set(workshop.entries.filter(act=DISMISSED).values_list("subject", flat=True))
    return [one for one in found if one.level != ADVISE or name_of(one, workshop) not in gone]


def named(found: list[Finding], workshop: Workshop) -> list[dict]:
    return [{"finding": one, "name": name_of(one, workshop)} for one in found]


def name_of(finding: Finding, workshop: Workshop) -> str:
    """What a dismissal remembers: the rule, the step and what the card was about."""
    return f"{finding.rule} {workshop.position} {finding.about}"[:80]


def decision_maker_is_missing(workshop: Workshop) -> Iterator[Finding]:
    """R-DAY-4 S: not here when contract, goals, *decide*, town or signing opens."""
    run = workshop.current
    following = run.following if run else None
    coming = [run and (run.kind, run.step), run and following and (run.kind, following.key)]
    if run and following is None and workshop.upcoming:
        coming.append((workshop.upcoming.kind, ""))
    needed = any(one and (one[0] in NEEDS_THE_LEAD or one[1] == "decide") for one in coming)
    if needed and not any(seat.is_present for seat in workshop.deciders()):
        fix = Fix(_("Name a stand-in"), reverse("plan", args=[workshop.public_id]) + "#stand-in", method="get")
        what = _("The decision maker is not here.")
        yield Finding("R-DAY-4", ADVISE, what, _("Wait five minutes, or name who decides inside the envelope."), (fix,))


def time_is_up(run: StageRun) -> Iterator[Finding]:
    """R-GEN-6 S: the timer never locks by itself."""
    if run.ends_at and timezone.now() >= run.ends_at:
        fix = Fix(_("Five minutes more"), reverse("add_time", args=[run.workshop.public_id]), {"minutes": "5"})
        what, about = _("Time is up. Close, or add 5 minutes?"), str(run.extra_seconds)
        yield Finding("R-GEN-6", ADVISE, what, _("It never locks by itself."), (fix,), about)


def not_written_yet(run: StageRun) -> Iterator[Finding]:
    """R-GEN-7 S: at half time, on the console alone, and not where no author is stored."""
    step, half = run.open_step, run.half_time
    if (
        half is None
        or timezone.now() < half
        or "note.add" not in step.allows
        or step.looks_up
        or run.is_anonymous(run.step)
    ):
        return
    wrote = set(run.workshop.notes.filter(wall__run=run).values_list("author", flat=True))
    silent = [seat.name for seat in run.workshop.seats.writers().present() if seat.pk not in wrote]
    if silent:
        is_over = run.ends_at and timezone.now() >= run.ends_at
        what = _("Not written yet: %(names)s.") if is_over else _("Half time. Not written yet: %(names)s.")
        what %= {"names": in_a_row(silent)}
        yield Finding("R-GEN-7", ADVISE, what, _("Invite them by a quiet word, never by name on the wall."))


def waiting(run: StageRun) -> Iterator[Finding]:
    """R-GEN-19: what names a person and blames waits for the desk."""
    count = run.workshop.notes.held().filter(reword_asked_at=None).count()
    if count:
        what = ngettext("%(count)d note waits for you: it names a person.", "%(count)d notes wait for you.", count)
        why = _("On no wall and in no count until you decide.")
        yield Finding("R-GEN-19", ADVISE, what % {"count": count}, why, (Fix.at("held"),))


def words(run: StageRun) -> Iterator[Finding]:
    """R-GEN-10 and R-DEC-6 S: too wide to read from three metres; judging instead of describing."""
    notes = list(hanging(run))
    if wide := [note for note in notes if display_width(note.text) > WIDEST]:
        what = _("Too long to read from three metres: %(numbers)s.") % {"numbers": called(wide)}
        yield Finding("R-GEN-10", ADVISE, what, _("One idea, fewer words."), about=called(wide))
    if judging := [note for note in notes if judges(note.text)]:
        what = _("These notes speak of a person: %(numbers)s.") % {"numbers": called(judging)}
        why = _("Describe what happened and what in the way of working made it possible.")
        yield Finding("R-DEC-6", ADVISE, what, why, about=called(judging))


def same_words(run: StageRun) -> Iterator[Finding]:
    """R-GEN-11 S: the same text twice on one wall is offered as one with +1; what is alike is a hint."""
    first: dict[tuple[int | None, str], Note] = {}
    rest: list[Note] = []
    for note in hanging(run):
        older = first.setdefault((note.wall_id, bare(note.text)), note)
        if older is note:
            rest.append(note)
            continue
        url = reverse("note_merge", args=[run.workshop.public_id, note.pk])
        fix = Fix(_("Merge as one with +1"), url, {"into": str(older.pk)})
        what = _("%(one)s and %(other)s say the same.") % {"one": spoken(older), "other": spoken(note)}
        yield Finding("R-GEN-11", ADVISE, what, "", (fix,), f"{older.pk} {note.pk}")
    for row in alike(rest):
        what = _("%(numbers)s sound alike.") % {"numbers": called(row)}
        yield Finding("R-GEN-11", ADVISE, what, about=f"{row[0].pk} {row[-1].pk} {len(row)}")


def alike(notes: list[Note]) -> list[list[Note]]:
    """Rows of notes of one wall that are alike: each resembles one that stands there before it."""
    rows: list[list[Note]] = []
    for note in notes:
        resembles = (row for row in rows if any(are_alike(note, one) for one in row))
        if row := next(resembles, None):
            row.append(note)
        else:
            rows.append([note])
    return [row for row in rows if len(row) > 1]


def are_alike(one: Note, other: Note) -> bool:
    return one.wall_id == other.wall_id and likeness(one.text, other.text) >= ALIKE


def hanging(run: StageRun):
    notes = Note.objects.on_wall().filter(wall__run=run, number__isnull=False).select_related("wall__group")
    return notes.order_by("wall", "number")[:MOST_NOTES]


def called(notes: list[Note]) -> str:
    return in_a_row(spoken(note) for note in notes[:12])


def spoken(note: Note) -> str:
    """How the room calls it: A 17, or 17 where there is one wall."""
    group = note.wall and note.wall.group
    return f"{group.letter} {note.number}" if group else str(note.number)
