"""The harness bites: copies of the product that lost their receipts, or push without catching up, are found out."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.room import Verdict
from tests.servers import ROOT

PHONES, NOTES = 6, 6


@pytest.fixture
def sabotaged(tmp_path):
    """A copy of the product with one text replaced by another."""

    def copy(file: str, old: str, new: str) -> Path:
        home = tmp_path / "copy"
        names = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for name in names.splitlines():
            if name.endswith((".py", ".html", ".csv", ".txt")) and (ROOT / name).exists():
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, home / name)
        (home / "build").symlink_to(ROOT / "build")
        source = (home / file).read_text()
        assert source.count(old) == 1
        (home / file).write_text(source.replace(old, new))
        return home

    return copy


async def judged(scratch, home: Path) -> Verdict:
    """The verdict on a copy whose phones lose replies, as in F6."""
    room = scratch({"PYTHONPATH": str(home / "tests")}, home=home)
    line = await room.through(loss=0.3)
    await room.burst(await room.opened(PHONES), NOTES)
    assert (line.cut > 0, len(room.journal.acknowledged)) == (True, PHONES * NOTES)
    found = await room.verdict()
    await room.close()
    return found


async def test_without_receipts_notes_are_there_twice(scratch, sabotaged):
    found = await judged(scratch, sabotaged("live/batch.py", "        if self.key:\n", "        if False:\n"))
    assert found.twice != []
    assert found == Verdict(twice=found.twice)


async def test_without_catching_up_walls_stay_behind(scratch, sabotaged):
    gap = "    if len(rows) != room.seq - cursor:\n        return None\n"
    found = await judged(scratch, sabotaged("live/feed.py", gap, "    rows = rows[-1:]\n"))
    assert found.behind != []
    assert found == Verdict(behind=found.behind)
