"""What a facilitator does at the console when a rule stops the room: the tap that it offers, or the named way out."""

from django.test import Client

from workshops.kickoff.consensus.gaps import goals_without_strategy
from workshops.kickoff.strategy.boards import Board
from workshops.kickoff.vision.models import Canvas
from workshops.models import Workshop

REASON = "The room agreed"
STORY = "On a summer evening all of us stand at the lake; Lin flies a yellow kite, Zhao turns the skewers and hums."


def mend(console: Client, workshop: Workshop, stopping) -> None:
    """Take the way out of each finding; what one way makes needless is refused and does no harm."""
    for finding in stopping:
        for fix in finding.fixes:
            if fix.method == "post":
                console.post(fix.url, fix.fields)
    run = workshop.current
    for way in WAYS.get(run.kind if run else "start", ()):
        way(console, workshop, run)


def path(workshop: Workshop, tail: str) -> str:
    return f"/w/{workshop.public_id}/{tail}"


def set_lone_notes_aside(console, workshop, run) -> None:
    for board in run.open_step.boards(run) if hasattr(run.open_step, "boards") else []:
        for note in board.orphans:
            console.post(path(workshop, f"run/strategy/notes/{note.pk}/setting-aside/"), {"reason": REASON})


def name_columns(console, workshop, run) -> None:
    for board in boards_of(run):
        for column in board.columns:
            if not column.heading:
                heading = {"heading": f"Raise point {column.key}"}
                console.post(path(workshop, f"run/strategy/columns/{column.pk}/heading/"), heading)


def join_what_is_too_much(console, workshop, run) -> None:
    for board in boards_of(run):
        for column in board.chosen[9:]:
            into = {"into": board.chosen[0].pk}
            console.post(path(workshop, f"run/strategy/columns/{column.pk}/joining/"), into)


def confirm_three(console, workshop, run) -> None:
    for note in workshop.notes.filter(wall__run=run, state="wall")[:3] if run.step == "pick" else []:
        console.post(path(workshop, f"run/strategy/notes/{note.pk}/picked/"), {"confirmed": "1"})


def boards_of(run) -> list[Board]:
    return run.open_step.boards(run) if hasattr(run.open_step, "boards") else []


def put_goals_off(console, workshop, run) -> None:
    owner = workshop.organisation.people.first()
    for goal in goals_without_strategy(workshop):
        form = {"reason": REASON, "owner": owner.pk, "date": workshop.cycle_end}
        console.post(path(workshop, f"run/goals/{goal.pk}/deferral/"), form)


def freeze(console, workshop, run) -> None:
    console.post(path(workshop, "run/statement/"))


def tell_stories(console, workshop, run) -> None:
    for canvas in Canvas.in_use(workshop):
        console.post(path(workshop, f"run/vision/canvases/{canvas.pk}/story/"), {"story": STORY})


def find_out(console, workshop, run) -> None:
    console.post(path(workshop, "run/questions/find-out/"), {"due": workshop.cycle_end})


WAYS = {
    "vision": (tell_stories,),
    "town": (find_out,),
    "consensus": (put_goals_off, freeze),
    "revise": (freeze,),
    "strategy": (set_lone_notes_aside, name_columns, join_what_is_too_much, confirm_three),
}
