"""What belongs to one seat in each step: fetched by its phone, never pushed."""

from collections import defaultdict
from copy import copy
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from live.once import in_a_rush
from workshops import newest
from workshops.kickoff.swot.boards import hanging, walls_for
from workshops.kickoff.swot.fields import ASKED, Area, areas
from workshops.kickoff.swot.flags import Card, cards, near
from workshops.kickoff.swot.models import Field, Lens, Opening, SwotNote, Vote, WhyStep
from workshops.kickoff.swot.models.vote import VOTES_A_FIELD, VOTES_A_NOTE
from workshops.kickoff.swot.models.why import FEWEST_STEPS, MOST_STEPS
from workshops.models import Note, Seat, StageRun
from workshops.models.workshop import goals_of
from workshops.templatetags.room import READERS_TOKEN

PROOF = ("R-SWOT-2", "R-SWOT-3", "R-SWOT-4")
OWN_STATES = [Note.State.WALL, Note.State.HELD, Note.State.HIDDEN, Note.State.SET_ASIDE]


def before_this_seat(run: StageRun, seat: Seat) -> list[SwotNote]:
    """What hangs where this seat writes; each seat gets notes of its own, for its votes are laid on them."""
    room = run.workshop.room
    at = (room.epoch, room.seq, "before", run.pk, seat.group_id)
    return [copy(note) for note in in_a_rush(at, hung_before, run, seat)]


def hung_before(run: StageRun, seat: Seat) -> list[SwotNote]:
    return list(hanging(run).filter(wall__in=walls_for(run, seat)))


def choices(run: StageRun) -> dict[str, Any]:
    """What a note's details offer."""
    return {"asked": ASKED, "lenses": Lens.choices, "goals": goals_of(workshop=run.workshop.pk)}


def writing(run: StageRun, seat: Seat) -> dict[str, Any]:
    walls = walls_for(run, seat)
    own = SwotNote.objects.filter(author=seat, wall__in=walls, state__in=OWN_STATES).order_by("-pk")
    notes = list(own.select_related("wall__group", "wall__run", "goal").prefetch_related("whys")[: newest.MOST])
    hung = {wall.pk: near(wall.pk, notes[0].pk) for wall in walls} if notes else {}
    for note in notes:
        mates = [mate for mate in hung[note.wall.pk] if mate.pk < note.pk]
        note.cards = cards(note, mates=mates) if note.is_on_wall else []
    facts = SwotNote.objects.facts_of(seat)
    return choices(run) | {
        "wall": walls[0],
        "walls": walls if len(walls) > 1 else [],
        "notes": notes,
        "own_count": len(notes) if len(notes) < newest.MOST else own.count(),
        "facts": list(facts),
        "may_write": run.allows("note.add", seat),
    }


def card_of(note: SwotNote, people: list) -> list[Card]:
    return [card for card in cards(note, people, []) if card.rule in PROOF]


def lacking(run: StageRun, seat: Seat) -> dict[str, Any]:
    """Notes that want a fact, the own ones first; nobody sees whose they are (R-GEN-8)."""
    room = run.workshop.room
    at = (room.epoch, room.seq, "lacking", run.pk, seat.group_id, get_language())
    found = sorted(in_a_rush(at, asked_for, run, seat), key=lambda one: one[0] != seat.pk)
    return {"lacking": [shown for _author, shown in found], "may_add": run.allows("swot.evidence", seat)}


def asked_for(run: StageRun, seat: Seat) -> list[tuple[int | None, str]]:
    """Each note that wants a fact on this seat's walls, with its author; the same for everybody in the group."""
    context = {"workshop": run.workshop, "seat": {"group": seat.group}, "csrf_token": READERS_TOKEN}
    notes = wanting(before_this_seat(run, seat))[: newest.MOST]
    return [(note.author_id, render_to_string("swot/lacking_note.html", context | {"note": note})) for note in notes]


def wanting(notes: list[SwotNote]) -> list[SwotNote]:
    """Those with a card of R-SWOT-2, -3 or -4, each with its `cards` and whether it wants a customer."""
    found = []
    for note in notes:
        note.cards = card_of(note, [])
        note.wants_customer = any(card.rule == "R-SWOT-2" for card in note.cards)
        note.wants_fact = any(card.rule != "R-SWOT-2" for card in note.cards)
        if note.cards:
            found.append(note)
    return sorted(found, key=urgency)


