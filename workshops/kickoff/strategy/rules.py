from collections import Counter
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.number import plain
from people.text import in_a_row
from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.strategy.boards import FEWEST, LIMIT, MOST, Board, company_board, waiting_columns
from workshops.kickoff.strategy.models import Score, StrategyNote
from workshops.kickoff.strategy.models.column import ANNEX
from workshops.kickoff.strategy.ranking import adds_up, standing
from workshops.kickoff.strategy.sums import counted_in
from workshops.kickoff.strategy.wording import is_verb_and_object, says_nothing
from workshops.models import Note
from workshops.ways import back_to, from_paper, one_minute_more

LEAST_NOTES, MOST_NOTES = 2, 7
SHORTEST = timedelta(minutes=5)
FULL_COLUMN = 12
CALLED = 12
LEAST_RELEVANCE = 1.5
RANKED_FROM, ENOUGH = 5, 60


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
        what = ngettext(
            "%(count)d person has fewer than two notes.", "%(count)d people have fewer than two notes.", few
        )
        what %= {"count": few}
        why = _("Wait a moment, or ask quietly; never by name on the wall.")
        yield Finding("R-STRAT-1", ADVISE, what, why, (from_paper(run),), about="few")
    if many:
        what = ngettext(
            "%(count)d person has more than seven notes.", "%(count)d people have more than seven notes.", many
        )
        what %= {"count": many}
        yield Finding("R-STRAT-1", ADVISE, what, _("Ask everybody to tick the two clearest."), (), "many")


@rule("R-STRAT-3", STOP, "strategy", "cluster", "merge")
def nobody_is_left_alone(run):
    """Every visible note is in a column, and every column has two notes or more; of groups that are here."""
    why = _("Near column, a different second note, parking lot with its author’s consent, or set aside with a reason.")
    for board in run.open_step.boards(run):
        ways = Fix(_("Show them"), f"#{'ways' if board.columns else 'wall'}-{board.pk}", method="get")
        if board.loose:
            what = _("No home yet: %(numbers)s.") % {"numbers": numbers(board.loose)}
            yield Finding("R-STRAT-3", STOP, told(board, what), why, (ways,))
        if board.lone:
            what = _("Alone in a column: %(numbers)s.") % {"numbers": numbers(board.lone)}
            yield Finding("R-STRAT-3", STOP, told(board, what), why, (ways,))


def numbers(notes) -> str:
    """Spoken numbers as they are called, the first dozen of many."""
    called = in_a_row(note.called for note in notes[:CALLED])
    return called if len(notes) <= CALLED else f"{called} … ({len(notes)})"


def told(board: Board, what: str) -> str:
    """What was found on a group's wall says on which; the company's needs no name."""
    several = board.group and board.run.workshop.groups.count() > 1
    return _("Wall %(letter)s: %(what)s") % {"letter": board.group, "what": what} if several else what


@rule("R-STRAT-2", STOP, "strategy", "name", "merge", "")
def columns_are_three_to_seven(run):
    """More than nine stop the room, eight or nine are advised on; fewer than three is asked about once, at lock."""
    locks = run.stage.following(run) is None
    for board in run.open_step.boards(run):
        count = len(board.chosen)
        if count > LIMIT:
            what = _("%(count)d columns are too many: at most nine.") % {"count": count}
            why = _("Join what is alike, or carry it to the annex.") if board.is_company else _("Join what is alike.")
            ways = [*to_wall(run, board)]
            if board.is_company:
                least = min(reversed(board.chosen), key=lambda column: len(column.hanging))
                label = _("Column %(place)d to the annex") % {"place": least.place}
                ways.append(annex_fix(run, least)._replace(label=label))
            yield Finding("R-STRAT-2", STOP, told(board, what), why, tuple(ways))
        elif count > MOST:
            what = _("%(count)d columns of three to seven.") % {"count": count}
            why = _("Seven is what people remember; do these two later?")
            yield Finding("R-STRAT-2", ADVISE, told(board, what), why, to_wall(run, board))
        elif count < FEWEST:
            level = ASK if locks and not is_small(run) else ADVISE
            what = _("Only %(count)d columns of three to seven.") % {"count": count}
            why = _("Is there a second strategy in one of them?")
            yield Finding("R-STRAT-2", level, told(board, what), why, to_wall(run, board))


