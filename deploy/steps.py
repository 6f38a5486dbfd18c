"""Steps of an installation: each prints one line, and is left out while what it depends on is unchanged."""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

LAST_LINES = 25


class CannotGoOn(Exception):
    """Something a person has to mend; the text says what and how."""


def say(mark: str, text: str, seconds: float | None = None) -> None:
    colour = {"✓": "32", "✗": "31", "·": "2"}.get(mark, "0")
    line = f"{mark} {text}" if seconds is None else f"{mark} {text:<44} {seconds:6.1f} s"
    print(f"\033[{colour}m{line}\033[0m" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else line, flush=True)


def fingerprint(paths: Iterable[Path], *facts: object) -> str:
    """Hash of the files (folders with all that is in them, by name and content) and of further facts."""
    digest = hashlib.sha256(repr(facts).encode())
    for path in sorted(paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"\0{file}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def run(command: list[object], hint: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """Run quietly and give back what was printed; raises CannotGoOn with the last lines and what to do."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=os.environ | (env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise CannotGoOn(f"{words[0]} could not be started: {error}\n{hint}") from error
    if done.returncode:
        tail = "\n".join("    " + line for line in done.stdout.strip().splitlines()[-LAST_LINES:])
        raise CannotGoOn(f"{' '.join(words)} failed:\n{tail}\n\n{hint}")
    return done.stdout


class Stamps:
    """What was done last time, one small file a step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fresh(self, name: str, key: str) -> bool:
        stamp = self.folder / name
        return stamp.exists() and stamp.read_text() == key

    @contextmanager
    def step(self, name: str, title: str, key: str, *products: Path) -> Iterator[bool]:
        """Yields whether there is work to do; the stamp is written only when the work ended well.

        A missing product means work even where the stamp is fresh.
        """
        if self.fresh(name, key) and all(product.exists() for product in products):
            say("·", f"{title}: unchanged")
            yield False
            return
        (self.folder / name).unlink(missing_ok=True)
        started = time.monotonic()
        yield True
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(key)
        say("✓", title, time.monotonic() - started)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Two preparations of one folder at the same time would tear each other's work down: the second waits."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "prepare.lock").open("w")
    except OSError as error:
        mend = "Start again as the account that owns it."
        raise CannotGoOn(f"The folder {folder.parent} cannot be written: {error.strerror}. {mend}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("·", "another preparation of this folder is running; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
