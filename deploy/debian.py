"""The packages that Tutti needs from the system: text layout and fonts for its documents, and servers for its tests."""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import CannotGoOn, run, say

RUN = [
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fontconfig",
    "fonts-noto-cjk",
    "fonts-noto-core",
    "fonts-noto-color-emoji",
    "fonts-urw-base35",
    "fonts-roboto",
    "gettext",
    "poppler-utils",
]
TEST = ["chromium", "redis-server", "postgresql", "nginx-light"]
PROGRAMS = {"fontconfig": "fc-list", "gettext": "msgfmt", "poppler-utils": "pdftotext", "redis-server": "redis-server"}
# Debian ships Python without what makes a virtual environment.
MAKES_ENVIRONMENTS = importlib.util.find_spec("ensurepip") is not None
POLICY = Path("/usr/sbin/policy-rc.d")
PAUSE = 5  # seconds before apt is tried again


def wanted(mode: str) -> list[str]:
    packages = RUN + (TEST if mode == "test" else [])
    return packages if MAKES_ENVIRONMENTS else [*packages, "python3-venv"]


def missing(packages: list[str]) -> list[str]:
    """Those that are not installed, in the given order."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    installed = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [package for package in packages if package not in installed]


def line_to_install(packages: list[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install --yes --no-install-recommends {' '.join(packages)}"


def ensure(mode: str) -> None:
    """Install what is missing as root; raises CannotGoOn with the one line to run for everybody else."""
    packages = wanted(mode)
    if not shutil.which("dpkg-query"):
        explain_elsewhere(packages)
        return
    absent = missing(packages)
    if not absent:
        say("·", "System packages: all there")
        return
    if os.geteuid() != 0:
        raise CannotGoOn(
            f"These system packages are missing. Install them, then start again:\n\n  {line_to_install(absent)}"
        )
    started = time.monotonic()
    install(absent)
    say("✓", f"System packages: {len(absent)} installed", time.monotonic() - started)


def install(packages: list[str]) -> None:
    apt = ["apt-get", "-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"]
    hint = f"Is the package archive reachable? By hand: {line_to_install(packages)}"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for attempt in (1, 2, 3):
        try:
            run([*apt, "update"], hint)
            with no_services_started():
                run([*apt, "install", "--yes", "--no-install-recommends", *packages], hint, quiet)
            return
        except CannotGoOn:
            if attempt == 3:
                raise
            time.sleep(PAUSE * attempt)


@contextmanager
def no_services_started() -> Iterator[None]:
    """The tests start servers of their own; installing the packages must not leave any running."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)


def explain_elsewhere(packages: list[str]) -> None:
    absent = [program for package, program in PROGRAMS.items() if package in packages and not shutil.which(program)]
    say("·", f"Not a Debian system ({sys.platform}): please provide what these packages hold: {', '.join(packages)}")
    if absent:
        raise CannotGoOn(f"These programs were not found on the PATH: {', '.join(absent)}")
