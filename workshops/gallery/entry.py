"""The doors as the gallery shows them: the way in on a phone, the ways out for a wrong tap, who sits where."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Department
from workshops import doors
from workshops.gallery.pieces import LONG, ROOM, Shown, group
from workshops.models import Seat
from workshops.seating import ClaimForm, DoorForm

HOST = "tutti.example"
LINK = f"http://{HOST}/j/48271635/"


class Nowhere:
    """A workshop without rows: forms of the door find no seat and no department in it."""

    organisation = SimpleNamespace(departments=Department.objects.none())
    seats = SimpleNamespace(on_the_list=Seat.objects.none)


def seats(*names: str) -> list[Seat]:
    """The last of them sits already."""
    made = [Seat(pk=place, name=name) for place, name in enumerate(names, 1)]
    made[-1].claimed_at = made[-1].checked_in_at = timezone.now()
    return made


def roster(collapsed: bool, departments: list[tuple[str, list[Seat]]]) -> dict[str, Any]:
    tap = ClaimForm(Nowhere)  # type: ignore[arg-type]
    return {"departments": departments, "collapsed": collapsed, "tap": tap}


def on_phones() -> list[Shown]:
    departments = [("Sales", seats("罗静怡", LONG)), ("", seats("Luca Meyer"))]
    door, refused = DoorForm(Nowhere), DoorForm(Nowhere, {"name": ""})  # type: ignore[arg-type]
    refused.auto_id = "again_%s"
    pin = {"seat": departments[0][1][0]}
    return [
        Shown("who are you", "seats/roster.html", roster(False, departments)),
        Shown("who are you, a long list", "seats/roster.html", roster(True, departments)),
        Shown("at the door", "seats/at_the_door.html", {"form": door, "departments": departments}),
        Shown("at the door, nothing typed", "seats/at_the_door.html", {"form": refused}),
        Shown("back with the PIN", "seats/pin_form.html", pin),
        Shown(
            "back with the PIN, a wrong one",
            "seats/pin_form.html",
            pin | {"refusal": _("That is not the PIN of this seat. It stands on your name card and under “My seat”.")},
        ),
        Shown("wrong name", "phone/wrong_name.html", pin),
        Shown("loading", "phone/own_region.html"),
    ]


def on_walls() -> list[Shown]:
    came, code = seats(LONG, "Luca Meyer", "罗静怡"), {"public_host": HOST, "join_code": ROOM.spoken_code}
    card = code | {"qr": doors.qr_svg(LINK), "expected": 18}
    full = {"here": 18, "arrivals": came * 15, "departments": [("Sales", 12), ("Production", 6)]}
    return [
        Shown("nobody is here yet", "checkin/arrive.projector.html", card | {"here": 0}),
        Shown("everybody is here", "checkin/arrive.projector.html", card | full),
    ]


def on_the_desk() -> list[Shown]:
    here, gone, away = seats("罗静怡")[0], seats("Luca Meyer")[0], Seat(pk=9, name=LONG)
    gone.left_at = timezone.now()
    helper = Seat(pk=7, name="孙伟")
    place = {"qr": doors.qr_svg(LINK), "join": LINK, "reach": f"http://{HOST}/reach/", "projector": f"{LINK}?key=4f"}
    ways = place | {"offered": [f"http://{HOST}", "http://192.168.1.20:8000"], "base": f"http://{HOST}"}
    helpers = [{"seat": SimpleNamespace(pk=7, name=helper.name, group=group("B", "blue")), "link": LINK}]
    return [
        Shown("doors", "doors/region.html", ways),
        Shown(
            "doors, plain HTTP, groups",
            "doors/region.html",
            ways
            | {
                "is_plain": True,
                "groups": [group("A", "red"), group("B", "blue")],
                "helpers": helpers,
            },
        ),
        Shown(
            "seats", "checkin/arrive.console.html", {"seats": [here, gone, away], "seats_here": 1, "checks_in": True}
        ),
        Shown("seats, nobody yet", "checkin/arrive.console.html", {"seats": [away], "seats_here": 0}),
    ]
