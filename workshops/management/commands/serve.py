import contextlib
import ctypes
import errno
import faulthandler
import gc
import json
import os
import signal
import socket
import sys

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from live.backup import running, schema
from live.frames import SharedFrames
from signing.readiness import readiness
from signing.seal import ensure_key
from workshops import demo, keeping

BACKLOG = 2048
SWITCH = 0.0005
SELDOM = (10_000, 20, 20)  # what Python sets is (700, 10, 10); a note makes thousands of things that are gone with it
MOST_ARENAS = -8  # M_ARENA_MAX of glibc


class Command(BaseCommand):
    help = "Serve Tutti on this machine; on the first run with the demo workshop of examples/kickoff.json."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="0.0.0.0")
        parser.add_argument("--port", type=int, default=settings.PORT, help="0 takes any free port")
        parser.add_argument("--no-demo", action="store_true", help="start empty: the first visitor sets up")
        parser.add_argument("--quiet", action="store_true", help="print one line of JSON instead of the welcome")

    def handle(self, host, port, no_demo, quiet, **options):
        signal.signal(signal.SIGUSR1, self.tell_what_threads_do)
        self.take_memory_from_one_place()
        serving = running.serve()
        self.must_write_database()
        self.must_have_schema()
        for missing in readiness():
            print(missing, file=sys.stderr)
        ensure_key()
        listening = self.listen(host, port)
        settings.PORT = listening.getsockname()[1]
        password = demo.create()[1] if demo.is_wanted() and not no_demo else ""
        if quiet:
            print(json.dumps({"url": f"http://127.0.0.1:{settings.PORT}", "pid": os.getpid()}), flush=True)
        else:
            from workshops.welcome import welcome

            welcome(password)
        config = uvicorn.Config(
            "config.asgi:application",
            ws=SharedFrames,
            ws_per_message_deflate=False,
            ws_max_size=64 * 1024,
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=bool(settings.PUBLIC_URL),
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        if settings.BACKUP_MINUTES:
            keeping.keep()
        config.load()
        self.settle()
        uvicorn.Server(config).run(sockets=[listening])
        serving.close()

    @staticmethod
    def tell_what_threads_do(*_signal: object) -> None:
        """What each thread is doing, into the log: kill -USR1, where something seems to stand still.

        Asked here and not within the signal (`faulthandler.register`): there the others would run on while they are
        looked at, which now and then ended the server.
        """
        faulthandler.dump_traceback()

    @staticmethod
    def take_memory_from_one_place() -> None:
        """With a place of its own each thread would keep what it once needed; asked before there are others."""
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(MOST_ARENAS, 1)

    @staticmethod
    def settle() -> None:
        """What is loaded by now stays: it need not be looked through again for garbage while a room is live.

        A thread that renders hands over after half a millisecond, so that pushes do not wait for pages.
        """
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        sys.setswitchinterval(SWITCH)

    def listen(self, host: str, port: int) -> socket.socket:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is taken. Stop what runs there, or choose another: PORT=8001 make run"
                ) from None
            raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}") from None
        listening.listen(BACKLOG)
        listening.set_inheritable(True)
        return listening

    @staticmethod
    def must_have_schema() -> None:
        """A new or an older database is told apart from a broken one, with what mends it."""
        if not schema.is_current():
            raise CommandError(
                "The database is new, or of another version of Tutti. Start with `make run`, "
                f"or bring it up to date first: {sys.executable} manage.py upgrade"
            )

    def must_write_database(self) -> None:
        """Say what is wrong with the database before anybody writes a note.

        Nothing of it is kept: of several processes one may be killed right here.
        """
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("CREATE TABLE tutti_can_write (x INTEGER)")
                transaction.set_rollback(True)
        except DatabaseError as error:
            where = connection.settings_dict["NAME"]
            print(f"The database {where} cannot be written: {error}", file=sys.stderr)
            raise CommandError(
                f"Give this user the right to write {where} and its folder, or set DATABASE_URL."
            ) from None
