"""What the console says of columns: their heading, what they serve, their wave, and which one is in the light."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import KeyedForm, must_be_as_read
from workshops.kickoff.strategy import arranging
from workshops.kickoff.strategy.boards import waiting_columns
from workshops.kickoff.strategy.forms import (
    AnnexForm,
    CarryForm,
    DescribeForm,
    HeadingForm,
    LightForm,
    PresenterForm,
    WaveForm,
)
from workshops.kickoff.strategy.models import Column, Spotlight
from workshops.views.steering import steer


def column_or_404(request, number) -> Column:
    return get_object_or_404(Column, workshop=request.workshop, pk=number)


def must_name(workshop):
    """The open strategy stage, from the naming on (R-GEN-2)."""
    run = workshop.current
    if run is None or run.kind != "strategy" or run.step in ("silent", "post"):
        raise Refused(_("Columns get their headings while the strategies are open."), rule="R-GEN-2")
    return run


def must_merge(workshop):
    run = arranging.must_arrange(workshop)
    if not run.open_step.is_company:
        raise Refused(_("Columns come to the company wall when the room merges."), rule="R-STRAT-12")
    return run


@require_POST
@access.facilitated
def name(request, public_id, number):
    """Confirm a column's heading, its second language, and what it serves."""
    column = column_or_404(request, number)
    form, user = HeadingForm(request.workshop, request.POST), request.user

    def verb(workshop, changing):
        must_name(workshop)
        named, given = arranging.standing_column(workshop, column.pk), form.cleaned_data
        must_be_as_read(given, named.heading, "heading")
        named.name_as(given["heading"], given["heading_other"] or named.heading_other)
        if given["described"]:
            named.describe(given["goals"], given["effect"], given["effect_other"])
        workshop.log("confirmed a heading", user=user, subject=column.pk)
        changing.touched("heading", column.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def describe(request, public_id, number):
    """The effect sentence, the goals with the size of the improvement, and what of the SWOT it answers."""
    column = column_or_404(request, number)
    form, user = DescribeForm(request.workshop, request.POST), request.user

    def verb(workshop, changing):
        must_name(workshop)
        told, given = arranging.standing_column(workshop, column.pk), form.cleaned_data
        told.describe(given["goals"], given["effect"], given["effect_other"])
        told.bring(form.effects())
        told.swot_links.set(given["swot_links"])
        workshop.log("described a strategy", user=user, subject=column.pk)
        changing.touched("heading", column.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def carry(request, public_id, number):
    """A group's column comes to the company wall: into a column there, or as a new one (R-STRAT-12)."""
    column, form, user = column_or_404(request, number), CarryForm(request.POST), request.user

    def verb(workshop, changing):
        run = must_merge(workshop)
        waiting = still_waiting(run, column.pk)
        arranging.carry(changing, run, waiting, form.cleaned_data["into"], user=user)
        workshop.log("carried a column over", user=user, subject=column.pk, rule="R-STRAT-12")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def carry_all(request, public_id):
    """All columns that still wait come over as they are."""
    user = request.user

    def verb(workshop, changing):
        run = must_merge(workshop)
        for column in waiting_columns(run):
            arranging.carry(changing, run, column, arranging.NEW, user=user)
        workshop.log("carried all columns over", user=user, rule="R-STRAT-12")

    return steer(request, KeyedForm(request.POST), verb)


@require_POST
@access.facilitated
def annex(request, public_id):
    """Columns go to the annex; one reason may serve many (R-STRAT-12)."""
    form, user = AnnexForm(request.POST), request.user

    def verb(workshop, changing):
        run, reason = must_merge(workshop), form.cleaned_data["reason"]
        for number in form.numbers():
            into = arranging.carry(changing, run, still_waiting(run, number), arranging.NEW, user=user)
            into.into_annex(reason)
            workshop.log("carried to the annex", user=user, subject=number, rule="R-STRAT-12", reason=reason)

    return steer(request, form, verb)


def still_waiting(run, number: int) -> Column:
    column = next((one for one in waiting_columns(run) if one.pk == number), None)
    if column is None:
        raise Refused(_("This column is on the company wall already."), rule="R-STRAT-12")
    return column


@require_POST
@access.facilitated
def wave(request, public_id, number):
    """Put a strategy into another wave by hand, with a reason."""
    column, form, user = column_or_404(request, number), WaveForm(request.POST), request.user

    def verb(workshop, changing):
        must_name(workshop)
        given = form.cleaned_data
        arranging.standing_column(workshop, column.pk).put_in_wave(given["wave"], given["reason"])
        workshop.log("set a wave", user=user, subject=column.pk, rule="R-STRAT-12", reason=given["reason"])
        changing.touched("columns", column.wall_id)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def light(request, public_id):
    """Which column is on the wall and on the phones, or whether it all adds up."""
    form = LightForm(request.POST)

    def verb(workshop, changing):
        run = must_name(workshop)
        number = form.cleaned_data["column"]
        column = workshop.columns.filter(pk=number).first() if number else None
        Spotlight.objects.create(workshop=workshop, step=form.cleaned_data["step"] or run.step, column=column)
        changing.touched("step")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def presenter(request, public_id, number):
    """By hand: which group drafts the actions of this strategy and answers for it."""
    column, form = column_or_404(request, number), PresenterForm(request.workshop, request.POST)

    def verb(workshop, changing):
        arranging.standing_column(workshop, column.pk).present_by(form.cleaned_data["group"])
        changing.touched("heading", column.pk)

    return steer(request, form, verb)
