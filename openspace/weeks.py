"""The facilitator's page of the twelve weeks: states, overdue ones, visits (R-OS-14, R-OS-15)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from live import Refused
from openspace import afterwards, owners
from openspace.forms import MoveForm, ReportForm, VisitForm
from openspace.models import Todo
from openspace.models.topic import KIND
from workshops import access, coaching
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
    return render(request, "openspace/weeks.html", context(workshop))


def context(workshop) -> dict:
    lines, weeks = afterwards.lines(workshop), afterwards.weeks(workshop)
    done = sum(one.visit is not None for one in weeks)
    late = afterwards.overdue(lines)
    run = workshop.agenda.filter(kind=KIND).first()
    return (
        desk("after", workshop)
        | afterwards.counts(lines)
        | {
            "workshop": workshop,
            "lines": lines,
            "late": [(line, owners.link_of(workshop, line.todo)) for line in late if line.todo],
            "left_over": afterwards.left_over(workshop),
            "weeks": weeks,
            "played": round(100 * done / len(weeks)),
            "waiting": next((one for one in weeks if one.visit is None), None),
            "week": min(afterwards.week_now(workshop), weeks[-1].week),
            "last_week": weeks[-1].week,
            "findings": coaching.findings_of(coaching.rules[KIND, WEEKS], run) if run else [],
            "states": Todo.State.choices,
            "effects": Todo.Effect.choices,
            "is_kept": workshop.is_put_away,
        }
    )


def keep(request, form, verb, anchor: str):
    """Run the verb as the facilitator's change and come back to where it was typed."""
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0], status=422)
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