def to_wall(run, board: Board) -> tuple[Fix, ...]:
    """The wall on this desk; from the last step the way back to it, or what the half day has in its place."""
    if run.stage.following(run):
        return (Fix.at(f"wall-{board.pk}", _("To the wall")),)
    return back_to(run, "merge", _("Back to the wall")) or (Fix.at("picks"),)


def is_small(run) -> bool:
    return run.workshop.seats.writers().present().count() < FEWEST


@rule("R-STRAT-2", ASK, "strategy")
def many_columns_are_ranked(run):
    """With eight or nine columns the ranking is complete at lock: ranks eight and nine become wave 2."""
    columns = company_board(run).chosen
    if MOST < len(columns) <= LIMIT and any(standing(column).rank_score is None for column in columns):
        what = _("Eight or nine strategies, and not each has its scores.")
        why = _("Score both scales, so that the last two wait for the second wave.")
        yield Finding("R-STRAT-2", ASK, what, why, (one_minute_more(run),))


@rule("R-STRAT-4", STOP, "strategy", "name", "merge")
def every_column_has_a_heading(run):
    for board in run.open_step.boards(run):
        for column in board.columns:
            if not column.heading:
                what = _("Column %(place)d has no heading.") % {"place": column.place}
                why = _("Start with the deed: raise, shorten, win, train.")
                yield Finding("R-STRAT-4", STOP, told(board, what), why, (to_heading(column),), about=column.key)


@rule("R-CONS-5", ADVISE, "strategy", "name", "relevance")
def goals_are_served(run):
    """Said here, where a tick is enough: the statement refuses a goal that no strategy serves."""
    columns = [column for board in run.open_step.boards(run) for column in board.chosen]
    if not columns or not all(column.heading for column in columns):
        return
    served = {goal.pk for column in columns for goal in column.goals.all()}
    if left := [goal for goal in run.workshop.goals.all() if goal.pk not in served]:
        what = _("No strategy serves yet: %(goals)s.") % {"goals": in_a_row(f"“{goal}”" for goal in left)}
        where = "effect" if run.step == "relevance" else "name"
        way = Fix.at(f"{where}-{columns[0].pk}", _("Tick goals"))
        yield Finding("R-CONS-5", ADVISE, what, _("Tick at each strategy which goals it moves."), (way,))


def to_heading(column) -> Fix:
    return Fix.at(f"name-{column.pk}", _("Name it"))


def columns_of(run):
    return [column for board in run.open_step.boards(run) for column in board.columns]


@rule("R-STRAT-4", ADVISE, "strategy", "name", "merge")
def headings_are_deeds(run):
    for column in columns_of(run):
        if column.heading and not is_verb_and_object(column.heading) and not says_nothing(column.heading):
            why = _("Start with the deed: raise, shorten, win, train.")
            what = _("“%(heading)s” is not verb and object.") % {"heading": column.heading}
            yield Finding("R-STRAT-4", ADVISE, what, why, (to_heading(column),), about=column.key)


@rule("R-STRAT-5", ADVISE, "strategy", "name", "merge")
def headings_say_something(run):
    for column in columns_of(run):
        if says_nothing(column.heading):
            what = _("“%(heading)s” says nothing yet.") % {"heading": column.heading}
            why = _("What would be different, and which number would show it?")
            yield Finding("R-STRAT-5", ADVISE, what, why, (to_heading(column),), about=column.key)


@rule("R-STRAT-8", ADVISE, "strategy", "cluster")
def contested_notes_come_first(run):
    contested = [note for board in run.open_step.boards(run) for note in board.notes if note.contested]
    if contested:
        what = _("Not all agree with %(numbers)s.") % {"numbers": numbers(contested)}
        why = _("Before naming: is it useful, is it connected to the goal?")
        yield Finding("R-STRAT-8", ADVISE, what, why, (Fix.at(f"desk-note-{contested[0].pk}"),))


@rule("R-STRAT-9", ADVISE, "strategy", "cluster", "name")
def columns_hold_one_strategy(run):
    for column in columns_of(run):
        if len(column.hanging) > FULL_COLUMN:
            what = _("Column %(place)d holds %(count)d notes.")
            what %= {"place": column.place, "count": len(column.hanging)}
            fixes = (Fix(_("To the wall"), f"#desk-note-{column.hanging[0].pk}", method="get"),)
            yield Finding("R-STRAT-9", ADVISE, what, _("Two strategies in one?"), fixes, about=column.key)


