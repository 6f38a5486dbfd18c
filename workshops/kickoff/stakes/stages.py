from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Ideas(Step):
    key = "ideas"
    title = _("Ideas")
    prompt = _("What small, kind thing do we owe each other?")


class Choose(Step):
    key = "choose"
    title = _("Choose")
    prompt = _("Is it kind, safe and fair?")


class Sign(Step):
    key = "sign"
    title = _("Sign")
    prompt = _("Sign, write a milder one, or stay out")


class StakesStage(Stage):
    key = "stakes"
    title = _("Stakes and promise")
    movement = 1
    minutes = 25
    step_classes = (
        Ideas,
        Choose,
        Sign,
    )
