"""Rows that are written for every note: the SQL of their INSERT or UPDATE is put together once.

For rows of our own tables that nobody listens to: no signals are sent, nothing is computed by the database.
"""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    Model,
    OneToOneField,
    PositiveSmallIntegerField,
    TextField,
)

AS_IT_IS: dict[type[Field], tuple[type, ...]] = {
    BigIntegerField: (int,),
    BooleanField: (bool,),
    CharField: (str,),
    ForeignKey: (int,),
    OneToOneField: (int,),
    PositiveSmallIntegerField: (int,),
    TextField: (str,),
}


@cache
def inserting(model: type[Model]) -> tuple[str, list[Field]]:
    """The statement for the columns of this model's own table, and the fields that they come from."""
    meta: Any = model._meta
    fields = [field for field in meta.local_concrete_fields if field is not meta.auto_field]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    returned = f" RETURNING {quoted(meta.pk.column)}" if meta.auto_field else ""
    return f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({places}){returned}", fields


def insert(row: Model) -> None:
    """Keep a new row, with its parents' parts, and give it its key; as `row.save(force_insert=True)`."""
    for parent, link in row._meta.parents.items():
        insert_into(parent, row)
        if link:
            setattr(row, link.attname, getattr(row, parent._meta.pk.attname))
    insert_into(type(row), row)
    row._state.adding, row._state.db = False, connection.alias


def value_of(field: Field, row: Model, adding: bool) -> Any:
    """What goes into the column; texts and numbers go as they are, which spares a dozen calls a field."""
    value = field.pre_save(row, adding)
    return value if type(value) in AS_IT_IS.get(type(field), ()) else field.get_db_prep_save(value, connection)


def insert_into(model: type[Model], row: Model) -> None:
    statement, fields = inserting(model)
    values = [value_of(field, row, True) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        if model._meta.auto_field:
            setattr(row, model._meta.pk.attname, cursor.fetchone()[0])


def insert_all(model: type[Model], rows: list) -> None:
    """Keep new rows of one model in one statement, which gives them no keys."""
    if not rows:
        return
    statement, fields = inserting(model)
    head, places = statement.partition(" RETURNING ")[0].split(" VALUES ")
    values = [value_of(field, row, True) for row in rows for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"{head} VALUES {', '.join([places] * len(rows))}", values)


@cache
def updating(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Field]]:
    meta: Any = model._meta
    quoted = connection.ops.quote_name
    fields = [meta.get_field(name) for name in names]
    changed = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    return f"UPDATE {quoted(meta.db_table)} SET {changed} WHERE {quoted(meta.pk.column)} = %s", fields


def update(row: Model, *names: str) -> None:
    """Keep these fields of a row that is there, all of its own table; as `row.save(update_fields=names)`."""
    statement, fields = updating(type(row), names)
    values = [value_of(field, row, False) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, row.pk])
