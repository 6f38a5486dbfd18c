"""The parts of the console as the gallery shows them: empty, full, and asking for something."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.gallery.pieces import GATE, LONG, NAVIGATION, Shown, note
from workshops.models import ParkedItem, Workshop

NOW = timezone.now()
STEP = SimpleNamespace(kind="swot", step="write")


def kept(number: int, **more: Any) -> SimpleNamespace:
    """A note that waits for the desk."""
    made = note(number, "The furnace crew of the night shift never writes anything down")
    made.__dict__.update({"created_at": NOW, "wished_at": None, "reword_asked_at": None, "wall_id": 1} | more)
    return made


def parked() -> list[dict[str, Any]]:
    """The parking lot: empty, with an open topic, with a settled one."""
    choices = {"outcomes": ParkedItem.Outcome.choices, "owners": []}
    item = {"pk": 1, "text": "Night shift canteen", "due": None}
    still_open = SimpleNamespace(**item, outcome="", owner=None)
    settled = SimpleNamespace(**item, outcome="assigned", owner="孙伟", get_outcome_display=_("Assigned"))
    return [
        choices | {"parked": [], "open_parked": 0},
        choices | {"parked": [still_open], "open_parked": 1},
        choices | {"parked": [settled], "open_parked": 0},
    ]


def shown() -> list[Shown]:
    fix = SimpleNamespace(method="post", url="#", fields={}, label="Merge, +1")
    words = {"rule": "R-SWOT-5", "what": "B 23 says the same as B 21.", "why": LONG, "fixes": [fix]}
    gates = [SimpleNamespace(state=state, **words) for state in ("stop", "ask", "look")]
    asked = {"rule": "R-SWOT-5", "name": "reason-R-SWOT-5", "what": ["Two fields hold no fact."]}
    unsent = [
        {"seat": {"name": "罗静怡"}, "count": 2, "since": NOW},
        {"seat": {"name": LONG}, "count": 1, "since": NOW},
    ]
    return [
        *(Shown(f"before Next: {one.state}", "console/gate.html", {"finding": one, "gate": GATE}) for one in gates),
        Shown("a fix that leads elsewhere", "console/fix.html", {"fix": SimpleNamespace(url="#", label="To the plan")}),
        Shown(
            "reasons asked",
            "console/asks.html",
            {"position": "0", "reasons_wanted": [asked], "one_tap_reasons": [_("Out of time")], "findings_asked": True},
        ),
        Shown("coach", "console/cards.html", {"cards": [{"finding": gates[2], "name": "card"}]}),
        Shown("navigation", "partials/navigation.html", {"nav": dict.fromkeys(NAVIGATION, "#"), "place": "run"}),
        Shown("unsent notes", "console/unsent.html", {"unsent": unsent}),
        Shown("held notes", "console/held.html", {"held": [kept(1, secret_hash=""), kept(2, reword_asked_at=NOW)]}),
        Shown("late notes", "console/late.html", {"late": [kept(1), kept(2, wished_at=NOW)]}),
        Shown("hide a note", "console/hide.html", {"note": kept(11)}),
        Shown("taken down", "console/taken_down.html", {"taken_down": [kept(7, merged_into_id=None, reason="Twice")]}),
        *(
            Shown(f"anonymous: {chosen}", "console/anonymous.html", {"run": STEP, "anonymous": anonymous(chosen)})
            for chosen in (False, True)
        ),
        *(Shown(f"parking lot, {place}", "console/parked.html", one) for place, one in enumerate(parked())),
        *(
            Shown(
                f"event: {state}, {days} days to go",
                "workshops/state.html",
                {"workshop": Workshop(state=state), "days": days},
            )
            for state, days in [("prepared", 0), ("prepared", 1), *((one, 9) for one in Workshop.State.values)]
        ),
        *(
            Shown(f"to-do: {state}", "followup/state.html", {"state": state, "label": state})
            for state in ("planned", "in_trial", "implemented", "stopped")
        ),
        Shown("little room on the disk", "console/disk.html", {"megabytes_left": 180}),
        Shown("no room on the disk", "console/disk.html", {"disk_is_full": True}),
        Shown("without the room", "console/held_line.html", {"since": "11:17"}),
        Shown("refusal", "partials/refusal.html", {"refusal": {"rule": "R-GEN-1", "message": LONG}}),
    ]


def anonymous(chosen: bool) -> SimpleNamespace:
    return SimpleNamespace(chosen=chosen, may_change=True)
