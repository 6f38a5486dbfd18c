import time
from urllib.parse import urlencode

from django.urls import reverse

from live.feed import Audience
from workshops.models import Seat, Workshop

HELD = (Workshop.State.CLOSING, Workshop.State.CLOSED, Workshop.State.ARCHIVED)
after_pages: dict[str, str] = {}
"""By kind of event, the name of the address where what follows it is looked after."""


def desk(place: str, workshop: Workshop | None = None) -> dict[str, object]:
    """Which entry of the desk's navigation is this page, and the addresses of the others."""
    nav = {"home": reverse("home"), "setup": reverse("organisations")}
    if workshop:
        nav |= {
            "plan": reverse("plan", args=[workshop.public_id]),
            "run": reverse("console", args=[workshop.public_id]),
            "papers": reverse("papers", args=[workshop.public_id]),
        }
        if address := after_page(workshop):
            nav["after"] = address
    return {"place": place, "nav": nav}


def after_page(workshop: Workshop) -> str:
    """Where what follows an event is looked after; "" before it was held."""
    if workshop.state not in HELD or workshop.kind not in after_pages:
        return ""
    return reverse(after_pages[workshop.kind], args=[workshop.public_id])


def live_attributes(workshop: Workshop, audience: Audience, seat: Seat | None = None) -> dict[str, object]:
    """Where a screen listens and from which point on. Read before the state, so that no change falls between.

    `room` names what a device keeps for itself: drafts and unsent notes belong to one seat of one room.
    """
    room = workshop.room
    room.refresh_from_db(fields=["seq", "epoch"])
    query = urlencode({"as": audience.surface, "group": audience.group, "language": audience.language})
    return {
        "room": f"{room.public_id}-{seat.pk}" if seat else room.public_id,
        "socket_url": f"/ws/w/{room.public_id}/?{query}",
        "changes_url": f"{reverse('changes', args=[room.public_id])}?{query}",
        "seq": room.seq,
        "epoch": str(room.epoch),
        "now": int(time.time() * 1000),
    }
