"""What the day leaves on paper: question log, day report, the day in one picture, the plan as a workbook."""

import base64
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from workshops.kickoff.closing import report, results
from workshops.kickoff.closing.stages import group_photo
from workshops.kickoff.closing.workbook import plan_sheets, question_sheet
from workshops.kickoff.consensus import versions
from workshops.kickoff.consensus.wording import said
from workshops.kickoff.town.results import question_log
from workshops.kickoff.vision import results as vision
from workshops.models import Picture, Seat, Workshop
from workshops.papers import Paper, spreadsheet
from workshops.papers.paper import EVERYBODY, LEADERS


def as_data(picture: Picture | None, size: str = "data") -> str:
    """A picture inside the page itself, which fetches nothing."""
    if picture is None:
        return ""
    return "data:image/jpeg;base64," + base64.b64encode(bytes(getattr(picture.file, size))).decode()


def canvases(workshop: Workshop) -> list[dict[str, Any]]:
    """Each group's picture with its title and the one remark of the others."""
    return [page | {"image": as_data(page.pop("picture"), "small")} for page in vision.of(workshop)]


def facts(title: str, workshop: Workshop) -> dict[str, str]:
    return {"title": title, "author": str(workshop.organisation), "comments": str(workshop)}


class OfTheDay(Paper):
    """Left by the day: it carries the version of the statement, the one that people know."""

    def version(self, workshop: Workshop) -> int:
        document = versions.newest(workshop)
        return document.version if document else 0

    def edition(self, workshop: Workshop) -> str:
        number = self.version(workshop)
        return _("version %(number)d") % {"number": number} if number else _("draft")


class Statemented(OfTheDay):
    """Made from the frozen statement."""

    readers = EVERYBODY

    def exists(self, workshop: Workshop) -> bool:
        return versions.newest(workshop) is not None


class QuestionLog(OfTheDay):
    key = "questions"
    title = gettext_lazy("Question log")
    about = gettext_lazy("what was asked, answered and promised")
    formats = ("pdf", "xlsx")
    readers = EVERYBODY
    template = "closing/questions.pdf.html"

    def exists(self, workshop: Workshop) -> bool:
        return bool(question_log(workshop))

    def content(self, workshop: Workshop) -> dict[str, Any]:
        return {"questions": [logged(one) for one in question_log(workshop)]}

    def spreadsheet(self, workshop: Workshop, content: dict[str, Any]) -> bytes:
        return spreadsheet.workbook([question_sheet(content["questions"])], facts(str(self.title), workshop))


def logged(one) -> dict[str, Any]:
    """A line of the log without rows of the database."""
    return {
        "number": one.number,
        "letter": one.group,
        "colour": one.strategy.presented_by.colour if one.group else "",
        "about": str(one.action or (one.strategy.heading if one.strategy else "")),
        "lens": one.lens,
        "role": one.role,
        "asker": one.asker,
        "text": one.text,
        "answer": one.answer,
        "by": one.by.name if one.by else "",
        "outcome": one.outcome_label,
        "due": one.due,
        "ref": one.ref,
    }


class DayReport(OfTheDay):
    key = "day"
    title = gettext_lazy("How the day went")
    about = gettext_lazy("times, reasons, parked items, late tray, pictures")
    readers = LEADERS
    template = "closing/day.pdf.html"

    def exists(self, workshop: Workshop) -> bool:
        return workshop.state in (Workshop.State.LIVE, Workshop.State.CLOSING, Workshop.State.CLOSED) or (
            versions.newest(workshop) is not None
        )

    def content(self, workshop: Workshop) -> dict[str, Any]:
        return {
            "photo": as_data(group_photo(workshop)),
            "figures": results.figures(workshop),
            "agreements": report.agreements(workshop),
            "times": report.times(workshop),
            "reasons": report.reasons(workshop),
            "parked": report.parked(workshop),
            "late": report.late_tray(workshop),
            "canvases": canvases(workshop),
            "dates": report.next_dates(workshop),
            "circle": report.circle(workshop),
        }


class DayPicture(Statemented):
    key = "picture"
    title = gettext_lazy("The day in one picture")
    about = gettext_lazy("for phones; no names, no signatures")
    formats = ("png",)
    template = "closing/picture.html"

    def content(self, workshop: Workshop) -> dict[str, Any]:
        document = versions.newest(workshop)
        text = document.parsed if document else {}
        writers = workshop.seats.filter(role=Seat.Role.WRITER, checked_in_at__isnull=False).count()
        counts = [
            (writers or workshop.seats.writers().count(), "writers", "人执笔"),
            (results.note_count(workshop), "notes", "张便签"),
            (len(text.get("strategies", [])), "strategies", "条策略"),
            (sum(len(one["actions"]) for one in text.get("strategies", [])), "actions", "项行动"),
            (len(question_log(workshop)), "questions", "个提问"),
        ]
        return {
            "photo": as_data(group_photo(workshop)),
            "goals": text.get("goals", []),
            "by": max((goal["date"] for goal in text.get("goals", [])), default=""),
            "strategies": [in_two(one) for one in text.get("strategies", [])],
            "canvases": canvases(workshop),
            "counts": [count for count in counts if count[0]],
        }


def in_two(strategy: dict[str, Any]) -> dict[str, Any]:
    """A strategy's heading in the reader's language, and in the other one where somebody wrote it."""
    chinese = (get_language() or "").startswith("zh")
    texts = strategy["heading"], strategy["heading_other"]
    first, second = said(*texts, chinese), said(*texts, not chinese)
    return {"rank": strategy["rank"], "first": first, "second": second if second != first else ""}


class Plan(Statemented):
    key = "plan"
    title = gettext_lazy("Plan as a workbook")
    about = gettext_lazy("goals, strategies, actions, SWOT, questions")
    formats = ("xlsx",)

    def content(self, workshop: Workshop) -> dict[str, Any]:
        document = versions.newest(workshop)
        return {
            "text": document.parsed if document else {},
            "questions": [logged(one) for one in question_log(workshop)],
        }

    def spreadsheet(self, workshop: Workshop, content: dict[str, Any]) -> bytes:
        title = _("Statement, version %(version)d") % {"version": self.version(workshop)}
        return spreadsheet.workbook(plan_sheets(workshop, content), facts(title, workshop))
