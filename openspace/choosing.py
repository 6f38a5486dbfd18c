"""Step 2: topics are raised, people go to them, corners open (§5)."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from openspace.circle import PEOPLE, RULES, SpaceStep
from openspace.models import Joining, Space, Topic
from openspace.models.space import people
from openspace.wording import advice


def topics_of(workshop) -> list[Topic]:
    """Those with a corner by letter, then the offered ones; each with how many people stand at it."""
    shown = workshop.topics.exclude(state=Topic.State.PARKED).annotate(joined=Count("joinings"))
    found = list(shown.select_related("host", "raised_by", "asked_to_host", "group"))
    return sorted(found, key=lambda topic: (topic.corner or "Z", topic.pk))


class Topics(SpaceStep):
    key = "topics"
    title = _("Topics")
    prompt = _("What can we not solve alone?")
    minutes = 35
    back = ("circle",)
    allows = {"topic.offer": PEOPLE, "topic.join": PEOPLE, "topic.write": PEOPLE}
    pokes = frozenset({"topic", "joining"})

    def projector(self, run, group):
        return {"topics": topics_of(run.workshop), "rules": RULES, "head": "openspace/head.html"}

    def mine(self, run, seat):
        joining = Joining.objects.filter(seat=seat).select_related("topic__host").first()
        return {
            "topics": topics_of(run.workshop),
            "own_topic": joining.topic if joining else None,
            "may_offer": run.allows("topic.offer", seat),
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
            "open_corners": sum(topic.is_open for topic in topics),
            "present": people(workshop).present().order_by("name"),
            "joined": Joining.objects.filter(topic__workshop=workshop).count(),
        }

    def element(self, run, audience, kind, ref):
        return "" if kind == "four_rules" else None
