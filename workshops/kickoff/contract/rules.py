from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.coaching import ADVISE, ASK, Finding, Fix, rule
from workshops.kickoff.contract.models import ON_PAPER, Agreement, AgreementTap
from workshops.ways import from_paper

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
        why = _("Reply or park it; nobody sees whose it is.")
        yield Finding("R-OPEN-1", ASK, what, why, (Fix.at("concerns", _("Reply")),))
    on_paper = run.workshop.paper_counts.of(ON_PAPER).persons()
    present = max(run.workshop.seats.writers().present().count(), taps.of_present().count() + on_paper)
    heard = taps.of_present().heard().count() + on_paper
    if present and heard < ENOUGH * present:
        what = _("%(heard)d of %(present)d agreed or were heard.") % {"heard": heard, "present": present}
        why = _("Four of five is enough. Read the lines aloud once more.")
        yield Finding("R-OPEN-1", ASK, what, why, (from_paper(run),))


@rule("R-OPEN-3", ADVISE, "contract", "welcome", "agree")
def few_agreements(run):
    if len(Agreement.of(run.workshop)) > MOST:
        yield Finding("R-OPEN-3", ADVISE, _("Nobody remembers eight."), _("Join or drop lines."))
