"""Which migrations a database has seen, told apart from those that this version brings."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader

Schema = dict[str, list[str]]


def leaves(loader: MigrationLoader, applied: set[tuple[str, str]]) -> Schema:
    """The last of each app's applied migrations; those that this version does not know are among them."""
    followed = {
        parent.key
        for key in applied
        if key in loader.graph.node_map
        for parent in loader.graph.node_map[key].parents
        if parent.key[0] == key[0]
    }
    found: Schema = {}
    for app, name in sorted(applied - followed):
        found.setdefault(app, []).append(name)
    return found


def present() -> Schema:
    """The schema of the database as it is now."""
    loader = MigrationLoader(connection)
    return leaves(loader, set(loader.applied_migrations))


def waiting() -> bool:
    """Whether a database that is in use lacks migrations of this version."""
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    return bool(applied) and not set(loader.disk_migrations) <= applied


def is_current() -> bool:
    """Whether the database has seen every migration of this version."""
    loader = MigrationLoader(connection)
    return set(loader.disk_migrations) <= set(loader.applied_migrations)


def unknown(schema: Schema) -> list[str]:
    """Migrations of a foreign schema that this version does not have: they are newer."""
    known = MigrationLoader(None).disk_migrations
    return [f"{app}.{name}" for app, names in schema.items() for name in names if (app, name) not in known]
