from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.coaching import ADVISE, ASK, Finding, rule
from workshops.kickoff.contract.models import ON_PAPER, Agreement, AgreementTap

ENOUGH = 0.8
MOST = 7


@rule("R-OPEN-1", ASK, "contract")
def everybody_was_heard(run):
    """Lock when each concern is replied to or parked, and 80 % of those present agreed or were heard."""
    taps = AgreementTap.objects.filter(workshop=run.workshop)
    waiting = taps.open_concerns().count()
    if waiting:
        what = ngettext("%(count)d concern waits for a reply.", "%(count)d concerns wait for a reply.", waiting)
        what %= {"count": waiting}
        yield Finding("R-OPEN-1", ASK, what, _("Reply or park it; nobody sees whose it is."))
    on_paper = run.workshop.paper_counts.of(ON_PAPER).persons()
    present = max(run.workshop.seats.writers().present().count(), taps.of_present().count() + on_paper)
    heard = taps.of_present().heard().count() + on_paper
    if present and heard < ENOUGH * present:
        what = _("%(heard)d of %(present)d agreed or were heard.") % {"heard": heard, "present": present}
        yield Finding("R-OPEN-1", ASK, what, _("Four of five is enough. Read the lines aloud once more."))


@rule("R-OPEN-3", ADVISE, "contract", "welcome", "agree")
def few_agreements(run):
    if len(Agreement.of(run.workshop)) > MOST:
        yield Finding("R-OPEN-3", ADVISE, _("Nobody remembers eight."), _("Join or drop lines."))
