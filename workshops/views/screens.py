import time
from urllib.parse import urlencode

from django.urls import reverse

from live.feed import Audience
from workshops.models import Workshop


def live_attributes(workshop: Workshop, audience: Audience) -> dict[str, object]:
    """Where a screen listens and from which point on. Read before the state, so that no change falls between."""
    room = workshop.room
    room.refresh_from_db(fields=["seq", "epoch"])
    query = urlencode({"as": audience.surface, "group": audience.group, "language": audience.language})
    return {
        "room": room.public_id,
        "socket_url": f"/ws/w/{room.public_id}/?{query}",
        "changes_url": f"{reverse('changes', args=[room.public_id])}?{query}",
        "seq": room.seq,
        "epoch": str(room.epoch),
        "now": int(time.time() * 1000),
    }
