from django.utils.translation import gettext_lazy as _

from openspace.choosing import Topics
from openspace.circle import Circle
from workshops.stages import Stage


class OpenSpaceStage(Stage):
    """The whole event: one stage that runs the steps of §5."""

    key = "openspace"
    title = _("Open space")
    movement = 2
    minutes = 140
    is_event = True
    may_be_skipped = False
    step_classes = (Circle, Topics)
