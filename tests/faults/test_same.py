"""F0: for each operation that any test makes, the old surface brought up to date is the new one."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from tests.faults.apart import run_apart
from tests.faults.same import REPORT
from tests.servers import ROOT

DAY_OF_TWO = "tests/workshops/rooms/test_awkward_rooms.py::test_two_people"
ENOUGH = 10
KEPT = ROOT / "build" / "same"
RITUALS = ("openspace", "okr", "review")
# Seconds for a stage: nothing is timed here, so that other work may share the machine.
PATIENCE = 3600


def stages() -> dict[str, list[str]]:
    """The tests of each stage, of the room around them, and of each further ritual."""
    rooms = ROOT / "tests" / "workshops"
    folders = [*(one.parent for one in rooms.glob("*/__init__.py")), *(ROOT / "tests" / one for one in RITUALS)]
    found = {
        folder.name: [str(folder.relative_to(ROOT))] for folder in sorted(folders) if any(folder.glob("test_*.py"))
    }
    return found | {"room": sorted(str(file.relative_to(ROOT)) for file in rooms.glob("test_*.py"))}


def state_of_the_code() -> str:
    """Names what is committed and what is not yet."""
    words = [
        ["git", "rev-parse", "HEAD"],
        ["git", "diff", "HEAD"],
        ["git", "ls-files", "--others", "--exclude-standard"],
    ]
    told = b"".join(subprocess.run(one, cwd=ROOT, capture_output=True, check=True).stdout for one in words)
    return hashlib.sha256(told).hexdigest()[:16]


def played(data: Path, report: Path, *tests: str) -> dict:
    """What was found; it stands beside the report where a test failed meanwhile."""
    own = report.with_suffix(".part")
    run_apart(data, "-p", "tests.faults.same", "--timeout", "900", *tests, **{REPORT: str(own)})
    return json.loads(own.replace(report).read_text())


def test_f0_catching_up_gives_what_a_fresh_page_shows(tmp_path, figures):
    """The day of two people, played by its pages."""
    found = played(tmp_path / "data", tmp_path / "same.json", DAY_OF_TWO)
    figures(operations=len(found["operations"]), screens=found["screens"], differing=len(found["wrong"]))
    assert len(found["operations"]) > ENOUGH
    assert found["wrong"] == []


@pytest.mark.long
@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("stage", stages())
def test_f0_catching_up_gives_what_a_fresh_page_shows_whatever_any_test_changes(tmp_path, figures, stage):
    """What was found of a stage is kept in `build/same/`: the same code is not asked twice, so a run may be resumed."""
    report = KEPT / state_of_the_code() / f"{stage}.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    is_known = report.exists()
    found = json.loads(report.read_text()) if is_known else played(tmp_path / "data", report, *stages()[stage])
    told = {name: found[name] for name in ("changes", "screens")}
    figures(operations=len(found["operations"]), differing=len(found["wrong"]), **told)
    assert found["wrong"] == []
