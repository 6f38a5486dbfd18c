"""From the award on: each idea that is to be done gets an owner and a day (R-OS-13), in the order of R-OS-16."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from followup.weeks import WEEKS, day_of
from live import Refused
from openspace.forms import TodoForm
from openspace.models import Opinion, Todo
from openspace.models.topic import KIND
from openspace.results import to_do_list
from people.calendar import working_day
from workshops import access
from workshops.beside import Beside
from workshops.models import Workshop
from workshops.views.steering import steer

DAYS_TO_NAME = 5


def without_owner(workshop: Workshop) -> list[Opinion]:
    named = set(Todo.objects.filter(opinion__workshop=workshop).values_list("opinion", flat=True))
    return [opinion for opinion in to_do_list(workshop) if opinion.pk not in named]


def last_day(workshop: Workshop):
    """Until when each has its owner: five working days after the event."""
    return working_day(workshop.organisation, max(workshop.days), DAYS_TO_NAME)


class TodosBeside(Beside):
    """Who does what until when, while the event is closing."""

    order = 15
    console = "openspace/todos.console.html"
    phone = "openspace/todos.phone.html"
    stays = True

    def on_phone(self, workshop, run):
        is_held = workshop.kind == KIND and workshop.state in (Workshop.State.CLOSING, Workshop.State.CLOSED)
        return {"public_id": workshop.public_id} if is_held else None

    def on_console(self, workshop, run):
        if workshop.kind == KIND and workshop.state == Workshop.State.CLOSED:
            return {"workshop": workshop, "is_closed": True}
        award = run is not None and run.kind == KIND and run.step == "award"
        if workshop.kind != KIND or not award:
            return None
        found = to_do_list(workshop)
        todos = {todo.opinion_id: todo for todo in Todo.objects.filter(opinion__in=found).select_related("owner")}
        rows = [{"opinion": opinion, "todo": todos.get(opinion.pk)} for opinion in found]
        return {
            "workshop": workshop,
            "rows": rows,
            "left": sum(row["todo"] is None for row in rows),
            "people": workshop.organisation.people.order_by("name"),
            "until": last_day(workshop),
            "proposed": day_of(workshop.organisation, max(workshop.days), WEEKS[1]),
        }


@require_POST
@access.facilitated
def name_owner(request, public_id, number):
    """An owner and a day for one idea; naming them again replaces them."""
    get_object_or_404(Opinion, workshop=request.workshop, pk=number)
    form = TodoForm(request.workshop, request.POST)
    return steer(request, form, naming(form, request.user, number))


def naming(form: TodoForm, user, number: int):
    """The verb that names an owner, wherever the form stood."""

    def verb(workshop, changing):
        opinion = Opinion.objects.get(workshop=workshop, pk=number)
        if not opinion.is_to_do or opinion.merged_into_id:
            raise Refused(_("Only feasible and testable ideas are done. Say so in the home group first."), "R-OS-13")
        named = {"owner": form.cleaned_data["owner"], "due": form.cleaned_data["due"]}
        Todo.objects.update_or_create(opinion=opinion, defaults=named)
        workshop.log("named an owner", user=user, subject=opinion.pk, rule="R-OS-13")
        changing.touched("todo", opinion.pk)

    return verb
