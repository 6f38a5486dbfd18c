from datetime import timedelta
from math import ceil

from django.template.loader import render_to_string, select_template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workshops.kickoff.consensus import clauses, fists, length, reading, stances, versions
from workshops.kickoff.consensus.gaps import goals_left, is_complete
from workshops.kickoff.consensus.models import Page
from workshops.kickoff.consensus.statement import content, strategies_of
from workshops.stages import WRITERS, Stage, Step
from workshops.surfaces import both_languages

PRESSING = timedelta(seconds=3)


class StatementStep(Step):
    """A step in which the room looks at the page; all of them show the same text."""

    def template(self, surface):
        """The page on wall and phone; the console and the personal part of a step where it has one."""
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
    minutes = 2

    def moments(self, run):
        """Soon again, while the press counts the pages (R-CONS-4)."""
        return [timezone.now() + PRESSING] if length.length(run.workshop).is_awaited else []

    def console(self, run):
        workshop = run.workshop
        length.measure(workshop)
        return (
            super().console(run)
            | goals_left(workshop)
            | {
                "deferrals": workshop.deferrals.select_related("goal", "owner"),
                "people": workshop.organisation.people.all(),
                "page": Page.of(workshop),
                "has_second_wave": any(column.wave == 2 for column in strategies_of(workshop)),
            }
        )


class ClauseStep(StatementStep):
    """Clause by clause: the words are taken as they are when the room comes here, first or again."""

    fills_the_desk = True

    def entered(self, run, changing):
        clauses.sync(run.workshop)

    def resumed(self, run, changing):
        clauses.sync(run.workshop)

    def projector(self, run, group):
        return reading.wall(run)

    def phone(self, run, group):
        return {}


class Read(ClauseStep):
    """In silence: the wall goes from clause to clause and shows no counts, the phones ask for a stance on each."""

    key = "read"
    title = _("Read")
    prompt = _("Can we stand behind this page?")
    minutes = 4
    allows = {"stance.take": WRITERS}
    quiet = frozenset({"stance", "reading"})

    def counts(self, run, group=None):
        return stances.counted_on_paper(run)

    def mine(self, run, seat):
        return reading.own(run, seat) if run.allows("stance.take", seat) else {}

    def console(self, run):
        return reading.desk(run)

    def element(self, run, audience, kind, ref):
        return "" if kind in self.quiet else None


class Voice(ClauseStep):
    """Who wants to be heard is heard; new words are asked about at once on the phones (R-CONS-9)."""

    key = "voice"
    title = _("Voice")
    prompt = _("What would change it?")
    minutes = 7
    allows = {"stance.take": WRITERS}
    pokes = frozenset({"clause", "reply"})

    def entered(self, run, changing):
        super().entered(run, changing)
        clauses.show_first_to_be_heard(run)

    def counts(self, run, group=None):
        return stances.counted_on_paper(run)

    def mine(self, run, seat):
        return reading.listening(run, seat) if run.allows("stance.take", seat) else {}

    def console(self, run):
        return reading.desk(run)

    def element(self, run, audience, kind, ref):
        if audience.surface == "phone":
            return ""
        if kind in ("stance", "reply"):
            return render_to_string("consensus/counts.html", reading.counts(run) | both_languages(run, audience))
        return None


class Fist(StatementStep):
    key = "fist"
    title = _("Fist of five")
    prompt = _("How far do you carry it?")
    minutes = 3
    allows = {"fist.show": WRITERS}
    act = "consensus/fist_act.html"
    pokes = frozenset({"hands"})

    def projector(self, run, group):
        return {"hands": fists.hands(run.workshop)}

    def phone(self, run, group):
        return {"hands_are_raised": Page.of(run.workshop).hands_are_raised}

    def counts(self, run, group=None):
        return [fists.counted_on_paper()]

    def mine(self, run, seat):
        return reading.own_fist(run, seat) if run.allows("fist.show", seat) else {}

    def console(self, run):
        return reading.fist_desk(run)

    def element(self, run, audience, kind, ref):
        if audience.surface == "projector" and kind in ("fist", "hands"):
            return render_to_string("consensus/hands.html", self.projector(run, None) | both_languages(run, audience))
        return "" if kind in ("fist", "reply", "stance") else None


class Freeze(StatementStep):
    """What the wall shows here is what is frozen, so that nobody signs another text than the one on the wall."""

    key = "freeze"
    title = _("Freeze")
    prompt = _("We fix this version")
    minutes = 3

    def said(self, run):
        """The version that is fixed here: the newest while the text is its own, else the next."""
        document = versions.newest(run.workshop)
        number = document.version + (not versions.is_current(run.workshop)) if document else 1
        return {"{n}": str(number)}

    def projector(self, run, group):
        document = versions.newest(run.workshop)
        return {"statement": document.parsed if document else content(run.workshop), "document": document}

    def console(self, run):
        workshop = run.workshop
        shared = {"is_complete": is_complete(workshop), "people": workshop.organisation.people.all()}
        return super().console(run) | goals_left(workshop) | shared


class ConsensusStage(Stage):
    key = "consensus"
    title = _("Consensus statement")
    short_title = pgettext_lazy("stage", "Draft")
    movement = 2
    minutes = 19
    may_be_skipped = False
    step_classes = (Generate, Read, Voice, Fist, Freeze)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 10 + ceil(writers / 2)
