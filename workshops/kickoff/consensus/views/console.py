"""What the facilitator does while the room reads and listens: show, reply, reword, type from paper, count hands."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from workshops import access
from workshops.forms import must_be_as_read
from workshops.kickoff.consensus import clauses, fists, rewording, stances
from workshops.kickoff.consensus.forms import (
    DeedForm,
    FistReplyForm,
    HandsForm,
    IntroductionForm,
    PaperForm,
    ReplyForm,
    RewordForm,
    ShowForm,
    SwitchForm,
)
from workshops.kickoff.consensus.models import Clause, Page, Stance
from workshops.models import StageRun, Workshop
from workshops.views.steering import steer


def must_be_at(workshop: Workshop, *steps: str) -> StageRun:
    """The statement, if the room is at one of these steps (R-GEN-2)."""
    run = workshop.current
    if run is None or run.kind != "consensus" or run.step not in steps:
        raise Refused(_("The room is not there now. Go back to that step, or reopen the statement."), rule="R-GEN-2")
    return run


def clause_or_404(request, number: int) -> Clause:
    return get_object_or_404(request.workshop.clauses, pk=number)


@require_POST
@access.facilitated
def show(request, public_id):
    """The next clause comes onto the wall, or the one that was tapped."""
    form = ShowForm(request.POST)
    wanted = form.cleaned_data["clause"] if form.is_valid() else None
    chosen = get_object_or_404(request.workshop.clauses.asked(), pk=wanted) if wanted else None

    def verb(workshop: Workshop, changing):
        run = must_be_at(workshop, "read", "voice")
        if chosen:
            clauses.show(run, chosen)
        else:
            clauses.show_next(run)
        changing.touched("shown")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def reply(request, public_id, number):
    """What was said to "hear me first", and what becomes of the words (R-CONS-8)."""
    form, asked = ReplyForm(request.workshop, request.POST), clause_or_404(request, number)

    def verb(workshop: Workshop, changing):
        must_be_at(workshop, "read", "voice", "fist")
        said, clause = form.cleaned_data, workshop.clauses.get(pk=asked.pk)
        mark = Stance.objects.filter(clause=clause, pk=said["stance"]).first() if said["stance"] else None
        given = stances.reply(clause, said["reply"], said["outcome"], said["by"], mark)
        workshop.log("heard a mark", user=request.user, subject=f"{clause.pk} {given.outcome}", rule="R-CONS-8")
        changing.touched("reply", given.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def reword(request, public_id, number):
    """Heading and effect in other words, at their source (R-CONS-9)."""
    form, asked = RewordForm(request.POST), clause_or_404(request, number)

    def verb(workshop: Workshop, changing):
        must_be_at(workshop, "voice")
        said = form.cleaned_data
        words = (said["heading"], said["heading_other"], said["effect"], said["effect_other"])
        clause = workshop.clauses.get(pk=asked.pk)
        source = rewording.must_have(clause)
        must_be_as_read(said, source.heading, "heading")
        must_be_as_read(said, source.effect, "effect")
        told(workshop, request.user, rewording.reword_strategy(clause, changing, *words))

    return steer(request, form, verb)


@require_POST
@access.facilitated
def reword_deed(request, public_id, number):
    """One deed in other words (R-CONS-9)."""
    form, asked = DeedForm(request.POST), get_object_or_404(request.workshop.actions, pk=number)

    def verb(workshop: Workshop, changing):
        must_be_at(workshop, "voice")
        row, said = workshop.actions.get(pk=asked.pk), form.cleaned_data
        must_be_as_read(said, row.text)
        told(workshop, request.user, rewording.reword_action(row, changing, said["text"], said["text_other"]))

    return steer(request, form, verb)


@require_POST
@access.facilitated
def reword_introduction(request, public_id):
    form = IntroductionForm(request.POST)

    def verb(workshop: Workshop, changing):
        must_be_at(workshop, "voice")
        told(workshop, request.user, rewording.reword_introduction(workshop, changing, form.cleaned_data["text"]))

    return steer(request, form, verb)


def told(workshop: Workshop, user, reworded: list[Clause]) -> None:
    """The log says which clauses got other words, and the wall turns to the first."""
    for clause in reworded:
        workshop.log("reworded a clause", user=user, subject=f"{clause.pk} {clause.revision}", rule="R-CONS-9")
    asked = [clause for clause in reworded if clause.is_asked]
    if asked and workshop.current:
        clauses.show(workshop.current, asked[0])


@require_POST
@access.facilitated
def type_paper(request, public_id, number):
    """Stances on paper: counts of a group, or one mark with its words (R-GEN-16)."""
    form, asked = PaperForm(request.POST), clause_or_404(request, number)

    def verb(workshop: Workshop, changing):
        must_be_at(workshop, "read", "voice")
        said, clause = form.cleaned_data, workshop.clauses.asked().filter(pk=asked.pk).first()
        if clause is None:
            raise Http404
        counts = {name: said[name] for name in ("support", "live_with") if said[name] is not None}
        group = workshop.group_of(said["group"])
        stances.count_on_paper(clause, group, counts, request.user)
        if said["change"]:
            stances.hear_on_paper(clause, said["change"])
        changing.touched("stance", clause.pk)

    return steer(request, form, verb)


# ---- hands ---------------------------------------------------------------------------------------------------


@require_POST
@access.facilitated
def raise_hands(request, public_id):
    """Whether hands are raised in the room and counted here, or shown on the phones (R-CONS-3)."""
    form = SwitchForm(request.POST)

    def verb(workshop: Workshop, changing):
        Page.choose(workshop, hands_are_raised=form.cleaned_data["on"])
        changing.touched("step")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def count_hands(request, public_id):
    form = HandsForm(request.POST)

    def verb(workshop: Workshop, changing):
        must_be_at(workshop, "fist")
        fists.count_hands(workshop, form.counts)
        workshop.log("counted hands", user=request.user, rule="R-CONS-3")
        changing.touched("hands")

    return steer(request, form, verb)


@require_POST
@access.facilitated
def reply_to_fist(request, public_id, number):
    """What was answered to a hand of 0 or 1 (R-CONS-3)."""
    form = FistReplyForm(request.workshop, request.POST)
    low = get_object_or_404(request.workshop.fists, pk=number)

    def verb(workshop: Workshop, changing):
        fists.reply(workshop.fists.get(pk=low.pk), form.cleaned_data["reply"], form.cleaned_data["by"])
        workshop.log("answered a low hand", user=request.user, subject=low.pk, rule="R-CONS-3")
        changing.touched("reply", low.pk)

    return steer(request, form, verb)


@require_POST
@access.facilitated
def reply_to_hands(request, public_id, number):
    """What was answered to the hands that were raised with 0 or 1; `number` is the value they showed."""
    form = FistReplyForm(request.workshop, request.POST)

    def verb(workshop: Workshop, changing):
        if number not in {one.value for one in fists.low_hands(workshop)}:
            raise Refused(_("Nobody shows that number now."), rule="R-CONS-3")
        fists.reply_to_hands(workshop, number, form.cleaned_data["reply"])
        workshop.log("answered low hands", user=request.user, subject=number, rule="R-CONS-3")
        changing.touched("reply")

    return steer(request, form, verb)
