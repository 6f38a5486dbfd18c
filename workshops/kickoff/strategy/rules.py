from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.coaching import ADVISE, ASK, STOP, Finding, rule
from workshops.kickoff.strategy.boards import FEWEST, LIMIT, MOST, Board
from workshops.kickoff.strategy.models import StrategyNote
from workshops.kickoff.strategy.ranking import adds_up, standing
from workshops.kickoff.strategy.wording import is_verb_and_object, says_nothing
from workshops.models import Note

LEAST_NOTES, MOST_NOTES = 2, 7
SHORTEST = timedelta(minutes=5)
FULL_COLUMN = 12
CALLED = 12


@rule("R-STRAT-1", ASK, "strategy", "silent")
def silence_lasts(run):
    """Lock not before five minutes."""
    if run.step_opened_at and timezone.now() - run.step_opened_at < SHORTEST:
        what = _("The silence is younger than five minutes.")
        yield Finding("R-STRAT-1", ASK, what, _("Slow writers have the notes that nobody expects."))


@rule("R-STRAT-1", ADVISE, "strategy", "silent")
def everybody_writes_two_to_seven(run):
    """Silent where no author is stored (R-GEN-8)."""
    if run.is_anonymous("silent"):
        return
    notes = StrategyNote.objects.kept().filter(wall__run=run)
    counts = [notes.of(seat).count() for seat in run.workshop.seats.writers().present()]
    few, many = sum(count < LEAST_NOTES for count in counts), sum(count > MOST_NOTES for count in counts)
    if few:
        what = _("%(count)d people have fewer than two notes.") % {"count": few}
        yield Finding("R-STRAT-1", ADVISE, what, _("Wait a moment, or ask quietly; never by name on the wall."))
    if many:
        what = _("%(count)d people have more than seven notes.") % {"count": many}
        yield Finding("R-STRAT-1", ADVISE, what, _("Ask everybody to tick the two clearest."))


@rule("R-STRAT-3", STOP, "strategy", "cluster", "merge")
def nobody_is_left_alone(run):
    """Every visible note is in a column, and every column has two notes or more."""
    board = Board(run)
    why = _("Near column, a different second note, parking lot with its author's consent, or set aside with a reason.")
    if board.loose:
        what = _("No home yet: %(numbers)s.") % {"numbers": numbers(board.loose)}
        yield Finding("R-STRAT-3", STOP, what, why)
    if board.lone:
        what = _("Alone in a column: %(numbers)s.") % {"numbers": numbers(board.lone)}
        yield Finding("R-STRAT-3", STOP, what, why)


def numbers(notes) -> str:
    """Spoken numbers as they are called, the first dozen of many."""
    called = ", ".join(str(note.number) for note in notes[:CALLED])
    return called if len(notes) <= CALLED else f"{called} … ({len(notes)})"


@rule("R-STRAT-2", STOP, "strategy", "name", "merge", "")
def columns_are_three_to_seven(run):
    """More than nine stop the room, eight or nine are advised on, fewer than three asked about once."""
    count = len(Board(run).chosen)
    why = _("Seven is what people remember; do these two later?")
    if count > LIMIT:
        what = _("%(count)d columns are too many: at most nine.") % {"count": count}
        yield Finding("R-STRAT-2", STOP, what, _("Join what is alike."))
    elif count > MOST:
        yield Finding("R-STRAT-2", ADVISE, _("%(count)d columns of three to seven.") % {"count": count}, why)
    elif count < FEWEST:
        level = ADVISE if is_small(run) or run.overrides.filter(rule="R-STRAT-2").exists() else ASK
        what = _("Only %(count)d columns of three to seven.") % {"count": count}
        yield Finding("R-STRAT-2", level, what, _("Is there a second strategy in one of them?"))


def is_small(run) -> bool:
    return run.workshop.seats.writers().present().count() < FEWEST


@rule("R-STRAT-2", ASK, "strategy")
def many_columns_are_ranked(run):
    """With eight or nine columns the ranking is complete at lock: ranks eight and nine become wave 2."""
    columns = Board(run).chosen
    if MOST < len(columns) <= LIMIT and any(standing(column).rank_score is None for column in columns):
        what = _("Eight or nine strategies, and not each has its scores.")
        yield Finding("R-STRAT-2", ASK, what, _("Score both scales, so that the last two wait for the second wave."))


@rule("R-STRAT-4", STOP, "strategy", "name")
def every_column_has_a_heading(run):
    for column in Board(run).columns:
        if not column.heading:
            what = _("Column %(place)d has no heading.") % {"place": column.place}
            why = _("Start with the deed: raise, shorten, win, train.")
            yield Finding("R-STRAT-4", STOP, what, why, about=column.key)


@rule("R-STRAT-4", ADVISE, "strategy", "name", "merge")
def headings_are_deeds(run):
    for column in Board(run).columns:
        if column.heading and not is_verb_and_object(column.heading) and not says_nothing(column.heading):
            why = _("Start with the deed: raise, shorten, win, train.")
            what = _("“%(heading)s” is not verb and object.") % {"heading": column.heading}
            yield Finding("R-STRAT-4", ADVISE, what, why, about=column.key)


@rule("R-STRAT-5", ADVISE, "strategy", "name", "merge")
def headings_say_something(run):
    for column in Board(run).columns:
        if says_nothing(column.heading):
            what = _("“%(heading)s” says nothing yet.") % {"heading": column.heading}
            why = _("What would be different, and which number would show it?")
            yield Finding("R-STRAT-5", ADVISE, what, why, about=column.key)


@rule("R-STRAT-8", ADVISE, "strategy", "cluster")
def contested_notes_come_first(run):
    contested = [note for note in Board(run).notes if note.contested]
    if contested:
        what = _("Not all agree with %(numbers)s.") % {"numbers": numbers(contested)}
        yield Finding("R-STRAT-8", ADVISE, what, _("Before naming: is it useful, is it connected to the goal?"))


@rule("R-STRAT-9", ADVISE, "strategy", "cluster", "name")
def columns_hold_one_strategy(run):
    for column in Board(run).columns:
        if len(column.hanging) > FULL_COLUMN:
            what = _("Column %(place)d holds %(count)d notes.")
            what %= {"place": column.place, "count": len(column.hanging)}
            yield Finding("R-STRAT-9", ADVISE, what, _("Two strategies in one?"), about=column.key)


@rule("R-STRAT-11", ADVISE, "strategy", "relevance")
def strategies_answer_the_swot(run):
    """Silent where no SWOT was held (§3.1)."""
    held = run.workshop.agenda.filter(kind="swot", state="locked").exists()
    if not held or not run.workshop.notes.filter(wall__run__kind="swot", state=Note.State.WALL).exists():
        return
    for column in Board(run).chosen:
        if not column.swot_links.exists():
            what = _("“%(heading)s” is linked to no strength, weakness, chance or danger.") % {"heading": column}
            why = _("Which strength, weakness, chance or danger does this answer?")
            yield Finding("R-STRAT-11", ADVISE, what, why, about=column.key)


@rule("R-STRAT-13", ADVISE, "strategy")
def it_adds_up(run):
    goals = {goal.key: goal for goal in run.workshop.goals.all()}
    for key, sums in adds_up(run.workshop).items():
        if sums["open"] > 0:
            what = _("%(goal)s: together %(together)s of %(way)s %(unit)s.") % {
                "goal": goals[key],
                "together": sums["together"].normalize(),
                "way": sums["way"].normalize(),
                "unit": goals[key].unit,
            }
            yield Finding("R-STRAT-13", ADVISE, what, _("What closes the rest?"), about=key)
