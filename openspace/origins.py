"""What waits in other events and may become a topic here: parked there, or a key action past its date."""

from openspace.models import Topic
from workshops.kickoff.actions.models import KeyAction
from workshops.models import ParkedItem, Workshop

MOST = 30
"""How many of each kind are offered at once."""
WAITING = ("", ParkedItem.Outcome.ASSIGNED)
UNDONE = (KeyAction.State.PLANNED, KeyAction.State.RUNNING)


def stuck(workshop: Workshop) -> list[tuple[str, str, str]]:
    """What waits in other events of the organisation: key, text, and the event; what was taken already is left out."""
    here = {"workshop__organisation": workshop.organisation, "workshop__is_rehearsal": workshop.is_rehearsal}
    taken = Topic.objects.filter(**here)
    items = ParkedItem.objects.filter(outcome__in=WAITING, **here)
    items = items.exclude(workshop=workshop).exclude(pk__in=taken.exclude(origin=None).values("origin"))
    actions = KeyAction.objects.filter(state__in=UNDONE, due__lt=workshop.today(), **here)
    actions = actions.exclude(pk__in=taken.exclude(origin_action=None).values("origin_action"))
    found = [("parked", one) for one in items.select_related("workshop").order_by("-pk")[:MOST]]
    found += [("action", one) for one in actions.select_related("workshop").order_by("-due")[:MOST]]
    return [(f"{kind}-{one.pk}", one.text, str(one.workshop)) for kind, one in found]
