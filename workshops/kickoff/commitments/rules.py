from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.coaching import ADVISE, ASK, Finding, Fix, rule
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.commitments import hands
from workshops.kickoff.commitments.models import MOST
from workshops.kickoff.consensus import versions
from workshops.models import StageRun, Workshop
from workshops.ways import to_stage


@rule("R-SIGN-4", ADVISE, "signing", "write")
def everybody_promises_something(run: StageRun):
    """At least one and at most three a writer, each verb-first with a date; advice only."""
    writers = list(run.workshop.seats.writers().present().prefetch_related("commitments"))
    counts = [seat.commitments.count() for seat in writers]
    if none := counts.count(0):
        what = ngettext(
            "%(count)d person has not written a promise yet.", "%(count)d people have not written a promise yet.", none
        )
        what %= {"count": none}
        why = _("One sentence is enough. The list stands here only.")
        yield Finding("R-SIGN-4", ADVISE, what, why, (Fix.at("silent", _("Who?")),))
    if sum(count > MOST for count in counts):
        why = _("Fewer is kept better: say so to all, each takes one back on the own phone.")
        yield Finding("R-SIGN-4", ADVISE, _("Somebody promises more than three things."), why)
    said = [one for seat in writers for one in seat.commitments.all()]
    if vague := sum(one.is_vague or one.due is None for one in said):
        what = ngettext(
            "%(count)d promise has no date, or no deed at its start.",
            "%(count)d promises have no date, or no deed at their start.",
            vague,
        )
        what %= {"count": vague}
        why = _("Say it to all: “I will … by …”, so that a reader knows what to look for.")
        yield Finding("R-SIGN-4", ADVISE, what, why)


def who_is_missing(workshop: Workshop) -> Fix:
    """The list that stands on the desk only (R-SIGN-6)."""
    return Fix(_("Who is missing"), reverse("signatures_missing", args=[workshop.public_id]), method="get")


@rule("R-SIGN-5", ASK, "signing", "sign")
def owners_have_signed(run: StageRun):
    workshop, statement = run.workshop, versions.newest(run.workshop)
    if statement is None:
        what, why = _("No statement is frozen: nobody can sign."), _("Reopen the consensus stage.")
        yield Finding("R-SIGN-5", ASK, what, why, (to_stage(workshop, "consensus"),))
        return
    owners = KeyAction.objects.filter(workshop=workshop).exclude(state="withdrawn").values("owner")
    present = workshop.seats.writers().present().filter(person__in=owners)
    waiting = sum(not hands.has_signed(seat, statement) for seat in present)
    if waiting:
        what = ngettext(
            "%(count)d owner of an action has not signed yet.",
            "%(count)d owners of actions have not signed yet.",
            waiting,
        )
        what %= {"count": waiting}
        why = _("Their links stay open for five working days.")
        yield Finding("R-SIGN-5", ASK, what, why, (who_is_missing(workshop),))


@rule("R-SIGN-5", ASK, "signing", "support")
def decision_maker_has_signed(run: StageRun):
    statement = versions.newest(run.workshop)
    leads = run.workshop.deciders()
    if statement is None or any(not hands.has_signed(seat, statement) for seat in leads):
        what, why = _("The decision maker has not signed yet."), _("The leader signs last.")
        yield Finding("R-SIGN-5", ASK, what, why, (who_is_missing(run.workshop),))
