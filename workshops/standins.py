"""Who decides inside the envelope while the decision maker is missing (R-ROLE-8, R-DAY-4)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.models import Membership, Person, StandIn
from workshops.forms import KeyedForm
from workshops.models import Seat, Workshop

BEFORE_ITS_END = (Workshop.State.DRAFT, Workshop.State.PREPARED, Workshop.State.LIVE)
"""Afterwards there is nothing left to decide for somebody else."""


class StandInForm(KeyedForm):
    """Somebody of the roster who is not the decision maker."""

    deputy = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Stand-in"), empty_label=None)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data, auto_id="stand_in_%s")
        held = workshop.decision_makers().filter(person__isnull=False).values("person")
        self.fields["deputy"].queryset = workshop.organisation.people.exclude(pk__in=held)  # type: ignore[attr-defined]


def may_name(user, workshop: Workshop) -> bool:
    """The organisation's administrator; the decision maker does it on the own phone (R-ROLE-8)."""
    return workshop.organisation.memberships.filter(user=user, role=Membership.Role.ADMIN).exists()


def name(workshop: Workshop, deputy: Person, user=None, by_person: Person | None = None) -> StandIn:
    """Let `deputy` act as the decision maker of this event until its last day; named on the record (R-ROLE-8)."""
    holder = workshop.decision_makers().filter(person__isnull=False).select_related("person").first()
    if holder is None:
        raise Refused(_("Nobody decides yet: give one seat the role of decision maker."), rule="R-ROLE-8")
    if deputy == holder.person:
        raise Refused(_("Nobody stands in for themselves. Name somebody else."), rule="R-ROLE-2")
    end(workshop)
    workshop.invite([deputy], role=Seat.Role.WATCH)
    workshop.seats.filter(person=deputy).update(stands_in_for=holder)
    return workshop.organisation.stand_ins.create(
        role=StandIn.Role.LEAD,
        holder=holder.person,
        deputy=deputy,
        since=min(workshop.today(), workshop.first_day),
        until=max(workshop.days),
        named_by=user,
        named_by_person=by_person,
    )


def end(workshop: Workshop) -> None:
    """The decision maker decides again; what was decided meanwhile stays, with its name."""
    seats = workshop.seats.filter(stands_in_for__isnull=False)
    people = list(seats.values_list("person", flat=True))
    today, standing = workshop.today(), workshop.organisation.stand_ins.filter(role=StandIn.Role.LEAD)
    standing.filter(deputy__in=people, until__gte=today).update(until=today)
    seats.update(stands_in_for=None)


def now(workshop: Workshop) -> Seat | None:
    """The seat that stands in now, with whom it stands in for."""
    return workshop.seats.filter(stands_in_for__isnull=False).select_related("stands_in_for", "person").first()


def shown_to(seat: Seat) -> dict:
    """What a phone shows: the decision maker may name somebody and sees who it is; so does the stand-in."""
    if seat.role == Seat.Role.LEAD and seat.workshop.state in BEFORE_ITS_END:
        return {"stand_in": now(seat.workshop), "stand_in_form": StandInForm(seat.workshop)}
    return {"stands_in_for": seat.stands_in_for} if seat.stands_in_for_id else {}
