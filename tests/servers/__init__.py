"""Real servers for tests: PostgreSQL, Redis, nginx and Tutti itself, each a process that a test may kill."""

from tests.servers.nginx import Nginx
from tests.servers.postgres import Postgres
from tests.servers.process import PATIENCE, ROOT, DidNotStart, NotInstalled, Server, free_port, wait_for
from tests.servers.redis import Redis
from tests.servers.schemas import Schemas
from tests.servers.tutti import Tutti

__all__ = [
    "PATIENCE",
    "ROOT",
    "DidNotStart",
    "Nginx",
    "NotInstalled",
    "Postgres",
    "Redis",
    "Schemas",
    "Server",
    "Tutti",
    "free_port",
    "wait_for",
]
