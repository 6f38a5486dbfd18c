"""What is said before the server would fail: folders, databases, Pythons."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from preparation import Preparation
from steps import CannotGoOn

from tests.deploy.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of source with nothing to install."""
    monkeypatch.delenv("TUTTI_DATA", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).touch()
    return tmp_path


def test_an_environment_is_made_once_and_made_anew_after_the_folder_moved(folder: Path):
    here = folder / "here"
    here.mkdir()
    shutil.copy(folder / "requirements.lock", here)
    first = Preparation(here, "run")
    assert first.has_usable_environment() is False
    first.python_packages()
    assert first.has_usable_environment() is True
    moved = here.rename(folder / "moved")
    others = (moved / ".venv").rename(folder / "others")
    (moved / ".venv").symlink_to(others)
    second = Preparation(moved, "run")
    assert second.has_usable_environment() is False
    second.python_packages()
    assert second.has_usable_environment() is True
    assert subprocess.run([moved / ".venv" / "bin" / "pip", "--version"], capture_output=True).returncode == 0
    # What only hung here belongs to another folder and stays whole.
    assert (others / "pyvenv.cfg").exists()


def test_an_unreachable_package_is_told_with_the_way_out(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (folder / "requirements.lock").write_text("no-such-cup==1.0 --hash=sha256:" + "0" * 64 + "\n")
    preparation = Preparation(folder, "run")
    with pytest.raises(CannotGoOn) as stop:
        preparation.python_packages()
    assert "No matching distribution found for no-such-cup==1.0" in str(stop.value)
    assert str(stop.value).endswith("Then start again.")


def test_a_data_folder_that_cannot_be_written_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TUTTI_DATA", str(folder / "requirements.lock" / "data"))
    with pytest.raises(CannotGoOn) as stop:
        Preparation(folder, "run").data_folder()
    where = folder / "requirements.lock" / "data"
    assert str(stop.value).startswith(f"The data folder {where} cannot be written: Not a directory.")


def test_tests_leave_the_data_of_the_installation_alone(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TUTTI_DATA", "/srv/precious")
    assert Preparation(folder, "test").data == folder / "build" / "test-data"
    assert Preparation(folder, "run").data == Path("/srv/precious")
    monkeypatch.setenv("TUTTI_DATA", "")
    assert Preparation(folder, "run").data == folder / "var"


def test_a_file_that_is_no_database_is_named(folder: Path):
    file = folder / "tutti.sqlite3"
    file.write_text("a shopping list, long enough to be read as the head of a database" * 20)
    with pytest.raises(CannotGoOn) as stop:
        Preparation.check_writable(file)
    assert str(stop.value).startswith(f"The database {file} cannot be written: file is not a database.")


def test_a_database_that_somebody_reads_is_writable(folder: Path):
    file = folder / "tutti.sqlite3"
    reader = sqlite3.connect(file)
    reader.execute("PRAGMA journal_mode=WAL")
    reader.execute("CREATE TABLE note (text)")
    reader.execute("SELECT * FROM note")
    Preparation.check_writable(file)
    reader.close()


def test_the_program_knows_two_modes(capfd: pytest.CaptureFixture[str]):
    done = subprocess.run([sys.executable, "deploy/prepare.py", "fly"], cwd=ROOT)
    assert done.returncode == 2
    assert "invalid choice: 'fly'" in capfd.readouterr().err


def test_a_secret_key_may_begin_with_a_dollar(tmp_path: Path):
    # A reader of settings took a leading dollar for the name of another variable: one first start in fifty failed.
    (tmp_path / "secret_key").write_text("$w" + "x" * 60)
    own = {"TUTTI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    code = "from django.conf import settings; print(settings.SECRET_KEY[:2])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ | own, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("$w\n", 0)
