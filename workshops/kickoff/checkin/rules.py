from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.coaching import ASK, STOP, Finding, Fix, rule
from workshops.models.steering import START


@rule("R-PREP-1", ASK, START)
def leader_is_briefed(run):
    """Go live needs P01."""
    item = run.workshop.checklist.filter(key="P01").first()
    if item is None or item.state != "done":
        what = _("A leader who walks in cold brings doubt into the room.")
        to_list = reverse("plan", args=[run.workshop.public_id]) + "#checklist"
        why = _("Walk through the day with the decision maker first.")
        yield Finding("R-PREP-1", ASK, what, why, way(_("Checklist"), to_list))


@rule("R-PREP-2", STOP, START)
def room_has_people_goal_and_decision_maker(run):
    """Go live needs a roster of two, a confirmed goal with measure, date and balance value, and a `lead`."""
    workshop = run.workshop
    to_seats = reverse("plan", args=[workshop.public_id]) + "#seats"
    if workshop.seats.writers().count() < 2:
        what = _("Fewer than two people are on the roster.")
        yield Finding("R-PREP-2", STOP, what, _("Add people first."), way(_("Add people"), to_seats))
    if not workshop.goals.filter(state="confirmed").exclude(measure="").exists():
        what, why = _("No confirmed company goal is read in."), _("Confirm one with measure, date and balance value.")
        # What is confirmed already is read in there by one tap.
        to_goals = reverse("plan", args=[workshop.public_id]) + "#ready"
        yield Finding("R-PREP-2", STOP, what, why, way(_("Confirm a goal"), to_goals))
    if not workshop.decision_makers().exists():
        what, why = _("Nobody has the role of decision maker."), _("Give one seat this role.")
        yield Finding("R-PREP-2", STOP, what, why, way(_("Choose the decision maker"), to_seats))


def way(label: str, address: str) -> tuple[Fix, ...]:
    return (Fix(label, address, method="get"),)


@rule("R-PREP-3", ASK, START)
def envelope_names_money(run):
    """Go live needs an envelope line of kind money, even "0, no decisions today"."""
    if not run.workshop.envelope.filter(kind="money").exists():
        what = _("What may be granted today is not fixed.")
        to_sum = reverse("plan", args=[run.workshop.public_id]) + "#envelope"
        why = _("Write down a sum, even “0, no decisions today”.")
        yield Finding("R-PREP-3", ASK, what, why, way(_("Fix a sum"), to_sum))
