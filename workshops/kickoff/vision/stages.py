from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workshops.stages import Stage, Step


class Demo(Step):
    key = "demo"
    title = _("Demonstration")
    prompt = _("What can a picture of a goal look like?")


class Imagine(Step):
    key = "imagine"
    title = _("Imagine")
    prompt = _("It is the evening the goal was reached. What do you see?")


class Draw(Step):
    key = "draw"
    title = _("Draw")
    prompt = _("What touches you? One picture for the group.")


class Check(Step):
    key = "check"
    title = _("Check")
    prompt = _("Five questions to our picture")


class Gallery(Step):
    key = "gallery"
    title = _("Gallery")
    prompt = _("What does this picture do to you?")


class Name(Step):
    key = "name"
    title = pgettext_lazy("step", "Name")
    prompt = _("What is its title?")


class VisionStage(Stage):
    key = "vision"
    title = _("Vision canvas")
    movement = 1
    minutes = 70
    step_classes = (
        Demo,
        Imagine,
        Draw,
        Check,
        Gallery,
        Name,
    )

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 62 + 4 * groups
