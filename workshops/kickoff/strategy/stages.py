from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from workshops.aloud import Aloud, of_note
from workshops.kickoff.strategy import arranging, elements
from workshops.kickoff.strategy.boards import (
    Board,
    board_of,
    bring_the_loose,
    company_board,
    group_boards,
    settle_columns,
    waiting_columns,
    wall_of,
    walls_of,
)
from workshops.kickoff.strategy.models import Move, StrategyNote
from workshops.kickoff.strategy.picking import STEPS, PickStep
from workshops.kickoff.strategy.question import focus
from workshops.kickoff.strategy.relevance import Rank, Relevance
from workshops.kickoff.strategy.rules import RANKED_FROM, SHORTEST
from workshops.models import Note
from workshops.own_words import Wording
from workshops.stages import HOST, WRITERS, Stage, Step

CARRYING_OVER = 2
"""Minutes of `merge` in a room of one group, out of the longest step's."""


class WallStep(Step):
    """A step that shows walls: their columns, and what has no home yet.

    `is_arranged`: the console, and hosts on their own wall, move notes. `is_company`: the room stands before the
    company wall; before that each group stands before its own.
    """

    is_arranged = False
    is_company = False

    def boards(self, run) -> list[Board]:
        return [company_board(run)] if self.is_company else group_boards(run)

    def entered(self, run, changing):
        settle_columns(run, self.is_company)

    def projector(self, run, group):
        board, line = self.board(run, group), "strategy/rule_line.html"
        return {"head": "projector/question.html", "board": board, "rule_line": line}

    def hung(self, run, group):
        return self.board(run, group).hung

    def board(self, run, group) -> Board:
        return company_board(run) if self.is_company else board_of(run, group)

    def console(self, run):
        moves = Move.objects.filter(wall__run=run, undone_at=None)
        return {"boards": self.boards(run), "to_undo": moves.last() if self.is_arranged else None}

    def element(self, run, audience, kind, ref):
        return elements.of_wall(run, audience, kind, ref)


class Silent(Step):
    key = "silent"
    title = _("Write in silence")
    prompt = _("What must we do to reach it?")
    minutes = 12
    allows = {"note.add": WRITERS, "note.tick": WRITERS}
    act = "strategy/silent_act.html"
    may_be_anonymous = True
    shows_at_once = False

    def entered(self, run, changing):
        walls_of(run)

    def moments(self, run):
        return [run.step_opened_at + SHORTEST] if run.step_opened_at else []

    def walls(self, run, seat):
        return run.workshop.walls_offered(run, seat)

    def add_note(self, run, wall, seat, changing, **fields):
        return StrategyNote.write(wall, seat, fields["text"], fields["language"], fields["key"])

    def projector(self, run, group):
        return {
            "head": "strategy/silent_head.html",
            "question": self.question(run),
            "question_other": Wording(run.workshop).beside(self, lambda: self.question(run)),
            "goals": run.workshop.goals.all(),
            "kept": elements.kept(run, group),
        }

    def phone(self, run, group):
        return {"question": self.question(run)}

    def question(self, run) -> str:
        """The one that this event asks, else the one that its goals ask."""
        return Wording(run.workshop).asked(self, get_language() or "en") or focus(run.workshop)

    def mine(self, run, seat):
        wall = wall_of(run, seat)
        notes = wall.notes.by(seat).filter(state__in=["draft", "wall"]).order_by("-pk")
        return {"wall": wall, "notes": notes.select_related("strategynote", "wall__run", "wall__group")}

    def console(self, run):
        if run.is_anonymous(self.key):
            return {"kept": elements.kept(run, None)}
        writers = run.workshop.seats.writers().present()
        notes = StrategyNote.objects.kept().filter(wall__run=run)
        written = [notes.of(seat).count() for seat in writers]
        return {
            "kept": elements.kept(run, None),
            "none_yet": written.count(0),
            "one_only": written.count(1),
            "enough": sum(count >= 2 for count in written),
        }

    def element(self, run, audience, kind, ref):
        return elements.of_silence(run, audience, kind)


