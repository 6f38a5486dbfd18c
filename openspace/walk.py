"""Step 3: people visit other corners and leave one sentence; nothing is rated (R-OS-4)."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live import Refused
from openspace.alike import first_alike
from openspace.choosing import topics_of
from openspace.circle import PEOPLE, RULES, SpaceStep
from openspace.models import Joining, Opinion, Space, Topic
from openspace.models.space import people
from openspace.posting import hanging, must_write_at, sheet_name, sheet_walls, standing, topic_of, write
from openspace.results import visits
from openspace.settling import give_home, settle
from workshops import surfaces
from workshops.models import Seat, StageRun

SHOWN = 3
FRESH = timedelta(minutes=2)
SPANS, SPAN = 4, timedelta(minutes=5)
ENOUGH_CORNERS = 2
QUIET = 5
"""Minutes without an idea after which a corner is quiet."""
HINT = "gave a quiet hint"


def sheets_of(workshop) -> list[Topic]:
    """The open topics with their newest ideas first, as the wall shows them."""
    found = [topic for topic in topics_of(workshop) if topic.is_open]
    for topic in found:
        dress(topic)
    return found


def dress(topic: Topic) -> Topic:
    """What a sheet on the wall shows: how many ideas, the newest, and which of them just landed."""
    topic.hanging = ideas = hanging(topic)  # type: ignore[attr-defined]
    topic.ideas, topic.newest = len(ideas), ideas[:SHOWN]  # type: ignore[attr-defined]
    for idea in topic.newest:  # type: ignore[attr-defined]
        idea.is_fresh = timezone.now() - idea.created_at <= FRESH  # type: ignore[attr-defined]
    return topic


def heat_of(workshop) -> list[Topic]:
    """The open topics with who is there, ideas in the last twenty minutes by five, and when the last one came."""
    now, found = timezone.now(), sheets_of(workshop)
    moments: dict[int, list] = defaultdict(list)
    written = Opinion.objects.filter(workshop=workshop, state="wall").values_list("topic", "created_at")
    for number, at in written:
        moments[number].append(at)
    for topic in found:
        ages = [int((now - at) / SPAN) for at in moments[topic.pk]]
        counts = [ages.count(span) for span in reversed(range(SPANS))]
        most = max([*counts, 1])
        topic.heat = [round(100 * count / most) for count in counts]  # type: ignore[attr-defined]
        last = max(moments[topic.pk], default=None)
        topic.quiet_minutes = int((now - last).total_seconds() // 60) if last else None  # type: ignore[attr-defined]
    return found


class Walk(SpaceStep):
    key = "walk"
    title = _("Walk")
    prompt = _("Visit two other corners and leave one sentence")
    minutes = 40
    back = ("topics",)
    act = "openspace/walk_act.html"
    allows = {"note.add": PEOPLE, "corner.visit": PEOPLE, "host.hand_over": PEOPLE}
    pokes = frozenset({"topic", "joining"})

    def entered(self, run: StageRun, changing) -> None:
        settle(run)
        changing.touched("group")

    def walls(self, run, seat):
        return sheet_walls(run.workshop)

    def wall_name(self, wall):
        return sheet_name(wall)

    def add_note(self, run, wall, seat, changing, **fields):
        give_home(seat)
        told_by = str(fields.get("told_by") or "")
        topic = topic_of(wall)
        must_write_at(topic, seat)
        return write(topic, seat, fields["text"], fields["language"], fields["key"], told_by)

    def projector(self, run, group):
        sheets = sheets_of(run.workshop)
        total = sum(topic.ideas for topic in sheets)  # type: ignore[attr-defined]
        return {"sheets": sheets, "total": total, "rules": RULES, "head": "openspace/head.html"}

    def mine(self, run: StageRun, seat: Seat) -> dict[str, Any]:
        joining = Joining.objects.filter(seat=seat).select_related("topic__host", "topic__group").first()
        here = joining.topic if joining and joining.topic.is_open else None
        own = list(Opinion.objects.filter(author=seat, wall__run=run).exclude(state="withdrawn").order_by("-pk"))
        notes = [one for one in own if here and one.topic_id == here.pk]
        topics = [topic for topic in topics_of(run.workshop) if topic.is_open]
        for topic in topics:
            topic.own_count = sum(one.topic_id == topic.pk for one in own)
            topic.is_home = topic.group_id == seat.group_id
        hosts = here is not None and here.host_id == seat.pk
        shared = hosting(here, seat) if hosts and here else {}
        return shared | {
            "here": here,
            "may_write": run.allows("note.add", seat) and here is not None and may_write(here, seat),
            "wall": here.wall if here else None,
            "notes": notes,
            "topics": topics,
            "visited": len(visits(run.workshop)[seat.pk]),
            "needed": corners_to_visit(len(topics)),
            "is_hinted": hinted(run),
            "too_many": bool(notes) and len(notes) >= Space.of(run.workshop).cap_per_person,
            "hosts": hosts,
            "asked": Topic.objects.filter(workshop=run.workshop, asked_to_host=seat).select_related("host").first(),
        }

    def console(self, run):
        present = people(run.workshop).present().order_by("name")
        corners = heat_of(run.workshop)
        shared = {"corners": corners, "present": present, "space": Space.of(run.workshop), "quiet_from": QUIET}
        return shared | {"hand_overs": hand_overs(corners)}

    def element(self, run, audience, kind, ref):
        """A sentence that lands changes its own sheet alone, and the phones of its home group."""
        if kind in ("four_rules", "presence", "joining"):
            return ""
        if kind != "note" or audience.surface == "console":
            return None
        opinion = Opinion.objects.filter(pk=ref).select_related("topic__host").first()
        if opinion is None:
            return None
        if audience.surface == "phone":
            # Only the home group asks anew, its host among them: sixty phones need not know of each sentence.
            return surfaces.POKE.format("mine") if audience.group == opinion.topic.corner else ""
        sheet = render_to_string("openspace/sheet.html", {"topic": dress(opinion.topic)})
        total = Opinion.objects.filter(wall__run=run, state="wall").count()
        return sheet + render_to_string("openspace/walk_total.html", {"total": total})


def corners_to_visit(corners: int) -> int:
    """At how many other corners each visitor is to write: at two, or at each where there are fewer (R-OS-9)."""
    return min(ENOUGH_CORNERS, corners - 1)


def hinted(run: StageRun) -> bool:
    """Whether whoever wrote at fewer corners was asked, on the own phone alone, to visit one more (R-OS-9)."""
    return run.workshop.entries.filter(act=HINT, at__gte=run.step_opened_at or timezone.now()).exists()


def may_write(topic: Topic, seat: Seat) -> bool:
    try:
        must_write_at(topic, seat)
    except Refused:
        return False
    return True


def hosting(topic: Topic, seat: Seat) -> dict[str, Any]:
    """What a host has in hand: the sheet with what looks alike, since when, who is there, and who could take over."""
    sheet, now = list(standing(topic).select_related("group")), timezone.now()
    alike = first_alike(sheet)
    for idea in sheet:
        idea.alike = alike.get(idea.pk)  # type: ignore[attr-defined]
        idea.is_fresh = now - idea.created_at <= FRESH  # type: ignore[attr-defined]
    turn = topic.hostings.filter(until=None).last()
    here = (
        people(topic.workshop).present().exclude(pk=seat.pk).select_related("group", "joined__topic").order_by("name")
    )
    return {
        "sheet": sheet,
        "fresh": sum(idea.is_fresh for idea in sheet),  # type: ignore[attr-defined]
        "since": turn.since if turn else None,
        "visitors": topic.joinings.filter(seat__left_at=None).count(),
        "others": here,
        "fellows": [one for one in here if one.group_id == seat.group_id],
        "strangers": [one for one in here if one.group_id != seat.group_id],
    }


class HandOver(NamedTuple):
    """Who stood at a sheet and who does from then on."""

    at: datetime
    letter: str
    old: str
    new: str


def hand_overs(topics: list[Topic]) -> list[HandOver]:
    """Each change of a host, the latest first (R-OS-3)."""
    found = []
    for topic in topics:
        turns = list(topic.hostings.select_related("seat"))
        for one, other in pairwise(turns):
            if one.seat_id != other.seat_id:
                found.append(HandOver(other.since, topic.corner, one.seat.name, other.seat.name))
    return sorted(found, reverse=True)
