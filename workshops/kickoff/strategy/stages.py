from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workshops.kickoff.strategy import arranging, elements
from workshops.kickoff.strategy.boards import Board, wall_of, walls_of
from workshops.kickoff.strategy.models import Move, StrategyNote
from workshops.kickoff.strategy.question import focus
from workshops.kickoff.strategy.ranking import rank_columns
from workshops.models import Note
from workshops.stages import WRITERS, Stage, Step


class WallStep(Step):
    """A step that shows the wall: its columns, and what has no home yet. `is_arranged`: the console may move notes."""

    is_arranged = False

    def projector(self, run, group):
        return {"board": Board(run, group), "rule_line": "strategy/rule_line.html"}

    def console(self, run):
        board = Board(run)
        moves = Move.objects.filter(wall__in=board.walls, undone_at=None)
        return {"board": board, "may_undo": self.is_arranged and moves.exists()}

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

    def walls(self, run, seat):
        return [wall_of(run, seat)]

    def add_note(self, run, wall, seat, changing, **fields):
        return StrategyNote.write(wall, seat, fields["text"], fields["language"], fields["key"])

    def projector(self, run, group):
        return {
            "head": "strategy/silent_head.html",
            "question": focus(run.workshop),
            "goals": run.workshop.goals.all(),
            "kept": elements.kept(run, group),
        }

    def phone(self, run, group):
        return {"question": focus(run.workshop)}

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
        for wall in walls_of(run):
            wall.reveal(list(StrategyNote.objects.filter(wall=wall).clearest()))

    def walls(self, run, seat):
        return [wall_of(run, seat)]

    def add_note(self, run, wall, seat, changing, **fields):
        """What was on its way when the room went on joins the wall (R-GEN-3)."""
        note = StrategyNote.write(wall, seat, fields["text"], fields["language"], fields["key"])
        note.hang(None, wall)
        return note


class Cluster(WallStep):
    key = "cluster"
    title = _("Cluster")
    prompt = _("Which two belong together?")
    minutes = 33
    allows = {"note.add": WRITERS, "note.place": WRITERS}
    is_arranged = True
    behind = _("Place my notes")
    pokes = frozenset({"columns"})

    def walls(self, run, seat):
        return [wall_of(run, seat)]

    def add_note(self, run, wall, seat, changing, **fields):
        """A really different second note for a lone one (R-STRAT-3), visible at once."""
        note = StrategyNote.write(wall, seat, fields["text"], fields["language"], fields["key"])
        column = fields["column"]
        note.hang(wall.columns.filter(pk=int(column)).first() if column.isdecimal() else None, wall)
        if note.column_id:
            changing.touched("column", note.column_id)
        return note

    def mine(self, run, seat):
        wall = wall_of(run, seat)
        own = StrategyNote.objects.kept().filter(wall=wall, author=seat).select_related("column").order_by("pk")
        return {
            "wall": wall,
            "board": Board(run, wall=wall),
            "waiting": [note for note in own if note.column_id is None],
            "placed": [note for note in own if note.column_id],
            "may_place": run.allows("note.place", seat),
        }

    def leaving(self, run, changing):
        """What nobody placed becomes visible when *Next* is first tapped, and counts (R-STRAT-3)."""
        notes = list(StrategyNote.objects.in_hands().filter(wall__run=run).select_related("wall"))
        for wall in {note.board for note in notes}:
            wall.reveal([note for note in notes if note.board == wall])
        for note in notes:
            changing.touched("note", note.pk)
        return bool(notes)


class Name(WallStep):
    key = "name"
    title = pgettext_lazy("step", "Name")
    prompt = _("This is about doing what?")
    minutes = 12
    allows = {"heading.suggest": WRITERS, "heading.vote": WRITERS}
    is_arranged = True
    behind = _("Suggest a heading")
    pokes = frozenset({"columns", "idea", "heading"})

    def mine(self, run, seat):
        board = Board(run, wall=wall_of(run, seat))
        for column in board.columns:
            column.ideas = elements.ideas_of(column)
            for idea in column.ideas:
                idea.is_mine = any(voter.pk == seat.pk for voter in idea.voters.all())
        return {"board": board, "may_suggest": run.allows("heading.suggest", seat)}

    def console(self, run):
        shared = super().console(run)
        for column in shared["board"].columns:
            column.ideas = elements.ideas_of(column)
        return shared | {"goals": run.workshop.goals.all()}


class Merge(WallStep):
    key = "merge"
    title = _("Merge")
    prompt = _("Which columns are alike?")
    is_arranged = True


class Relevance(WallStep):
    key = "relevance"
    title = _("Relevance")
    prompt = _("If we did only this, how would the goal move?")
    minutes = 8

    def console(self, run):
        return super().console(run) | {"goals": run.workshop.goals.all()}


class Rank(WallStep):
    key = "rank"
    title = _("Rank")
    prompt = _("How soon can it start, how soon does it show?")
    minutes = 6

    def leaving(self, run, changing):
        rank_columns(run.workshop)
        return False


class StrategyStage(Stage):
    key = "strategy"
    title = _("Strategies")
    movement = 2
    minutes = 85
    step_classes = (Silent, Post, Cluster, Name, Merge, Relevance, Rank)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 65 + 10 * groups

    def adopt(self, note: Note) -> None:
        typed = StrategyNote(note_ptr=note)
        typed.__dict__.update({name: value for name, value in note.__dict__.items() if name != "_state"})
        typed.save_base(raw=True)

    def rearranged(self, note: Note, changing) -> None:
        if typed := StrategyNote.objects.select_related("wall", "column").filter(pk=note.pk).first():
            arranging.take_down(changing, typed)
