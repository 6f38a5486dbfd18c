from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Collect(Step):
    key = "collect"
    title = _("Collect")
    prompt = _("What would make the plan stronger?")


class Present(Step):
    key = "present"
    title = _("Present")
    prompt = _("Your strategy, your actions, what is new")


class Ask(Step):
    key = "ask"
    title = _("Ask")
    prompt = _("How, what, which, who?")


class TownStage(Stage):
    key = "town"
    title = _("Town meeting")
    movement = 3
    minutes = 45
    step_classes = (
        Collect,
        Present,
        Ask,
    )

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return max(45, 10 + 14 * groups)


class Changes(Step):
    key = "changes"
    title = _("Changes")
    prompt = _("What changed by your answers?")


class ReviseStage(Stage):
    key = "revise"
    title = _("Changes")
    movement = 3
    minutes = 8
    step_classes = (Changes,)
