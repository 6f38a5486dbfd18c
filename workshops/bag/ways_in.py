"""What hangs at the door and stands on the tables: the way in, seen from three metres, in both languages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workshops import doors
from workshops.bag import room
from workshops.models import Workshop
from workshops.papers import Paper


def way_in(workshop: Workshop) -> dict[str, Any]:
    """The square and the code under which everybody comes in; nothing of anybody's own seat."""
    address = doors.join_url(doors.base_url(workshop), workshop)
    return {"qr": doors.qr_svg(address), "host": doors.host(workshop), "code": workshop.spoken_code}


class Poster(Paper):
    key = "poster"
    kind = ""
    title = _("Join poster")
    about = _("for the door: one large square, the code below it")
    template = "bag/poster.pdf.html"
    is_before = True

    def content(self, workshop: Workshop) -> dict[str, Any]:
        return way_in(workshop)


class Tents(Paper):
    key = "tents"
    title = _("Table tents")
    about = _("one a group, to fold once: letter, square and code on both sides")
    template = "bag/tents.pdf.html"
    is_before = True

    def content(self, workshop: Workshop) -> dict[str, Any]:
        places = dict(workshop.groups.values_list("letter", "place"))
        groups = room.groups_of(workshop) or [{"letter": "", "colour": ""}]
        return way_in(workshop) | {
            "tents": [
                {"letter": one["letter"], "colour": one["colour"], "place": places.get(one["letter"], "")}
                for one in groups
            ]
        }
