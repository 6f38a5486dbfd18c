"""Before the event is closed: R-GEN-14, and R-FUP-2 of the days after."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signing.canonical import canonical
from workshops import staleness
from workshops.coaching import ADVISE, ASK, Finding, Fix, rule
from workshops.kickoff.commitments import links
from workshops.kickoff.commitments.rules import who_is_missing
from workshops.kickoff.consensus import versions
from workshops.kickoff.consensus.statement import content
from workshops.models import StageRun, Workshop
from workshops.models.steering import CLOSURE
from workshops.templatetags.room import day

LIVES_ON = frozenset({"parked", "later", "dates"})


@rule("R-GEN-14", ASK, CLOSURE)
def nothing_is_left_open(run: StageRun) -> Iterator[Finding]:
    """An event closes only when each parked item has an outcome, no change waits and no statement is stale."""
    yield from parked_without_outcome(run, ASK)
    if waiting := run.workshop.plan_changes.waiting().count():
        text = ngettext("%(count)d change waits.", "%(count)d changes wait.", waiting) % {"count": waiting}
        yield Finding("R-GEN-14", ASK, text, _("Apply it, or decline it with a reason."), (Fix.at("plan-changes"),))
    if statement_is_stale(run.workshop):
        yield Finding(
            "R-GEN-14",
            ASK,
            _("The statement does not say what the plan says now."),
            _("Freeze a new version, or say that it is still right."),
            (Fix.at("next-version"),),
        )


@rule("R-GEN-14", ADVISE, "close", "parked")
def shown_early(run: StageRun) -> Iterator[Finding]:
    """While the room is still together nobody is stopped: the same is asked when the event is closed."""
    yield from parked_without_outcome(run, ADVISE)


def parked_without_outcome(run: StageRun, level: str) -> Iterator[Finding]:
    workshop = run.workshop
    if count := workshop.parked_items.filter(outcome="").count():
        text = ngettext("%(count)d parked item has no outcome.", "%(count)d parked items have no outcome.", count) % {
            "count": count
        }
        fix = Fix(_("All to me"), reverse("parked_settle_all", args=[workshop.public_id]))
        yield Finding("R-GEN-14", level, text, _("Each gets an answer, or a name and a date."), (fix,))


@rule("R-FUP-2", ASK, CLOSURE)
def links_and_later(run: StageRun) -> Iterator[Finding]:
    """Not before the personal links end, and not while a “later” has no date; the links stay open for signatures."""
    workshop = run.workshop
    if links.is_open(workshop) and versions.newest(workshop):
        text = _("Personal links for signing are open until %(day)s.") % {"day": day(links.last_day(workshop))}
        why = _("Who closes early leaves them open: signatures still count.")
        yield Finding("R-FUP-2", ASK, text, why, (who_is_missing(workshop),))
    if count := workshop.decisions.filter(outcome="later", by_date=None).count():
        text = ngettext("%(count)d “later” has no date.", "%(count)d “later” have no date.", count) % {"count": count}
        yield Finding("R-FUP-2", ASK, text)


def statement_is_stale(workshop: Workshop) -> bool:
    """Marked by a reopened stage, or the plan has other words by now.

    What becomes of its parked items, open decisions and dates afterwards makes no other text of it (R-GEN-14).
    """
    document = versions.newest(workshop)
    if document is None:
        return False
    now, frozen = content(workshop), document.parsed
    parts = [name for name in now if name not in LIVES_ON]
    same = canonical({name: now[name] for name in parts}) == canonical({name: frozen.get(name) for name in parts})
    return not same or staleness.is_stale(workshop, versions.KIND)
