"""PostgreSQL with databases for tests."""

import os
import pwd
import shutil
import signal
import subprocess
import uuid
from pathlib import Path
from typing import Any

import psycopg

from tests.servers.process import DidNotStart, NotInstalled, Server, free_port


class Postgres(Server):
    """A PostgreSQL of its own on loopback; `durable` keeps its promises through a kill."""

    gentle = signal.SIGINT  # closes connections; SIGTERM would wait for them
    abrupt = signal.SIGQUIT  # leaves at once: the next start recovers from the log

    def __init__(self, durable: bool = False) -> None:
        self.durable = durable
        self.programs = self.find()
        super().__init__()
        self.initialise()

    @staticmethod
    def find() -> Path:
        """The newest PostgreSQL's folder of programs; raises NotInstalled."""
        debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[4]))
        on_path = shutil.which("initdb")
        if not debian and not on_path:
            raise NotInstalled("PostgreSQL is not installed")
        return debian[-1].parent if debian else Path(str(on_path)).resolve().parent

    def account(self) -> dict[str, Any]:
        """PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return {}
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        user = known.get("postgres") or known["nobody"]
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def initialise(self) -> None:
        data, account = self.folder / "data", self.account()
        data.mkdir(mode=0o700)
        if account:
            for folder in (self.folder, data):
                os.chown(folder, account["user"], account["group"])
        words = ["--pgdata", str(data), "--username", "tutti", "--auth", "trust", "--encoding", "UTF8", "--locale", "C"]
        made = subprocess.run(
            [str(self.programs / "initdb"), *words, "--no-sync"], cwd="/", capture_output=True, text=True, **account
        )
        if made.returncode:
            raise DidNotStart(f"initdb failed:\n{made.stdout}{made.stderr}")

    def command(self) -> list[str]:
        self.port = self.port or free_port()
        safe = "on" if self.durable else "off"
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": safe,
            "synchronous_commit": safe,
            "full_page_writes": safe,
            "max_connections": 200,
        }
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *settings]

    def answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def url(self, name: str) -> str:
        return f"postgres://tutti@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=5) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def database(self, template: str = "template1") -> str:
        """The address of a new database, a copy of the template."""
        name = f"tutti_{uuid.uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)
