from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Show(Step):
    key = "show"
    title = _("Show")
    prompt = _("What do we want to reach, and why?")


class Restate(Step):
    key = "restate"
    title = _("Restate")
    prompt = _("In your own words?")


class Temperature(Step):
    key = "temperature"
    title = _("Temperature")
    prompt = _("How well did you understand, how much do you believe?")


class GoalsStage(Stage):
    key = "goals"
    title = _("Goal read-in")
    movement = 2
    minutes = 19
    may_be_skipped = False
    step_classes = (Show, Restate, Temperature)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 7 + 3 * goals
