"""Writing an archive, and reading one back before anybody relies on it."""

import hashlib
import os
import secrets
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection
from django.utils import timezone

from live.backup import CannotBackUp, CannotRestore, files, manifest, postgres, schema, sqlite
from live.backup.manifest import Manifest

DATABASE, FILES = "database", "files"
UNREADABLE = (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError)


def write(file: Path) -> Manifest:
    """Copy the installation into `file` while people go on writing; it is there whole and checked, or not at all.

    Raises `CannotBackUp`, and `OSError` where the disk is full or the folder cannot be written.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with tempfile.TemporaryDirectory(prefix=".copying-", dir=file.parent) as folder:
            made = collect(Path(folder), unfinished)
        check(unfinished)
        unfinished.replace(file)
    except CannotRestore as error:
        raise CannotBackUp(str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    settle(file.parent)
    return made


def collect(folder: Path, file: Path) -> Manifest:
    """One ZIP that only this account may read, on the disk before it gets its name."""
    # The schema first: when somebody migrates meanwhile, the copy says less than it holds, and is refused for it.
    dump = {"sqlite": sqlite.dump, "postgresql": postgres.dump}[connection.vendor]
    made = Manifest(timezone.now().isoformat(timespec="seconds"), connection.vendor, schema.present(), {})
    made.secret, made.version = manifest.secret_mark(), settings.VERSION
    made.counts, made.columns = dump(folder)
    with open(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for path in sorted(folder.iterdir()):
                made.parts[f"{DATABASE}/{path.name}"] = put(archive, path, f"{DATABASE}/{path.name}")
            for path in files.kept():
                name = f"{FILES}/{path.relative_to(files.folder()).as_posix()}"
                made.parts[name] = put(archive, path, name)
            archive.writestr(manifest.NAME, made.text())
        target.flush()
        os.fsync(target.fileno())
    return made


def put(archive: zipfile.ZipFile, path: Path, name: str) -> str:
    """Add a file, and say what its hash was while it was read."""
    told = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while block := source.read(manifest.CHUNK):
            told.update(block)
            target.write(block)
    return told.hexdigest()


def settle(folder: Path) -> None:
    """The new name is on the disk, too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def read(file: Path) -> Manifest:
    """What an archive says of itself; raises `CannotRestore` where it says nothing that this version understands."""
    try:
        with zipfile.ZipFile(file) as archive:
            made = Manifest.read(archive.read(manifest.NAME))
    except UNREADABLE as error:
        raise CannotRestore(f"{file} is no archive of Tutti's, or it is broken: {error}") from error
    if made.format != manifest.FORMAT:
        raise CannotRestore(f"{file} was written by another version of Tutti ({made.version}).")
    paths = [PurePosixPath(name) for name in made.parts]
    if any(path.is_absolute() or ".." in path.parts for path in paths):
        raise CannotRestore(f"{file} names a place outside of the data folder.")
    return made


def check(file: Path) -> Manifest:
    """Read all that was written, and count; raises `CannotRestore` unless it holds what it says."""
    made = read(file)
    with tempfile.TemporaryDirectory(prefix=".checking-", dir=file.parent) as folder:
        try:
            must_hold(file, made.parts)
            unpack(file, Path(folder), DATABASE)
            counted = check_database(made.database, Path(folder) / DATABASE)
        except (*UNREADABLE, CannotBackUp) as error:
            raise CannotRestore(f"{file} is broken: {error}") from error
    if counted != made.counts:
        raise CannotRestore(f"{file} is broken: its tables do not hold the rows that it names.")
    return made


def must_hold(file: Path, parts: dict[str, str]) -> None:
    """Each part as it was written, by its hash; raises `CannotRestore`."""
    with zipfile.ZipFile(file) as archive:
        for name, told in parts.items():
            with archive.open(name) as part:
                if hashlib.file_digest(part, "sha256").hexdigest() != told:  # type: ignore[arg-type]
                    raise CannotRestore(f"{file} is broken: {name} is not what was written.")


def unpack(file: Path, folder: Path, *kinds: str) -> None:
    """Write out the parts that stand under these names, readable by this account alone."""
    with zipfile.ZipFile(file) as archive:
        for name in read(file).parts:
            if PurePosixPath(name).parts[0] in kinds:
                target = folder / name
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with archive.open(name) as part, open(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as copy:
                    shutil.copyfileobj(part, copy, manifest.CHUNK)


def check_database(vendor: str, folder: Path) -> dict[str, int]:
    return sqlite.check(folder / sqlite.PART) if vendor == "sqlite" else postgres.check(folder)
