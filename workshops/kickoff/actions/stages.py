from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Draft(Step):
    key = "draft"
    title = _("Draft")
    prompt = _("Who does what until when?")


class CrossCheck(Step):
    key = "cross-check"
    title = _("Cross-check")
    prompt = _("Is this yours, and can it be measured?")


class Decide(Step):
    key = "decide"
    title = _("Decide")
    prompt = _("Yes, no, or later with a date?")


class ActionsStage(Stage):
    key = "actions"
    title = _("Action plan")
    movement = 2
    minutes = 50
    step_classes = (Draft, CrossCheck, Decide)
