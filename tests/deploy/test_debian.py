"""System packages: installed by root, asked for in one line from everybody else."""

import os
import subprocess
import sys
from pathlib import Path

import debian
import pytest
from steps import CannotGoOn

from tests.deploy.conftest import ROOT, Program

NOBODY = 65534


@pytest.fixture
def one_missing(programs: Program) -> None:
    """A Debian on which everything is installed but Poppler."""
    present = [package for package in debian.RUN if package != "poppler-utils"]
    lines = "\\n".join(f"{package} installed" for package in present)
    programs("dpkg-query", f'printf "{lines}\\npoppler-utils not-installed\\n"; exit 1')


def test_missing_keeps_the_order_and_counts_half_removed_ones(one_missing: None):
    assert debian.missing(["poppler-utils", "gettext", "fontconfig"]) == ["poppler-utils"]


def test_the_test_mode_asks_for_servers_and_a_browser():
    for_tests = {"chromium", "redis-server", "postgresql", "nginx-light"}
    assert set(debian.wanted("test")) - set(debian.wanted("run")) == for_tests


def as_nobody(root: Path) -> subprocess.CompletedProcess[str]:
    """The whole program as an account that is not root, with all modules read before the change of account."""
    drop = f"import os; os.seteuid({NOBODY})" if os.geteuid() == 0 else ""
    code = f"""
import sys; sys.path.insert(0, {str(ROOT / "deploy")!r})
from pathlib import Path
from preparation import main
{drop}
sys.exit(main(["run"], Path({str(root)!r})))
"""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_everybody_else_gets_the_one_line_and_the_status_1(one_missing: None, open_folder: Path):
    root = open_folder / "tutti"
    root.mkdir()
    if os.geteuid() == 0:
        os.chown(root, NOBODY, NOBODY)
    done = as_nobody(root)
    line = "sudo apt-get update && sudo apt-get install --yes --no-install-recommends poppler-utils"
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-1].strip() == line


def test_a_folder_of_somebody_else_is_named(one_missing: None, open_folder: Path):
    open_folder.chmod(0o555)
    done = as_nobody(open_folder)
    open_folder.chmod(0o755)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"✗ The folder {open_folder} cannot be written: Permission denied.")


def test_root_installs_what_is_missing_and_no_service_starts(
    one_missing: None, programs: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    policy, calls = tmp_path / "policy-rc.d", tmp_path / "calls"
    monkeypatch.setattr(debian, "POLICY", policy)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    programs("apt-get", f'test -x {policy} && ready=forbidden || ready=allowed; echo "$ready $*" >> {calls}')
    debian.ensure("run")
    options = "-qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300"
    assert calls.read_text().splitlines() == [
        f"allowed {options} update",
        f"forbidden {options} install --yes --no-install-recommends poppler-utils",
    ]
    assert not policy.exists()


def test_a_policy_of_the_machine_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    policy = tmp_path / "policy-rc.d"
    policy.write_text("of the machine")
    monkeypatch.setattr(debian, "POLICY", policy)
    with debian.no_services_started():
        pass
    assert policy.read_text() == "of the machine"


def test_apt_that_fails_for_good_says_how_to_do_it_by_hand(
    one_missing: None, programs: Program, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian, "PAUSE", 0)
    programs("apt-get", "echo no route; exit 100")
    with pytest.raises(CannotGoOn) as stop:
        debian.ensure("run")
    assert "    no route" in str(stop.value)
    assert str(stop.value).endswith(debian.line_to_install(["poppler-utils"]))


def test_another_system_is_told_which_programs_it_lacks(programs: Program):
    programs("fc-list", "")
    with pytest.raises(CannotGoOn) as stop:
        debian.ensure("test")
    assert str(stop.value) == "These programs were not found on the PATH: msgfmt, pdftotext, redis-server"
