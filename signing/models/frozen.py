from typing import TypeVar

from django.db import models

from signing.errors import Frozen

Row = TypeVar("Row", bound=models.Model, covariant=True)


class FrozenQuerySet(models.QuerySet[Row]):
    """Rows that are written once. Only what the model names in `OPEN_FIELDS` may change later."""

    def update(self, **values):
        if closed := set(values) - getattr(self.model, "OPEN_FIELDS", frozenset()):
            raise Frozen(f"{self.model.__name__} is frozen: {', '.join(sorted(closed))}")
        return super().update(**values)

    def delete(self):
        raise Frozen(f"{self.model.__name__} is frozen and cannot be deleted")


class FrozenModel(models.Model):
    """Written once: a later `save` of anything but `OPEN_FIELDS` and every `delete` raises `Frozen`."""

    OPEN_FIELDS: frozenset[str] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **options):
        if not self._state.adding and (update_fields is None or set(update_fields) - self.OPEN_FIELDS):
            raise Frozen(f"{type(self).__name__} is frozen")
        super().save(*args, update_fields=update_fields, **options)

    def delete(self, *args, **options):
        raise Frozen(f"{type(self).__name__} is frozen and cannot be deleted")
