from django.utils.translation import gettext as _

from workshops.coaching import ADVISE, ASK, Finding, rule
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.commitments import hands
from workshops.kickoff.commitments.models import MOST
from workshops.kickoff.consensus import versions
from workshops.models import StageRun


@rule("R-SIGN-4", ADVISE, "signing", "write")
def everybody_promises_something(run: StageRun):
    """At least one and at most three a writer, each verb-first with a date; advice only."""
    writers = list(run.workshop.seats.writers().present().prefetch_related("commitments"))
    counts = [seat.commitments.count() for seat in writers]
    if none := counts.count(0):
        what = _("%(count)d people have not written a promise yet.") % {"count": none}
        yield Finding("R-SIGN-4", ADVISE, what, _("One sentence is enough. The list stands here only."))
    if sum(count > MOST for count in counts):
        yield Finding("R-SIGN-4", ADVISE, _("Somebody promises more than three things."), _("Fewer is kept better."))
    said = [one for seat in writers for one in seat.commitments.all()]
    if vague := sum(one.is_vague or one.due is None for one in said):
        what = _("%(count)d promises have no date, or no deed at their start.") % {"count": vague}
        yield Finding("R-SIGN-4", ADVISE, what, _("“I will … by …”: who reads it knows what to look for."))


@rule("R-SIGN-5", ASK, "signing", "sign")
def owners_have_signed(run: StageRun):
    workshop, statement = run.workshop, versions.newest(run.workshop)
    if statement is None:
        yield Finding("R-SIGN-5", ASK, _("No statement is frozen: nobody can sign."), _("Reopen the consensus stage."))
        return
    owners = KeyAction.objects.filter(workshop=workshop).exclude(state="withdrawn").values("owner")
    present = workshop.seats.writers().present().filter(person__in=owners)
    waiting = sum(not hands.has_signed(seat, statement) for seat in present)
    if waiting:
        what = _("%(count)d owners of actions have not signed yet.") % {"count": waiting}
        yield Finding("R-SIGN-5", ASK, what, _("Their links stay open for five working days."))


@rule("R-SIGN-5", ASK, "signing", "support")
def decision_maker_has_signed(run: StageRun):
    statement = versions.newest(run.workshop)
    leads = run.workshop.deciders()
    if statement is None or any(not hands.has_signed(seat, statement) for seat in leads):
        yield Finding("R-SIGN-5", ASK, _("The decision maker has not signed yet."), _("The leader signs last."))
