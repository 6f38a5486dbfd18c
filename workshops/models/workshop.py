import secrets
from datetime import date, time

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from live import Refused, prepared
from live.models import Room
from people.calendar import working_day
from people.models import Goal, Organisation
from people.models.organisation import InBothLanguages
from people.text import holding
from workshops.models.agenda import agenda_of
from workshops.models.days import Planned
from workshops.models.group import Group, groups_of
from workshops.models.putting_away import PutAway
from workshops.models.steering import Steered
from workshops.models.wall import walls_at

KICKOFF = "kickoff"


def join_code() -> str:
    """Eight digits, shown in two groups of four; never one that starts with nought, for people type it."""
    return str(secrets.randbelow(90_000_000) + 10_000_000)


def projector_key() -> str:
    return secrets.token_urlsafe(12)


@prepared.prepared
def goals_of():
    return Goal.objects.filter(workshops=prepared.Given("workshop"))


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def of(self, user) -> "WorkshopQuerySet":
        """What a login may run: the workshops of the organisations in which it facilitates or administers."""
        return self.filter(
            organisation__memberships__user=user, organisation__memberships__role__in=["fac", "admin"]
        ).distinct()

    def with_rows(self) -> "WorkshopQuerySet":
        """For lists: with the organisation and its days off, the agenda, and `people`, the number of seats."""
        shown = self.select_related("room", "organisation")
        shown = shown.prefetch_related("agenda", "goals", "organisation__special_days")
        people = models.Count("seats", filter=~models.Q(seats__role="paper"), distinct=True)
        return shown.annotate(people=people).order_by("-first_day", "-id")

    def about(self, sought: str) -> "WorkshopQuerySet":
        """Those whose name, place or organisation holds these words, or a person with a seat in it.

        Case, width and blanks do not count, in any script: databases fold as they were set up, or ASCII alone.
        """
        names = ["name_en", "name_zh", "place", "organisation__name_en", "organisation__name_zh"]
        own = self.order_by()
        said = [*own.values_list("pk", *names), *own.values_list("pk", "seats__name", "seats__name_latin")]
        wanted = holding(sought, {text for _pk, *texts in said for text in texts if text})
        return self.filter(pk__in={pk for pk, *texts in said if wanted.intersection(texts)})


