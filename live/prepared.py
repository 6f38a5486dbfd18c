"""Queries that are asked for every note: their SQL is put together once, which costs Django more than the answer."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet, Value

Row = TypeVar("Row", bound=Model)


class Given(Value):
    """Stands in a prepared query for a number or a text that is given when it is asked; never for a `None`."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


def twin(thing: Any) -> Any:
    """Another with the same attributes: what is asked over it changes none of them, so nothing deeper is copied."""
    other = object.__new__(type(thing))
    other.__dict__.update(thing.__dict__)
    return other


class Prepared(Generic[Row]):
    """Called with its values it gives the rows in a list; `build()` makes the query when it is first asked."""

    def __init__(self, build: Callable[[], QuerySet[Row]]):
        self.build = build
        self.ready: tuple[QuerySet[Row], Any, str, tuple] | None = None

    def __call__(self, **given: Any) -> list[Row]:
        queryset, built, sql, places = self.ready = self.ready or self.compiled()
        values = tuple(given[place.name] if isinstance(place, Given) else place for place in places)
        # A compiler keeps what it read from the query: which columns belong to which object, and how their values
        # become Python's. The connection is that of the thread which asks.
        compiler = twin(built)
        compiler.connection = connections[queryset.db]
        compiler.as_sql = lambda *_, **__: (sql, values)
        asked = twin(queryset)
        asked._query = twin(queryset.query)
        asked._query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(asked)

    def compiled(self) -> tuple[QuerySet[Row], Any, str, tuple]:
        queryset = self.build()
        compiler: Any = queryset.query.get_compiler(queryset.db)
        sql, places = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        converters, composite = compiler.get_converters(columns), compiler.has_composite_fields(columns)
        compiler.get_converters = lambda columns: converters
        compiler.has_composite_fields = lambda columns: composite
        return queryset, compiler, sql, places

    def first(self, **given: Any) -> Row | None:
        return next(iter(self(**given)), None)

    def get(self, **given: Any) -> Row:
        """The one row; raises `DoesNotExist` of its model."""
        for row in self(**given):
            return row
        asked: Any = self.build().model
        raise asked.DoesNotExist


def prepared(build: Callable[[], QuerySet[Row]]) -> Prepared[Row]:
    """Put it on a function that gives a query with `Given` places."""
    return Prepared(build)


def keep(owner: Model, name: str, query: Prepared) -> None:
    """Let `owner.name.all()` give what the query does, as after a prefetch; what was asked for before is not again."""
    if name not in owner.__dict__.get("_prefetched_objects_cache", {}):
        manager = getattr(owner, name)
        fill(owner, name, query(**{manager.field.name: owner.pk}))


def fill(owner: Model, name: str, rows: list) -> None:
    """Let `owner.name.all()` give these rows: what is known of them, or that there are none yet."""
    manager = getattr(owner, name)
    found = manager.get_queryset()
    found._result_cache, found._prefetch_done = rows, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
    for row in rows:
        setattr(row, manager.field.name, owner)
