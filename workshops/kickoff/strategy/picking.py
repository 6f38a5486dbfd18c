"""The half-day way to strategies: three votes each on the own wall, and the notes that weigh most become headings."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.text import clipped
from workshops.coaching import STOP, Finding, Fix, rule
from workshops.kickoff.strategy import elements
from workshops.kickoff.strategy.boards import MOST, Board, company_board, company_wall, wall_of
from workshops.kickoff.strategy.models import Column, Pick, StrategyNote
from workshops.kickoff.strategy.models.pick import PICKS
from workshops.kickoff.strategy.presenting import give_presenters
from workshops.stages import WRITERS, Step

HEADING = 60
STEPS = ("silent", "post", "pick")


class PickStep(Step):
    key = "pick"
    title = gettext_lazy("Pick")
    prompt = gettext_lazy("Which of these would move the goal most?")
    minutes = 15
    is_company = True
    is_arranged = False
    allows = {"note.pick": WRITERS}
    pokes = frozenset({"columns", "pick"})

    def boards(self, run):
        return [company_board(run)]

    def projector(self, run, group):
        """Counts are shown when the facilitator confirms headings: nobody votes after the neighbour."""
        return {"board": self.board(run, group) if group else None, "chosen": headings(run)}

    def board(self, run, group) -> Board:
        return Board(run, [run.workshop.wall_for(run, group)])

    def hung(self, run, group):
        return self.board(run, group).hung if group else None

    def mine(self, run, seat):
        own = set(Pick.objects.filter(seat=seat, note__wall__run=run).values_list("note", flat=True))
        board = Board(run, [wall_of(run, seat)])
        return {
            "on_offer": [(note, note.pk in own) for note in board.notes if note.pk >= board.edge or note.pk in own],
            "hung_count": len(board.notes),
            "left": PICKS - len(own),
            "may_pick": run.allows("note.pick", seat),
        }

    def console(self, run):
        voters = Pick.objects.filter(note__wall__run=run).values("seat").distinct().count()
        return {"most": Pick.most(run), "chosen": headings(run), "voters": voters, "goals": run.workshop.goals.all()}

    def element(self, run, audience, kind, ref):
        return elements.of_company(run, audience, kind)

    def leaving(self, run, changing):
        rank_by_votes(run)
        give_presenters(run)
        return False


def headings(run) -> list[Column]:
    """The notes that were confirmed as strategies, most votes first."""
    return sorted(company_board(run).chosen, key=lambda column: (-votes_of(column), column.pk))


def votes_of(column: Column) -> int:
    return Pick.objects.filter(note__column=column).count()


def confirm(run, note: StrategyNote, goals) -> Column:
    """A note becomes a heading of the company wall, shortened to what a heading holds, with its goals."""
    if note.column_id is None and len(company_board(run).chosen) >= MOST:
        raise Refused(_("Seven strategies stand. Take one down first."), rule="R-STRAT-2")
    column = note.column or Column.open_on(company_wall(run))
    column.name_as(column.heading or clipped(note.text, HEADING), column.heading_other)
    column.describe(goals, column.effect, column.effect_other)
    note.hang(column)
    return column


def rank_by_votes(run) -> None:
    """Votes, then the older note; all are wave 1, and what nobody confirmed goes to the annex."""
    for rank, column in enumerate(headings(run), 1):
        column.rank, column.wave = rank, 1
        column.save(update_fields=["rank", "wave"])
    rest = list(StrategyNote.objects.on_wall().filter(wall__run=run, column=None))
    if rest:
        annex = Column.open_on(company_wall(run))
        annex.name_as("More ideas", "其他想法")
        annex.into_annex(_("Not picked today"))
        for note in rest:
            note.hang(annex)


@rule("R-STRAT-2", STOP, "strategy", "pick")
def something_was_picked(run):
    """Three to seven notes are confirmed; a smaller room may go on with fewer for a reason at lock."""
    if not headings(run):
        what = _("No note is a heading yet.")
        why = _("Confirm three to seven of the notes with most votes.")
        yield Finding("R-STRAT-2", STOP, what, why, (Fix.at("picks"),))
