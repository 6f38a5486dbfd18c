from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workshops.aloud import Aloud
from workshops.kickoff.actions import tables
from workshops.kickoff.actions.strategies import hangs_on_goals, lay_goals, shown_strategy
from workshops.stages import LEAD, WRITERS, Stage, Step
from workshops.surfaces import gone
from workshops.templatetags.room import day

OWNERS = WRITERS | LEAD | {"quest", "fac"}


class PlanStep(Step):
    """The table of one strategy on the wall, all of them on the console."""

    fills_the_desk = True

    def projector(self, run, group):
        return tables.wall(run) | {"head": "actions/head.html", "rule_line": "actions/wall_purse.html"}

    def console(self, run):
        return tables.desk(run) | {"side_low": "actions/side.console.html"}

    def element(self, run, audience, kind, ref):
        if audience.surface == "phone":
            return tables.phone_html(run, kind)
        if kind != "action":
            return None
        if not ref:
            return ""
        action = run.workshop.actions.in_rank_order().filter(pk=ref).first()
        shows = action and self.shows(run, action)
        row = tables.row_html(action, self.key) if shows else gone(f"action-{ref}")
        return row + tables.purse_html(run, self.key)

    def shows(self, run, action) -> bool:
        return not action.is_withdrawn and action.strategy == shown_strategy(run)


class Draft(PlanStep):
    key = "draft"
    title = pgettext_lazy("step", "Draft")
    prompt = _("Who does what until when?")
    minutes = 30
    back = ("strategy",)
    allows = {"action.plan": WRITERS, "action.doubt": WRITERS | LEAD}
    pokes = frozenset({"strategy"})

    def entered(self, run, changing):
        if hangs_on_goals(run.workshop):
            lay_goals(run.workshop, run)

    def phone(self, run, group):
        return {"shown_strategy": shown_strategy(run)}

    def mine(self, run, seat):
        if not run.allows("action.plan", seat):
            return {}
        return tables.typing(run, seat) | {"behind": _("Type an action")}


class CrossCheck(PlanStep):
    key = "cross-check"
    title = _("Cross-check")
    prompt = _("Is this yours, and can it be measured?")
    minutes = 12
    allows = {"action.answer": OWNERS, "action.doubt": OWNERS}
    back = ("draft",)
    pokes = frozenset({"action", "shown", "strategy"})

    def mine(self, run, seat):
        return tables.owned(run, seat) if run.allows("action.answer", seat) else {}


class Decide(PlanStep):
    key = "decide"
    title = _("Decide")
    prompt = _("Yes, no, or later with a date?")
    minutes = 8
    allows = {"action.decide": LEAD}
    back = ("draft",)
    pokes = frozenset({"action", "decision"})

    def projector(self, run, group):
        return super().projector(run, group) | {"head": ""} | tables.requests(run)

    def console(self, run):
        return super().console(run) | tables.asked(run)

    def shows(self, run, action) -> bool:
        return run.workshop.actions.requests().filter(pk=action.pk).exists()

    def mine(self, run, seat):
        if not run.allows("action.decide", seat):
            return {}
        return tables.deciding(run, seat) | {"behind": _("Decide on the requests")}


class ActionsStage(Stage):
    key = "actions"
    title = _("Action plan")
    movement = 2
    minutes = 50
    step_classes = (Draft, CrossCheck, Decide)

    def aloud(self, run, kind, number):
        """One action: who does it until when, and how it is measured."""
        action = run.workshop.actions.standing().select_related("owner").filter(pk=number).first()
        if kind != "action" or action is None:
            return None
        fact = " · ".join(filter(None, [str(action.owner or ""), day(action.due), action.measure]))
        return Aloud(action.text, action.language, other=action.text_other, number=action.number, fact=fact)
