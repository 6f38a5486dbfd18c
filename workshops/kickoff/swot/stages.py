from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Write(Step):
    key = "write"
    title = _("Write")
    prompt = _("Where are we strong, where do we lose?")


class Evidence(Step):
    key = "evidence"
    title = _("Facts")
    prompt = _("How do we know?")


class Vote(Step):
    key = "vote"
    title = _("Vote")
    prompt = _("What weighs most?")


class Why(Step):
    key = "why"
    title = _("Why")
    prompt = _("Why is that so?")


class Agree(Step):
    key = "agree"
    title = _("Agree")
    prompt = _("Is there one you would swap?")


class SwotStage(Stage):
    key = "swot"
    title = _("SWOT")
    movement = 2
    minutes = 65
    step_classes = (
        Write,
        Evidence,
        Vote,
        Why,
        Agree,
    )
