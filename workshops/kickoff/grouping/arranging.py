"""What may still be done to the groups, and doing it; each within one change of the room."""

from django.utils.translation import gettext as _

from live import Refused
from workshops.kickoff.grouping import dealing
from workshops.models import Group, Seat, StageRun, Workshop
from workshops.models.group import room_for
from workshops.surfaces import MOVED

FREE = ("checkin", "contract", "grouping", "vision")


def may_deal(workshop: Workshop) -> bool:
    """Whether the room may still be dealt anew: until the vision is locked."""
    begun = workshop.agenda.exclude(state__in=[StageRun.State.PENDING, StageRun.State.SKIPPED])
    return not begun.exclude(kind__in=FREE).exists() and not begun.filter(kind="vision", state="locked").exists()


def proposed_count(workshop: Workshop) -> int:
    """Into how many groups the desk offers to deal: those that stand, else what so many writers ask for (R-GRP-1)."""
    return workshop.groups.count() or dealing.group_count(len(dealing.to_deal(workshop)))


def must_deal(workshop: Workshop) -> None:
    if not may_deal(workshop):
        raise Refused(_("The groups have worked together by now. Move people one by one, or join groups."), "R-GRP-8")


def group_in(workshop: Workshop, letter: str) -> Group:
    group = workshop.group_of(letter)
    if group is None:
        raise Refused(_("This group is not here any more. Look at the page as it is now."), rule="R-GRP-8")
    return group


def writer_in(workshop: Workshop, number: int) -> Seat:
    """Who is moved: a writer; decision maker, observers and questioners are in no group (R-GRP-8)."""
    seat = workshop.seats.writers().select_related("group").filter(pk=number).first()
    if seat is None:
        raise Refused(_("Only writers are in a group; who decides floats between the walls."), rule="R-GRP-8")
    return seat


def deal(workshop: Workshop, changing, count: int) -> None:
    must_deal(workshop)
    dealing.deal(workshop, count)
    if workshop.state in (Workshop.State.DRAFT, Workshop.State.PREPARED):
        workshop.plan_again()
    changing.touched(MOVED)


def place_the_rest(workshop: Workshop, changing) -> None:
    """Who has no group goes where there is room (R-GRP-8, R-GRP-9)."""
    for seat in dealing.to_deal(workshop):
        group = room_for(workshop, seat) if seat.group_id is None else None
        if group:
            group.take(seat)
            changing.touched(MOVED, seat.pk)


def move(workshop: Workshop, changing, letter: str, number: int) -> None:
    group_in(workshop, letter).take(writer_in(workshop, number))
    changing.touched(MOVED, number)


def name_host(workshop: Workshop, changing, letter: str, number: int) -> None:
    group, seat = group_in(workshop, letter), writer_in(workshop, number)
    if seat.group != group:
        raise Refused(_("A host comes from the own group. Move the person over first."), rule="R-GRP-8")
    group.led_by(seat)
    changing.touched(MOVED, number)


def join(workshop: Workshop, changing, letter: str, into: str) -> None:
    """Two groups go on as one, after no-shows; what was written stays on its wall (R-GRP-10)."""
    leaving, staying = group_in(workshop, letter), group_in(workshop, into)
    if leaving == staying:
        raise Refused(_("Choose another group to join."), rule="R-GRP-8")
    for seat in workshop.seats.filter(group=leaving):
        staying.take(seat)
        changing.touched(MOVED, seat.pk)
    leaving.vanish()
    changing.touched(MOVED)
