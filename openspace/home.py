"""Step 4: each home group puts the ideas at its sheet into five classes; its host enters them (R-OS-7)."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from openspace.choosing import topics_of
from openspace.circle import PEOPLE, RULES, SpaceStep
from openspace.models import Opinion, Space, Topic
from openspace.posting import hanging
from openspace.results import earned_kinds, rewards, to_do_list
from openspace.sorting import sheet
from openspace.walk import Walk

MINUTES_AN_IDEA = 1.5
SHORTEST, LONGEST = 20, 60
HINTS = {
    "feasible": _("do it as it is"),
    "testable": _("try it small first"),
    "thinkable": _("worth a thought"),
    "pending": _("say what is missing"),
    "not_considered": _("say why, kindly"),
}


def sorted_topics(workshop) -> list[Topic]:
    """The open topics with how far each home group is: how many ideas in each class, and how many in none."""
    found = [topic for topic in topics_of(workshop) if topic.is_open]
    for topic in found:
        topic.hanging = hanging(topic)  # type: ignore[attr-defined]
        kinds = Counter(idea.kind for idea in topic.hanging)  # type: ignore[attr-defined]
        topic.left, topic.ideas = kinds[""], sum(kinds.values())  # type: ignore[attr-defined]
        topic.done = topic.ideas - topic.left  # type: ignore[attr-defined]
        topic.share = round(100 * topic.done / topic.ideas) if topic.ideas else 100  # type: ignore[attr-defined]
        topic.kinds = [(kind, label, kinds[kind]) for kind, label in Opinion.Class.choices]  # type: ignore[attr-defined]
    return found


def unclassified(workshop):
    """The ideas that no home group has put into a class yet."""
    return Opinion.objects.filter(workshop=workshop, state="wall", merged_into=None, kind="")


class Home(SpaceStep):
    key = "home"
    title = _("Home groups")
    prompt = _("Which of these can we do?")
    minutes = 30
    takes_late = True
    back = ("walk",)
    behind = _("The ideas at our sheet")
    allows = {"opinion.classify": PEOPLE, "host.hand_over": PEOPLE}
    pokes = frozenset({"note", "opinion", "topic"})
    walls = Walk.walls

    def add_note(self, run, wall, seat, changing, **fields):
        """An idea of the walk that was on its way (R-GEN-3)."""
        idea = Walk.add_note(self, run, wall, seat, changing, **fields)
        run.stage.rearranged(idea, changing)
        return idea

    def minutes_of(self, run):
        """A minute and a half an idea, twenty to sixty."""
        count = Opinion.objects.filter(wall__run=run, state="wall").count()
        return min(LONGEST, max(SHORTEST, round(MINUTES_AN_IDEA * count))) if count else self.minutes

    def projector(self, run, group):
        return {"sheets": sorted_topics(run.workshop), "rules": RULES, "head": "openspace/head.html"}

    def mine(self, run, seat):
        topic = self.own_topic(run, seat)
        return {
            "topic": topic,
            "may_classify": topic is not None and topic.host_id == seat.pk and run.allows("opinion.classify", seat),
            "classes": [(kind, label, HINTS[kind]) for kind, label in Opinion.Class.choices],
            "scale": range(6),
        } | (sheet(topic) if topic else {})

    def alike(self, run, seat):
        """Who only listens sees the same as the rest of the home group."""
        topic = self.own_topic(run, seat)
        return None if topic is None or topic.host_id == seat.pk else "listening"

    @staticmethod
    def own_topic(run, seat) -> Topic | None:
        return run.workshop.topics.open().filter(group=seat.group, group__isnull=False).select_related("host").first()

    def console(self, run):
        return {
            "sheets": sorted_topics(run.workshop),
            "left": unclassified(run.workshop).count(),
            "preview": rewards(run.workshop),
            "space": Space.of(run.workshop),
        }

    def element(self, run, audience, kind, ref):
        return "" if kind in ("four_rules", "presence", "joining") else None


class Award(SpaceStep):
    """Step 4b: groups and sums, in the order of the groups; thanks for every idea (R-OS-12)."""

    key = "award"
    title = _("Thanks")
    prompt = _("Thank you for every idea")
    minutes = 10
    back = ("home",)

    def projector(self, run, group):
        return award(run.workshop) | {"head": "openspace/award_head.html", "theme": "stage"}

    def console(self, run):
        return award(run.workshop) | {"sheets": sorted_topics(run.workshop)}

    def element(self, run, audience, kind, ref):
        return "" if kind in ("four_rules", "presence", "joining") else None


def award(workshop) -> dict:
    """The reward sheet: what each group earned by class, its points and its sum."""
    space, kinds, made = Space.of(workshop), earned_kinds(workshop), rewards(workshop)
    shown = [kind for kind in Opinion.Class if kind in ("feasible", "testable", "thinkable")]
    rows = [
        {"reward": one, "kinds": [(kind.value, kind.label, kinds[one.group][kind.value]) for kind in shown]}
        for one in made
    ]
    ideas = Opinion.objects.filter(workshop=workshop, state__in=["wall", "set_aside"]).count()
    shown_rules = {"rules": RULES, "to_do": len(to_do_list(workshop))}
    return shown_rules | {"space": space, "rows": rows, "total": sum(one.paid for one in made), "ideas": ideas}