def urgency(note: SwotNote) -> tuple:
    """First what has no fact at all, then what has no number, then what no customer is named for."""
    return bool(note.evidence), not note.wants_fact, note.place


def ballot(run: StageRun, seat: Seat) -> dict[str, Any]:
    """The own votes and nothing of others' until the result is opened (R-SWOT-9)."""
    notes = before_this_seat(run, seat)
    votes = Vote.objects.of(seat).filter(note__wall__run=run).select_related("note__wall__group")
    given = {vote.note_id: vote for vote in votes}
    placed = {letter: sum(vote.count for vote in given.values() if vote.quadrant == letter) for letter in Field.values}
    for note in notes:
        note.given = given[note.pk].count if note.pk in given else 0
        left = VOTES_A_FIELD - placed[given[note.pk].quadrant if note.pk in given else note.quadrant]
        note.may_have_more = note.given < VOTES_A_NOTE and left > 0
    hung = {note.pk for note in notes}
    edge = newest.edge_in(notes)
    offered = [note for note in notes if note.pk >= edge or note.given]
    is_open = Opening.is_open(run)
    return {
        "ballot": [(area, placed[area.asked.letter]) for area in areas(offered)],
        "offered": offered,
        "hung_count": len(notes),
        "following": dict(zip(Field.values, [*ASKED[1:], None], strict=True)),
        "strays": [vote for vote in given.values() if vote.note_id not in hung],
        "votes_a_field": VOTES_A_FIELD,
        "may_vote": run.allows("swot.vote", seat) and not is_open,
        "is_voter": run.open_step.permits("swot.vote", seat),
        "result_is_open": is_open,
        "result": counted(run, seat) if is_open else [],
    }


def marks(run: StageRun, seat: Seat) -> tuple:
    """On what a ballot hangs: who has placed the same votes reads the same."""
    room = run.workshop.room
    is_open, cast = in_a_rush((room.epoch, room.seq, "votes", run.pk), votes_cast, run)
    return run.open_step.permits("swot.vote", seat), is_open, tuple(sorted(cast.get(seat.pk, [])))


def votes_cast(run: StageRun) -> tuple[bool, dict[int, list]]:
    """Whether the result is open, and the votes of each seat."""
    cast = defaultdict(list)
    for seat, *vote in Vote.objects.filter(note__wall__run=run).values_list("seat", "note", "quadrant", "count"):
        cast[seat].append(tuple(vote))
    return Opening.is_open(run), cast


def counted(run: StageRun, seat: Seat) -> list[Area]:
    notes = SwotNote.objects.on_wall().filter(wall__in=walls_for(run, seat)).with_votes().select_related("group")
    return areas(sorted(notes, key=lambda note: (note.letter, -note.vote_count, note.number or 0)))


def chains(run: StageRun, seat: Seat) -> dict[str, Any]:
    notes = [note for note in before_this_seat(run, seat) if note.quadrant == Field.W]
    notes.sort(key=lambda note: (note.rank is None, note.rank or 0, note.number or 0))
    return {
        "priorities": [prepared(note) for note in notes if note.priority],
        "weaknesses": notes,
        "controls": WhyStep.Control.choices,
        "may_type": run.allows("swot.why", seat),
        "may_choose": run.allows("swot.priority", seat),
    }


def prepared(note: SwotNote) -> SwotNote:
    """A note with what its chain wants next: the step's number, or none when five are there."""
    note.next_order = len(note.chain) + 1 if len(note.chain) < MOST_STEPS else None
    note.is_deep_enough = len(note.chain) >= FEWEST_STEPS and note.last_why.is_ours
    note.asks_about = note.last_why.text if note.last_why else note.text
    return note


def tops(run: StageRun, seat: Seat) -> dict[str, Any]:
    return choices(run) | {
        "areas": by_rank(before_this_seat(run, seat)),
        "may_swap": run.allows("swot.top", seat),
    }


def by_rank(notes: list[SwotNote]) -> list[Area]:
    return areas(
        sorted(notes, key=lambda note: (note.letter, note.rank is None, note.rank or 0, note.number or 0, note.pk))
    )
