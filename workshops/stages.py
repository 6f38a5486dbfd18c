"""Stages and steps: what a ritual declares, and the registry through which the agenda finds it.

A stage names its steps in order. A step says how long it takes, what it allows to whom and on which wall, what
must hold before the room goes on, and what it shows on the three surfaces, so that no page asks which kind it is.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.template.loader import select_template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops import script
from workshops.aloud import Aloud, of_note

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from workshops.models import Note, Seat, StageRun, Wall

WRITERS = frozenset({"part"})
LEAD = frozenset({"lead"})
EVERYBODY = frozenset({"part", "lead", "quest", "watch", "fac"})
HOST = frozenset({"host"})
"""The host of a group, and who helps one group by link: each for the own group alone (R-ROLE-7)."""


class Counted(NamedTuple):
    """A question whose answers may be typed as counts a group: its name, its words, its values with their labels.

    `touches` is what its screens look at when somebody taps on a phone. `check` refuses counts that no room can have
    given; `said` takes words of one person, under the label `words`, where a count alone would not do.
    """

    question: str
    label: Any
    values: list[tuple[str, Any]]
    touches: str = "step"
    check: Callable[[dict[str, int]], None] | None = None
    words: Any = ""
    said: Callable[[str], Any] | None = None


class Step:
    """What the room does now. Subclass it in a ritual's `stages.py`."""

    key = ""
    title: str | Promise = ""
    prompt: str | Promise = ""
    minutes = 0
    allows: dict[str, frozenset[str]] = {}
    takes_late = False
    back: tuple[str, ...] = ()
    pokes: frozenset[str] = frozenset()
    passes_desk: frozenset[str] = frozenset()
    """Kinds of what is touched that the desk need not look at: it has other things to ask for than each stroke."""
    hue = "straw"
    act = "phone/no_act.html"
    behind: str | Promise = ""
    may_be_anonymous = False
    """Whether a room may choose that this step stores no author (R-GEN-8)."""
    may_repeat = False
    """Whether two people may say the same and both count, as with one word each (R-GEN-11)."""
    shows_at_once = True
    """Whether a note hangs when it is sent, or is revealed when the step is left."""
    fills_the_wall = True
    """Whether what is read out covers the wall, or the step shows it in its own way."""
    fills_the_desk = False
    """Whether facilitators work on its panel, a board, a table or a queue: it then stands before clock and line."""

    def __init__(self, stage: "Stage"):
        self.stage = stage

    def __str__(self):
        return f"{self.stage.key}.{self.key}"

    def minutes_of(self, run: "StageRun") -> int:
        """Its minutes in this room; where their number hangs on the groups, the ritual says so."""
        return self.minutes

    @property
    def line(self) -> script.Line:
        return script.line(self.stage.key, self.key)

    @property
    def mode(self) -> str:
        """write, talk, look or move: in the last three phones open on *Look up* (R-GEN-22)."""
        return self.line.mode

    @property
    def holds_blame(self) -> bool:
        """Whether a note that names a person and blames waits for the facilitator (R-GEN-19)."""
        return self.stage.key != "vision"

    @property
    def looks_up(self) -> bool:
        return self.mode != "write"

    def permits(self, verb: str, seat: "Seat") -> bool:
        allowed = self.allows.get(verb, frozenset())
        return bool(seat.roles & allowed) or (seat.is_host and bool(allowed & HOST))

    # ---- hooks of a ritual ------------------------------------------------------------------------

    def entered(self, run: "StageRun", changing) -> None:
        """The room comes in, forward or back: reveal what becomes visible."""

    def resumed(self, run: "StageRun", changing) -> None:
        """The room goes on after a pause, perhaps from a stage that was reopened meanwhile."""

    def said(self, run: "StageRun") -> dict[str, str]:
        """What stands in for the places of the line to say, as `{n}`; the decision maker's name is known."""
        return {}

    def leaving(self, run: "StageRun", changing) -> bool:
        """The room goes on: called before the gate is asked, in the same transaction.

        Whoever makes something visible here says `True`: if a rule then stops the room, it stays to look at that.
        """
        return False

    def walls(self, run: "StageRun", seat: "Seat") -> list["Wall"]:
        """The walls on which this seat may post now."""
        return []

    def add_note(self, run: "StageRun", wall: "Wall", seat: "Seat", changing, **fields: Any) -> "Note":
        """Hang a note; a ritual with typed notes overrides it."""
        raise NotImplementedError

    def paper_walls(self, run: "StageRun", group, seat: "Seat") -> list["Wall"]:
        """For which walls a sheet of this group may be typed in; `seat` is one of the group (R-GEN-16)."""
        return self.walls(run, seat)

    def wall_name(self, wall: "Wall") -> str:
        """How a wall is called where a sheet's own has to be chosen."""
        return str(wall)

    def paper_columns(self, run: "StageRun", group) -> list[tuple[str, str]]:
        """Into which column or field a note from paper may go; empty where a wall has none (R-GEN-16)."""
        return []

    def counts(self, run: "StageRun", group=None) -> list[Counted]:
        """What may be typed as counts of this group when people answer on paper (R-GEN-16)."""
        return []

    def moments(self, run: "StageRun") -> list["datetime"]:
        """When a rule of this step changes its mind by time alone: the console then looks again."""
        return []

    # ---- what it shows ----------------------------------------------------------------------------

    def template(self, surface: str):
        """The step's own template of a surface, else the plain one: `strategy/silent.phone.html`."""
        return select_template([f"{self.stage.key}/{self.key}.{surface}.html", f"workshops/plain.{surface}.html"])

    def projector(self, run: "StageRun", group) -> dict[str, Any]:
        """What the wall shows, for one group's wall or ("" ) all."""
        return {}

    def hung(self, run: "StageRun", group) -> "QuerySet[Note] | None":
        """The notes of one group's wall or of all: of very many the wall brings the newest and says so (`newest`).
        `None` where the wall lists no notes."""
        return None

    def listed(self, notes: "QuerySet[Note]") -> dict[str, int]:
        """How many of these hang in each list of the wall whose notes a screen counts by itself."""
        return {}

    def list_of(self, note: int) -> str:
        """The list that `listed` counts in which the note of this number hangs; "" where there is none."""
        return ""

    def phone(self, run: "StageRun", group) -> dict[str, Any]:
        """What every phone of a group shows, of the room where group is `None`: nothing personal."""
        return {}

    def mine(self, run: "StageRun", seat: "Seat") -> dict[str, Any]:
        """What belongs to one seat: fetched by its phone, never pushed."""
        return {}

    def alike(self, run: "StageRun", seat: "Seat") -> Hashable | None:
        """On what `mine()` hangs, besides group and language, where many seats have it the same: these are rendered
        once in a rush. `None` where each seat has its own."""
        return None

    def console(self, run: "StageRun") -> dict[str, Any]:
        return {}

    def element(self, run: "StageRun", audience, kind: str, ref: str) -> str | None:
        """A touched object as it stands on a surface now: "" when it does not show there, `None` for all anew."""
        return None


