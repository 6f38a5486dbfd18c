"""F0: for each operation that any test makes, the old surface brought up to date is the new one."""

import json
import os
import subprocess
import sys

import pytest

from tests.faults.same import REPORT
from tests.servers import ROOT

FOLDERS = ("tests/workshops", "tests/openspace", "tests/okr", "tests/review")


@pytest.mark.long
def test_f0_catching_up_gives_what_a_fresh_page_shows(tmp_path, figures):
    report = tmp_path / "same.json"
    words = ["-n", "0", "-q", "-p", "tests.faults.same", "-m", "not browser", *FOLDERS]
    there = [word for word in words if not word.startswith("tests/") or (ROOT / word).exists()]
    made = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *there],
        cwd=ROOT,
        env=made | {REPORT: str(report)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    found = json.loads(report.read_text())
    figures(operations=len(found["operations"]), differing=len(found["wrong"]))
    assert found["wrong"] == []
