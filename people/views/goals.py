from decimal import Decimal
from itertools import groupby

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people import rules
from people.access import organiser_required
from people.forms.goals import GoalForm, ReopenForm
from people.models import Goal
from people.models.goal import BeingRead, Held, Unconfirmed
from people.views.desk import desk, posted


def goals_page(request, against=()):
    listed = request.organisation.goals.select_related("owner", "confirmed_by").order_by("-date__year", "level", "pk")
    years = []
    for year, goals in groupby(listed, key=lambda goal: goal.date.year):
        of_year = list(goals)
        findings = [finding for rule in rules.OF_A_YEAR for finding in rule(of_year)]
        years.append({"year": year, "goals": [(goal, ladder(goal)) for goal in of_year], "findings": findings})
    page = desk(request, "people/goals.html", {"years": years, "against": against})
    page.status_code = 409 if against else 200
    return page


def ladder(goal: Goal) -> list[tuple[str, str, Decimal, int]]:
    """Last year and the tiers from left (worse) to right (better), each at its place in whole per cent."""
    steps: list[tuple[str, str, Decimal]] = []
    if goal.last_year is not None:
        steps.append(("past", str(goal.date.year - 1), goal.last_year))
    steps += [(tier, rules.tier_name(tier), value) for tier, value in goal.tiers]
    low, high = steps[0][2], steps[-1][2]
    way = (high - low) or Decimal(1)
    return [
        (kind, label, value, 7 + round(86 * min(Decimal(1), max(Decimal(0), (value - low) / way))))
        for kind, label, value in steps
    ]


@require_GET
@organiser_required
def goals(request):
    return goals_page(request)


@require_http_methods(["GET", "POST"])
@organiser_required
def goal(request, pk=None):
    """One goal; without `pk` a new one. A confirmed goal is read, and taken back to draft before it changes."""
    new = Goal(organisation=request.organisation)
    found = new if pk is None else get_object_or_404(request.organisation.goals, pk=pk)
    if request.method == "POST" and found.state != Goal.State.DRAFT:
        return redirect("goal", request.organisation.pk, found.pk)
    form = GoalForm(posted(request), instance=found)
    if form.is_valid():
        saved = form.save()
        return redirect("goal", request.organisation.pk, saved.pk)
    return goal_page(request, found, form, ReopenForm())


def goal_page(request, found: Goal, form: GoalForm, reopening: ReopenForm):
    findings = [] if found.pk is None or form.is_bound else found.findings()
    versions = found.versions.select_related("by").prefetch_related("changes") if found.pk else []
    context = {"goal": found, "findings": findings, "versions": versions, "reopening": reopening}
    page = desk(request, "people/goal.html", context, form)
    page.status_code = 422 if reopening.is_bound else page.status_code
    return page


@require_POST
@organiser_required
def confirm_goal(request, pk):
    found = get_object_or_404(request.organisation.goals, pk=pk)
    try:
        found.confirm(request.user)
    except Unconfirmed as refusal:
        return goals_page(request, refusal.findings)
    return redirect("goals", request.organisation.pk)


@require_POST
@organiser_required
def reopen_goal(request, pk):
    """Back to draft, with a reason: what changes from here on is a new version of the goal."""
    found, form = get_object_or_404(request.organisation.goals, pk=pk), ReopenForm(request.POST)
    if found.state != Goal.State.CONFIRMED:
        return redirect("goal", request.organisation.pk, pk)
    if not form.is_valid():
        return goal_page(request, found, GoalForm(instance=found), form)
    own = request.organisation.memberships.filter(user=request.user, person__isnull=False).first()
    try:
        found.reopen(form.cleaned_data["reason"], own.person if own else None)
    except BeingRead as room:
        what = _("“%(room)s” reads this goal today.") % {"room": room}
        fix = _("There the decision maker corrects a wrong figure on the own phone. Afterwards it is changed here.")
        return goals_page(request, [rules.Finding("R-GREAD-3", "H", what, fix)])
    except Held as contract:
        what = _("The signed contract %(number)s holds this goal.") % {"number": contract.number}
        fix = _("Both parties change the contract, with a reason; the goal then gets a new version.")
        return goals_page(request, [rules.Finding(contract.rule, "H", what, fix)])
    return redirect("goal", request.organisation.pk, pk)
