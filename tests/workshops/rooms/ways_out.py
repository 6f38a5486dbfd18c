"""What a facilitator does at the console when a rule stops the room: the tap that it offers, or the way it names."""

from collections.abc import Callable

from django.test import Client

from workshops.kickoff.actions.strategies import bare
from workshops.kickoff.consensus.gaps import goals_to_put_off
from workshops.kickoff.stakes.models import Promise
from workshops.kickoff.strategy.boards import Board
from workshops.kickoff.vision.models import Canvas
from workshops.models import Workshop

REASON = "The room agreed"
STORY = "On a summer evening all of us stand at the lake; Lin flies a yellow kite, Zhao turns the skewers and hums."
Way = Callable[[Client, Workshop], None]


def mend(console: Client, workshop: Workshop, stopping) -> None:
    """Take the way out of each finding; what one way makes needless is refused and does no harm."""
    for finding in stopping:
        for fix in finding.fixes:
            if fix.method == "post":
                console.post(fix.url, fix.fields)
    for rule in dict.fromkeys(finding.rule for finding in stopping):
        for way in WAYS.get(rule, ()):
            way(console, workshop)


def path(workshop: Workshop, tail: str) -> str:
    return f"/w/{workshop.public_id}/{tail}"


def name_somebody_decision_maker(console, workshop) -> None:
    if not workshop.decision_makers().exists():
        seat = workshop.seats.writers().last()
        console.post(path(workshop, f"plan/seats/{seat.pk}/role/"), {"role": "lead"})


def tell_stories(console, workshop) -> None:
    for canvas in Canvas.in_use(workshop):
        if not canvas.is_drawn:
            console.post(path(workshop, f"run/vision/canvases/{canvas.pk}/story/"), {"story": STORY})


def aim_promises(console, workshop) -> None:
    goal = workshop.goals.first()
    for promise in Promise.in_use(workshop):
        aim = {"goal": goal.pk, "tier": "balance", "due": workshop.cycle_end}
        console.post(path(workshop, f"run/promises/{promise.pk}/aim/"), aim)


def boards_of(workshop) -> list[Board]:
    run = workshop.current
    return run.open_step.boards(run) if hasattr(run.open_step, "boards") else []


def set_lone_notes_aside(console, workshop) -> None:
    for board in boards_of(workshop):
        for note in board.orphans:
            console.post(path(workshop, f"run/strategy/notes/{note.pk}/setting-aside/"), {"reason": REASON})


def name_columns(console, workshop) -> None:
    for board in boards_of(workshop):
        for column in board.columns:
            if not column.heading:
                heading = {"heading": f"Raise point {column.key}"}
                console.post(path(workshop, f"run/strategy/columns/{column.pk}/heading/"), heading)


def join_what_is_too_much(console, workshop) -> None:
    for board in boards_of(workshop):
        for column in board.chosen[9:]:
            into = {"into": board.chosen[0].pk}
            console.post(path(workshop, f"run/strategy/columns/{column.pk}/joining/"), into)


def confirm_three(console, workshop) -> None:
    run = workshop.current
    for note in workshop.notes.filter(wall__run=run, state="wall")[:3] if run.step == "pick" else []:
        console.post(path(workshop, f"run/strategy/notes/{note.pk}/picked/"), {"confirmed": "1"})


def withdraw_what_nobody_owns(console, workshop) -> None:
    for action in workshop.actions.standing().filter(owner=None):
        console.post(path(workshop, f"run/actions/{action.pk}/withdrawal/"), {"reason": REASON})


def do_the_bare_ones_later(console, workshop) -> None:
    for strategy in bare(workshop):
        console.post(path(workshop, f"run/actions/strategy/{strategy.pk}/later/"), {"reason": REASON})


def put_goals_off(console, workshop) -> None:
    owner = workshop.organisation.people.first()
    for goal in goals_to_put_off(workshop):
        form = {"reason": REASON, "owner": owner.pk, "date": workshop.cycle_end}
        console.post(path(workshop, f"run/goals/{goal.pk}/deferral/"), form)


def freeze(console, workshop) -> None:
    console.post(path(workshop, "run/statement/"))


def decline_what_waits(console, workshop) -> None:
    for change in workshop.plan_changes.waiting():
        console.post(path(workshop, f"run/plan-changes/{change.pk}/refusal/"), {"reason": REASON})


WAYS: dict[str, tuple[Way, ...]] = {
    "R-PREP-2": (name_somebody_decision_maker,),
    "R-VIS-1": (tell_stories,),
    "R-STAKE-5": (aim_promises,),
    "R-STRAT-2": (join_what_is_too_much, confirm_three),
    "R-STRAT-3": (set_lone_notes_aside,),
    "R-STRAT-4": (name_columns,),
    "R-ACT-1": (withdraw_what_nobody_owns,),
    "R-ACT-6": (put_goals_off,),
    "R-CONS-2": (put_goals_off, do_the_bare_ones_later, freeze),
    "R-CONS-5": (do_the_bare_ones_later, put_goals_off),
    "R-TOWN-11": (decline_what_waits, freeze),
}
