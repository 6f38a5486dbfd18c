from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Reveal(Step):
    key = "reveal"
    title = _("Groups revealed")
    prompt = _("Which wall is yours?")


class GroupingStage(Stage):
    key = "grouping"
    title = _("Groups")
    movement = 0
    minutes = 5
    step_classes = (Reveal,)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 3 + groups
