from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Write(Step):
    key = "write"
    title = _("Write")
    prompt = _("Where are we strong, where do we lose?")
    minutes = 26


class Evidence(Step):
    key = "evidence"
    title = _("Facts")
    prompt = _("How do we know?")
    minutes = 12


class Vote(Step):
    key = "vote"
    title = _("Vote")
    prompt = _("What weighs most?")
    minutes = 8


class Why(Step):
    key = "why"
    title = _("Why")
    prompt = _("Why is that so?")
    minutes = 15


class Agree(Step):
    key = "agree"
    title = _("Agree")
    prompt = _("Is there one you would swap?")
    minutes = 4


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
