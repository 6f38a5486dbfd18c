"""Step 2: topics are raised, people go to them, corners open."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from openspace.circle import PEOPLE, RULES, SpaceStep
from openspace.models import Joining, Opinion, Space, Topic
from openspace.models.space import people
from openspace.origins import stuck
from openspace.posting import must_be_joined, sheet_name, sheet_walls, topic_of, write
from openspace.wording import advice
from workshops.models import Seat


def topics_of(workshop) -> list[Topic]:
    """Those with a corner by letter, then the offered ones; each with how many people stand at it."""
    shown = workshop.topics.exclude(state=Topic.State.PARKED).annotate(joined=Count("joinings"))
    found = list(shown.select_related("host", "raised_by", "asked_to_host", "group"))
    return sorted(found, key=lambda topic: (topic.corner or "Z", topic.pk))


def unclear(workshop, seat) -> list[Topic]:
    """What this seat raised and could put better, each with how (R-OS-6)."""
    raised = [
        topic for topic in workshop.topics.filter(raised_by=seat).exclude(state="parked") if not topic.is_approved
    ]
    for topic in raised:
        topic.advice = advice(workshop, topic.question)
    return [topic for topic in raised if topic.advice]


class Topics(SpaceStep):
    key = "topics"
    title = _("Topics")
    prompt = _("What can we not solve alone?")
    minutes = 35
    back = ("circle",)
    allows = {"topic.offer": PEOPLE, "topic.join": PEOPLE, "topic.write": PEOPLE, "note.add": PEOPLE}
    pokes = frozenset({"topic", "joining"})

    def walls(self, run, seat):
        """The sheet of the topic to which somebody went, as soon as it has a corner."""
        joining = Joining.objects.filter(seat=seat, topic__state=Topic.State.OPEN).select_related("topic").first()
        return [joining.topic.wall] if joining else []

    def paper_walls(self, run, group, seat):
        return sheet_walls(run.workshop)

    def wall_name(self, wall):
        return sheet_name(wall)

    def add_note(self, run, wall, seat, changing, **fields):
        """An own one-sentence solution, before others come to look."""
        topic = topic_of(wall)
        if seat.kind != Seat.Kind.PAPER:
            must_be_joined(topic, seat)
        return write(topic, seat, fields["text"], fields["language"], fields["key"])

    def projector(self, run, group):
        return {"topics": topics_of(run.workshop), "rules": RULES, "head": "openspace/head.html"}

    def mine(self, run, seat):
        joining = Joining.objects.filter(seat=seat).select_related("topic__host").first()
        here = joining.topic if joining else None
        own = Opinion.objects.filter(author=seat, topic=here).exclude(state="withdrawn").order_by("-pk") if here else []
        return {
            "topics": topics_of(run.workshop),
            "own_topic": here,
            "wall": here.wall if here and here.is_open else None,
            "notes": own,
            "may_offer": run.allows("topic.offer", seat),
            "unclear": unclear(run.workshop, seat),
        }

    def console(self, run):
        workshop = run.workshop
        topics = topics_of(workshop)
        for topic in topics:
            topic.advice = advice(workshop, topic.question)
        return {
            "topics": topics,
            "parked_topics": workshop.topics.filter(state=Topic.State.PARKED),
            "space": Space.of(workshop),
            "stuck": stuck(workshop),
            "taken": workshop.topics.exclude(came_from="").count(),
            "open_corners": sum(topic.is_open for topic in topics),
            "present": people(workshop).present().order_by("name"),
            "joined": Joining.objects.filter(topic__workshop=workshop).count(),
        }

    def element(self, run, audience, kind, ref):
        return "" if kind in ("four_rules", "note") else None
