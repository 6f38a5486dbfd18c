from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workshops.models import Workshop
from workshops.templatetags.room import day


def focus(workshop: Workshop) -> str:
    """The focus question: "What must we do to reach [goal] by [date]?"."""
    goals = list(workshop.goals.all())
    if not goals:
        return _("What must we do to reach it?")
    language = get_language() or "en"
    last = day(max(goal.date for goal in goals))
    if len(goals) == 1:
        return _("What must we do to reach %(goal)s by %(date)s?") % {"goal": goals[0].title_in(language), "date": last}
    return _("What must we do to reach our %(count)d goals by %(date)s?") % {"count": len(goals), "date": last}
