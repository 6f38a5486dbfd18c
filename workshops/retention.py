"""How long an event remembers who wrote what, and the copy of the own data that anybody may take (R-GEN-18)."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from workshops.models import Note, Seat, Workshop

KEPT_MONTHS = 24
NEVER_SHOWN = (Note.State.DRAFT, Note.State.LATE, Note.State.HELD, Note.State.WITHDRAWN)
SECRET = {"device_key", "secret_version", "wrong_pins", "client_key", "secret_hash"}


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the first of the next month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return date(year, month + 1, 28)


def expired(today: date) -> "models.QuerySet[Workshop]":
    """Events whose last day lies more than 24 months back; one that was held later than planned counts from there."""
    oldest = months_before(today, KEPT_MONTHS)
    ended = Workshop.objects.annotate(last_day=Coalesce("second_day", "first_day")).filter(last_day__lt=oldest)
    return ended.exclude(agenda__step_opened_at__date__gte=oldest)


def forget(today: date) -> int:
    """Notes of expired events lose their author; what never hung on a wall is deleted. How many rows that touched."""
    touched = 0
    for workshop in expired(today):
        touched += workshop.notes.filter(state__in=NEVER_SHOWN).delete()[0]
        touched += workshop.notes.exclude(author=None).update(author=None, client_key="")
    return touched


def own_data(seat: Seat) -> dict[str, Any]:
    """Everything that belongs to one seat, by the name of its table: for the person, and nobody else."""
    copy: dict[str, Any] = {"seat": row_of(seat)}
    for relation in Seat._meta.related_objects:
        field = relation.remote_field.name if relation.many_to_many else relation.field.name
        rows = relation.related_model._default_manager.filter(**{field: seat})
        if found := [row_of(row) for row in rows]:
            copy[f"{relation.related_model._meta.label_lower}.{relation.field.name}"] = found
    return copy


def row_of(row: models.Model) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in SECRET and not field.auto_created]
    return {field.name: str(row.serializable_value(field.attname)) for field in fields}
