"""`deploy/` runs before anything is installed and is no package: tests import its files as these import each other."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "deploy"))

Program = Callable[[str, str], Path]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account can look into, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def programs(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """`programs("node", "echo v18")` is a program on a PATH that holds nothing else than such and the shell's own."""
    folder, shell = open_folder / "programs", open_folder / "shell"
    folder.mkdir()
    shell.mkdir()
    for name in ("sh", "cat", "echo", "test", "touch"):
        (shell / name).symlink_to(Path("/bin") / name)
    monkeypatch.setenv("PATH", f"{folder}:{shell}")

    def write(name: str, script: str) -> Path:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        return folder / name

    return write
