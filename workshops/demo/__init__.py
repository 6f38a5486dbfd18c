"""The demonstration: the firm of `examples/kickoff.json`, once prepared for a try and once as the day was held.

The held one lies some two or three months back, whenever the demonstration is set up. Beside it stands an open space of
the same people, held eight weeks ago, so that there is something to follow.
"""

import json
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from people.models import Membership, Organisation, User
from workshops import exchange
from workshops.demo import since
from workshops.demo.days import days_later, in_months, months_later, without_day
from workshops.models import StageRun, Workshop

EXAMPLE = Path(settings.BASE_DIR) / "examples" / "kickoff.json"
SPACE = EXAMPLE.with_name("openspace.json")
AGO = timedelta(weeks=8, days=-1)
AT_LEAST = timedelta(days=62)
"""How far the held day lies back: behind it are two check-ins, before it the third."""
DUE = {"p04": timedelta(days=3), since.LATE: timedelta(days=-4), since.LATE_ACTION: timedelta(days=-4)}
"""From today: whose promise ends within the week, whose promise is late, and which action."""
LOGIN = Path(settings.DATA_DIR) / "demo.json"
EMAIL = "demo@tutti.example"


def is_wanted() -> bool:
    """Only an installation without any organisation gets the demonstration."""
    return not Organisation.objects.exists()


@transaction.atomic
def create() -> tuple[Workshop, str]:
    """The prepared workshop and the password of its facilitator, which is printed once."""
    content = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(EMAIL, password, name="Demo")
    today = timezone.localdate(timezone=ZoneInfo(content["organisation"]["timezone"]))
    held = exchange.import_workshop(held_before(content, today))
    for role in (Membership.Role.ADMIN, Membership.Role.FACILITATOR):
        Membership.objects.create(user=user, organisation=held.organisation, role=role)
    close(held, user)
    since.tell(held)
    prepared = exchange.import_prepared(content, held.organisation, user)
    prepared.move_to(today)
    followed(held.organisation, user)
    LOGIN.touch(mode=0o600)
    LOGIN.write_text(json.dumps({"email": EMAIL, "password": password}))
    return prepared, password


def held_before(content: dict[str, Any], today: date) -> dict[str, Any]:
    """The day and its cycle in a later month: two to three months back, or further where that is a weekend."""
    day = date.fromisoformat(content["event"]["date"])
    latest = 12 * (today.year - day.year) + today.month - day.month
    back = [months for months in range(latest, latest - 6, -1) if in_months(day, months) <= today - AT_LEAST]
    months = next((one for one in back if in_months(day, one).weekday() < 5), back[0])
    content = months_later(content, months)
    for title in ("title", "title_zh"):
        content["event"][title] = content["event"][title].replace(str(day.year), content["event"]["date"][:4])
    for promise in content["commitments"]:
        promise["text"] = without_day(promise["text"])
    for row in [*content["commitments"], *content["key_actions"]]:
        if by := DUE.get(row.get("id") or row["person"]):
            row["due"] = (today + by).isoformat()
    return content


def followed(organisation: Organisation, user: User) -> Workshop:
    """The open space as it was held, closed, and in its eighth week: two visits are written down, two are to come."""
    content = json.loads(SPACE.read_text(encoding="utf-8"))
    held, today = date.fromisoformat(content["event"]["date"]), organisation.today()
    content = days_later(content, today - AGO - held)
    content["hr_visits"] = content["hr_visits"][:2]
    made = exchange.import_workshop(content, organisation, user)
    close(made, user)
    return made


def close(workshop: Workshop, user: User) -> None:
    """Every stage was held to its end."""
    for run in workshop.agenda.all():
        workshop.agenda.filter(pk=run.pk).update(state=StageRun.State.LOCKED, step=run.steps[-1].key)
    workshop.state, workshop.facilitator = Workshop.State.CLOSED, user
    workshop.save(update_fields=["state", "facilitator"])
