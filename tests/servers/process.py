"""A process that a test may start, freeze, kill and start again, with a folder of its own."""

import contextlib
import itertools
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self, TypeVar

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
Answer = TypeVar("Answer")


class NotInstalled(Exception):
    """The program of a server is not on this machine."""


class DidNotStart(Exception):
    """A server ended or kept silent; carries what it printed."""


def turns(each: int = 4_000) -> Iterator[int]:
    """Ports below those that the system lends by itself; each worker of a run goes through ports of its own."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 5
    first, begin = 12_000 + worker * each, random.SystemRandom().randrange(each)
    return (first + turn % each for turn in itertools.count(begin))


ports = turns()


def free_port() -> int:
    """Where nobody listens, nor anybody will while the server of a test that ends and starts again is away."""
    while True:
        with contextlib.suppress(OSError), socket.socket() as listener:
            listener.bind(("0.0.0.0", port := next(ports)))
            return port


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
                self.process.wait(timeout=PATIENCE)
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
