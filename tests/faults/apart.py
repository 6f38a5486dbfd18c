"""A run of pytest inside a test: with a plugin, or on another database, that the run around it does not have."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT


def run_apart(data: Path, *words: str, **environment: str) -> None:
    """Runs these tests with a data folder of their own, as long as the test around may take; fails with their words."""
    # The run around may be one of several workers, whose names and databases are not those of this one.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "-o", "timeout=0", "-m", "not browser", *words],
        cwd=ROOT,
        env=inherited | {"TUTTI_DATA": str(data)} | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
