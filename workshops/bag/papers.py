"""The papers of the bag and what each holds."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.number import plain
from people.text import display_width
from workshops import doors
from workshops.bag import kit, leader, room, runsheet, shopping
from workshops.bag.shopping import Room
from workshops.models import EnvelopeLine, Workshop
from workshops.papers import Paper
from workshops.papers.paper import LEADERS
from workshops.papers.words import in_both

HOSTS_MEET = 10
"""Minutes before lunch ends."""
SHORT = ("grouping", "revise")
"""Stages of a few minutes in which the decision maker only looks on."""


class Bag(Paper):
    key = "bag"
    title = _("Facilitator’s bag")
    about = _("run sheet, room, things to buy, host cards, paper kit")
    template = "bag/bag.pdf.html"
    is_before = True

    def content(self, workshop: Workshop) -> dict[str, Any]:
        halves = runsheet.halves(workshop)
        counted = Room.of(workshop)
        meet = [
            row["at"] + timedelta(minutes=row["minutes"] - HOSTS_MEET)
            for row in all_rows(halves)
            if row.get("is_lunch")
        ]
        return {
            "halves": halves,
            "modes": ["write", "talk", "look", "move"],
            "room": counted,
            "goals": workshop.goals.count(),
            "plan": room.plan(workshop),
            "groups": room.groups_of(workshop),
            "things": shopping.things(workshop),
            "host_card": kit.host_card(),
            "hosts_meet": meet[0] if meet else None,
            "path": leader.path(workshop),
            "opening": in_both(leader.OPENING_LINE),
            "sheets": kit.sheets(workshop),
            "qr": doors.qr_svg(doors.base_url(workshop) + reverse("phone", args=[workshop.public_id])),
            "host": doors.host(workshop),
            "code": workshop.spoken_code,
        }


def all_rows(halves: list[runsheet.Half]) -> list[dict[str, Any]]:
    return [row for half in halves for row in half.rows]


class Briefing(Paper):
    key = "briefing"
    title = _("Your day, on one page")
    about = _("for the decision maker: path, envelope, likely questions")
    template = "bag/briefing.pdf.html"
    readers = LEADERS
    is_before = True

    def content(self, workshop: Workshop) -> dict[str, Any]:
        path = [row for row in leader.path(workshop) if row["kind"] not in SHORT]
        questions = workshop.likely_questions.select_related("answer_by")
        lead = workshop.decision_makers().first()
        return {
            "opening": in_both(leader.OPENING_LINE),
            "opens_at": next((row["at"] for row in path if row["role"] == leader.LEADS), None),
            "path": path,
            "do": [str(line) for line in leader.DO],
            "rather_not": [str(line) for line in leader.RATHER_NOT],
            "questions_for_you": [in_both(line) for line in leader.QUESTIONS[:2]],
            "envelope": [line_of(line) for line in workshop.envelope.all()],
            "questions": [
                {
                    "text": one.text,
                    "answer": one.answer,
                    "by": one.answer_by.name if one.answer_by else "",
                    "decide_on_day": one.decide_on_day,
                }
                for one in questions
            ],
            "lead": lead.name if lead else "",
        }


def line_of(line: EnvelopeLine) -> dict[str, Any]:
    """A line of the envelope: sums in money, posts in numbers, anything else in words."""
    return {
        "kind": line.kind,
        "text": line.text,
        "currency": line.currency or line.workshop.organisation.currency,
        "total": plain(line.total),
        "per_item": plain(line.per_item),
        "posts": line.posts,
        "from_existing_budgets": line.from_existing_budgets,
    }


class Cards(Paper):
    key = "cards"
    kind = ""
    title = _("Name cards")
    about = _("six a page, to fold and cut; the square leads its owner back to the seat")
    template = "bag/cards.pdf.html"
    is_before = True

    def exists(self, workshop: Workshop) -> bool:
        return workshop.seats.exists()

    def content(self, workshop: Workshop) -> dict[str, Any]:
        seats = workshop.seats.select_related("group", "workshop__room")
        return {
            "cards": [
                {
                    "name": seat.name,
                    "width": display_width(seat.name),
                    "latin": seat.name_latin if seat.name_latin != seat.name else "",
                    "department_en": seat.department_en,
                    "department_zh": seat.department_zh,
                    "letter": seat.group.letter if seat.group else "",
                    "colour": seat.group.colour if seat.group else "",
                    "pin": seat.pin,
                    "qr": doors.qr_svg(doors.personal_url(seat)),
                }
                for seat in seats
            ],
            "host": doors.host(workshop),
            "code": workshop.spoken_code,
        }