PARTS = (_("Prelude"), _("Movement I"), _("Movement II"), _("Movement III"), _("Finale"))


class Stage:
    """A block of the agenda. `movement` is 0 prelude, 1 vision, 2 consensus, 3 questioning, 4 finale."""

    key = ""
    title: str | Promise = ""
    short_title: str | Promise = ""
    """Its name where a bar of the stave has no room for the whole one; "" where the whole one is short."""
    movement = 0
    minutes = 10
    may_be_skipped = True
    is_event = False
    """Whether it is a whole event by itself, of the kind that its key names: its steps are the beats of the stave."""
    again_from = ""
    step_classes: tuple[type[Step], ...] = ()
    plan_card = ""
    """A template that the plan of the day shows for this stage, given what `plan_context` says."""

    def __init__(self) -> None:
        self.steps = [step(self) for step in self.step_classes]

    @property
    def part(self) -> str | Promise:
        """Of the day; a ritual of its own is its only one."""
        return self.title if self.is_event else PARTS[self.movement]

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        """Default minutes for this roster; estimates from practice, editable."""
        return self.minutes

    @property
    def short_form(self) -> "ShortForm | None":
        return SHORT_FORMS.get(self.key)

    def leaves_out(self, run: "StageRun") -> set[str]:
        """Keys of steps that the variant of this day does not hold."""
        return set()

    def may_be_short(self, run: "StageRun") -> bool:
        """Whether the short form suits what the room has made so far; the ritual says so."""
        return True

    def step_minutes(self, run: "StageRun", step: Step) -> int:
        """Minutes of a step as the stage is planned: what is over or short goes to the longest step."""
        steps = run.steps
        longest = max(steps, key=lambda one: one.minutes)
        over = run.minutes - sum(one.minutes_of(run) for one in steps) if step is longest else 0
        return max(1, step.minutes_of(run) + over) if step.minutes else 0

    def minutes_until(self, run: "StageRun") -> int:
        """Planned minutes from the stage's beginning to the end of the open step; one without minutes ends with it."""
        if not run.open_step.minutes:
            return run.minutes
        held = run.steps
        return sum(self.step_minutes(run, step) for step in held[: held.index(run.open_step) + 1])

    def step(self, key: str) -> Step:
        return next((step for step in self.steps if step.key == key), self.steps[0])

    def beforehand(self, seat: "Seat") -> str:
        """The address of what a person may write for this stage at the own desk, "" where there is nothing."""
        return ""

    def prepared(self, workshop) -> tuple[int, int] | None:
        """How many wrote something for this stage beforehand, of how many who may; `None` where nothing is asked."""
        return None

    def keep(self, note: "Note", **fields: Any) -> None:
        """A note was kept off its wall: a ritual with typed notes keeps what else was written with it."""

    def plan_context(self, workshop) -> dict[str, Any]:
        """What the stage shows on the plan, before the day."""
        return {}

    def adopt(self, note: "Note") -> None:
        """A note of the late tray joins its wall: a ritual with typed notes makes it one of them."""

    def aloud(self, run: "StageRun", kind: str, number: int) -> Aloud | None:
        """What can be read out of this stage: a note that hangs; a ritual adds its own kinds and what notes carry."""
        hung = run.workshop.notes.on_wall().filter(wall__run=run).select_related("wall__group")
        note = hung.filter(pk=number).first() if kind == "note" else None
        return of_note(note, hue=run.open_step.hue) if note else None

    def must_take(self, note: "Note", text: str) -> None:
        """Other words for a note: a ritual with rules for what it takes raises `Refused` here."""

    def rearranged(self, note: "Note", changing) -> None:
        """A note was hidden, withdrawn or hung again, and touched: touch what else stands differently now."""

    def after(self, key: str) -> Step | None:
        position = self.steps.index(self.step(key)) + 1
        return self.steps[position] if position < len(self.steps) else None

    # ---- where *Next* leads -----------------------------------------------------------------------

    def named(self, run: "StageRun", following: Step) -> str | Promise:
        """How *Next* calls the step that it leads to; a stage that takes turns says whose."""
        return following.title or self.title

    def following(self, run: "StageRun") -> Step | None:
        """The step behind *Next*, `None` after the last. A stage that takes turns (`run.turn`) names an earlier one."""
        step = self.after(run.step)
        while step and step.key in run.left_out:
            step = self.after(step.key)
        return step

    def again(self, run: "StageRun") -> "StageRun | None":
        """A locked stage that opens once more, at its `again_from`, when this one is locked."""
        return None

    def is_needed(self, run: "StageRun") -> str:
        """Why this stage may not be skipped now, in the reader's language; "" while nothing waits for it (R-GEN-20)."""
        return ""


