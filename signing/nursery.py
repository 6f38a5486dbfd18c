"""`python -m signing.nursery MODULE` loads what the work of a module needs, then forks a child for each job.

Each child is a process of its own with little time and little memory, which sees one piece of material and ends; the
nursery itself never does. The module has `SECONDS`, `MEMORY` in bytes, `prepare()` that loads what takes long, and
`work(material)`. Whatever starts a thread must wait for the child: a fork takes no threads along.
"""

import contextlib
import gc
import importlib
import os
import resource
import socket
import sys
from types import ModuleType
from typing import NoReturn

NICENESS = 10
IDLE = 120
"""Seconds after which a nursery that nobody asks gives its memory back."""


def main(module: str) -> None:
    os.nice(NICENESS)
    work = importlib.import_module(module)
    # What is missing here is missing in the child too, and there is told.
    with contextlib.suppress(Exception):
        work.prepare()
    gc.freeze()
    with socket.socket(fileno=0) as asked:
        wait_for_work(asked, work)


def wait_for_work(asked: socket.socket, work: ModuleType) -> None:
    """A child for each line that comes; returns when whoever asks is gone, or asks nothing for a while."""
    asked.settimeout(IDLE)
    with contextlib.suppress(TimeoutError):
        while (received := socket.recv_fds(asked, 1, 1))[0]:
            bury()
            with socket.socket(fileno=received[1][0]) as line:
                if not os.fork():
                    asked.close()
                    live(line, work)


def bury() -> None:
    """Take away the children that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def live(line: socket.socket, work: ModuleType) -> NoReturn:
    """In the child: `+` and what the work gives, or `-` and what went wrong."""
    try:
        os.setsid()
        line.sendall(os.getpid().to_bytes(8, "big"))
        # Ends alone if whoever asked is gone.
        resource.setrlimit(resource.RLIMIT_CPU, (work.SECONDS, work.SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_AS, (work.MEMORY, work.MEMORY))
        with line.makefile("rb") as stream:
            said = b"+" + work.work(stream.read())
    except BaseException as error:
        said = f"-{type(error).__name__}: {error}".encode(errors="replace")
    with contextlib.suppress(OSError):
        line.sendall(said)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
