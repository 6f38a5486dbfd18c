"""F0: for each operation that any test makes, the old surface brought up to date is the new one."""

import json
import os
import subprocess
import sys

from tests.faults.same import REPORT
from tests.servers import ROOT

DAY_OF_TWO = "tests/workshops/rooms/test_awkward_rooms.py::test_two_people"
ENOUGH = 10
FOLDERS = ("tests/workshops", "tests/openspace", "tests/okr", "tests/review")


def test_f0_catching_up_gives_what_a_fresh_page_shows(tmp_path, figures, size):
    """The short form plays the day of two people by its pages, the long one whatever any test changes."""
    report = tmp_path / "same.json"
    folders = size((DAY_OF_TWO,), FOLDERS)
    words = ["-n", "0", "-q", "-p", "tests.faults.same", "-m", "not browser", *folders]
    there = [word for word in words if not word.startswith("tests/") or (ROOT / word.partition("::")[0]).exists()]
    # A run of its own, with a database of its own: this one may be one of several workers.
    made = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *there],
        cwd=ROOT,
        env=made | {REPORT: str(report), "TUTTI_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    found = json.loads(report.read_text())
    assert len(found["operations"]) > ENOUGH
    figures(operations=len(found["operations"]), differing=len(found["wrong"]))
    assert found["wrong"] == []
