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
        yield Finding("R-PREP-1", ASK, what, _("Walk through the day with the decision maker first."))


@rule("R-PREP-2", STOP, START)
def room_has_people_goal_and_decision_maker(run):
    """Go live needs a roster of two, a confirmed goal with measure, date and balance value, and a `lead`."""
    workshop = run.workshop
    fix = (Fix(_("Seats and agenda"), reverse("plan", args=[workshop.public_id]), method="get"),)
    if workshop.seats.writers().count() < 2:
        what = _("Fewer than two people are on the roster.")
        yield Finding("R-PREP-2", STOP, what, _("Add people first."), fix)
    if not workshop.goals.filter(state="confirmed").exclude(measure="").exists():
        what = _("No confirmed company goal is read in.")
        yield Finding("R-PREP-2", STOP, what, _("Confirm one with measure, date and balance value."), fix)
    if not workshop.decision_makers().exists():
        what = _("Nobody has the role of decision maker.")
        yield Finding("R-PREP-2", STOP, what, _("Give one seat this role."), fix)


@rule("R-PREP-3", ASK, START)
def envelope_names_money(run):
    """Go live needs an envelope line of kind money, even "0, no decisions today"."""
    if not run.workshop.envelope.filter(kind="money").exists():
        what = _("What may be granted today is not fixed.")
        yield Finding("R-PREP-3", ASK, what, _("Write down a sum, even “0, no decisions today”."))
