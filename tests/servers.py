"""Real servers for tests: PostgreSQL, Redis and Tutti itself, each a process that a test may kill.

Also a command, to run something beside a throw-away PostgreSQL and Redis:

    python -m tests.servers .venv/bin/pytest -m "not browser"
"""

import fcntl
import hashlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

import psycopg

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
APPS = ("live", "people", "signing", "workshops", "followup", "openspace", "okr", "review")
Answer = TypeVar("Answer")


class NotInstalled(Exception):
    """The program of a server is not on this machine."""


class DidNotStart(Exception):
    """A server ended or kept silent; carries what it printed."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(ask: Callable[[], Answer | None], what: str, seconds: float = PATIENCE) -> Answer:
    """Ask again and again until the answer is truthy; raises TimeoutError naming what never came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.02)
    raise TimeoutError(f"{what} did not come within {seconds:g} s")


def ends_with_its_parent(by: str) -> list[str]:
    """Words to put before a command, so that a killed test run leaves no server behind."""
    return ["setpriv", "--pdeathsig", by] if shutil.which("setpriv") else []


class Server:
    """One process with a folder of its own. Also a context manager: started on entry, swept up on exit."""

    gentle = signal.SIGTERM
    abrupt = signal.SIGKILL
    home = ROOT

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"tutti-{type(self).__name__.lower()}-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def account(self) -> dict[str, Any]:
        """Arguments for Popen that change the user; none for most."""
        return {}

    @property
    def log(self) -> str:
        """What it wrote to its error stream in all its lives."""
        file = self.folder / "errors.log"
        return file.read_text(errors="replace") if file.exists() else ""

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> Self:
        self.spawn()
        try:
            wait_for(self.answers_or_fails, f"an answer of {type(self).__name__}")
        except BaseException:
            self.kill()
            raise
        return self

    def spawn(self) -> None:
        with (self.folder / "output.log").open("wb") as output, (self.folder / "errors.log").open("ab") as errors:
            self.process = subprocess.Popen(
                ends_with_its_parent(self.gentle.name.removeprefix("SIG")) + self.command(),
                cwd=self.home,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                **self.account(),
            )

    def answers_or_fails(self) -> bool:
        if not self.alive:
            code = self.process.returncode if self.process else None
            raise DidNotStart(f"{type(self).__name__} ended with {code}:\n{self.log[-4000:]}")
        return self.answers()

    def end_by(self, how: signal.Signals) -> None:
        if self.process is not None:
            if self.process.poll() is None:
                self.process.send_signal(how)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise

    def terminate(self) -> None:
        """End it as an administrator would; returns when it is gone."""
        self.end_by(self.gentle)

    def kill(self) -> None:
        """End it as a power cut would, without a chance to tidy up."""
        self.end_by(self.abrupt)

    def freeze(self) -> None:
        """It stands still: nothing is refused, nothing is answered."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def restart(self) -> Self:
        """Start again on the same address with the same data, ending it gently first if it still runs."""
        self.terminate()
        return self.start()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        try:
            self.kill()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


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


class Redis(Server):
    """A Redis of its own on loopback that keeps nothing."""

    def command(self) -> list[str]:
        program = shutil.which("redis-server")
        if not program:
            raise NotInstalled("Redis is not installed")
        self.port = self.port or free_port()
        words = {"--port": self.port, "--bind": "127.0.0.1", "--save": "", "--appendonly": "no", "--dir": self.folder}
        return [program, *(str(part) for pair in words.items() for part in pair)]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


class Nginx(Server):
    """The proxy of an installation on several processes, with the very lines that `deploy/nginx/` gives."""

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__()
        self.ports = ports

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def site(self) -> str:
        """`compose.conf` with other addresses."""
        text = (ROOT / "deploy" / "nginx" / "compose.conf").read_text()
        processes = "\n".join(f"server 127.0.0.1:{port} max_fails=0;" for port in self.ports)
        proxied = ROOT / "deploy" / "nginx" / "proxied.conf"
        for there, here in {
            "server app:8000;": processes,
            "listen 80 default_server;": f"listen 127.0.0.1:{self.port};",
            "/etc/nginx/tutti-proxied.conf": str(proxied),
        }.items():
            assert text.count(there) == 1
            text = text.replace(there, here)
        return text

    def command(self) -> list[str]:
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        if not program:
            raise NotInstalled("nginx is not installed")
        self.port = self.port or free_port()
        places = "\n".join(
            f"{name}_temp_path {self.folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"daemon off; {user} pid {self.folder}/pid; error_log stderr; events {{ }}\n"
            f"http {{ access_log off;\n{places}\n{self.site()} }}\n"
        )
        return [program, "-p", str(self.folder), "-e", "stderr", "-c", str(self.folder / "nginx.conf")]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False


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
        return [sys.executable, "manage.py", "serve", "--port", str(self.port), "--quiet", *self.options]

    def answers(self) -> bool:
        output = (self.folder / "output.log").read_text()
        if "\n" not in output:
            return False
        self.url = str(json.loads(output.splitlines()[0])["url"])
        self.port = int(self.url.rsplit(":", 1)[1].strip("/"))  # a restart keeps the address that phones know
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


class Schemas:
    """Databases with Tutti's tables, migrated once for each kind, kept between runs, and then copied.

    To play all migrations takes longer than most tests, and each of several workers would have to.
    """

    def __init__(self) -> None:
        self.postgres: dict[int, str] = {}

    def fill(self, data: Path) -> None:
        """Put a migrated SQLite file into a data folder."""
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy(self.migrated(), data / "tutti.sqlite3")

    def migrated(self) -> Path:
        """A SQLite file with these migrations."""
        return self.kept("sqlite3", self.migrate_sqlite)

    def copy(self, postgres: Postgres) -> str:
        """The address of a new migrated database."""
        if postgres.port not in self.postgres:
            dump = self.kept("sql", lambda own: self.dump(postgres, own))
            address = postgres.database()
            subprocess.run(
                [str(postgres.programs / "psql"), "--quiet", "--no-psqlrc", "--file", str(dump), address],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            self.postgres[postgres.port] = address.rsplit("/", 1)[1]
        return postgres.database(self.postgres[postgres.port])

    @staticmethod
    def kept(ending: str, make: Callable[[Path], None]) -> Path:
        """The file of these migrations; one of several workers makes it."""
        steps = sorted(path for app in APPS for path in (ROOT / app).rglob("migrations/*.py"))
        played = hashlib.sha256(b"".join(path.read_bytes() for path in [*steps, ROOT / "requirements.lock"]))
        file = ROOT / "build" / "schemas" / f"{played.hexdigest()[:16]}.{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.with_suffix(f".{ending}.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not file.exists():
                own = file.with_suffix(f".{ending}.new")
                make(own)
                own.replace(file)
        return file

    @staticmethod
    def migrate_sqlite(own: Path) -> None:
        made = Tutti()
        made.manage("migrate", "--verbosity=0")
        shutil.copy(made.data / "tutti.sqlite3", own)

    @staticmethod
    def dump(postgres: Postgres, own: Path) -> None:
        address = postgres.database()
        Tutti({"DATABASE_URL": address}).manage("migrate", "--verbosity=0")
        with own.open("wb") as file:
            subprocess.run([str(postgres.programs / "pg_dump"), "--no-owner", address], check=True, stdout=file)


def beside(command: Sequence[str]) -> int:
    """Run a command with the addresses of a throw-away PostgreSQL and Redis in its environment."""
    with Postgres() as postgres, Redis() as redis:
        there = {"DATABASE_URL": postgres.database(), "REDIS_URL": redis.url}
        return subprocess.run(list(command), env=os.environ | there).returncode


if __name__ == "__main__":
    sys.exit(beside(sys.argv[1:]))