class Post(WallStep):
    key = "post"
    title = _("Post")
    prompt = _("Your clearest notes are up")
    minutes = 4
    takes_late = True

    def entered(self, run, changing):
        """Ticked notes appear together, with their numbers in shuffled order (R-GEN-23)."""
        super().entered(run, changing)
        for wall in walls_of(run):
            wall.reveal(list(StrategyNote.objects.filter(wall=wall).clearest()))

    def walls(self, run, seat):
        return run.workshop.walls_offered(run, seat)

    def add_note(self, run, wall, seat, changing, **fields):
        """What was on its way when the room went on joins the wall (R-GEN-3)."""
        note = StrategyNote.write(wall, seat, fields["text"], fields["language"], fields["key"])
        note.hang(None)
        return note


class Cluster(WallStep):
    """Each places the own notes and suggests a column for others'; hosts and the console move any of their wall."""

    key = "cluster"
    title = _("Cluster")
    prompt = _("Which two belong together?")
    minutes = 33
    allows = {"note.add": WRITERS, "note.place": WRITERS, "note.suggest": WRITERS, "note.move": HOST}
    is_arranged = True
    fills_the_desk = True
    behind = _("Place my notes")
    pokes = frozenset({"columns"})

    def walls(self, run, seat):
        return run.workshop.walls_offered(run, seat)

    def add_note(self, run, wall, seat, changing, **fields):
        """A really different second note for a lone one (R-STRAT-3), visible at once."""
        note = StrategyNote.write(wall, seat, fields["text"], fields["language"], fields["key"])
        column = fields["column"]
        note.hang(wall.columns.filter(pk=int(column)).first() if column.isdecimal() else None)
        if note.column_id:
            StrategyNote.objects.filter(column=note.column, pk__lt=note.pk).update(way_out=note.WayOut.SECOND_NOTE)
            changing.touched("column", note.column_id)
        return note

    def mine(self, run, seat):
        wall = wall_of(run, seat)
        own = StrategyNote.objects.kept().filter(wall=wall, author=seat).select_related("column").order_by("pk")
        board = Board(run, [wall])
        hosts = run.allows("note.move", seat)
        return {
            "own_first": "strategy/yours.html",
            "yours": sorted((note for note in own if note.number), key=lambda note: note.number),
            "wall": wall,
            "board": board,
            "waiting": [note for note in own if note.column_id is None and not note.single],
            "placed": [note for note in own if note.column_id],
            "others": elements.with_own_suggestions(board, seat),
            "suggestions": elements.suggestions(board) if hosts else [],
            "may_place": run.allows("note.place", seat) or hosts,
            "may_move": hosts,
            "to_undo": Move.objects.filter(wall=wall, undone_at=None).last() if hosts else None,
            "many_walls": run.workshop.groups.count() > 1,
        }

    def console(self, run):
        shared = super().console(run)
        return shared | {"suggestions": [one for board in shared["boards"] for one in elements.suggestions(board)]}

    def leaving(self, run, changing):
        """What nobody placed becomes visible when *Next* is first tapped, and counts (R-STRAT-3)."""
        notes = list(StrategyNote.objects.in_hands().filter(wall__run=run).select_related("wall"))
        for wall in {note.board for note in notes}:
            wall.reveal([note for note in notes if note.board == wall])
        for note in notes:
            changing.touched("note", note.pk)
            changing.touched("suggestion", note.pk)
        return bool(notes)


class Name(WallStep):
    key = "name"
    title = pgettext_lazy("step", "Name")
    prompt = _("This is about doing what?")
    minutes = 12
    allows = {"heading.suggest": WRITERS, "heading.vote": WRITERS, "heading.confirm": HOST}
    is_arranged = True
    fills_the_desk = True
    behind = _("Suggest a heading")
    pokes = frozenset({"columns", "idea", "heading"})

    def mine(self, run, seat):
        board = Board(run, [wall_of(run, seat)])
        elements.with_ideas(board.columns, seat)
        may = {f"may_{word}": run.allows(f"heading.{word}", seat) for word in ("suggest", "confirm")}
        return {"board": board} | may

    def console(self, run):
        shared = super().console(run)
        for board in shared["boards"]:
            elements.with_ideas(board.columns)
        return shared | {"goals": run.workshop.goals.all()}


