"""The demonstration: the firm of `examples/kickoff.json`, once prepared for a try and once as the day was held.

Beside it stands an open space of the same people, held eight weeks ago, so that there is something to follow.
"""

import json
import re
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from people.models import Membership, Organisation, User
from workshops import exchange
from workshops.models import StageRun, Workshop

EXAMPLE = Path(settings.BASE_DIR) / "examples" / "kickoff.json"
SPACE = EXAMPLE.with_name("openspace.json")
AGO = timedelta(weeks=8, days=-1)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
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
    held = exchange.import_workshop(content)
    for role in (Membership.Role.ADMIN, Membership.Role.FACILITATOR):
        Membership.objects.create(user=user, organisation=held.organisation, role=role)
    held.facilitator, held.state = user, Workshop.State.CLOSED
    held.save(update_fields=["facilitator", "state"])
    held.agenda.update(state=StageRun.State.LOCKED)
    prepared = exchange.import_prepared(content, held.organisation, user)
    prepared.move_to(timezone.localdate(timezone=held.organisation.zone))
    followed(held.organisation, user)
    LOGIN.touch(mode=0o600)
    LOGIN.write_text(json.dumps({"email": EMAIL, "password": password}))
    return prepared, password


def followed(organisation: Organisation, user: User) -> Workshop:
    """The open space as it was held, closed, and in its eighth week: two visits are written down, two are to come."""
    content = json.loads(SPACE.read_text(encoding="utf-8"))
    held, today = date.fromisoformat(content["event"]["date"]), timezone.localdate(timezone=organisation.zone)
    content = days_later(content, today - AGO - held)
    content["hr_visits"] = content["hr_visits"][:2]
    made = exchange.import_workshop(content, organisation, user)
    for run in made.agenda.all():
        made.agenda.filter(pk=run.pk).update(state=StageRun.State.LOCKED, step=run.steps[-1].key)
    made.state, made.facilitator = Workshop.State.CLOSED, user
    made.save(update_fields=["state", "facilitator"])
    return made


def days_later(value: Any, by: timedelta) -> Any:
    """The content of a file with each of its days moved; its words stay."""
    if isinstance(value, dict):
        return {key: days_later(inner, by) for key, inner in value.items()}
    if isinstance(value, list):
        return [days_later(inner, by) for inner in value]
    if isinstance(value, str) and DAY.match(value):
        return (date.fromisoformat(value[:10]) + by).isoformat() + value[10:]
    return value
