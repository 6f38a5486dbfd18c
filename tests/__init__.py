"""Tests of Tutti.

Importing this package comes before `tests.settings`, so each test process gets its data folder here: two runs, or
two workers of one run, never meet in a database file, and never touch the data of an installation.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def sweep(folder: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    if Path(os.environ["TUTTI_DATA"]).name != worker:
        os.environ["TUTTI_DATA"] = str(Path(os.environ["TUTTI_DATA"]) / worker)
else:
    os.environ["TUTTI_DATA"] = tempfile.mkdtemp(prefix="tutti-tests-")
    atexit.register(sweep, os.environ["TUTTI_DATA"], os.getpid())
