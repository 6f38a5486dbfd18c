"""What is in the repository: ours, reproducible, and free of the hosts that packages come from."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.conftest import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)
PACKAGE_HOST = re.compile(
    r"\b[a-z0-9.-]*(?:pypi|pythonhosted|npmjs|debian|ubuntu)[a-z0-9-]*\.(?:org|com|net|io)\b", re.I
)
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"]
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".json",
    ".js",
    ".mjs",
    ".css",
    ".html",
    ".svg",
    ".po",
    ".txt",
    ".yml",
    ".yaml",
    "",
}
LONGEST_SCRIPT = 60_000
LONGEST_LINE = 1_000


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text()))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_its_hashes_and_no_address(lock: str):
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert {entry.split("==")[0] for entry in entries} == set(pins(lock))


def test_tests_run_on_the_versions_that_installations_get():
    run, test = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: test.get(name) for name in run} == run


def test_the_lock_of_the_browser_s_packages_has_hashes_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    parts = {path: part for path, part in packages.items() if path}
    assert [path for path, part in parts.items() if "resolved" in part or "integrity" not in part] == []


def test_no_file_names_a_host_of_packages():
    named = {
        f"{file.relative_to(ROOT)}: {found.group()}"
        for file in tracked()
        if file.suffix in TEXT
        for found in PACKAGE_HOST.finditer(file.read_text(errors="replace"))
    }
    assert named == set()


def test_scripts_and_styles_are_written_by_hand_and_ours():
    odd = []
    for file in tracked():
        if file.suffix not in {".js", ".mjs", ".cjs", ".css"}:
            continue
        text = file.read_text()
        longest = max(map(len, text.splitlines()), default=0)
        if ".min." in file.name or len(text) > LONGEST_SCRIPT or longest > LONGEST_LINE:
            odd.append(str(file.relative_to(ROOT)))
    assert odd == []


def test_nothing_that_is_built_or_installed_is_tracked():
    folders = {"node_modules", "build", ".venv", "var", "vendor", "dist"}
    assert [str(file) for file in tracked() if folders & set(file.relative_to(ROOT).parts)] == []


def test_third_party_names_every_part_in_its_version():
    text = (ROOT / "THIRD-PARTY.md").read_text()
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    parts = {name.removeprefix("node_modules/"): part["version"] for name, part in packages.items() if name}
    optional = {name.removeprefix("node_modules/") for name, part in packages.items() if part.get("optional")}
    wanted = {name: version for name, version in parts.items() if name not in optional}
    for lock in LOCKS:
        wanted |= pins(lock)
    assert [name for name, version in wanted.items() if f"| {name} | {version} |" not in text] == []


def make(target: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    planned = subprocess.run(
        ["make", "-n", target, f"PYTHON={sys.executable}"], cwd=ROOT, env=clean, capture_output=True, text=True
    )
    assert planned.returncode == 0, planned.stderr
    return planned.stdout


def test_ci_calls_make_test_and_nothing_else():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert [line for line in script.read_text().splitlines() if "make" in line] == ["exec make test"]


def test_make_test_prepares_checks_and_runs_all_tests_in_this_order():
    plan = make("test")
    parts = ["prepare.py test", "ruff check", "lint-imports", "makemigrations --check", "node --test", "mypy"]
    parts += ['-m "not browser"', '-m "browser and not pictures"']
    places = [plan.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_make_run_prepares_and_serves():
    plan = make("run")
    assert -1 < plan.find("prepare.py run") < plan.find("manage.py serve")
