from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from live import Refused
from live.prepared import fill
from workshops.aloud import of_note
from workshops.kickoff.swot import desk, elements, facts, ownership, sheets
from workshops.kickoff.swot.boards import Board, hung_here, hung_note, list_of, listed, walls_for, walls_of
from workshops.kickoff.swot.forms import CHOOSE_FIELD
from workshops.kickoff.swot.models import Field, Opening, SwotNote
from workshops.kickoff.swot.ranking import is_ranked, rank_fields
from workshops.models import Note
from workshops.stages import HOST, LEAD, WRITERS, Stage, Step

ALWAYS = {"swot.reword": WRITERS | LEAD, "swot.field": HOST}


class WallStep(Step):
    """A step that shows the four fields of each wall."""

    def projector(self, run, group):
        return {"head": "projector/question.html", "board": Board(run, group), "rule_line": "swot/rule_line.html"}

    def hung(self, run, group):
        return hung_here(run, group)

    def listed(self, notes):
        return listed(notes)

    def list_of(self, note):
        return list_of(note)

    def console(self, run):
        return desk.wall(run)

    def element(self, run, audience, kind, ref):
        return elements.of_wall(run, audience, kind, ref)


def write(run, wall, seat, fields) -> SwotNote:
    """A note as its phone sent it; that it has no causes yet need not be asked for."""
    note = SwotNote.write(wall, seat, fields["text"], fields["language"], **details(run, fields))
    fill(note, "whys", [])
    return note


class Write(WallStep):
    key = "write"
    title = _("Write")
    prompt = _("What helps, what hinders our goals?")
    minutes = 26
    allows = ALWAYS | {"note.add": WRITERS | LEAD, "swot.evidence": WRITERS}
    act = "phone/write_act.html"
    pokes = frozenset({"fields", "fact"})

    def entered(self, run, changing):
        walls_of(run)

    def walls(self, run, seat):
        return walls_for(run, seat)

    def paper_columns(self, run, group):
        return Field.choices

    def add_note(self, run, wall, seat, changing, **fields):
        return write(run, wall, seat, fields)

    def mine(self, run, seat):
        return ownership.writing(run, seat)


class Evidence(Step):
    key = "evidence"
    title = _("Facts")
    prompt = _("How do we know?")
    minutes = 12
    allows = ALWAYS | {"swot.evidence": WRITERS | LEAD}
    takes_late = True
    behind = _("Add a fact")
    pokes = frozenset({"fact"})

    def walls(self, run, seat):
        return walls_for(run, seat)

    def add_note(self, run, wall, seat, changing, **fields):
        """What was on its way when the room went on joins the wall (R-GEN-3)."""
        return write(run, wall, seat, fields)

    def projector(self, run, group):
        return elements.facts(run, group)

    def mine(self, run, seat):
        return ownership.lacking(run, seat)

    def console(self, run):
        return desk.facts(run)

    def element(self, run, audience, kind, ref):
        return elements.of_facts(run, audience, kind, ref)


class Vote(WallStep):
    key = "vote"
    title = _("Vote")
    prompt = _("What weighs most?")
    minutes = 8
    allows = ALWAYS | {"swot.vote": WRITERS}
    pokes = frozenset({"result", "fields"})

    def entered(self, run, changing):
        Opening.close(run)

    def leaving(self, run, changing):
        rank_fields(run)
        return False

    def counts(self, run, group=None):
        return sheets.counted_on_paper(run, group)

    def projector(self, run, group):
        return super().projector(run, group) | elements.result(run, group)

    def hung(self, run, group):
        return None if Opening.is_open(run) else super().hung(run, group)

    def mine(self, run, seat):
        return ownership.ballot(run, seat)

    def alike(self, run, seat):
        return ownership.marks(run, seat)

    def console(self, run):
        return desk.voting(run)

    def element(self, run, audience, kind, ref):
        return (
            None if kind == "result" and audience.surface == "projector" else super().element(run, audience, kind, ref)
        )