registry: dict[str, Stage] = {}


def register(stage: type[Stage]) -> None:
    """Called by a ritual's `ready()`."""
    registry[stage.key] = stage()


def get(key: str) -> Stage:
    return registry[key]


def known(keys: Iterable[str]) -> bool:
    return all(key in registry for key in keys)


def events() -> list[str]:
    """The kinds of event beside the kickoff: each is one stage that runs its steps."""
    return [key for key, stage in registry.items() if stage.is_event]


class ShortForm(NamedTuple):
    """How a stage is held in less time: what it leaves out, and what that means in the room."""

    label: str | Promise
    means: str | Promise
    leaves_out: tuple[str, ...] = ()
    saves: int = 0

    def minutes(self, run: "StageRun") -> int:
        """How many of the planned minutes it saves."""
        left_out = [step for step in run.stage.steps if step.key in self.leaves_out]
        return min(run.minutes - 1, sum(run.stage.step_minutes(run, step) for step in left_out) or self.saves)


SHORT_FORMS = {
    "vision": ShortForm(
        _("without “check” and “name”"), _("The pictures hang without thumbs and title."), ("check", "name"), 15
    ),
    "stakes": ShortForm(
        _("the celebration only"), _("No forfeit, no promise to sign; the celebration stays."), ("choose", "sign"), 12
    ),
    "goals": ShortForm(
        _("without “temperature”"), _("Nobody taps how far the goals are understood and believed."), ("temperature",), 5
    ),
    "swot": ShortForm(
        _("without “evidence” and “agree”"),
        _("Notes without a fact stay so; the top notes stand as voted."),
        ("evidence", "agree"),
    ),
    "strategy": ShortForm(_("without “rank”"), _("The order comes from relevance, ties from more notes."), ("rank",)),
    "consensus": ShortForm(
        _("without “fist”"), _("No hands at the end of the draft; “hear me first” is still heard."), ("fist",), 4
    ),
    "town": ShortForm(_("two questions a round"), _("The rest gets an owner and a date: find out."), (), 8),
    "signing": ShortForm(_("“say” at each group’s wall"), _("All walls at once, nobody is called up."), (), 3),
}

BREAKS = {"vision": 15, "swot": 60, "strategy": 10, "consensus": 10}
"""Minutes of rest after a stage, as a day is first planned."""

VARIANTS = {
    "full": "checkin contract grouping vision stakes goals swot strategy actions consensus town revise signing close",
    "actions_only": "checkin contract grouping vision goals strategy actions consensus town revise signing close",
    "department_light": "checkin contract grouping vision goals strategy actions consensus signing close",
    "commit_first": "checkin contract grouping vision stakes goals swot strategy actions consensus signing town revise "
    "close",
}


def variant(name: str) -> list[str]:
    """The stages of a variant in order (R-DAY-3); an event of one stage is its own only variant."""
    return [name] if name in events() else VARIANTS[name].split()
