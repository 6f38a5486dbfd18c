"""Tests of Tutti.

Importing this package comes before `tests.settings`, so each test process gets its data folder here:
two runs, or two workers of one run, never meet in a database file.
"""

import os
import tempfile
from pathlib import Path

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    if Path(os.environ["TUTTI_DATA"]).name != worker:
        os.environ["TUTTI_DATA"] = str(Path(os.environ["TUTTI_DATA"]) / worker)
else:
    os.environ.setdefault("TUTTI_DATA", tempfile.mkdtemp(prefix="tutti-tests-"))
