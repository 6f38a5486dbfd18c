"""What hands change in the SWOT, from a phone or the console: each act says what others have to see anew."""

from django.utils.translation import gettext as _

from live import Refused
from workshops.kickoff.swot.models import Opening, SwotNote, Vote, WhyStep
from workshops.kickoff.swot.ranking import is_ranked, rank_fields
from workshops.models import Seat, StageRun, Workshop


def must_be_open(workshop: Workshop, *steps: str) -> StageRun:
    """The open SWOT, at one of these steps if any are named: the console may do what a host may (R-GEN-2)."""
    run = workshop.current
    if run is None or run.kind != "swot" or not run.is_open or (steps and run.step not in steps):
        raise Refused(_("The room is at another step. Look at the page as it is now."), rule="R-GEN-2")
    return run


def note_on(run: StageRun, number: int) -> SwotNote:
    """A visible note of this stage."""
    notes = SwotNote.objects.on_wall().select_related("wall__group", "author", "workshop").filter(wall__run=run)
    note = notes.filter(pk=number).first()
    if note is None:
        raise Refused(_("This note is not here any more. Look at the wall as it is now."), rule="R-GEN-4")
    return note


def must_be_near(note: SwotNote, seat: Seat) -> None:
    """Guard R-ROLE-7: a seat of a group touches its own group's wall alone."""
    if note.wall and seat.group_id != note.wall.group_id and seat.group_id is not None:
        raise Refused(_("This note hangs on another group’s wall."), rule="R-ROLE-7", status=403)


def add_evidence(changing, note: SwotNote, evidence: str, customer: str) -> None:
    """When, what, how much; for a strength, who outside noticed. Nothing that stands there is written over."""
    if evidence:
        note.add_evidence(evidence)
    if customer and not note.customer:
        note.customer = customer
        note.save(update_fields=["customer"])
    elif customer and customer.casefold() not in note.customer.casefold():
        note.add_evidence(customer)
    changing.touched("note", note.pk)
    changing.touched("fact", note.pk)


def reword(changing, note: SwotNote, given: dict, goals) -> None:
    """The author's own words; a fact that somebody added meanwhile stays."""
    note.text, note.period, note.customer, note.lens = (given[name] for name in ("text", "period", "customer", "lens"))
    note.goal = goals.filter(pk=given["goal"] or 0).first()
    if given["column"] != note.quadrant:
        note.move_to(given["column"])
    was, now = given["evidence_was"], note.evidence
    note.evidence = given["evidence"] if now == was else now
    note.save()
    if now != was and given["evidence"] not in ("", was):
        note.add_evidence(given["evidence"])
    looks_different(changing, note)


def move(changing, note: SwotNote, quadrant: str) -> None:
    """Into another field (R-SWOT-7)."""
    note.move_to(quadrant)
    looks_different(changing, note)


def looks_different(changing, note: SwotNote) -> None:
    run = note.wall.run if note.wall else None
    if run and is_ranked(run):
        rank_fields(run)
    changing.touched("note", note.pk)
    for kind in ("fact", "why", "top"):
        changing.touched(kind, note.pk)


def merge(changing, note: SwotNote, into: SwotNote) -> None:
    """As one with +1, on one wall (R-GEN-11)."""
    if into.pk == note.pk or into.wall_id != note.wall_id:
        raise Refused(_("Choose another note of the same wall."), rule="R-GEN-11")
    note.merge_into(into)
    for one in (note, into):
        looks_different(changing, one)


def vote(changing, run: StageRun, note: SwotNote, seat: Seat, count: int) -> None:
    """Guard R-SWOT-9: three a field, at most two on a note, not after the result was opened."""
    if Opening.is_open(run):
        raise Refused(_("The result is open: no more votes. Ask the facilitator if yours is missing."), rule="R-SWOT-9")
    Vote.place(note, seat, count)
    changing.touched("vote", note.pk)


def replace_ballot(changing, run: StageRun, seat: Seat, quadrant: str, notes: list[SwotNote]) -> None:
    """What somebody marked on paper in one field stands in place of what was typed before."""
    Vote.objects.of(seat).filter(note__wall__run=run, quadrant=quadrant).delete()
    for note in dict.fromkeys(notes):
        vote(changing, run, note, seat, notes.count(note))


def link(changing, note: SwotNote, given: dict, language: str, seat: Seat | None = None) -> WhyStep:
    step = WhyStep.link(note, given["order"], given["text"], given["control"], language, seat)
    changing.touched("why", note.pk)
    return step


def unlink(changing, note: SwotNote) -> None:
    WhyStep.unlink(note)
    changing.touched("why", note.pk)


def prioritise(changing, note: SwotNote, wanted: bool) -> None:
    note.prioritise(wanted)
    changing.touched("why", note.pk)


def list_as_top(changing, note: SwotNote, wanted: bool) -> None:
    note.list_as_top(wanted)
    changing.touched("top", note.pk)


def link_goal(changing, note: SwotNote, goal) -> None:
    """Which goal it helps or hinders (R-SWOT-10)."""
    note.goal = goal
    note.save(update_fields=["goal"])
    changing.touched("top", note.pk)
