"""The plan of an event's day or two: which stages it holds, when it rests, and the night between."""

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from live import Refused
from workshops import stages

Ground: Any = object
ORDER = stages.VARIANTS["full"].split()


class Planned(Ground):
    """Verbs of a workshop about its agenda before and between its stages."""

    night_since: Any

    def plan(self, kinds: list[str]) -> None:
        """Lay the agenda: one row a stage with its default minutes for this roster."""
        for order, kind in enumerate(kinds):
            self.agenda.create(kind=kind, order=order, minutes=self.default_minutes(kind))
        for after, minutes in stages.BREAKS.items():
            if after in kinds:
                self.rests.get_or_create(after=after, defaults={"minutes": minutes})

    def default_minutes(self, kind: str) -> int:
        """Minutes of a stage for as many writers, groups and goals as there are now."""
        return stages.get(kind).planned_minutes(*self.counts_for_minutes())

    def counts_for_minutes(self) -> tuple[int, int, int]:
        """Writers, groups and goals, by which minutes are estimated; at least one group and one goal."""
        return self.seats.writers().count(), max(1, self.groups.count()), max(1, self.goals.count())

    def plan_again(self) -> None:
        """Default minutes for the roster of now, where a stage has not begun and is not shortened."""
        for run in self.agenda.filter(state="pending", is_short=False):
            run.minutes = self.default_minutes(run.kind)
            run.save(update_fields=["minutes"])

    @property
    def addable(self) -> list[str]:
        """Stages that are not on the agenda and whose turn is still to come (R-DAY-3)."""
        if not self.is_kickoff:
            return []
        there = set(self.agenda.values_list("kind", flat=True))
        known = [kind for kind in ORDER if kind in stages.registry and kind not in there]
        return [kind for kind in known if not self.turn_is_over(kind)]

    def place_of(self, kind: str) -> int:
        """Behind the last stage that comes before it in a full day."""
        before = ORDER[: ORDER.index(kind)]
        earlier = self.agenda.filter(kind__in=before).order_by("order").last()
        return earlier.order + 1 if earlier else 0

    def turn_is_over(self, kind: str) -> bool:
        later = self.agenda.filter(order__gte=self.place_of(kind))
        return later.exclude(state__in=["pending", "skipped"]).exists()

    def add_stage(self, changing, user, kind: str) -> None:
        """Guard R-DAY-3: a stage that the variant lacks joins in its place, before its turn."""
        self.must_be_led_by(user)
        if kind not in self.addable:
            raise Refused(_("Its turn is over: reopen a later stage, or note it in the parking lot."), rule="R-DAY-3")
        place = self.place_of(kind)
        for run in self.agenda.filter(order__gte=place).order_by("-order"):
            run.order += 1
            run.save(update_fields=["order"])
        before = self.agenda.filter(order=place - 1).first()
        told = 0 if before and before.told_minutes is not None else None
        self.agenda.create(kind=kind, order=place, minutes=self.default_minutes(kind), told_minutes=told)
        self.log("added a stage", user=user, subject=kind, rule="R-DAY-3")
        changing.touched("agenda")

    def tell_times(self, first) -> None:
        """A day begins with this stage: what its plan says now is what the room is early or late by."""
        told = self.agenda.filter(order__gte=first.order)
        morning = self.agenda.filter(kind=self.second_day_from).first() if self.second_day else None
        if morning and first.order < morning.order:
            told = told.filter(order__lt=morning.order)
        told.filter(state="skipped").update(told_minutes=0)
        told.exclude(state="skipped").update(told_minutes=F("minutes"))
        self.rests.filter(after__in=told.values("kind")).update(told_minutes=F("minutes"))
        first.told_minutes = first.minutes

    def forget_times(self, since: int) -> None:
        """A night lies between: the stages from this place on will be told anew in the morning."""
        to_come = self.agenda.filter(state__in=["pending", "skipped"], order__gte=since)
        self.rests.filter(after__in=to_come.values("kind")).update(told_minutes=None)
        to_come.update(told_minutes=None)

    # ---- the night between two days ---------------------------------------------------------------

    @property
    def is_between_days(self) -> bool:
        """Whether the first day is over and the second has not begun: nothing is open, what comes late is kept."""
        return self.state == self.State.LIVE and self.current is None and self.upcoming is not None

    def ends_the_first_day(self, run, bound_for) -> bool:
        first = self.agenda.filter(kind=self.second_day_from).first()
        return bool(self.second_day and first and bound_for and run.order < first.order <= bound_for.order)

    def rest_until_tomorrow(self, changing) -> None:
        """The event is paused, the code rests, seats stay; nobody is present until the own tap."""
        self.night_since = timezone.now()
        self.save(update_fields=["night_since"])
        self.seats.present().update(rests_at=self.night_since)
        self.forget_times(self.agenda.get(kind=self.second_day_from).order)
        changing.touched("presence")

    def undo_night(self) -> None:
        """A wrong *Next* at the end of the first day: everybody is here as before (R-GEN-21)."""
        self.seats.filter(rests_at=self.night_since).update(rests_at=None)
        self.night_since = None
        self.save(update_fields=["night_since"])

    def wake(self, changing, user) -> None:
        """The doors of the second day open: the code leads in again, each phone offers the one tap."""
        self.must_be_led_by(user)
        if self.night_since is None:
            raise Refused(_("The doors are open already."), rule="R-GEN-2")
        self.night_since = None
        self.save(update_fields=["night_since"])
        self.log("opened the second day", user=user)
        changing.touched("step")
