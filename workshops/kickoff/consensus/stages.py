from math import ceil

from django.template.loader import select_template
from django.utils.translation import gettext_lazy as _

from workshops.kickoff.consensus import versions
from workshops.kickoff.consensus.gaps import goals_without_strategy
from workshops.kickoff.consensus.statement import content
from workshops.stages import Stage, Step


class StatementStep(Step):
    """A step in which the room looks at the page; all of them show the same text."""

    def template(self, surface):
        """The page on wall and phone; the console of a step where it has one."""
        names = [f"consensus/{self.key}.{surface}.html", f"consensus/page.{surface}.html"]
        return select_template([*names, f"workshops/plain.{surface}.html"])

    def projector(self, run, group):
        return {"statement": content(run.workshop), "document": versions.newest(run.workshop)}

    def phone(self, run, group):
        return {"statement": content(run.workshop), "document": versions.newest(run.workshop)}

    def console(self, run):
        document = versions.newest(run.workshop)
        return {"document": document, "is_current": versions.is_current(run.workshop)}


class Generate(StatementStep):
    key = "generate"
    title = _("Generate")
    prompt = _("This page is made of your notes")

    def console(self, run):
        workshop = run.workshop
        return super().console(run) | {
            "goals_left": goals_without_strategy(workshop),
            "deferrals": workshop.deferrals.select_related("goal", "owner"),
            "people": workshop.organisation.people.all(),
        }


class Read(StatementStep):
    key = "read"
    title = _("Read")
    prompt = _("Where do you want to be heard?")


class Voice(StatementStep):
    key = "voice"
    title = _("Voice")
    prompt = _("What would change it?")


class Fist(StatementStep):
    key = "fist"
    title = _("Fist of five")
    prompt = _("How far do you carry it?")


class Freeze(StatementStep):
    """What the wall shows here is what is frozen, so that nobody signs another text than the one on the wall."""

    key = "freeze"
    title = _("Freeze")
    prompt = _("This version is fixed")

    def projector(self, run, group):
        document = versions.newest(run.workshop)
        return {"statement": document.parsed if document else content(run.workshop), "document": document}


class ConsensusStage(Stage):
    key = "consensus"
    title = _("Consensus statement")
    movement = 2
    minutes = 19
    may_be_skipped = False
    step_classes = (Generate, Read, Voice, Fist, Freeze)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 10 + ceil(writers / 2)