class Why(Step):
    key = "why"
    title = pgettext_lazy("step", "Why")
    prompt = _("Why is that so, and why was that so?")
    minutes = 15
    allows = ALWAYS | {"swot.why": WRITERS, "swot.priority": HOST}
    behind = _("Type the next “why?”")
    pokes = frozenset({"why"})
    fills_the_wall = False

    def entered(self, run, changing):
        rank_fields(run)

    def projector(self, run, group):
        return elements.chain(run, group)

    def mine(self, run, seat):
        return ownership.chains(run, seat)

    def console(self, run):
        return desk.chains(run)

    def element(self, run, audience, kind, ref):
        return None if audience.surface == "projector" and kind in ("why", "note") else ""


class Agree(Step):
    key = "agree"
    title = pgettext_lazy("step", "Agree")
    prompt = _("Is there one you would swap?")
    minutes = 4
    allows = ALWAYS | {"swot.top": HOST}
    behind = _("Our list")
    pokes = frozenset({"top"})

    def entered(self, run, changing):
        rank_fields(run)

    def projector(self, run, group):
        return elements.tops(run, group)

    def mine(self, run, seat):
        return ownership.tops(run, seat)

    def console(self, run):
        return desk.tops(run)

    def element(self, run, audience, kind, ref):
        return None if audience.surface == "projector" and kind in ("top", "note") else ""


def details(run, fields) -> dict:
    """What a note brings besides its text, as its row keeps it."""
    if fields["column"] not in Field.values:
        raise Refused(CHOOSE_FIELD, rule="R-SWOT-1", status=422)
    goal = run.workshop.goals.filter(pk=fields["goal"]).first() if fields.get("goal") else None
    names = ("evidence", "period", "customer", "lens")
    return {name: fields.get(name) or "" for name in names} | {
        "quadrant": fields["column"],
        "goal": goal,
        "client_key": fields.get("key", ""),
    }


class SwotStage(Stage):
    key = "swot"
    title = _("SWOT")
    movement = 2
    minutes = 65
    step_classes = (Write, Evidence, Vote, Why, Agree)

    def beforehand(self, seat) -> str:
        """*My facts*, for whoever may write in the room."""
        return facts.address(seat) if seat.role in facts.MAY_WRITE else ""

    def prepared(self, workshop) -> tuple[int, int]:
        """Who wrote at least one fact, of all with a link."""
        may_write = workshop.seats.filter(role__in=facts.MAY_WRITE)
        wrote = SwotNote.objects.filter(author__in=may_write, beforehand=True).exclude(state=Note.State.WITHDRAWN)
        return wrote.order_by().values("author").distinct().count(), may_write.count()

    def keep(self, note: Note, **fields) -> None:
        """A late or held note keeps its field and its fact."""
        wall = note.wall
        if wall and wall.run and fields.get("column") in Field.values:
            typed(note, **details(wall.run, fields | {"key": note.client_key}))

    def adopt(self, note: Note) -> None:
        """It joins its wall; one that was written without a field comes in as a weakness and can be moved."""
        if not SwotNote.objects.filter(pk=note.pk).exists():
            typed(note, quadrant=Field.W)
        if note.wall and note.wall.run and is_ranked(note.wall.run):
            rank_fields(note.wall.run)

    def aloud(self, run, kind, number):
        """A note with its field and its fact."""
        note = hung_note.first(note=number, run=run.pk) if kind == "note" else None
        return of_note(note, quadrant=note.quadrant, fact=note.evidence) if note else None

    def rearranged(self, note: Note, changing) -> None:
        """A note was hidden or withdrawn: ranks close up, and what was merged into it stands for itself again."""
        for twin in SwotNote.objects.filter(merged_into=note, state=Note.State.SET_ASIDE):
            twin.separate()
            changing.touched("note", twin.pk)
        run = note.wall.run if note.wall else None
        if run and is_ranked(run):
            rank_fields(run)
        for kind in ("fact", "why", "top", "fields"):
            changing.touched(kind, "all")


def typed(note: Note, **more) -> None:
    """Make a plain note one of this ritual, as it stands."""
    child = SwotNote(note_ptr=note, **more)
    child.__dict__.update({name: value for name, value in note.__dict__.items() if name != "_state"})
    child.save_base(raw=True)
