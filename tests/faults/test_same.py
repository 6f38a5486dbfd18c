"""F0: for each operation that any test makes, the old surface brought up to date is the new one."""

import json

from tests.faults.apart import run_apart
from tests.faults.same import REPORT
from tests.servers import ROOT

DAY_OF_TWO = "tests/workshops/rooms/test_awkward_rooms.py::test_two_people"
ENOUGH = 10
FOLDERS = ("tests/workshops", "tests/openspace", "tests/okr", "tests/review")


def test_f0_catching_up_gives_what_a_fresh_page_shows(tmp_path, figures, size):
    """The short form plays the day of two people by its pages, the long one whatever any test changes."""
    report = tmp_path / "same.json"
    folders = size((DAY_OF_TWO,), FOLDERS)
    there = [folder for folder in folders if (ROOT / folder.partition("::")[0]).exists()]
    run_apart(tmp_path / "data", "-p", "tests.faults.same", *there, **{REPORT: str(report)})
    found = json.loads(report.read_text())
    assert len(found["operations"]) > ENOUGH
    figures(operations=len(found["operations"]), differing=len(found["wrong"]))
    assert found["wrong"] == []
