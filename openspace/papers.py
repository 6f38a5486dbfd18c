from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openspace.circle import RULES
from openspace.models import Topic
from openspace.models.topic import KIND
from workshops import doors
from workshops.models import Workshop
from workshops.papers import Paper


class Corners(Paper):
    """A poster for each corner: its letter large, what is known, and the square that leads a phone there."""

    key = "corners"
    kind = KIND
    title = _("Corner posters")
    about = _("one a corner; the square leads a phone to its sheet")
    template = "openspace/corners.pdf.html"
    is_before = True

    def exists(self, workshop: Workshop) -> bool:
        return workshop.topics.open().exists()

    def content(self, workshop: Workshop) -> dict[str, Any]:
        topics = list(workshop.topics.open().select_related("host"))
        return {
            "corners": [poster(topic, workshop) for topic in topics],
            "rules": RULES,
            "host": doors.host(workshop),
            "code": workshop.spoken_code,
        }


def poster(topic: Topic, workshop: Workshop) -> dict[str, Any]:
    address = doors.base_url(workshop) + reverse("corner_arrive", args=[workshop.public_id, topic.corner])
    return {
        "letter": topic.corner,
        "question": topic.question,
        "title": topic.title,
        "background": topic.background,
        "process": topic.process,
        "host": topic.host.name if topic.host else "",
        "qr": doors.qr_svg(address),
    }
