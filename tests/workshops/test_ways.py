"""What stands before *Next* has its way beside it: a tap, or a place that this very desk shows."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from tests.workshops import days
from tests.workshops.conftest import led
from workshops.models import StageRun, Workshop

pytestmark = pytest.mark.django_db(transaction=True)
SAID_OR_WAITED_FOR = {"R-VIS-5", "R-VIS-6", "R-STRAT-1", "R-GREAD-2", "R-DEC-6", "R-SIGN-4"}
"""Nothing on the desk mends it: somebody says it aloud, or waits."""


def without_way(workshop: Workshop, console: Client) -> Iterator[str]:
    """Rules beside which stands nothing but "Later" or "Say why", and ways to a place that is not on the page."""
    found = workshop.findings()
    places = {fix.url[1:] for one in found for fix in one.fixes if fix.url.startswith("#")}
    if places:
        page = console.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
        yield from (f"no place {place}" for place in sorted(places - set(re.findall(r'\bid="([^"]+)"', page))))
    yield from (f"{one.rule} has no way" for one in found if not one.fixes and one.rule not in SAID_OR_WAITED_FOR)


def at(workshop: Workshop, run: StageRun, step: str) -> Workshop:
    """The day as it stands at this step."""
    workshop.agenda.filter(order__lt=run.order).update(state="locked")
    workshop.agenda.filter(order__gt=run.order).update(state="pending")
    now = timezone.now()
    workshop.agenda.filter(pk=run.pk).update(state="open", step=step, opened_at=now, step_opened_at=now)
    Workshop.objects.filter(pk=workshop.pk).update(state="live")
    return Workshop.objects.get(pk=workshop.pk)


@pytest.mark.parametrize("begin", [days.held, days.planned])
def test_each_condition_of_each_step_says_where_it_is_mended(transactional_db, example, begin):
    workshop = led(begin(example))
    workshop.seats.filter(role__in=["part", "lead"]).update(checked_in_at=timezone.now(), left_at=None)
    console, faults = Client(), []
    console.force_login(workshop.facilitator, backend="allauth.account.auth_backends.AuthenticationBackend")
    for run in workshop.agenda.all():
        for step in run.stage.steps:
            found = without_way(at(workshop, run, step.key), console)
            faults += [f"{run.kind} {step.key}: {fault}" for fault in found]
    assert "\n".join(faults) == ""
