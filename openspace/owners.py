"""What an owner says of the own to-dos, from the seat in the room or by a personal link weeks later."""

from urllib.parse import quote, urlencode

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from openspace import afterwards
from openspace.forms import ReportForm
from openspace.models import OwnerLink, Todo
from people.models import Person
from workshops import access
from workshops.doors import base_url
from workshops.models import Workshop

signer = signing.Signer(salt="openspace.todos")


def token_of(workshop: Workshop, person: Person) -> str:
    return signer.sign(f"{workshop.pk}-{person.pk}-{OwnerLink.turn_of(workshop, person)}")


def path_of(workshop: Workshop, person: Person) -> str:
    return reverse("own_todos", args=[workshop.public_id, token_of(workshop, person)])


def link_of(workshop: Workshop, todo: Todo) -> str:
    """What a message to an owner carries: it leads to the one thing to do (R-FUP-7)."""
    return f"{base_url(workshop)}{path_of(workshop, todo.owner)}#todo-{todo.pk}"


def mail_to(workshop: Workshop, todo: Todo, words: str) -> str:
    """A letter to the owner with the link in it, for the facilitator's own mail program."""
    account = workshop.organisation.memberships.filter(person=todo.owner).select_related("user").first()
    parts = {"subject": str(workshop), "body": f"{words}\n\n{todo.opinion.text}\n{link_of(workshop, todo)}"}
    return f"mailto:{quote(account.user.email) if account else ''}?{urlencode(parts, quote_via=quote)}"


def owner_of(public_id: str, token: str) -> tuple[Workshop, Person]:
    """Whose link this is; any other is a 404, and none leads into an event that was put away."""
    workshop = access.workshop_or_404(public_id)
    try:
        room, number, turn = signer.unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    if room != str(workshop.pk):
        raise Http404
    if workshop.state not in afterwards.HELD or workshop.is_put_away:
        raise Refused(_("The twelve weeks are over. Ask the facilitator."), rule="R-OS-13", status=410)
    person = get_object_or_404(workshop.organisation.people, pk=number)
    if turn != str(OwnerLink.turn_of(workshop, person)):
        raise Refused(_("This link was withdrawn. Ask the facilitator for another one."), rule="R-FUP-7", status=410)
    return workshop, person


@require_GET
@access.seated
def mine(request, public_id):
    """From a seat to the own page: it stays the same when the room has closed its doors."""
    person = request.seat.person
    if person is None or not todos_of(request.workshop, person):
        return render(request, "openspace/no_todo.html", {"workshop": request.workshop})
    return redirect(path_of(request.workshop, person))


def todos_of(workshop: Workshop, person: Person) -> list[afterwards.Line]:
    return afterwards.lines(workshop, person)


@never_cache
@require_GET
def page(request, public_id, token):
    """The own to-dos with how far they are; nobody else's (R-FUP-7)."""
    workshop, person = owner_of(public_id, token)
    return render(request, "openspace/own_todos.html", context(workshop, person, token))


def context(workshop: Workshop, person: Person, token: str) -> dict:
    lines = todos_of(workshop, person)
    shared = {"workshop": workshop, "person": person, "token": token, "lines": lines}
    return shared | {"states": Todo.State.choices, "effects": Todo.Effect.choices}


@require_POST
def report(request, public_id, token, number):
    """How one of the own to-dos stands."""
    workshop, person = owner_of(public_id, token)
    get_object_or_404(Todo, opinion__workshop=workshop, owner=person, pk=number)
    form = ReportForm(request.POST)
    if not form.is_valid():
        failed = {"failed": number, "form": form}
        return render(request, "openspace/own_todos.html", context(workshop, person, token) | failed, status=422)

    def verb(workshop, changing):
        todo = Todo.objects.get(pk=number, owner=person)
        todo.report(**form.said)
        workshop.log("reported a to-do", subject=f"{todo.pk} {person.key}", rule="R-OS-14")
        changing.touched("todo", todo.pk)

    workshop.change(form.sent_key, form.body_hash, verb)
    return redirect(f"{path_of(workshop, person)}#todo-{number}")