class Workshop(Steered, Planned, PutAway, InBothLanguages, models.Model):
    """One event: a roster of seats, an agenda of stages, walls of notes, and the room that keeps them in order."""

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("Draft")
        PREPARED = "prepared", gettext_lazy("Prepared")
        LIVE = "live", gettext_lazy("Live")
        CLOSING = "closing", gettext_lazy("Closing")
        CLOSED = "closed", gettext_lazy("Closed")
        ARCHIVED = "archived", gettext_lazy("Archived")
        CANCELLED = "cancelled", gettext_lazy("Cancelled")

    room = models.OneToOneField(Room, models.PROTECT, related_name="workshop")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="workshops")
    kind = models.CharField(max_length=20, default=KICKOFF)
    variant = models.CharField(max_length=20, default="full")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    name_en = models.CharField(max_length=640, blank=True)
    name_zh = models.CharField(max_length=640, blank=True)
    place = models.CharField(max_length=960, blank=True)
    first_day = models.DateField(default=date.today)
    second_day = models.DateField(null=True, blank=True)
    second_day_from = models.CharField(max_length=20, default="strategy")
    night_since = models.DateTimeField(null=True, blank=True)
    opening = models.TimeField(default=time(8, 45))
    cycle_start = models.DateField()
    cycle_end = models.DateField()
    join_code = models.CharField(max_length=8, unique=True, default=join_code)
    door = models.CharField(max_length=200, blank=True)
    projector_key = models.CharField(max_length=24, default=projector_key)
    goals = models.ManyToManyField(Goal, blank=True, related_name="workshops")
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="facilitates"
    )
    is_rehearsal = models.BooleanField(default=False)
    rank_always = models.BooleanField(default=False)
    question_names_on_wall = models.BooleanField(default=False)
    arrival_names_on_wall = models.BooleanField(default=True)
    bell_on_wall = models.BooleanField(default=True)
    is_dark_room = models.BooleanField(default=False)
    draws_on_screens = models.BooleanField(default=False)
    introduction = models.TextField(blank=True)
    cancelled_from = models.CharField(max_length=9, choices=State, blank=True)
    cancelled_reason = models.CharField(max_length=1600, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-id"]

    def __str__(self):
        return self.name_in(get_language() or "en")

    @property
    def public_id(self) -> str:
        return self.room.public_id

    @property
    def days(self) -> list[date]:
        return [day for day in (self.first_day, self.second_day) if day]

    def today(self) -> date:
        """The day that it is where the event is held."""
        return self.organisation.today()

    @property
    def is_kickoff(self) -> bool:
        return self.kind == KICKOFF

    @property
    def named_by_rules(self) -> str:
        """As which step rules before the start and the closure name this kind of event; a kickoff's name none."""
        return "" if self.is_kickoff else self.kind

    @property
    def spoken_code(self) -> str:
        return f"{self.join_code[:4]} {self.join_code[4:]}"

    @property
    def has_open_doors(self) -> bool:
        """Whether the join code leads in: from prepared until the event closes, not in the night between two days."""
        return self.night_since is None and self.state in (self.State.PREPARED, self.State.LIVE, self.State.CLOSING)

    # ---- the agenda -------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask for the agenda and the groups once: for pages, pushes and notes, which change neither."""
        prepared.keep(self, "agenda", agenda_of)
        prepared.keep(self, "groups", groups_of)

    @property
    def current(self):
        """The stage that the room is in; `None` before the first, after the last, and in an event put away."""
        if self.is_put_away:
            return None
        runs = self.agenda.all()
        paused = [run for run in runs if run.state == "paused"]
        waiting = [run for run in paused if run.returns_to_id]
        return next((run for run in runs if run.state == "open"), None) or next(iter(waiting + paused), None)

    @property
    def shown(self):
        """The stage that the surfaces show: the open one, else the next to come, else the last."""
        held = [run for run in self.agenda.all() if run.state != "skipped"]
        return self.current or self.upcoming or (held[-1] if held else None)

    @property
    def checks_in(self) -> bool:
        """Whether people arrive and nobody can have said anything yet: before the day, and in its first check-in."""
        run = self.shown
        return bool(run and run.kind == "checkin" and run.state in ("pending", "open") and not run.revision)

    @property
    def upcoming(self):
        return next((run for run in self.agenda.all() if run.state == "pending"), None)

    @transaction.atomic
    def prepare(self) -> None:
        if self.state == self.State.DRAFT:
            self.state = self.State.PREPARED
            self.save(update_fields=["state"])

    def move_to(self, day: date) -> None:
        """Hold it on another day: a second day and the cycle keep their distance."""
        by = day - self.first_day
        self.first_day = day
        self.cycle_start, self.cycle_end = self.cycle_start + by, self.cycle_end + by
        self.second_day = self.second_day and self.second_day + by
        self.save(update_fields=["first_day", "second_day", "cycle_start", "cycle_end"])

    def take_charge(self, user) -> None:
        """Another login of the event takes over by one tap (R-GEN-1); logged."""
        self.must_be_facilitated_by(user)
        self.facilitator = user
        self.save(update_fields=["facilitator"])
        self.log(user=user, act="took charge")

    def is_facilitated_by(self, user) -> bool:
        """Whether this login has the role of facilitator here; `admin` alone prepares and does not steer."""
        return self.organisation.memberships.filter(user=user, role="fac").exists()

    def must_be_facilitated_by(self, user) -> None:
        """Guard R-GEN-1: where there is no facilitator, an administrator gives somebody the role."""
        if not self.is_facilitated_by(user):
            what = _("Facilitators steer. An administrator gives this login the role “Facilitator” under “Members”.")
            raise Refused(what, rule="R-GEN-1")

    def must_be_led_by(self, user) -> None:
        """Guard R-GEN-1: only the facilitator in charge steers; with nobody in charge the first who does takes it."""
        self.must_be_facilitated_by(user)
        if self.facilitator_id is None:
            self.take_charge(user)
        if self.facilitator_id != user.pk:
            raise Refused(
                _("%(name)s is in charge. Take over with one tap, then try again.") % {"name": self.facilitator},
                rule="R-GEN-1",
            )

    def log(self, act: str, user=None, seat=None, subject="", rule="", reason=""):
        """Who did what when, by ids and never by texts (R-GEN-12)."""
        return self.entries.create(act=act, user=user, seat=seat, subject=str(subject), rule=rule, reason=reason)

    def must_allow(self, verb: str, seat):
        """The open stage, if its step lets this seat do `verb` now; else the refusal that says so (R-GEN-2)."""
        run = self.must_be_open()
        run.must_allow(verb, seat)
        return run

    def must_be_open(self):
        """The stage that the room is in; the refusal that says so where there is none (R-GEN-2)."""
        run = self.current
        if run is None:
            raise Refused(_("Nothing is open now. The wall says what the room is doing."), rule="R-GEN-2")
        return run

    def change(self, key: str, body_hash: str, verb, although_put_away=False):
        """Run `verb(workshop, changing)` as one of the room's changes, on the workshop as it is then.

        Raises `Refused` (410) in an event that was cancelled or archived, but for what brings it back.
        """

        def changed(changing):
            fresh = Workshop.objects.get(pk=self.pk)
            if not although_put_away:
                fresh.must_be_at_hand()
            return verb(fresh, changing)

        return self.room.change(key, body_hash, changed)

    # ---- people -----------------------------------------------------------------------------------

    def assign_open_items(self, user) -> list:
        """Give all open parked items to the facilitator, to be answered within five working days (R-GEN-14)."""
        member = self.organisation.memberships.filter(user=user, person__isnull=False).first()
        seat = self.seats.filter(role="fac", person__isnull=False).first()
        owner = member.person if member else seat.person if seat else None
        due = working_day(self.organisation, max(self.days), 5)
        items = list(self.parked_items.filter(outcome=""))
        for item in items:
            item.outcome, item.owner, item.due = "assigned", owner, due
            item.save(update_fields=["outcome", "owner", "due"])
        return items

    def invite(self, people, role: str = "part") -> None:
        """Give everybody of a roster a seat, in the order of the roster."""
        for person in people:
            self.seats.get_or_create(
                person=person,
                defaults={
                    "name": person.name,
                    "name_latin": person.name_latin,
                    "department_en": person.department.name_en,
                    "department_zh": person.department.name_zh,
                    "language": person.language,
                    "role": role,
                },
            )

    @transaction.atomic
    def wipe(self) -> None:
        """Delete the event with everything in it; asked for rehearsals only."""
        room = self.room
        self.delete()
        room.delete()

    def letter(self, wished: str) -> str:
        """The letter of a group of this workshop, or "" for the whole room."""
        return wished if wished in set(self.groups.values_list("letter", flat=True)) else ""

    def group_of(self, letter: str) -> Group | None:
        """The group with this letter, `None` for the whole room."""
        return self.groups.filter(letter=letter).first() if letter else None

    def working_groups(self) -> list:
        """The groups with a writer present, in order; `[None]` where the room is one group without letter."""
        groups = list(self.groups.all())
        here = set(self.seats.writers().present().values_list("group", flat=True))
        return [group for group in groups if group.pk in here] if groups else [None]

    @cached_property
    def spoken(self) -> set[str]:
        """The languages of those who write, here or still to come: en, zh."""
        return {language[:2] for language in self.seats.writers().values_list("language", flat=True).distinct()}

    @property
    def other_language(self) -> str:
        """What a wall says beside the language that is on: nothing where all who write have one."""
        if len(self.spoken) < 2:
            return ""
        return "en" if (get_language() or "en").startswith("zh") else "zh-Hans"

    def decision_makers(self):
        return self.seats.filter(role="lead")

    def deciders(self):
        """Who decides now: the decision maker, or the stand-in where one is named (R-ROLE-8, R-DAY-4)."""
        return self.seats.filter(stands_in_for__role="lead") or self.decision_makers()

    def walls_offered(self, run, seat) -> list:
        """Where a seat posts: its group's wall; who floats, as the decision maker does, chooses one (R-GRP-8)."""
        groups = [seat.group] if seat.group else self.working_groups()
        return [self.wall_for(run, group) for group in groups]

    def wall_for(self, run=None, group=None, kind: str = ""):
        """The wall of a stage and group; made when it is first needed."""
        known = walls_at(run=run.pk, kind=kind) if run else []
        wall = next((one for one in known if one.group_id == (group and group.pk)), None)
        if wall is None:
            wall, _created = self.walls.get_or_create(run=run, group=group, kind=kind)
        wall.workshop, wall.run, wall.group = self, run, group
        return wall
