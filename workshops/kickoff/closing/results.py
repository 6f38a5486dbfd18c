"""What came of each stage, in a few words and numbers: for the timetable of the day report and the picture."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import in_a_row
from workshops.kickoff.commitments import hands
from workshops.kickoff.consensus import versions
from workshops.kickoff.contract.models import AgreementTap
from workshops.kickoff.town.results import question_log
from workshops.models import Seat, StageRun, Workshop

NOTED = ("vision", "swot", "strategy", "close")


def result_of(run: StageRun) -> str:
    """Nothing where nothing can be counted yet."""
    own = RESULTS.get(run.kind)
    return own(run) if own else ""


def notes_of(run: StageRun) -> int:
    """Notes that hang on the walls of a stage."""
    return run.workshop.notes.on_wall().filter(wall__run=run).count()


def counted_notes(run: StageRun) -> str:
    count = notes_of(run)
    return ngettext("%(count)d note", "%(count)d notes", count) % {"count": count} if count else ""


def arrived(run: StageRun) -> str:
    writers = run.workshop.seats.writers()
    here = writers.filter(checked_in_at__isnull=False).count()
    return _("%(here)d of %(all)d writers") % {"here": here, "all": writers.count()}


def agreed(run: StageRun) -> str:
    count = AgreementTap.objects.filter(workshop=run.workshop, seat__role="part", answer="agree").count()
    return ngettext("%(count)d agreed", "%(count)d agreed", count) % {"count": count}


def dealt(run: StageRun) -> str:
    groups = run.workshop.groups.all()
    return " + ".join(str(run.workshop.seats.writers().of_group(group).count()) for group in groups)


def columns_of(run: StageRun) -> str:
    count = run.workshop.columns.strategies().count()
    told = ngettext("%(count)d strategy", "%(count)d strategies", count) % {"count": count}
    return in_a_row(filter(None, [counted_notes(run), told if count else ""]))


def planned_actions(run: StageRun) -> str:
    count = action_count(run.workshop)
    return ngettext("%(count)d key action", "%(count)d key actions", count) % {"count": count} if count else ""


def frozen(run: StageRun) -> str:
    first = versions.versions(run.workshop).order_by("version").first()
    return _("version %(version)s") % {"version": first.version} if first else ""


def asked(run: StageRun) -> str:
    count = len(question_log(run.workshop))
    return ngettext("%(count)d question", "%(count)d questions", count) % {"count": count} if count else ""


def changed(run: StageRun) -> str:
    count, newest = run.workshop.plan_changes.count(), versions.newest(run.workshop)
    told = ngettext("%(count)d change", "%(count)d changes", count) % {"count": count} if count else ""
    version = _("version %(version)s") % {"version": newest.version} if newest else ""
    return in_a_row(filter(None, [told, version]))


def signed(run: StageRun) -> str:
    return signed_of(run.workshop)


def signed_of(workshop: Workshop) -> str:
    """“18 of 19 signed”: who signed this version, of those who may (R-SIGN-6)."""
    if versions.newest(workshop) is None:
        return ""
    counts = {"signed": len(hands.standing(workshop)), "all": versions.expected_signatures(workshop)}
    return _("%(signed)d of %(all)d signed") % counts


def settled(run: StageRun) -> str:
    count = run.workshop.parked_items.count()
    return _("%(count)d parked, one word each") % {"count": count}


RESULTS: dict[str, Callable[[StageRun], str]] = {
    "checkin": arrived,
    "contract": agreed,
    "grouping": dealt,
    "vision": counted_notes,
    "swot": counted_notes,
    "strategy": columns_of,
    "actions": planned_actions,
    "consensus": frozen,
    "town": asked,
    "revise": changed,
    "signing": signed,
    "close": settled,
}


def action_count(workshop: Workshop) -> int:
    """Key actions in the plan, wherever they print."""
    return workshop.actions.exclude(state="withdrawn").count()


def note_count(workshop: Workshop) -> int:
    """All notes that hang on the walls of the day."""
    return workshop.notes.on_wall().filter(wall__run__kind__in=NOTED).count()


def figures(workshop: Workshop) -> list[tuple[str, str]]:
    """The day in six numbers, each with what it counts."""
    here = workshop.seats.filter(checked_in_at__isnull=False).exclude(role=Seat.Role.WATCH).count()
    rows = [
        (str(here), _("in the room, %(n)d writers") % {"n": workshop.seats.writers().count()}),
        (str(note_count(workshop)), _("notes on the walls")),
        (str(workshop.columns.strategies().count()), _("strategies")),
        (str(action_count(workshop)), _("key actions")),
    ]
    if newest := versions.newest(workshop):
        signed = f"{len(hands.standing(workshop))} / {versions.expected_signatures(workshop)}"
        granted = newest.parsed["granted"]
        rows.append((granted["amount"], _("of %(total)s %(currency)s granted") % granted))
        rows.append((signed, _("signed, version %(version)d") % {"version": newest.version}))
    return rows
