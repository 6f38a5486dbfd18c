from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from workshops.kickoff.goals.correcting import CORRECT
from workshops.kickoff.goals.models import MOST_FINGERS, Correction, GoalTemperature, Showing
from workshops.kickoff.goals.results import hands, unclear_goals
from workshops.kickoff.goals.scale import Scale
from workshops.stages import LEAD, WRITERS, Counted, Stage, Step
from workshops.surfaces import POKE, both_languages


def cards(run, seat) -> dict:
    """The goals with what was corrected; the decision maker may correct (R-GREAD-3)."""
    return {
        "goals": run.workshop.goals.all(),
        "before": Correction.before(run.workshop),
        "may_correct": run.allows(CORRECT, seat),
    }


def corrections(run) -> dict:
    return {"corrections": Correction.of(run.workshop)}


class Show(Step):
    key = "show"
    title = _("Show")
    prompt = _("What do we want to reach, and why?")
    behind = _("The goals")
    allows = {CORRECT: LEAD}

    def entered(self, run, changing):
        goal = Showing.following(run.workshop)
        if goal and not run.workshop.goal_showings.exists():
            run.workshop.goal_showings.create(goal=goal)

    def projector(self, run, group):
        goal = Showing.now(run.workshop)
        return {
            "head": "goals/head.html",
            "goal": goal,
            "scale": Scale(goal, Correction.before(run.workshop).get(goal.pk)) if goal else None,
            "goals": run.workshop.goals.all(),
        }

    def mine(self, run, seat):
        return cards(run, seat)

    def console(self, run):
        shown = set(run.workshop.goal_showings.values_list("goal", flat=True))
        return {
            "goal": Showing.now(run.workshop),
            "following_goal": Showing.following(run.workshop),
            "goals": [{"goal": goal, "was_shown": goal.pk in shown} for goal in run.workshop.goals.all()],
        } | corrections(run)


class Restate(Step):
    key = "restate"
    title = _("Restate")
    prompt = _("In your own words?")
    allows = {"goal.restate": WRITERS, CORRECT: LEAD}
    behind = _("Write our sentence")

    def projector(self, run, group):
        return {"restatements": run.workshop.restatements.select_related("group")}

    def mine(self, run, seat):
        may_restate = run.allows("goal.restate", seat)
        return cards(run, seat) | {
            "said": run.workshop.restatements.filter(group=seat.group).first(),
            "may_restate": may_restate,
            "behind": self.behind if may_restate else Show.behind,
        }

    def console(self, run):
        said = {one.group_id: one for one in run.workshop.restatements.all()}
        groups = list(run.workshop.groups.all()) or [None]
        sentences = [{"group": group, "said": said.get(group.pk if group else None)} for group in groups]
        return {"sentences": sentences} | corrections(run)

    def element(self, run, audience, kind, ref):
        """The sentence comes on the wall; phones of its group ask for it, others are not disturbed."""
        if kind != "restatement":
            return ""
        said = run.workshop.restatements.select_related("group").filter(pk=ref).first()
        if said is None:
            return ""
        if audience.surface == "phone":
            return POKE.format("mine") if audience.group == (said.group.letter if said.group else "") else ""
        return render_to_string("goals/restatement.html", {"said": said})


class Temperature(Step):
    key = "temperature"
    title = _("Temperature")
    prompt = _("How well did you understand, how much do you believe?")
    allows = {"goal.temperature": WRITERS, CORRECT: LEAD}
    act = "goals/temperature_act.html"

    def counts(self, run, group=None):
        fingers = [(str(count), str(count)) for count in range(MOST_FINGERS + 1)]
        asked = {"understand": _("I understand: fingers on paper"), "believe": _("I believe: fingers on paper")}
        return [Counted(f"goals.{name}", label, fingers) for name, label in asked.items()]

    def projector(self, run, group):
        return {"hands": hands(run.workshop)}

    def mine(self, run, seat):
        shown = GoalTemperature.objects.filter(seat=seat).first()
        return cards(run, seat) | {
            "shown": shown,
            "unclear": list(shown.unclear.all()) if shown else [],
            "fingers": range(6),
            "may_show": run.allows("goal.temperature", seat),
        }

    def console(self, run):
        return {"hands": hands(run.workshop), "unclear_goals": unclear_goals(run.workshop)} | corrections(run)

    def element(self, run, audience, kind, ref):
        if audience.surface != "projector" or kind != "temperature":
            return ""
        return render_to_string("goals/hands.html", both_languages(run, audience) | {"hands": hands(run.workshop)})


class GoalsStage(Stage):
    key = "goals"
    title = _("Goal read-in")
    short_title = _("Goals")
    movement = 2
    minutes = 19
    may_be_skipped = False
    step_classes = (Show, Restate, Temperature)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 7 + 3 * goals
