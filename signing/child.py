"""Work on foreign or heavy material in a process of its own: it yields to the room, and it can be killed.

To start Python and to load what sets a page takes longer than most pages. So each kind of work has a nursery, which
has loaded all that and forks a child for each piece of material: see `signing.nursery`.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
BIRTH = 60
"""Seconds until a child must be there: a nursery may have to be started first."""


class ChildFailed(Exception):
    """The child was killed for its time, or ended with an error; the message ends with its last words."""


class Nursery:
    """The process that forks the children of one kind of work; it ends with this process, or when nobody asks it."""

    def __init__(self, module: str):
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "signing.nursery", module],
                cwd=HOUSE,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def child(self) -> tuple[socket.socket, int] | None:
        """The line to a new child, and its process; None when the nursery is gone."""
        ours, theirs = socket.socketpair()
        with theirs, contextlib.suppress(OSError):
            socket.send_fds(self.line, [b"!"], [theirs.fileno()])
        ours.settimeout(BIRTH)
        if born := ours.recv(8, socket.MSG_WAITALL):
            return ours, int.from_bytes(born, "big")
        ours.close()
        return None

    def forget(self) -> None:
        self.line.close()
        self.process.wait()


nurseries: dict[str, Nursery] = {}
one_at_a_time = threading.Lock()


def run(module: str, material: bytes, timeout: float) -> bytes:
    """What `work(material)` of the module gives. Raises `ChildFailed` after `timeout` seconds."""
    line, process = child_of(module)
    with line:
        try:
            said = answer(line, material, timeout)
        except TimeoutError:
            # Its end of the line is open, so it lives and the number is its own.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
            raise ChildFailed(f"{module} took longer than {timeout:g} seconds") from None
        except OSError:
            said = b""
    if said[:1] != b"+":
        words = said[1:].decode(errors="replace").strip().rpartition("\n")[2]
        raise ChildFailed(f"{module} ended with {words or 'no answer'}")
    return said[1:]


def child_of(module: str) -> tuple[socket.socket, int]:
    for _try in range(2):
        with one_at_a_time:
            nursery = nurseries.get(module) or nurseries.setdefault(module, Nursery(module))
        if born := nursery.child():
            return born
        # Nobody asked it for a while, or somebody killed it.
        with one_at_a_time:
            if nurseries.get(module) is nursery:
                nurseries.pop(module).forget()
    raise ChildFailed(f"{module} cannot be started")


def answer(line: socket.socket, material: bytes, timeout: float) -> bytes:
    end = time.monotonic() + timeout
    line.settimeout(timeout)
    line.sendall(material)
    line.shutdown(socket.SHUT_WR)
    pieces: list[bytes] = []
    while True:
        line.settimeout(max(end - time.monotonic(), 0.001))
        if not (piece := line.recv(1 << 16)):
            return b"".join(pieces)
        pieces.append(piece)
