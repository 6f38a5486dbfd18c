from math import ceil

from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Write(Step):
    key = "write"
    title = _("Write")
    prompt = _("I will, by when, seen by what?")


class Say(Step):
    key = "say"
    title = _("Say")
    prompt = _("Who wants to says one sentence")


class Sign(Step):
    key = "sign"
    title = _("Sign")
    prompt = _("Read what you sign")


class Support(Step):
    key = "support"
    title = _("Support")
    prompt = _("What was granted")


class SigningStage(Stage):
    key = "signing"
    title = _("Commitments and signing")
    movement = 4
    minutes = 21
    step_classes = (Write, Say, Sign, Support)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 12 + ceil(writers / 2)
