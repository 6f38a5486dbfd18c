"""Whether the statement still says what the plan says, and who may not sign until it does (R-TOWN-11)."""

from django.utils.translation import gettext as _

from live import Refused
from signing.models import Document
from workshops import staleness
from workshops.kickoff.consensus import versions
from workshops.kickoff.consensus.statement import content
from workshops.models import StageRun, Workshop

RULE = "R-TOWN-11"
AS_FROZEN = ("parked", "later", "dates")


def is_stale(workshop: Workshop) -> bool:
    """A change waits or is in the plan and in no version yet, or a reopened stage marked the statement."""
    changes = workshop.plan_changes.all()
    return changes.waiting().exists() or (
        versions.newest(workshop) is not None
        and (changes.unfrozen().exists() or staleness.is_stale(workshop, versions.KIND))
    )


def must_be_fresh(workshop: Workshop) -> None:
    """Guard R-TOWN-11: nobody signs while the statement is stale."""
    if is_stale(workshop):
        what = _("The plan changed after this text was fixed. Sign the new version: it comes in a moment.")
        raise Refused(what, rule=RULE)


def must_be_settled(workshop: Workshop) -> None:
    """What "still right" needs: no change waits, and the text is word for word the frozen one."""
    if workshop.plan_changes.waiting().exists():
        raise Refused(_("A change waits: put it into the plan, or decline it with a reason."), RULE)
    if not is_as_frozen(workshop):
        raise Refused(_("The text is another one now: freeze it as a new version."), RULE)


def is_as_frozen(workshop: Workshop) -> bool:
    """Whether the newest version says what the plan says now; what was parked, put off or dated keeps its frozen text.

    Topics are parked and decided on all day long (R-GEN-14): that makes no version that all would have to sign anew.
    """
    document = versions.newest(workshop)
    if document is None:
        return False
    kept = {name: document.parsed[name] for name in AS_FROZEN if name in document.parsed}
    return versions.says(document, content(workshop) | kept)


def settle(workshop: Workshop, document: Document) -> None:
    """The version holds every change of the plan: after freezing, and after "still right"."""
    workshop.plan_changes.unfrozen().update(document=document)
    staleness.forget(workshop, versions.KIND)


def reasons(workshop: Workshop) -> versions.Reasons:
    """Why the plan changed, by what it is about and its field: for the differences of the next version (R-CONS-2)."""
    why: versions.Reasons = {}
    changes = workshop.plan_changes.unfrozen().select_related("action", "strategy", "answer__question")
    for change in changes.prefetch_related("fields"):
        if change.target:
            said = {"text": change.text, "question": change.answer.question.key if change.answer else ""}
            fields = [change.target.key] if change.adds else [one.field for one in change.fields.all()]
            why |= {(change.target.key, field): said for field in fields}
    return why


def place_to_mend(workshop: Workshop) -> tuple[StageRun, str] | None:
    """The locked stage to reopen, and its step: `revise`, and where that is absent or was skipped `consensus`."""
    for kind, step in (("revise", "changes"), ("consensus", "freeze")):
        run = workshop.agenda.filter(kind=kind, state=StageRun.State.LOCKED).first()
        if run:
            return run, step
    return None


def names(workshop: Workshop) -> dict[str, str]:
    """For marks on a statement: there is one once a version was frozen."""
    document = versions.newest(workshop)
    return {"": _("version %(number)d") % {"number": document.version}} if document else {}
