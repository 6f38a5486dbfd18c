"""Changes into the plan, on the console: say what exactly changes, apply it, or decline it with a reason."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access, staleness
from workshops.forms import KeyedForm, ReasonForm
from workshops.kickoff.actions.forms import NameForm
from workshops.kickoff.consensus import versions
from workshops.kickoff.town import stale
from workshops.kickoff.town.forms import RowForm, StrategyForm
from workshops.kickoff.town.models import PlanChange
from workshops.models import Workshop
from workshops.views.steering import steer


def with_change(request, number: int, form, act: Callable[[Workshop, PlanChange], None]):
    """One press on a change: `act(workshop, change)` inside the room's change, by whoever is in charge."""
    change, user = get_object_or_404(request.workshop.plan_changes, pk=number), request.user

    def verb(workshop: Workshop, changing):
        workshop.must_be_led_by(user)
        act(workshop, workshop.plan_changes.get(pk=change.pk))
        changing.touched("change", change.pk)

    return steer(request, form, verb)


def with_words(change: PlanChange, words: str) -> None:
    if words:
        change.text = words
        change.save(update_fields=["text"])


def put_in(workshop: Workshop, change: PlanChange, user) -> None:
    change.apply(user)
    workshop.log("changed the plan", user=user, subject=change.target.key if change.target else "", rule=stale.RULE)


@require_POST
@access.facilitated
def propose(request, public_id, number):
    """What exactly changes: the row as it will be; what differs is what the owner confirms, before or after."""
    change, user = get_object_or_404(request.workshop.plan_changes, pk=number), request.user
    form = (RowForm if change.action else StrategyForm)(request.workshop, request.POST)

    def act(workshop: Workshop, row: PlanChange):
        row.propose(form.row)
        with_words(row, form.cleaned_data["words"])
        if form.cleaned_data["now"]:
            put_in(workshop, row, user)

    return with_change(request, number, form, act)


@require_POST
@access.facilitated
def add(request, public_id, number):
    """The row that an answer adds to the plan (`action_added`)."""
    form, user, language = RowForm(request.workshop, request.POST), request.user, get_language() or "en"

    def act(workshop: Workshop, change: PlanChange):
        with_words(change, form.cleaned_data["words"])
        asked = {"budget": form.cleaned_data["budget"], "strategy": form.cleaned_data["strategy"]}
        action = change.add(user, language=language, **form.row, **asked)
        workshop.log("added an action", user=user, subject=action.key, rule=stale.RULE)

    return with_change(request, number, form, act)


@require_POST
@access.facilitated
def apply(request, public_id, number):
    """Write it into the plan."""
    user = request.user
    return with_change(request, number, KeyedForm(request.POST), lambda room, change: put_in(room, change, user))


@require_POST
@access.facilitated
def decline(request, public_id, number):
    form, user = ReasonForm(request.POST), request.user

    def act(workshop: Workshop, change: PlanChange):
        reason = form.cleaned_data["reason"]
        change.decline(user, reason)
        workshop.log("declined a change", user=user, subject=change.pk, rule=stale.RULE, reason=reason)

    return with_change(request, number, form, act)


@require_POST
@access.facilitated
def confirm(request, public_id, number):
    """An owner's yes on paper, typed by name (R-GEN-16)."""
    form, user = NameForm(request.POST), request.user

    def act(workshop: Workshop, change: PlanChange):
        if problem := form.must_be(change.owner):
            raise Refused(problem, rule="R-GEN-16", status=422)
        change.confirm()
        workshop.log("accepted on paper", user=user, subject=change.pk, rule="R-GEN-16")

    return with_change(request, number, form, act)


@require_POST
@access.facilitated
def still_right(request, public_id):
    """Word for word the frozen text: one tap is enough (R-TOWN-11)."""
    user = request.user

    def verb(workshop: Workshop, changing):
        workshop.must_be_led_by(user)
        document = versions.newest(workshop)
        if document is None:
            raise Refused(_("No statement is fixed yet."), rule=stale.RULE)
        stale.must_be_settled(workshop)
        staleness.still_right(workshop, user, versions.KIND)
        stale.settle(workshop, document)
        workshop.log("still right", user=user, subject=f"statement v{document.version}", rule=stale.RULE)
        changing.touched("statement", document.pk)

    return steer(request, KeyedForm(request.POST), verb)
