"""F2: the power goes. What was acknowledged had reached the disk, not only the memory of the machine."""

import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.faults.ledger import read

SHIM = Path(__file__).with_name("power_cut.c")


@pytest.fixture
def left_by_power_cut(tmp_path, schemas) -> tuple[dict[str, str], SimpleNamespace]:
    """What a server needs to have its files copied as the disk has them, and the folder of these as one of a server."""
    compiler = shutil.which("cc")
    if not compiler:
        pytest.skip("there is no C compiler for what looks at each synchronised file")
    library, folder = tmp_path / "power_cut.so", tmp_path / "left"
    schemas.fill(folder)  # On the disk before the server began; its log is carried over into it later, or never.
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl", "-lpthread"], check=True)
    return {"LD_PRELOAD": str(library), "POWER_CUT": str(folder)}, SimpleNamespace(extra={}, data=folder)


async def test_f2_power_cut_loses_nothing_that_was_acknowledged(scratch, left_by_power_cut, size, figures):
    environment, left = left_by_power_cut
    phones = size(4, 20)
    room = scratch(environment, seats=phones)
    await room.burst(await room.opened(phones), size(10, 40))
    told = dict(room.journal.acknowledged)
    room.server.kill()
    kept = read(left, room.id)
    figures(notes=len(told), lost=len(told.keys() - kept.keys.keys()))
    assert sorted(kept.texts()) == sorted(told.values())
    assert (kept.integrity, kept.is_gapless) == ("ok", True)
    await room.close()
