"""What a facilitator steers with: before the day, on time, late, at rest, at night, afterwards."""

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from workshops import stages
from workshops.gallery.pieces import GATE, LONG, ROOM, Shown
from workshops.models import Seat

NOON = datetime(2026, 1, 16, 12, tzinfo=timezone.get_default_timezone())
ENDED = ("closing", "closed")


class Event(SimpleNamespace):
    """An event without rows."""

    def name_in(self, language: str) -> str:
        return "2026年目标启动会" if language == "zh-hans" else "Kickoff 2026"


def event(state: str = "live", **more: Any) -> Event:
    whole: dict[str, Any] = {"facilitator": "Hanna", "current": state == "live", "is_kickoff": True, "second_day": NOON}
    return Event(**vars(ROOM) | whole | {"state": state, "is_over": state in ENDED} | more)


def at(state: str = "live", **more: Any) -> dict[str, Any]:
    """The third step of SWOT, its first two done."""
    stage = stages.get("swot")
    now = timezone.now()
    clock = {"ends_at": now + timedelta(minutes=9), "clock_started_at": now, "paused_at": now}
    run = SimpleNamespace(
        kind="swot", step="why", is_open=True, minutes=60, plan=[(one, 12) for one in stage.steps], **clock
    )
    shared = {"workshop": event(state), "run": run, "stage": stage, "position": "swot.why.0", "in_charge": True}
    steps = {"earlier_steps": ["write", "evidence"], "following": stage.step("vote"), "say": "Ask why, five times."}
    ended = {"is_over": state in ENDED, "one_tap_reasons": []}
    return shared | steps | ended | more


def days() -> list[tuple[str, dict[str, Any]]]:
    """How the cockpit stands over the day, by what somebody would call it."""
    stop = SimpleNamespace(state="stop", rule="R-SWOT-5", what="B 23 says the same as B 21.", why=LONG, fixes=[])
    rest = {"rest": SimpleNamespace(minutes=15)}
    night = event(night_since=NOON)
    return [
        ("before the day", at("prepared")),
        ("on time", at()),
        ("nothing follows", at(following=None)),
        ("a stop", at(stops=1, gates=[{"finding": stop, "gate": GATE}])),
        ("a break is next", at() | rest),
        ("in a break", at(is_paused=True, back_at=NOON)),
        ("paused", at(is_paused=True, minutes_left="9:12")),
        ("somebody else is in charge", at(in_charge=False)),
        ("at night", at(is_paused=True, between_days=True) | {"workshop": night}),
        ("cancelled", at("closed", is_cancelled=True)),
        *((state, at(state)) for state in ENDED),
    ]


def agenda() -> dict[str, Any]:
    parts = [("done", "Prelude", 12, "I"), ("now", "SWOT", 40, ""), ("rest", "Break", 12, ""), ("out", "Town", 24, "")]
    listed = [
        {
            "label": label,
            "time": "09:00",
            "minutes": minutes,
            "state": state,
            "movement": part,
            "is_out": state == "out",
        }
        for state, label, minutes, part in parts
    ]
    return {"agenda": listed, "played": 30, "playhead_at": 30, "playhead_time": "09:31"}


def effects() -> list[Shown]:
    """What a to-do brought, in each way that it can be said."""
    to_do: dict[str, Any] = {
        "pk": 1,
        "before": Decimal(12),
        "after": Decimal(7),
        "unit": "days",
        "note": "",
        "has_numbers": False,
        "effect": "",
    }
    ways: list[tuple[str, dict[str, Any]]] = [
        ("numbers", {"has_numbers": True, "state": "implemented"}),
        ("none seen", {"effect": "none", "state": "stopped"}),
        ("not begun", {"state": "planned"}),
        ("not measured", {"state": "in_trial"}),
    ]
    made = [(name, SimpleNamespace(**to_do | more)) for name, more in ways]
    choices = {"states": [("planned", "Planned"), ("in_trial", "In trial")], "effects": [("none", "No effect seen")]}
    return [
        *(Shown(f"effect: {name}", "followup/effect.html", {"todo": one}) for name, one in made),
        Shown("to-do, what is said of it", "followup/fields.html", choices | {"todo": made[3][1]}),
    ]


def presence() -> dict[str, Any]:
    came, away = Seat(pk=1, name="罗静怡", checked_in_at=timezone.now()), Seat(pk=2, name=LONG)
    came.__dict__["is_present"], away.__dict__["is_present"] = True, False
    rows = [{"department": "Sales", "seats": [came, away], "here": 1}, {"department": "", "seats": [away], "here": 0}]
    return {"presence": rows, "seats_here": 2, "others_here": 1, "parked_here": True}


def shown() -> list[Shown]:
    late: dict[str, Any] = {"behind": 20, "landmark": SimpleNamespace(run=None, at=NOON), "landmark_at": NOON}
    aloud = SimpleNamespace(number="B 21", text=LONG)
    words = {"row": SimpleNamespace(name="why", typed={}, asks={}, script={}, step=stages.get("swot").step("why"))}
    return [
        *(Shown(f"cockpit, {name}", "console/control.html", context) for name, context in days()),
        *(Shown(f"head, {name}", "console/top_buttons.html", context) for name, context in days()[1:8]),
        Shown("head, just gone on", "console/top_buttons.html", at(may_take_back=True)),
        Shown("steps, on time", "console/band.html", at()),
        Shown("steps, early", "console/band.html", at(early=6)),
        Shown("steps, behind", "console/band.html", at(**late)),
        Shown("steps, over", "console/band.html", at("closed")),
        Shown("agenda", "partials/agenda.html", agenda()),
        Shown("presence", "console/side.html", at(**presence())),
        Shown("read out", "console/on_the_wall.html", {"read_out": True, "aloud": aloud}),
        Shown("a page behind", "console/behind.html", {"workshop": event(), "title": LONG}),
        Shown("own words", "console/ahead_words.html", words | {"one": {"run": {"kind": "swot"}}}),
        *effects(),
    ]
