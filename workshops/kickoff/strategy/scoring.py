"""What everybody gives on the company wall: does it move the goal, how soon can it start, how soon does it show."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from workshops import access
from workshops.kickoff.strategy.boards import company_board
from workshops.kickoff.strategy.forms import RankForm, RelevanceForm
from workshops.kickoff.strategy.models import Column, Score
from workshops.kickoff.strategy.views import look_again, refused


@require_POST
@access.seated
def relevance(request, public_id, number):
    """0 to 3 for one column of the company wall; a later tap replaces it."""
    column, form, seat = (
        get_object_or_404(Column, workshop=request.workshop, pk=number),
        RelevanceForm(request.POST),
        request.seat,
    )
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        workshop.must_allow("score.relevance", seat)
        Score.give(column, seat, Score.Scale.RELEVANCE, form.cleaned_data["value"])
        changing.touched("score", column.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()


@require_POST
@access.seated
def rank(request, public_id):
    """Both scales of all columns, in one sending; what was left out keeps what it had."""
    run, seat = request.workshop.current, request.seat
    form = RankForm(company_board(run).chosen if run else [], request.POST)
    if not form.is_valid():
        return refused(request, form)

    def verb(workshop, changing):
        now = workshop.must_allow("score.rank", seat)
        columns = {column.pk: column for column in company_board(now).chosen}
        for (number, scale), value in form.scores().items():
            if number in columns:
                Score.give(columns[number], seat, scale, value)
        changing.touched("score", seat.pk)

    request.workshop.change(form.sent_key, form.body_hash, verb)
    return look_again()
