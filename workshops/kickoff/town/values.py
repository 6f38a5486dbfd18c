"""Values of the plan as text and back, so that a change can be proposed, shown, applied and carried in a file."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from people.models import Person
from people.number import plain


def written(value: Any) -> str:
    """Days in ISO, persons by their key, numbers without noughts, yes as "1"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return value.key if isinstance(value, Person) else str(value)


def typed(row: models.Model, name: str, text: str) -> Any:
    """The value of a field that reads like this."""
    field: Any = type(row)._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return row.workshop.organisation.people.get(key=text) if text else None  # type: ignore[attr-defined]
    if isinstance(field, models.DateField):
        return date.fromisoformat(text)
    if isinstance(field, models.DecimalField):
        return Decimal(text) if text else None
    if isinstance(field, models.BooleanField):
        return bool(text)
    return text
