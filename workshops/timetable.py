"""The day at true minutes: when each stage was planned, where the room is, and how far it has drifted."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.models import Rest, StageRun, Workshop

Bars = list[dict[str, Any]]
MOVEMENTS = {1: "I", 2: "II", 3: "III"}
SHORT = 12
NARROW = {"most": 0.029, "more": 0.042, "some": 0.065}
"""Shares of the day below which a bar has no room for its time: anywhere, on the home page, there on a tablet."""
TIGHT = 0.055
"""The share below which there is no room for its name on the home page."""
DRIFT = 2


@dataclass
class Slot:
    """A stage or a break between two: `at` is when the plan began it as the day began, for these times were told.

    Before it are `spare` minutes in which nothing happens: a break has a fixed time, or stages were `skipped` during
    the day. Such a break may also begin `late` minutes after its time.
    What takes fewer minutes than were told `gains` them: the times after it stay, so that a late room catches up.
    A night before it takes up everything.
    """

    at: datetime
    minutes: int
    run: StageRun | None = None
    spare: int = 0
    late: int = 0
    is_fixed: bool = False
    gains: int = 0
    rest: Rest | None = None
    skipped: list[StageRun] = field(default_factory=list)
    is_after_a_night: bool = False

    @property
    def told(self) -> int:
        """Minutes between its time and that of what follows."""
        return self.minutes + self.gains

    @property
    def until(self) -> datetime:
        return self.at + timedelta(minutes=self.told)

    @property
    def width(self) -> int:
        """Minutes that its bar takes on the stave: where its time stands, also of a stage that joined the day."""
        return self.told or self.minutes


@dataclass
class Plan:
    """Lays the slots of a day one after another, each at the time that was told for it; a day may outlast midnight."""

    at: datetime
    zone: Any
    has_slept: bool = False
    is_told: bool = False
    slots: list[Slot] = field(default_factory=list)
    spare: int = 0
    skipped: list[StageRun] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.day = self.at.astimezone(self.zone).date()

    def sleep(self, morning: datetime) -> None:
        self.at, self.spare, self.skipped, self.has_slept = morning, 0, [], bool(self.slots)
        self.day = self.at.astimezone(self.zone).date()

    def hold(self, run: StageRun) -> None:
        minutes = 0 if run.state == StageRun.State.SKIPPED else run.minutes
        told = minutes if run.told_minutes is None or not self.is_told else run.told_minutes
        if run.state == StageRun.State.SKIPPED:
            self.spare += told
            self.skipped += [run] if told else []
        else:
            self.lay(Slot(self.at, minutes, run, gains=told - minutes))
        self.at += timedelta(minutes=told)

    def rest(self, rest: Rest) -> None:
        """A break; where the stage before it is left out it may meet another: then the longer one is held."""
        told = rest.minutes if rest.told_minutes is None or not self.is_told else rest.told_minutes
        minutes = rest.minutes
        before = self.slots[-1] if self.slots else None
        if before and before.rest and minutes:
            before.minutes, before.gains = max(before.minutes, minutes), before.told - max(before.minutes, minutes)
            minutes = 0
        early = rest.early_at(self.at.astimezone(self.zone), self.day) if minutes else 0
        self.spare += max(0, early)
        self.at += timedelta(minutes=max(0, early))
        if before and minutes:
            is_fixed = rest.fixed_at is not None
            slot = Slot(self.at, minutes, None, late=max(0, -early), is_fixed=is_fixed, gains=told - minutes, rest=rest)
            self.lay(slot)
        else:
            self.spare += told
        self.at += timedelta(minutes=told)

    def lay(self, slot: Slot) -> None:
        slot.at, slot.spare, slot.skipped = slot.at.astimezone(self.zone), self.spare, self.skipped
        slot.is_after_a_night = self.has_slept
        self.slots.append(slot)
        self.spare, self.skipped, self.has_slept = 0, [], False


@dataclass
class Timetable:
    """The slots of a day in order; all moments are in the organisation's time zone."""

    slots: list[Slot]
    now: datetime
    current: StageRun | None = None
    stages: list[Slot] = field(default_factory=list)
    until: datetime | None = None

    @classmethod
    def of(cls, workshop: Workshop, now: datetime | None = None) -> "Timetable":
        zone = workshop.organisation.zone
        runs = list(workshop.agenda.all())
        opened = [run.opened_at for run in runs if run.opened_at]
        plan = Plan(min(opened) if opened else datetime.combine(workshop.first_day, workshop.opening, zone), zone)
        plan.is_told = bool(opened)
        rests = {rest.after: rest for rest in workshop.rests.all()}
        last = max((run.order for run in runs if run.state != StageRun.State.SKIPPED), default=0)
        for run in runs:
            if workshop.second_day and run.kind == workshop.second_day_from:
                plan.sleep(run.opened_at or datetime.combine(workshop.second_day, workshop.opening, zone))
            plan.hold(run)
            rest = rests.get(run.kind)
            if rest and run.order < last:
                plan.rest(rest)
        now = (now or timezone.now()).astimezone(zone)
        return cls(
            plan.slots, now, workshop.current, [slot for slot in plan.slots if slot.run], plan.at.astimezone(zone)
        )

    @property
    def total(self) -> int:
        return sum(slot.spare + slot.width for slot in self.slots) or 1

    def slot_of(self, run: StageRun | None) -> Slot | None:
        return next((slot for slot in self.stages if run and slot.run == run), None)

    def elapsed(self, run: StageRun) -> int:
        """Whole minutes since this stage was opened."""
        return max(0, int((self.now - run.opened_at).total_seconds() // 60)) if run.opened_at else 0

    @property
    def behind(self) -> int:
        """Minutes by which the open stage will end later than planned; below 0 earlier."""
        slot = self.slot_of(self.current)
        return self.lateness - slot.gains if slot else 0

    @property
    def lateness(self) -> int:
        """Minutes by which the room is later than planned, having begun later or taking longer; below 0 earlier."""
        slot = self.slot_of(self.current)
        if slot is None or slot.run is None or slot.run.opened_at is None:
            return 0
        began = round((slot.run.opened_at.astimezone(slot.at.tzinfo) - slot.at).total_seconds() / 60)
        return began + max(0, self.elapsed(slot.run) - self.resting(slot.run) - slot.minutes, self.overtime(slot.run))

    def overtime(self, run: StageRun) -> int:
        """Whole minutes by which the open step ends later than the stage's plan has it, a planned break aside."""
        if run.clock_started_at is None or run.opened_at is None:
            return 0
        rest = timedelta(minutes=self.resting(run))
        pause = self.now - run.paused_at - rest if run.paused_at else timedelta()
        ends = run.clock_started_at + timedelta(minutes=run.step_minutes, seconds=run.extra_seconds) + pause
        planned = run.opened_at + timedelta(minutes=run.stage.minutes_until(run))
        return int((max(ends, self.now - rest) - planned).total_seconds() // 60)

    def resting(self, run: StageRun) -> int:
        """Whole minutes of the break that is held now: the plan knows of it, so it makes nobody late."""
        if run.paused_at is None or run.back_at is None:
            return 0
        return int((min(self.now, run.back_at) - run.paused_at).total_seconds() // 60)

    @property
    def ahead(self) -> int:
        """Minutes by which the room is earlier than planned."""
        return max(0, -self.behind)

    @property
    def drifts(self) -> bool:
        return abs(self.behind) >= DRIFT

    def delayed(self, slots: list[Slot], saves: dict[str, int] | None = None) -> list[tuple[Slot, timedelta]]:
        """How much later than planned each of these begins now; a break with a fixed time takes up what it can.

        `saves` are minutes that stages, by their kind, would take less. A night takes up everything.
        """
        late, found = self.lateness, []
        for slot in slots:
            late = 0 if slot.is_after_a_night and slot.run != self.current else late
            late -= 0 if slot.run and slot.run == self.current else slot.spare
            late = max(-slot.late, late) if slot.is_fixed else late
            found.append((slot, timedelta(minutes=late)))
            late -= slot.gains + ((saves or {}).get(slot.run.kind, 0) if slot.run else 0)
        return found

    def ends(self, saves: dict[str, int] | None = None) -> datetime | None:
        """When the day would end if nothing but this was left out."""
        if not self.coming:
            return self.until
        slot, by = self.delayed(self.coming, saves)[-1]
        saved = (saves or {}).get(slot.run.kind, 0) if slot.run else 0
        return slot.at + timedelta(minutes=slot.minutes - saved) + by

    @property
    def coming(self) -> list[Slot]:
        """The open stage and whatever comes after it; before the day all of it."""
        here = self.slot_of(self.current)
        return self.slots[self.slots.index(here) :] if here else self.slots

    def landmark(self) -> Slot | None:
        """What people look forward to: the next break, else the end of the day."""
        here = self.slot_of(self.current)
        later = self.slots[self.slots.index(here) + 1 :] if here else []
        return next((slot for slot in later if slot.run is None), later[-1] if later else None)

    # ---- as a stave -------------------------------------------------------------------------------

    def played(self) -> int:
        """How far the ink of the day reaches, in hundredths of its minutes."""
        if not self.current:
            done = bool(self.stages) and all(slot.run.state == "locked" for slot in self.stages if slot.run)
            return 100 if done else 0
        minutes = 0.0
        for slot in self.slots:
            minutes += slot.spare
            if slot.run == self.current:
                minutes += slot.width * min(1.0, self.elapsed(self.current) / max(1, slot.minutes))
                break
            minutes += slot.width
        return min(100, round(100 * minutes / self.total))

    def parts(self) -> Bars:
        """Bars for `partials/agenda.html`: prelude, finale and short stages share one with their neighbour."""
        parts: Bars = []
        seen: set[int] = set()
        last = max(1, len(self.stages) - 1)
        if self.slots and self.slots[0].run and self.slots[0].run.stage.is_event:
            return bars_of_steps(self.slots[0])
        for slot in self.slots:
            skipped = 0
            for run in slot.skipped:
                skipped += run.told_minutes or 0
                self.hang(parts, run, run.told_minutes or 0, seen)
            if slot.run is None:
                time = f"{slot.at:%H:%M}" if slot.is_fixed else ""
                rest = {"label": _("Break"), "time": time, "state": "rest", "heads": [], "of": -1}
                parts.append(rest | {"minutes": slot.spare - skipped + slot.width})
                continue
            pitch = round(16 * self.stages.index(slot) / last) / 4
            head = {"minutes": slot.width, "pitch": number(pitch), "state": state_of(slot.run)}
            head["title"] = _("%(stage)s, %(minutes)d min") % {"stage": slot.run.stage.title, "minutes": slot.minutes}
            self.hang(parts, slot.run, slot.width, seen, f"{slot.at:%H:%M}", head)
        for part in parts:
            share = part["minutes"] / self.total
            part["narrow"] = next((name for name, least in NARROW.items() if share < least), "")
            finish(part)
        self.take_turns(parts)
        return parts

    def hang(self, parts: Bars, run: StageRun, minutes: int, seen: set[int], time: str = "", head: Any = None) -> None:
        """A bar, or more of the one before it; without a head where the stage was skipped: its place stays empty."""
        movement, before = run.stage.movement, parts[-1] if parts else None
        heads = [head] if head else []
        if before and before["of"] == movement and (movement in (0, 4) or minutes < SHORT):
            for one in heads:
                one["begins"] = before["minutes"]
                before["heads"].append(one)
            before["minutes"] += minutes
            return
        for one in heads:
            one["begins"] = 0
        label = {0: _("Prelude"), 4: _("Finale")}.get(movement, run.stage.short_title or run.stage.title)
        shown = MOVEMENTS.get(movement, "") if movement not in seen else ""
        seen.add(movement)
        is_out = not head and movement not in (0, 4)
        part = {"label": label, "time": time, "minutes": minutes, "movement": shown, "heads": heads, "of": movement}
        parts.append(part | {"is_out": is_out})

    def take_turns(self, parts: Bars) -> None:
        """Tight bars have their names low and high in turn, the last of a row low: each reaches into free room."""
        low = True
        for part in reversed(parts):
            is_tight = part["state"] not in ("rest", "out") and part["minutes"] / self.total < TIGHT
            part["low"] = ("no", "yes")[low] if is_tight else ""
            low = not (is_tight and low)


def bars_of_steps(slot: Slot) -> Bars:
    """A stage that is an event by itself, a bar a step."""
    assert slot.run
    run, at, bars = slot.run, slot.at, []
    now = run.steps.index(run.open_step)
    for place, (step, minutes) in enumerate(run.plan):
        state = state_of(run) if place == now else "done" if place < now or run.state == "locked" else "todo"
        title = _("%(stage)s, %(minutes)d min") % {"stage": step.title, "minutes": minutes}
        head = {"begins": 0, "minutes": minutes or 1, "pitch": min(place, 4), "state": state, "title": title}
        bars.append({"label": step.title, "time": f"{at:%H:%M}", "minutes": minutes or 1, "heads": [head], "of": place})
        at += timedelta(minutes=minutes)
    for bar in bars:
        finish(bar)
    return bars


def state_of(run: StageRun) -> str:
    return {"open": "now", "paused": "now", "locked": "done"}.get(run.state, "todo")


def number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def finish(part: dict[str, Any]) -> None:
    """Place the heads in their bar, and give the bar the state of what it holds."""
    for head in part["heads"]:
        head["at"] = round(100 * (head["begins"] + head["minutes"] / 2) / part["minutes"])
    part["minutes"] = min(240, part["minutes"])
    part.setdefault("state", state_of_bar([head["state"] for head in part["heads"]]))


def state_of_bar(states: list[str]) -> str:
    """That of the stages in it; "out" where none is left."""
    if not states:
        return "out"
    if "now" in states:
        return "now"
    return "done" if set(states) == {"done"} else "todo"
