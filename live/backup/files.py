"""What lies in the data folder beside the database: keys, seals, pictures; and what of it is no part of a copy."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

REPLACED = "replaced"


def folder() -> Path:
    return Path(settings.DATA_DIR)


def copies() -> Path:
    """Where copies go unless a file is named."""
    return Path(settings.BACKUP_DIR)


def kept(root: Path | None = None) -> Iterator[Path]:
    """Every file that a copy holds; dot files are of the moment."""
    root = root or folder()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        left_out = copies() in path.parents or any(is_left_out(part) for part in inside.parts)
        if path.is_file() and not path.is_symlink() and not left_out:
            yield path


def is_left_out(part: str) -> bool:
    return part.startswith(".") or part == REPLACED or ".sqlite3" in part
