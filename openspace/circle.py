"""Step 1: four rules, how thanks are shared, a chair for each person."""

from math import cos, pi, sin
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from openspace.models import Acceptance, Opinion, Space
from openspace.models.space import people
from openspace.script import LINES
from workshops.stages import LEAD, WRITERS, Step

PEOPLE = WRITERS | LEAD
RULES = [
    ("Whoever comes is the right person; rank stays at the door", "来的就是对的人，不分职级"),
    ("What happens is what can happen; put ready answers down", "放下预设，发生的就是该发生的"),
    ("When it starts, it starts", "该开始就开始，马上开始"),
    ("When it is over, it is over; no time is filled", "结束就结束，结果就是结果"),
]
CIRCLE, CENTRE = 252, 310


class Chair(NamedTuple):
    """A place in the circle as the wall draws it, in units of its picture."""

    x: float
    y: float
    turn: int
    state: str


def chairs(here: int, expected: int) -> list[Chair]:
    """A chair for each person, whoever sits; the last who came is marked, nobody is named."""
    count = max(here, expected, 1)
    found = []
    for place in range(count):
        angle = 2 * pi * place / count
        state = "new" if place == here - 1 else "on" if place < here else "off"
        x, y = CENTRE + CIRCLE * sin(angle), CENTRE - CIRCLE * cos(angle)
        found.append(Chair(round(x, 1), round(y, 1), round(360 * place / count) - 20, state))
    return found


class SpaceStep(Step):
    """A step of an open space: its line to say stands with this ritual."""

    @property
    def line(self):
        return LINES.get(self.key) or super().line


def reward_context(workshop) -> dict[str, Any]:
    """How thanks are shared, as the wall, the phones and the console say it."""
    space = Space.of(workshop)
    table = space.rule.rates if space.mode == Space.Mode.RATE else space.weights
    worth = [(kind, label, table[kind]) for kind, label in Opinion.Class.choices if table.get(kind)]
    return {"space": space, "worth": worth}


class Circle(SpaceStep):
    key = "circle"
    title = _("Circle")
    prompt = _("Four rules, for everybody in the circle")
    minutes = 15
    allows = {"rules.accept": PEOPLE}
    act = "openspace/circle_act.html"

    def projector(self, run, group):
        here, expected = people(run.workshop).present().count(), people(run.workshop).count()
        shared = {"rules": RULES, "here": here, "expected": expected, "chairs": chairs(here, expected)}
        return shared | {"head": "openspace/circle_head.html", "theme": "stage"} | reward_context(run.workshop)

    def phone(self, run, group):
        return {"rules": RULES} | reward_context(run.workshop)

    def mine(self, run, seat):
        accepted = Acceptance.objects.filter(seat=seat).exists()
        return {"rules": RULES, "accepted": accepted, "may_accept": run.allows("rules.accept", seat)}

    def console(self, run):
        from openspace.forms import SpaceForm

        accepted = Acceptance.objects.filter(seat__in=people(run.workshop).present()).count()
        shared = reward_context(run.workshop)
        here = people(run.workshop).present().count()
        form = SpaceForm(initial=SpaceForm.values_of(shared["space"]))
        return shared | {"space_form": form, "accepted": accepted, "people_here": here}

    def element(self, run, audience, kind, ref):
        return "" if kind == "four_rules" else None
