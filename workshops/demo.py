"""The demonstration: the firm of `examples/kickoff.json`, once prepared for a try and once as the day was held."""

import json
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from people.models import Membership, Organisation, User
from workshops import exchange
from workshops.models import StageRun, Workshop

EXAMPLE = Path(settings.BASE_DIR) / "examples" / "kickoff.json"
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
    LOGIN.touch(mode=0o600)
    LOGIN.write_text(json.dumps({"email": EMAIL, "password": password}))
    return prepared, password
