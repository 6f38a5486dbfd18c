"""Run a command beside a throw-away PostgreSQL and Redis: `python -m tests.servers .venv/bin/pytest tests/live`."""

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.servers import Postgres, Redis


def beside(command: Sequence[str]) -> int:
    """Run a command with their addresses in its environment."""
    with Postgres() as postgres, Redis() as redis:
        there = {"DATABASE_URL": postgres.database(), "REDIS_URL": redis.url}
        return subprocess.run(list(command), env=os.environ | there).returncode


if __name__ == "__main__":
    sys.exit(beside(sys.argv[1:]))
