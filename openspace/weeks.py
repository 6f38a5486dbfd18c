"""The facilitator's page of the twelve weeks: states, overdue ones, visits (R-OS-14, R-OS-15)."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from openspace import afterwards, owners
from openspace import report as report_of
from openspace.forms import ClassForm, MoveForm, ReportForm, TodoForm, VisitForm
from openspace.models import Opinion, OwnerLink, Todo
from openspace.models.topic import KIND
from openspace.todos import naming
from workshops import access, coaching
from workshops.forms import KeyedForm
from workshops.views.screens import desk

WEEKS = "weeks"


@require_GET
@access.facilitated
def page(request, public_id):
    workshop = request.workshop
    if workshop.kind != KIND:
        raise Http404
    if workshop.state not in afterwards.HELD:
        return redirect("console", public_id=public_id)
    view = request.GET.get("view", "")
    topics = [report_of.topic_of(topic) for topic in workshop.topics.open()] if view == "corners" else []
    return render(request, "openspace/weeks.html", context(workshop) | {"view": view, "topics": topics})


class Lateness(NamedTuple):
    """A to-do past its date, with what leads its owner to it."""

    line: afterwards.Line
    link: str
    mail: str


def lateness(workshop, line: afterwards.Line) -> Lateness | None:
    if line.todo is None:
        return None
    words = _("This one is past its date. How does it stand, or when will it be?")
    return Lateness(line, owners.link_of(workshop, line.todo), owners.mail_to(workshop, line.todo, words))


def asking(workshop, finding: coaching.Finding) -> str:
    """R-OS-14: the letter that asks an owner for the two numbers; other findings have none."""
    todo = finding.rule == "R-OS-14" and Todo.objects.filter(pk=finding.about).first()
    words = _("It is done: thank you. Which number was before, and which is it now?")
    return owners.mail_to(workshop, todo, words) if todo else ""


def context(workshop) -> dict:
    lines, weeks = afterwards.lines(workshop), afterwards.weeks(workshop)
    done = sum(one.visit is not None for one in weeks)
    late = afterwards.overdue(lines)
    run = workshop.agenda.filter(kind=KIND).first()
    found = coaching.findings_of(coaching.rules[KIND, WEEKS], run) if run else []
    return (
        desk("after", workshop)
        | afterwards.counts(lines)
        | {
            "workshop": workshop,
            "lines": lines,
            "late": [one for line in late if (one := lateness(workshop, line))],
            "waiting_ideas": afterwards.waiting(workshop),
            "classes": Opinion.Class.choices,
            "scale": range(6),
            "people": workshop.organisation.people.order_by("name"),
            "proposed": weeks[1].day,
            "weeks": weeks,
            "played": round(100 * done / len(weeks)),
            "waiting": next((one for one in weeks if one.visit is None), None),
            "week": min(afterwards.week_now(workshop), weeks[-1].week),
            "last_week": weeks[-1].week,
            "findings": [(one, asking(workshop, one)) for one in found],
            "states": Todo.State.choices,
            "effects": Todo.Effect.choices,
            "is_kept": workshop.is_put_away,
        }
    )


def keep(request, form, verb, anchor: str):
    """Run the verb as the facilitator's change and come back to where it was typed."""
    form.must_be_valid()
    request.workshop.change(form.sent_key, form.body_hash, verb)
    return redirect(f"{afterwards.address(request.workshop)}#{anchor}")


@require_POST
@access.facilitated
def report(request, public_id, number):
    """What an owner said aloud or on paper, typed by the facilitator."""
    get_object_or_404(Todo, opinion__workshop=request.workshop, pk=number)
    form, user = ReportForm(request.POST), request.user

    def verb(workshop, changing):
        workshop.must_be_facilitated_by(user)
        Todo.objects.get(pk=number).report(**form.said)
        workshop.log("reported a to-do", user=user, subject=number, rule="R-OS-14")
        changing.touched("todo", number)

    return keep(request, form, verb, f"todo-{number}")


@require_POST
@access.facilitated
def decide(request, public_id, number):
    """What its home group agreed on later about an idea that waited (R-OS-7)."""
    get_object_or_404(Opinion, workshop=request.workshop, pk=number)
    form, user = ClassForm(request.POST), request.user

    def verb(workshop, changing):
        workshop.must_be_facilitated_by(user)
        data = form.cleaned_data
        opinion = Opinion.objects.get(pk=number)
        opinion.decide_late(data["kind"], data["effect"], data["ease"], data["why"])
        workshop.log("decided on an idea that waited", user=user, subject=number, rule="R-OS-7")
        changing.touched("opinion", number)

    return keep(request, form, verb, f"idea-{number}")


@require_POST
@access.facilitated
def take_on(request, public_id, number):
    """An owner and a day for an idea that has none yet."""
    get_object_or_404(Opinion, workshop=request.workshop, pk=number)
    form = TodoForm(request.workshop, request.POST)
    return keep(request, form, naming(form, request.user, number), f"idea-{number}")


@require_POST
@access.facilitated
def withdraw_link(request, public_id, number):
    """The link of one owner opens nothing any more; the page shows the next one (R-FUP-7)."""
    todo = get_object_or_404(Todo, opinion__workshop=request.workshop, pk=number)
    user = request.user

    def verb(workshop, changing):
        workshop.must_be_facilitated_by(user)
        OwnerLink.withdraw(workshop, todo.owner)
        workshop.log("withdrew an owner's link", user=user, subject=todo.owner.key, rule="R-FUP-7")
        changing.touched("todo", number)

    return keep(request, KeyedForm(request.POST), verb, f"late-{number}")


@require_POST
@access.facilitated
def move(request, public_id, number):
    """Another day for one to-do, agreed with its owner."""
    get_object_or_404(Todo, opinion__workshop=request.workshop, pk=number)
    form, user = MoveForm(request.workshop, request.POST), request.user

    def verb(workshop, changing):
        workshop.must_be_facilitated_by(user)
        Todo.objects.filter(pk=number).update(due=form.cleaned_data["due"])
        workshop.log("moved a to-do", user=user, subject=number, rule="R-OS-13")
        changing.touched("todo", number)

    return keep(request, form, verb, f"todo-{number}")


@require_POST
@access.facilitated
def visit(request, public_id):
    """What was heard when somebody went round; written again, it replaces the note of that week."""
    form, user = VisitForm(request.POST), request.user

    def verb(workshop, changing):
        workshop.must_be_facilitated_by(user)
        member = workshop.organisation.memberships.filter(user=user, person__isnull=False).first()
        heard = {"note": form.cleaned_data["note"], "by": member.person if member else None}
        made, _is_new = workshop.visits.update_or_create(week=form.cleaned_data["week"], defaults=heard)
        workshop.log("wrote down a visit", user=user, subject=made.week, rule="R-OS-15")
        changing.touched("visit", made.pk)

    return keep(request, form, verb, "visit")
