from math import ceil

from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Generate(Step):
    key = "generate"
    title = _("Generate")
    prompt = _("This page is made of your notes")


class Read(Step):
    key = "read"
    title = _("Read")
    prompt = _("Where do you want to be heard?")


class Voice(Step):
    key = "voice"
    title = _("Voice")
    prompt = _("What would change it?")


class Fist(Step):
    key = "fist"
    title = _("Fist of five")
    prompt = _("How far do you carry it?")


class Freeze(Step):
    key = "freeze"
    title = _("Freeze")
    prompt = _("This version is fixed")


class ConsensusStage(Stage):
    key = "consensus"
    title = _("Consensus statement")
    movement = 2
    minutes = 19
    may_be_skipped = False
    step_classes = (Generate, Read, Voice, Fist, Freeze)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 10 + ceil(writers / 2)
