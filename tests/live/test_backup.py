"""F19, F20: a copy made under writes holds what was acknowledged before it; a restore brings that to every screen."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from live.backup import copies
from tests.conftest import starter
from tests.faults.conftest import room_on
from tests.faults.room import SCRATCH
from tests.servers import Tutti, wait_for
from workshops import keeping

HEAD = "from live.models import Room; print(*Room.objects.values_list('seq', 'epoch')[0])"
STATE = """
import json
from live.models import Change, Room
from workshops.models import Note
head, texts = Room.objects.values_list("seq", "epoch")[0], Note.objects.values_list("text", flat=True)
print(json.dumps([*head, sorted(texts), sorted(Change.objects.values_list("seq", flat=True))], default=str))
"""
OVER_AND_LIVE = """
from workshops import keeping
from workshops.models import Workshop
for state in ("closed", "live"):
    Workshop.objects.update(state=state)
    print(state, keeping.copy_if_due())
"""


def shell(server, code: str) -> str:
    return server.manage("shell", "-v0", "-c", code).strip()


def refused(server, *words: str) -> str:
    """What a command says that does not do what was asked."""
    with pytest.raises(AssertionError) as failure:
        server.manage(*words)
    return str(failure.value)


def manifest(file: Path) -> dict:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


def rewritten(file: Path, to: Path, change) -> Path:
    """The same archive with other content: `change(name, content)` gives the content, or `None` to leave it out."""
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(to, "w") as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return to


async def test_f19_and_f20_copy_under_writes_restores_exactly_what_was_acknowledged(scratch, database_shape, tmp_path):
    room = scratch(database_shape)
    phones = await room.opened(4)
    copy = tmp_path / "copy.zip"
    stop = asyncio.Event()

    async def write(number, phone):
        count = 0
        while not stop.is_set():
            await room.note(phone, f"{number}-{count}")
            count += 1
            await asyncio.sleep(0.5)  # people take their time, and the copy needs some of the machine

    writing = asyncio.gather(*(write(number, phone) for number, phone in enumerate(phones)))
    while len(room.journal.acknowledged) < 20:
        await asyncio.sleep(0.01)
    before = set(room.journal.acknowledged.values())
    await asyncio.to_thread(room.server.manage, "backup", str(copy))
    after = set(room.journal.acknowledged.values())
    stop.set()
    await writing
    assert before < after
    await room.note(phones[0], "after the copy")
    await room.reached(room.screens)

    seq, epoch = shell(room.server, HEAD).split()
    room.server.terminate()
    room.server.manage("restore", str(copy))
    now, other_epoch, texts, changes = json.loads(shell(room.server, STATE))
    restored = set(texts)
    assert before <= restored <= set(room.journal.acknowledged.values())
    assert len(texts) == manifest(copy)["counts"]["workshops_note"]
    assert (now < int(seq), other_epoch == epoch) == (True, False)
    assert changes == list(range(1, now + 1))

    await asyncio.to_thread(room.server.start)
    await room.note(phones[0], "after the restore")
    for screen in room.screens:
        async with asyncio.timeout(30), screen.applied:
            await screen.applied.wait_for(lambda screen=screen: screen.epoch == other_epoch)
    assert set(await room.texts()) == restored | {"after the restore"}
    assert await room.converged()
    await room.close()


@pytest.fixture(scope="module")
def copied(schemas, tmp_path_factory):
    """A server with a room, ended by now, its copy, and what it said to a restore while it ran."""
    folder = tmp_path_factory.mktemp("copied")
    with ExitStack() as stack:
        server = starter(schemas, stack)(SCRATCH)
        room_on(server)
        (server.data / "media" / "paper").mkdir(parents=True)
        (server.data / "media" / "paper" / "photo.jpg").write_bytes(b"a picture")
        server.manage("backup", str(folder / "copy.zip"))
        while_running = refused(server, "restore", str(folder / "copy.zip"))
        server.terminate()
        yield server, folder / "copy.zip", while_running


@pytest.fixture
def unchanged(copied):
    """The same to somebody who must leave it as it is."""
    server, copy, _told = copied
    before = head(server)
    yield server, copy
    assert (head(server), (server.data / "replaced").exists()) == (before, False)


def head(server) -> list[tuple]:
    with sqlite3.connect(server.data / "tutti.sqlite3") as database:
        return database.execute("SELECT seq, epoch FROM live_room").fetchall()


def test_restore_while_tutti_runs_is_refused(unchanged, copied):
    assert "Tutti is running on this data folder. Stop it, then restore." in copied[2]


def test_broken_copies_are_refused_and_change_nothing(unchanged, tmp_path):
    server, copy = unchanged
    whole = copy.read_bytes()
    torn, flipped, foreign = tmp_path / "torn.zip", tmp_path / "flipped.zip", tmp_path / "foreign.zip"
    torn.write_bytes(whole[: len(whole) // 2])
    foreign.write_bytes(b"PK\x03\x04 something else")
    rewritten(copy, flipped, lambda name, content: content + b"x" if name.endswith("secret_key") else content)
    less = rewritten(copy, tmp_path / "less.zip", lambda name, content: None if "seal" in name else content)
    assert f"{torn} is no archive of Tutti's, or it is broken" in refused(server, "restore", str(torn))
    assert f"{foreign} is no archive of Tutti's, or it is broken" in refused(server, "restore", str(foreign))
    assert f"{flipped} is broken: files/secret_key is not what was written" in refused(server, "restore", str(flipped))
    assert f"{less} is broken" in refused(server, "restore", str(less))


def with_manifest(copy: Path, to: Path, **said) -> Path:
    def change(name, content):
        return json.dumps(json.loads(content) | said) if name == "manifest.json" else content

    return rewritten(copy, to, change)


def test_copy_of_a_newer_schema_is_refused(unchanged, tmp_path):
    server, copy = unchanged
    schema = manifest(copy)["schema"] | {"live": ["9999_from_the_future"]}
    newer = with_manifest(copy, tmp_path / "newer.zip", schema=schema, version="9.0")
    told = refused(server, "restore", str(newer))
    assert "written by a newer Tutti (9.0): install that version first" in told
    assert "live.9999_from_the_future" in told


def test_copy_that_holds_fewer_rows_than_it_names_is_refused(unchanged, tmp_path):
    server, copy = unchanged
    counts = manifest(copy)["counts"] | {"live_room": 2}
    short = with_manifest(copy, tmp_path / "short.zip", counts=counts)
    assert "its tables do not hold the rows that it names" in refused(server, "restore", str(short))


def test_copy_that_reaches_out_of_the_data_folder_is_refused(unchanged, tmp_path):
    server, copy = unchanged
    parts = manifest(copy)["parts"] | {"files/../../outside": "0"}
    reaching = with_manifest(copy, tmp_path / "reaching.zip", parts=parts)
    assert "names a place outside of the data folder" in refused(server, "restore", str(reaching))


def test_full_disk_leaves_no_half_copy(unchanged, tmp_path):
    server, _copy = unchanged
    there = tmp_path / "there"
    there.mkdir()
    # A limit on the size of files fails in the middle of writing, as a full disk does.
    words = ["prlimit", "--fsize=65536", sys.executable, "manage.py", "backup", str(there / "copy.zip")]
    done = subprocess.run(words, cwd=server.home, env=server.environment(), capture_output=True, text=True)
    assert (done.returncode, "No copy was made" in done.stderr) == (1, True)
    assert list(there.iterdir()) == []


def test_another_secret_key_from_the_environment_is_told(unchanged, monkeypatch):
    server, copy = unchanged
    monkeypatch.setitem(server.extra, "SECRET_KEY", "another one, from the environment")
    assert "SECRET_KEY is another than when this copy was made" in refused(server, "restore", str(copy))


def test_copy_holds_keys_and_pictures_and_is_for_this_account_alone(copied):
    server, copy, _told = copied
    assert copy.stat().st_mode & 0o777 == 0o600
    parts = sorted(manifest(copy)["parts"])
    names = ["database/tutti.sqlite3", "files/media/paper/photo.jpg", "files/seal/seal.pem", "files/secret_key"]
    assert [name for name in parts if "start_token" not in name] == names
    secret = (server.data / "secret_key").read_text()
    (server.data / "secret_key").write_text("another")
    (server.data / "media" / "paper" / "later.jpg").write_bytes(b"taken after the copy")
    server.manage("restore", str(copy))
    assert (server.data / "secret_key").read_text() == secret
    assert [file.name for file in (server.data / "media" / "paper").iterdir()] == ["photo.jpg"]
    (aside,) = (server.data / "replaced").iterdir()
    assert (aside / "secret_key").read_text() == "another"
    assert (aside / "media" / "paper" / "later.jpg").read_bytes() == b"taken after the copy"
    with sqlite3.connect(aside / "tutti.sqlite3") as old:
        assert old.execute("SELECT count(*) FROM live_room").fetchone() == (1,)
    server.start()
    assert server.healthy()
    server.terminate()
    server.extra["SECRET_KEY"] = "another one, from the environment"
    server.manage("restore", str(copy), "--other-secret")


def test_upgrade_copies_a_database_in_use_first(schemas):
    tutti = Tutti()
    schemas.fill(tutti.data)
    tutti.manage("upgrade", "--verbosity=0")
    assert not (tutti.data / "backups").exists()
    with sqlite3.connect(tutti.data / "tutti.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'openspace'")
    told = refused(tutti, "upgrade", "--verbosity=0")  # the tables are there already: what matters is what came before
    (copy,) = (tutti.data / "backups").iterdir()
    assert (copy.name.startswith("before-upgrade-"), "openspace" in manifest(copy)["schema"]) == (True, False)
    assert "already exists" in told


def test_f19_room_at_work_is_copied_by_itself(scratch):
    room = scratch({"BACKUP_MINUTES": "0.01"})
    folder = room.server.data / "backups"
    (copy, *_others) = wait_for(lambda: list(folder.glob("live-*.zip")), "a copy")
    assert manifest(copy)["counts"]["live_room"] == 1


def test_f19_copy_is_due_before_the_last_one_is_older_than_the_setting_says(settings, tmp_path):
    settings.BACKUP_DIR, settings.BACKUP_MINUTES = tmp_path, 5
    last = tmp_path / "live-20261122-090000-000000.zip"
    last.touch()
    dues = []
    for age in (239, 241):
        os.utime(last, (time.time() - age,) * 2)
        dues.append(copies.is_due(copies.LIVE, settings.BACKUP_MINUTES * keeping.DUE))
    assert (dues, 240 + 300 / keeping.LOOKS) == ([False, True], 270)


def test_room_that_is_over_is_not_copied(schemas):
    tutti = Tutti(SCRATCH | {"BACKUP_MINUTES": "0"})
    schemas.fill(tutti.data)
    tutti.manage("make_room", "--seats", "1")
    assert shell(tutti, OVER_AND_LIVE).splitlines() == ["closed False", "live True"]


def test_only_copies_that_nobody_asked_for_go(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    days = [f"202611{day:02}-{hour:02}0000-000000" for day in range(1, 21) for hour in (9, 15)]
    for kind in copies.KINDS:
        for day in days:
            (tmp_path / f"{kind}-{day}.zip").touch()
    copies.thin_out()
    assert len(copies.of(copies.BY_HAND)) == 40
    stay = [name for name in days[:-12] if "-15" in name][-14:] + days[-12:]
    assert [file.name for file in copies.of(copies.LIVE)] == [f"live-{day}.zip" for day in stay]
    assert [file.name for file in copies.of(copies.BEFORE_UPGRADE)] == [f"before-upgrade-{day}.zip" for day in stay]
