"""Work for a process of its own that tells what it is, what it has seen, or dies."""

import json
import os
import signal

SECONDS = 10
MEMORY = 1024**3
seen: list[str] = []


def prepare() -> None:
    """Nothing takes long here."""


def work(material: bytes) -> bytes:
    if material == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    seen.append(material.decode())
    return json.dumps({"pid": os.getpid(), "nice": os.nice(0), "seen": seen}).encode()
