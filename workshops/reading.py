"""A workshop file as it is read: whatever is wrong with it is refused with the path of the place."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, models
from django.utils.translation import gettext as _

from people.text import in_sentences, normalised

log = logging.getLogger(__name__)
T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1970, 2199
BROKEN = (
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError),
    *(ValidationError, ObjectDoesNotExist, IntegrityError, DataError),
)


class NotAWorkshopFile(ValueError):
    """The file does not hold what a workshop file has to; the message says where and what is wrong."""


def refuse(path: str, problem: str) -> NoReturn:
    raise NotAWorkshopFile(f"{path}: {problem}" if path else problem)


@contextmanager
def refusing(part: str = "") -> Iterator[None]:
    """What a file breaks in here is the file's fault: it becomes `NotAWorkshopFile` with the name of the part."""
    try:
        yield
    except NotAWorkshopFile:
        raise
    except BROKEN as error:
        log.warning("a workshop file was refused: %s %r", part, error)
        problem = in_sentences(error.messages) if isinstance(error, ValidationError) else normalised(str(error))
        kind = _("something does not fit (%(what)s)") % {"what": f"{type(error).__name__}: {problem}"}
        raise NotAWorkshopFile(f"{part}: {kind}" if part else kind) from error


class Row:
    """One object of the file. What its getters give is cleaned; what is wrong is refused with its path."""

    def __init__(self, content: Any, path: str = ""):
        if not isinstance(content, dict):
            refuse(path, _("an object is needed here"))
        self.content, self.path = content, path

    def at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def given(self, name: str) -> Any:
        """The value, which has to be there; `null` is as good as nothing."""
        value = self.content.get(name)
        return refuse(self.at(name), _("this is missing")) if value is None else value

    def has(self, name: str) -> bool:
        return self.content.get(name) is not None

    def row(self, name: str) -> "Row":
        """The object under this name; one that is left out is empty."""
        return Row(self.content.get(name, {}), self.at(name))

    def list(self, name: str) -> list[tuple[str, Any]]:
        """The items under this name, each with its path; a list that is left out is empty."""
        items = self.content.get(name, [])
        if not isinstance(items, list):
            refuse(self.at(name), _("a list is needed here"))
        return [(f"{self.at(name)}[{place}]", item) for place, item in enumerate(items)]

    def rows(self, name: str, key: str = "") -> Iterator["Row"]:
        """The objects under this name; no two have the same `key`."""
        seen = set()
        for path, item in self.list(name):
            row = Row(item, path)
            if key:
                value = row.key(key)
                if value in seen:
                    refuse(row.at(key), _("“%(value)s” is there twice") % {"value": value[:40]})
                seen.add(value)
            yield row

    def key(self, name: str) -> str:
        """A name by which other rows speak of this one, or of which this one speaks."""
        value = text_at(self.given(name), self.at(name))
        return value or refuse(self.at(name), _("this is missing"))

    def one_of(self, name: str, table: dict[str, T], default: T | None = None) -> T:
        """What the table holds under the name that is given here; left out, the default, else refused."""
        if default is not None and not self.has(name):
            return default
        key = self.key(name)
        return table[key] if key in table else refuse(self.at(name), _("“%(value)s” is unknown") % {"value": key[:40]})

    def one_or_none(self, name: str, table: dict[str, T]) -> T | None:
        return None if self.content.get(name) in (None, "") else self.one_of(name, table)

    def fields(self, model: type[models.Model], *names: str) -> dict[str, Any]:
        """Values for these fields of a model by the model's own measures; what is left out keeps its default."""
        values = {}
        for name in names:
            field: Any = model._meta.get_field(name)
            if self.has(name):
                values[name] = cleaned(field, self.content[name], self.at(name))
            elif not (field.blank or field.has_default()):
                self.given(name)
        return values

    def text(self, name: str, field: Any) -> str:
        """A text in a field of another name, left out or empty at will."""
        empty = self.content.get(name) in (None, "")
        return "" if empty else cleaned(field, self.content[name], self.at(name))

    def day(self, name: str) -> date:
        return day_at(self.given(name), self.at(name))

    def moment(self, name: str) -> datetime | None:
        return moment_at(self.content[name], self.at(name)) if self.has(name) else None


def text_at(value: Any, path: str) -> str:
    return normalised(value) if isinstance(value, str) else refuse(path, _("a text is needed here"))


def day_at(value: Any, path: str) -> date:
    try:
        day = date.fromisoformat(text_at(value, path))
    except ValueError as error:
        if isinstance(error, NotAWorkshopFile):
            raise
        refuse(path, _("a day like 2026-01-16 is needed here"))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        refuse(path, _("a day like 2026-01-16 is needed here"))
    return day


def moment_at(value: Any, path: str) -> datetime:
    problem = _("a moment like 2026-01-16T00:45:00Z is needed here")
    text = text_at(value, path)
    day_at(text[:10], path)
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        refuse(path, problem)
    return moment if moment.tzinfo else refuse(path, problem)


def number_at(value: Any, path: str) -> Decimal:
    try:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise InvalidOperation
        return Decimal(str(value))
    except (InvalidOperation, ValueError):
        refuse(path, _("a number is needed here"))


def cleaned(field: Any, value: Any, path: str) -> Any:
    """The value by the measures of a field of a model: its type, its length, its choices."""
    if isinstance(field, models.DateField):
        value = day_at(value, path)
    elif isinstance(field, models.DecimalField):
        value = number_at(value, path)
    elif isinstance(field, (models.CharField, models.TextField)):
        value = text_at(value, path)
    elif isinstance(field, models.BooleanField):
        if not isinstance(value, bool):
            refuse(path, _("true or false is needed here"))
    elif isinstance(value, bool) or not isinstance(value, int):
        refuse(path, _("a whole number is needed here"))
    try:
        return field.clean(value, None)
    except ValidationError as error:
        refuse(path, in_sentences(error.messages))
