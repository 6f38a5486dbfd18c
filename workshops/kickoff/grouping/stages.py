from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from workshops.kickoff.grouping import arranging, dealing
from workshops.kickoff.grouping.pictures import circles, score
from workshops.stages import Stage, Step


class Reveal(Step):
    """Everybody learns the own wall. Without a draft the room is dealt as it comes in."""

    key = "reveal"
    title = _("Groups revealed")
    prompt = _("Which wall is yours?")

    def entered(self, run, changing):
        workshop = run.workshop
        if not workshop.groups.exists():
            dealing.deal(workshop, dealing.group_count(len(dealing.to_deal(workshop))))
        arranging.place_the_rest(workshop, changing)

    def projector(self, run, group):
        shown = [one for one in circles(run.workshop) if group in (None, one.group)]
        departments = {seat.department for one in shown for seat in one.members}
        return {
            "head": "grouping/head.html",
            "theme": "stage",
            "circles": [(one, score(one.here)) for one in shown],
            "writers": sum(len(one.members) for one in shown),
            "departments": len(departments),
        }

    def phone(self, run, group):
        shown = circles(run.workshop)
        own = next((one for one in shown if one.group == group), None) if group else None
        return {"circle": own, "has_groups": any(one.group for one in shown)}

    def console(self, run):
        return run.stage.plan_context(run.workshop)

    def element(self, run, audience, kind, ref):
        """Who comes late is among the own group on its phones, open as they are; the wall draws itself anew."""
        if audience.surface == "projector":
            return None
        group = run.workshop.group_of(audience.group)
        told = self.phone(run, group)
        parts = ("together_count", "together") if told["circle"] and kind == "presence" else ()
        return "".join(render_to_string(f"grouping/{part}.html", told) for part in parts)


class GroupingStage(Stage):
    key = "grouping"
    title = _("Groups")
    movement = 0
    minutes = 5
    step_classes = (Reveal,)
    plan_card = "grouping/board.html"

    def plan_context(self, workshop):
        return {
            "circles": circles(workshop),
            "may_deal": arranging.may_deal(workshop),
            "count": arranging.proposed_count(workshop),
        }

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 3 + groups
