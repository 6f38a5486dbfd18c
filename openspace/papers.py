from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openspace import report, workbook
from openspace.afterwards import HELD
from openspace.circle import RULES
from openspace.models import Space, Topic
from openspace.models.topic import KIND
from workshops import doors
from workshops.models import Workshop
from workshops.papers import Paper, spreadsheet
from workshops.papers.paper import EVERYBODY, LEADERS


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
    return report.head_of(topic) | {"qr": doors.qr_svg(address)}


def is_thanked(workshop: Workshop) -> bool:
    """From the award on: until then classes are still being agreed on."""
    return workshop.state in HELD or workshop.agenda.filter(kind=KIND, step="award").exists()


class Report(Paper):
    """What came of it: after the event, and again after twelve weeks. Never sums, never who wrote what."""

    key = "openspace"
    kind = KIND
    title = _("Open-space report")
    about = _("topics, ideas by class, to-dos and what they changed")
    formats = ("pdf", "xlsx")
    readers = EVERYBODY
    template = "openspace/report.pdf.html"

    def exists(self, workshop: Workshop) -> bool:
        return is_thanked(workshop)

    def content(self, workshop: Workshop) -> dict[str, Any]:
        return report.content(workshop)

    def spreadsheet(self, workshop: Workshop, content: dict[str, Any]) -> bytes:
        return spreadsheet.workbook(workbook.report_sheets(content), facts(self, workshop))


class RewardSheet(Paper):
    """Groups and sums, for those who pay: the facilitator and the decision maker (R-OS-12)."""

    key = "rewards"
    kind = KIND
    title = _("Reward sheet")
    about = _("groups, points and sums; the company pays")
    formats = ("pdf", "xlsx")
    readers = LEADERS
    template = "openspace/rewards.pdf.html"

    def exists(self, workshop: Workshop) -> bool:
        return is_thanked(workshop) and Space.of(workshop).has_reward

    def content(self, workshop: Workshop) -> dict[str, Any]:
        return report.reward_sheet(workshop)

    def spreadsheet(self, workshop: Workshop, content: dict[str, Any]) -> bytes:
        return spreadsheet.workbook([workbook.reward_sheet(content)], facts(self, workshop))


def facts(paper: Paper, workshop: Workshop) -> dict[str, str]:
    return {"title": str(paper.title), "author": str(workshop.organisation), "comments": str(workshop)}
