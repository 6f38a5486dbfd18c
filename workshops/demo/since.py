"""What became of the held day: how promises and actions stand, what the goals came to, which dates were held."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from workshops.demo.days import in_months
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.afterwards import standing
from workshops.kickoff.afterwards.models import PromiseWord, Reading
from workshops.models import Workshop

SAID = {
    "p03": ("kept", "Sent on the 8th both times; Production weighs each charge now."),
    "p04": ("on_track", "46 of 49 cards within two days."),
    "p05": ("on_track", "现在67分钟，夹具还缺一套。"),
    "p06": ("kept", "温度表已移到炉旁，每周一检查。"),
    "p07": ("on_track", "11 of 30 cards hang at their posts."),
    "p08": ("help", "One lid is fitted; the second waits for the crane."),
    "p09": ("help", "二号芯盒还没有测温点，等维修排期。"),
    "p22": ("on_track", "Two of five parts run with it."),
    "p23": ("kept", "All three shifts are trained, the list hangs at each post."),
    "p24": ("partly", "九个星期一贴了七次。"),
    "p28": ("kept", "Frozen for each order since."),
    "p29": ("kept", "每天两小时已排进计划。"),
    "p34": ("on_track", "The first plant is visited, the second agreed."),
    "p36": ("missed", "Three customers called first. I start again with a list each noon."),
    "p39": ("kept", "Since then no date without a core check."),
    "p42": ("on_track", "8 of 12 machines book by scanner."),
}
"""Last words by person; whoever is not named has not been heard."""
LATE, LATE_ACTION = "p09", "a04"
MEASURED = {"a01": "88", "a02": "67", "a04": "3.1", "a05": "91", "a09": "44", "a11": "11", "a12": "6", "a13": "1"}
"""Where running actions stand, by their key."""
READ = {"G1": ("3.6", "7.3"), "G2": ("93.0", "94"), "G3": ("88.9", "89.6"), "G4": ("1080", "1058")}
"""What each goal came to at the end of the month of the day, and of the one after."""
NOON = time(12)


def tell(workshop: Workshop) -> None:
    today = workshop.today()
    promises(workshop, today)
    actions(workshop, today)
    goals(workshop)
    dates(workshop, today)


def at(workshop: Workshop, day: date) -> datetime:
    return min(datetime.combine(day, NOON, workshop.organisation.zone), timezone.now())


def promises(workshop: Workshop, today: date) -> None:
    """What is past its day is kept, but for one; the others say how far they are."""
    for card in standing.board(workshop).cards:
        person, due = card.commitment.seat.person, card.commitment.due
        if person is None or due is None:
            continue
        state, note = SAID.get(person.key, ("", ""))
        is_over = due < today and person.key != LATE
        if is_over and state not in PromiseWord.SETTLED:
            state, note = PromiseWord.State.KEPT, ""
        if state:
            said = at(workshop, due if is_over else today)
            PromiseWord.objects.create(commitment=card.commitment, state=state, note=note, at=said)


def actions(workshop: Workshop, today: date) -> None:
    """Like the promises of their owners; what has begun is measured."""
    for action in standing.actions(workshop):
        said = {"action": action, "at": at(workshop, today)}
        if action.due < today and action.key != LATE_ACTION:
            Reading(**said, state=KeyAction.State.DONE, value=action.target).keep()
        elif action.key in MEASURED and action.start <= today:
            Reading(**said, state=KeyAction.State.RUNNING, value=Decimal(MEASURED[action.key])).keep()


def goals(workshop: Workshop) -> None:
    ends = [in_months(workshop.first_day.replace(day=1), count) - timedelta(days=1) for count in (1, 2)]
    for goal in workshop.goals.filter(key__in=READ):
        for day, value in zip(ends, READ[goal.key], strict=True):
            workshop.goal_readings.create(goal=goal, on=day, value=Decimal(value), at=at(workshop, day))


def dates(workshop: Workshop, today: date) -> None:
    """Every date that has come was held; one department still waits for its head."""
    for one in standing.dates(workshop):
        if one.planned.date <= today:
            workshop.ticks.create(key=one.planned.key, at=at(workshop, one.planned.date))
    told = [key for key, _name, _tick in standing.departments(workshop)][:-1]
    for key in told:
        workshop.ticks.create(key=key, at=at(workshop, workshop.first_day))
