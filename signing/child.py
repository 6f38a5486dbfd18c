"""Work on foreign or heavy material in a process of its own: it yields to the room, and it can be killed."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
NICENESS = 10
MEMORY = 3 * 1024**3


class ChildFailed(Exception):
    """The child was killed for its time, or ended with an error; the message ends with its last words."""


def run(module: str, material: bytes, timeout: float) -> bytes:
    """What `python -m module` writes when `material` is its input. Raises `ChildFailed` after `timeout` seconds."""
    child = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        result, words = child.communicate(material, timeout)
    except subprocess.TimeoutExpired as late:
        raise ChildFailed(f"{module} took longer than {timeout:g} seconds") from late
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
    if child.returncode:
        last_words = words.decode(errors="replace").strip().rpartition("\n")[2]
        raise ChildFailed(f"{module} ended with {child.returncode}: {last_words}")
    return result


def settle_down(seconds: int) -> None:
    """For the child itself: be nice, and end alone if the parent is gone."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