@rule("R-STRAT-11", ADVISE, "strategy", "relevance")
def strategies_answer_the_swot(run):
    """Silent where no SWOT was held."""
    held = run.workshop.agenda.filter(kind="swot", state="locked").exists()
    if not held or not run.workshop.notes.filter(wall__run__kind="swot", state=Note.State.WALL).exists():
        return
    for column in company_board(run).chosen:
        if not column.swot_links.exists():
            what = _("“%(heading)s” is linked to no strength, weakness, chance or danger.") % {"heading": column.called}
            why = _("Which strength, weakness, chance or danger does this answer?")
            yield Finding("R-STRAT-11", ADVISE, what, why, (Fix.at(f"effect-{column.pk}"),), about=column.key)


@rule("R-STRAT-12", STOP, "strategy", "merge")
def every_column_is_carried(run):
    """With two groups or more each column is merged, carried over or carried to the annex."""
    waiting = waiting_columns(run)
    if waiting:
        places = in_a_row(column.key for column in waiting)
        what = _("Not on the company wall yet: %(columns)s.") % {"columns": places}
        address = reverse("strategy_carry_all", args=[run.workshop.public_id])
        fix = Fix(_("Carry them over as they are"), address)
        yield Finding("R-STRAT-12", STOP, what, _("Nothing is dropped in silence."), (fix,))


@rule("R-STRAT-6", ASK, "strategy", "relevance")
def every_strategy_moves_a_goal(run):
    """Each column of waves 1 and 2 says what would move, and half of the room or more sees the goal move."""
    for column in company_board(run).chosen:
        median = standing(column).relevance_median
        annex = annex_fix(run, column)
        if not column.effect:
            what = _("“%(heading)s” does not say what would move.") % {"heading": column.called}
            why = _("If we did this fully, which number would move, and why?")
            yield Finding("R-STRAT-6", ASK, what, why, (annex,), column.key)
        if median is None:
            what = _("Nobody has tapped for “%(heading)s” yet.") % {"heading": column.called}
            why = _("Put it in the light, then everybody taps 0 to 3.")
            yield Finding("R-STRAT-6", ASK, what, why, (light(run, column),), column.key)
        elif median < LEAST_RELEVANCE:
            what = _("“%(heading)s” moves the goal little: the middle is %(median)s of 3.")
            what %= {"heading": column.called, "median": f"{median:g}"}
            why = _("Go back to the silent writing for it, or carry it to the annex.")
            yield Finding("R-STRAT-6", ASK, what, why, (annex,), column.key)


def light(run, column) -> Fix:
    address = reverse("strategy_light", args=[run.workshop.public_id])
    return Fix(_("Put it in the light"), address, {"column": str(column.pk)})


def annex_fix(run, column) -> Fix:
    address = reverse("strategy_wave", args=[run.workshop.public_id, column.pk])
    return Fix(_("Carry to the annex"), address, {"wave": str(ANNEX), "reason": _("The room agreed")})


@rule("R-STRAT-7", ASK, "strategy", "rank")
def enough_people_ranked(run):
    """With more than five columns, or always if set, both scales of each are answered by 60 % of the writers here."""
    columns = company_board(run).chosen
    if len(columns) <= RANKED_FROM and not run.workshop.rank_always:
        return
    present = run.workshop.seats.writers().present()
    everybody, counted = present.count(), Counter()
    for column, scale in Score.objects.filter(column__in=columns, seat__in=present).values_list("column", "scale"):
        counted[column, scale] += 1
    scales = (Score.Scale.IMMEDIACY, Score.Scale.SPEED)
    thin = [one for one in columns if any(counted[one.pk, scale] * 100 < ENOUGH * everybody for scale in scales)]
    if thin:
        what = ngettext("%(count)d column is ranked by too few.", "%(count)d columns are ranked by too few.", len(thin))
        why = _("Ninety seconds more, first feeling.")
        yield Finding("R-STRAT-7", ASK, what % {"count": len(thin)}, why, (one_minute_more(run),))


@rule("R-STRAT-13", ADVISE, "strategy")
def it_adds_up(run):
    goals = {goal.key: goal for goal in run.workshop.goals.all()}
    for key, sums in adds_up(run.workshop).items():
        if sums["open"] > 0:
            what = _("%(goal)s: together %(together)s of %(way)s %(unit)s.") % {
                "goal": goals[key],
                "together": plain(sums["together"]),
                "way": plain(sums["way"]),
                "unit": counted_in(goals[key]),
            }
            yield Finding("R-STRAT-13", ADVISE, what, _("What closes the rest?"), (Fix.at("adds-up"),), about=key)
