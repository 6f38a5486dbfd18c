"""The twelve weeks after an open space: what is to be done, how far it is, and who went round."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.weeks import WEEKS, day_of, week_on
from openspace.models import Opinion, Todo, Visit
from openspace.models.opinion import LATE, NO_TIME
from openspace.models.topic import KIND
from openspace.results import to_do_list
from people.models import Person
from workshops.due import Due, is_after
from workshops.models import Workshop

HELD = (Workshop.State.CLOSING, Workshop.State.CLOSED, Workshop.State.ARCHIVED)
PITCHES = ("0", "1.25", "2.5", "4")


class Line(NamedTuple):
    """An idea that is to be done, with what its owner said; `todo` is `None` while it has no owner."""

    opinion: Opinion
    todo: Todo | None
    days_late: int


def todos_of(workshop: Workshop):
    return Todo.objects.filter(opinion__workshop=workshop).select_related("owner", "opinion__topic")


def lines(workshop: Workshop, owner: Person | None = None) -> list[Line]:
    """What is to be done in the order of R-OS-16, all of it or what one person took on."""
    today, todos = workshop.today(), {todo.opinion_id: todo for todo in todos_of(workshop)}
    found = []
    for opinion in to_do_list(workshop):
        todo = todos.get(opinion.pk)
        if owner is None or (todo is not None and todo.owner_id == owner.pk):
            found.append(Line(opinion, todo, todo.days_late(today) if todo else 0))
    return found


def overdue(found: list[Line]) -> list[Line]:
    """What is past its date, the longest first."""
    return sorted((line for line in found if line.days_late), key=lambda line: -line.days_late)


def counts(found: list[Line]) -> dict[str, Any]:
    """How many in each state, how many with a number before and after, how many without an owner."""
    states = Counter(line.todo.state for line in found if line.todo)
    return {
        "counted": [(state.value, state.label, states[state]) for state in Todo.BY_PROGRESS],
        "measured": sum(line.todo is not None and line.todo.has_numbers for line in found),
        "without_owner": sum(line.todo is None for line in found),
    }


def waiting(workshop: Workshop) -> list[Opinion]:
    """What is pending; first what nobody got to, or what came too late (R-OS-7)."""
    found = Opinion.objects.filter(workshop=workshop, state="wall", merged_into=None, kind=Opinion.Class.PENDING)
    by_corner = found.select_related("topic").order_by("topic__corner", "pk")
    return sorted(by_corner, key=lambda one: one.why not in (NO_TIME, LATE))


# ---- visits --------------------------------------------------------------------------------------------------


class Week(NamedTuple):
    """A week in which somebody goes round, with the day, and the visit once there was one."""

    week: int
    day: date
    visit: Visit | None
    state: str
    pitch: str

    @property
    def label(self) -> str:
        return _("Week %(week)d") % {"week": self.week}


def weeks(workshop: Workshop) -> list[Week]:
    """The four visits as the beats of their own stave: heard, the one that is due next, still to come."""
    visits = {visit.week: visit for visit in workshop.visits.select_related("by")}
    waiting = next((week for week in WEEKS if week not in visits), None)
    found = []
    for place, week in enumerate(WEEKS):
        state = "done" if week in visits else "now" if week == waiting else "todo"
        day = day_of(workshop.organisation, max(workshop.days), week)
        found.append(Week(week, day, visits.get(week), state, PITCHES[place]))
    return found


def missed(workshop: Workshop) -> list[Week]:
    """R-OS-15: visits whose day has passed and of which nobody wrote a word."""
    today = workshop.today()
    return [one for one in weeks(workshop) if one.visit is None and one.day < today]


def week_now(workshop: Workshop) -> int:
    return week_on(max(workshop.days), workshop.today())


# ---- what is due ---------------------------------------------------------------------------------------------


def address(workshop: Workshop) -> str:
    return reverse("space_weeks", args=[workshop.public_id])


def due_todos(workshop: Workshop, user) -> Iterator[Due]:
    """What is to be done, a line a day; what is overdue is named with its owner, here and nowhere else (R-FUP-7)."""
    if workshop.kind != KIND or not is_after(workshop):
        return
    today = workshop.today()
    for todo in todos_of(workshop).overdue(today):
        yield Due(todo.due, todo.opinion.text, workshop, f"{address(workshop)}#todo-{todo.pk}", todo.owner.name)
    to_come = todos_of(workshop).open().filter(due__gte=today).order_by("due").values("due")
    for row in to_come.annotate(count=Count("pk")):
        what = ngettext("%(count)d to-do ends", "%(count)d to-dos end", row["count"]) % {"count": row["count"]}
        yield Due(row["due"], what, workshop, address(workshop))


def due_visits(workshop: Workshop, user) -> Iterator[Due]:
    """The visits of weeks 2, 4, 8 and 12 that nobody made yet (R-OS-15)."""
    if workshop.kind != KIND or not is_after(workshop):
        return
    for one in weeks(workshop):
        if one.visit is None:
            what = _("Visit of week %(week)d") % {"week": one.week}
            yield Due(one.day, what, workshop, address(workshop) + "#visit")
