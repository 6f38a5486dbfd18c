"""Tutti itself."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.servers.process import Server, free_port


class Tutti(Server):
    """The product as it is run in a room: `manage.py serve` with a data folder and database of its own.

    `extra` goes into its environment (DATABASE_URL, REDIS_URL, PUBLIC_URL …); `options` are further words for `serve`.
    """

    # What a developer's shell or the test run itself has set says nothing about this installation.
    foreign = ("DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "DEBUG", "SECRET_KEY", "TUTTI_DATA", "EMAIL_BACKEND")
    foreign += ("PYTHONDONTWRITEBYTECODE",)  # each start would compile the whole house anew

    def __init__(self, extra: Mapping[str, str] | None = None, options: Sequence[str] = ("--no-demo",)) -> None:
        super().__init__()
        self.extra = dict(extra or {})
        self.options = list(options)
        self.data = Path(self.extra.get("TUTTI_DATA", str(self.folder / "data")))
        self.url = ""

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in self.foreign}
        own = {"TUTTI_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "config.settings"}
        return inherited | own | self.extra

    def command(self) -> list[str]:
        self.port = self.port or free_port()  # a restart keeps the address that phones know
        return [sys.executable, "manage.py", "serve", "--port", str(self.port), "--quiet", *self.options]

    def answers(self) -> bool:
        output = (self.folder / "output.log").read_text()
        if "\n" not in output:
            return False
        self.url = str(json.loads(output.splitlines()[0])["url"])
        return self.healthy()

    def healthy(self) -> bool:
        """Whether GET /healthz answers with 200."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(f"{self.url}/healthz", timeout=5) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def manage(self, *words: str, typed: str | None = None) -> str:
        """Run a management command in the same environment and give back what it printed; fails loudly."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=self.home,
            env=self.environment(),
            input=typed,
            stdin=None if typed is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, (
            f"manage.py {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
        return done.stdout