class Merge(WallStep):
    """Group walls become the company wall; meanwhile each group drafts what its columns would move."""

    key = "merge"
    title = _("Merge")
    prompt = _("Which columns are alike?")
    minutes = 10
    is_arranged = True
    fills_the_desk = True
    is_company = True
    allows = {
        "heading.suggest": WRITERS,
        "heading.vote": WRITERS,
        "heading.confirm": HOST,
        "column.carry": HOST,
        "effect.draft": WRITERS,
    }
    behind = _("Our columns and their effect")
    pokes = frozenset({"columns", "idea", "heading", "effect"})

    def minutes_of(self, run):
        """Ten for each group but one; the columns of a room of one group are only carried over."""
        return self.minutes * max(0, run.workshop.groups.count() - 1) or CARRYING_OVER

    def entered(self, run, changing):
        super().entered(run, changing)
        bring_the_loose(run)

    def projector(self, run, group):
        return super().projector(run, group) | {"waiting": waiting_columns(run)}

    def mine(self, run, seat):
        board = company_board(run)
        elements.with_ideas(board.columns, seat)
        waiting = [column for column in waiting_columns(run) if column.wall.group_id == seat.group_id]
        own = [one for one in board.columns if seat.group is None or elements.stems_from(one, seat.group)]
        may = {f"may_{verb}": run.allows(name, seat) for verb, name in MERGING.items()}
        return {"board": board, "waiting": waiting, "drafted": waiting + own} | may

    def console(self, run):
        shared = super().console(run)
        elements.with_ideas(shared["boards"][0].columns)
        return shared | {"waiting": waiting_columns(run), "goals": run.workshop.goals.all()}


def is_company(step: Step) -> bool:
    """Whether the room stands before the company wall, which all groups see."""
    return not isinstance(step, WallStep) or step.is_company


MERGING = {
    "suggest": "heading.suggest",
    "confirm": "heading.confirm",
    "carry": "column.carry",
    "draft": "effect.draft",
}


class StrategyStage(Stage):
    key = "strategy"
    title = _("Strategies")
    movement = 2
    minutes = 85
    step_classes = (Silent, Post, PickStep, Cluster, Name, Merge, Relevance, Rank)

    def leaves_out(self, run):
        """Half a day picks among the notes instead of clustering them (R-DAY-3)."""
        if run.workshop.variant != "department_light":
            return {PickStep.key}
        return {step.key for step in self.steps} - set(STEPS)

    def may_be_short(self, run):
        """Without `rank` the order comes from relevance, which five columns bear."""
        if run.workshop.rank_always:
            return False
        carried = run.workshop.columns.chosen().filter(wall__run=run, wall__group=None).standing()
        return run.state == "pending" or len(carried) <= RANKED_FROM

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 65 + 10 * groups

    def adopt(self, note: Note) -> None:
        typed = StrategyNote(note_ptr=note)
        typed.__dict__.update({name: value for name, value in note.__dict__.items() if name != "_state"})
        typed.save_base(raw=True)

    def aloud(self, run, kind, number):
        """A note, on the company wall for all groups, or a heading with what it would move."""
        if kind == "column":
            column = run.workshop.columns.standing().filter(pk=number).exclude(heading="").first()
            return column and Aloud(column.heading, other=column.heading_other, fact=column.effect)
        note = StrategyNote.objects.on_wall().select_related("wall__group").filter(pk=number, wall__run=run).first()
        if kind != "note" or note is None:
            return None
        hue = "straw" if note.column_id else "lilac"
        return of_note(note, hue=hue, **({"hangs_at": None} if is_company(run.open_step) else {}))

    def rearranged(self, note: Note, changing) -> None:
        if typed := StrategyNote.objects.select_related("wall", "column").filter(pk=note.pk).first():
            arranging.take_down(changing, typed)
