from math import ceil

from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Parked(Step):
    key = "parked"
    title = _("Parked items")
    prompt = _("Has each parked item a name or a date?")


class Dates(Step):
    key = "dates"
    title = _("Next dates")
    prompt = _("When do we look again?")


class Word(Step):
    key = "word"
    title = _("One word")
    prompt = _("How do you leave?")


class Photo(Step):
    key = "photo"
    title = _("Photo")
    prompt = _("All of us who want to be in it")


class CloseStage(Stage):
    key = "close"
    title = _("Closing")
    movement = 4
    minutes = 11
    step_classes = (
        Parked,
        Dates,
        Word,
        Photo,
    )

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 8 + ceil(writers / 6)
