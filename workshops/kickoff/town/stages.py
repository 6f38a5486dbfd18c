from django.template.loader import select_template
from django.utils.translation import gettext_lazy as _

from workshops.aloud import Aloud
from workshops.kickoff.consensus import versions
from workshops.kickoff.town import desk, stale
from workshops.kickoff.town.rounds import current_round, is_last
from workshops.models import StageRun
from workshops.stages import EVERYBODY, WRITERS, Stage, Step

QUIET = frozenset({"question", "late", "parked", "presence", "decision", "commitment"})


class TownStep(Step):
    """A step of the town meeting: the queue on the console, the form of a question one tap behind on phones."""

    allows = {"question.send": EVERYBODY | {"cofac"}}
    pokes = frozenset({"question"})
    fills_the_desk = True

    def mine(self, run, seat):
        return desk.writing(run, seat)

    def console(self, run):
        return desk.desk(run)

    def element(self, run, audience, kind, ref):
        """The queue is the coach's alone; what is asked and answered brings the wall anew."""
        return "" if audience.surface == "phone" or kind in QUIET else None


class Collect(TownStep):
    key = "collect"
    title = _("Collect")
    prompt = _("What would make the plan stronger?")
    minutes = 10

    def projector(self, run, group):
        return {"lens_rows": desk.lens_rows()}


class Present(TownStep):
    key = "present"
    title = _("Present")
    prompt = _("Your strategy, your actions, what is new")
    minutes = 4
    back = ("collect",)

    def projector(self, run, group):
        return desk.presented(run) | {"head": "town/head.html"}

    def phone(self, run, group):
        """Every phone reads the same question, so each says whose it is."""
        return {"presents": desk.presents(run, run.turn), "is_own": current_round(run).group == group}


class Ask(TownStep):
    key = "ask"
    title = _("Ask")
    prompt = _("How, what, which, who?")
    minutes = 10
    allows = TownStep.allows | {"answer.type": WRITERS}
    pokes = frozenset({"question", "asked", "answer"})

    def projector(self, run, group):
        return desk.asked(run) | {"head": "town/head.html", "rule_line": "town/answering.html"}

    def mine(self, run, seat):
        return desk.writing(run, seat) | desk.typing(run, seat)


class TownStage(Stage):
    key = "town"
    title = _("Town meeting")
    movement = 3
    minutes = 45
    step_classes = (Collect, Present, Ask)

    def aloud(self, run: StageRun, kind: str, number: int) -> Aloud | None:
        """A question that the coach let through; who asks stays with the console."""
        question = run.workshop.questions.passed().filter(pk=number).exclude(text="").first()
        return Aloud(question.text, question.language, hue="sky") if kind == "question" and question else None

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return max(45, 10 + 14 * groups)

    def step_minutes(self, run: StageRun, step: Step) -> int:
        """Minutes of a round; rounds share the stage, so nothing is left over for one step."""
        return step.minutes

    def minutes_until(self, run: StageRun) -> int:
        """The rounds before this one took their minutes too."""
        return super().minutes_until(run) + run.turn * (Present.minutes + Ask.minutes)

    def following(self, run: StageRun) -> Step | None:
        """After the questions of a round the next one is presented; after the last the stage is locked."""
        return self.after(run.step) or (None if is_last(run) else self.step("present"))

    def named(self, run: StageRun, following: Step):
        """Whose turn it is to present."""
        if following.key != "present":
            return following.title
        return desk.presents(run, run.turn + (run.step == "ask")) or following.title


class Changes(Step):
    key = "changes"
    title = _("Changes")
    prompt = _("What changed by your answers?")
    allows = {"change.confirm": EVERYBODY}
    back = ("actions",)
    pokes = frozenset({"change", "statement"})

    def template(self, surface):
        return select_template([f"town/{self.key}.{surface}.html", f"workshops/plain.{surface}.html"])

    def projector(self, run, group):
        workshop = run.workshop
        is_fixed = stale.is_as_frozen(workshop) and not stale.is_stale(workshop)
        changes = desk.all_changes(workshop)
        return {"changes": changes, "document": versions.newest(workshop), "is_fixed": is_fixed}

    def mine(self, run, seat):
        return desk.confirming(run.workshop, seat)

    def console(self, run):
        return desk.revising(run.workshop)

    def element(self, run, audience, kind, ref):
        return "" if audience.surface == "phone" or kind in QUIET else None


class ReviseStage(Stage):
    key = "revise"
    title = _("Changes")
    movement = 3
    minutes = 8
    step_classes = (Changes,)

    def again(self, run: StageRun) -> StageRun | None:
        """Where people signed before the town meeting, a version frozen here is signed anew (`commit_first`)."""
        document = versions.newest(run.workshop)
        signed = run.workshop.agenda.filter(kind="signing", state=StageRun.State.LOCKED, order__lt=run.order).first()
        if signed is None or document is None or signed.locked_at is None or document.frozen_at is None:
            return None
        return signed if document.frozen_at > signed.locked_at else None

    def is_needed(self, run: StageRun) -> str:
        """R-GEN-20: changes that wait are settled here."""
        waiting = run.workshop.plan_changes.waiting().exists()
        return str(_("A change waits: put it into the plan, or decline it with a reason.")) if waiting else ""
