"""Collect the texts of both languages and list what still waits for a translator; ends with 1 while anything does."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IGNORED = ("node_modules", "build", ".venv", "var", "tests", "bench", "deploy")
# English is what the source says: an empty entry there is complete, an uncertain one is not.
WAITING = {"zh_Hans": ("--untranslated", "--only-fuzzy"), "en": ("--only-fuzzy",)}


def collect() -> None:
    ignored = [word for folder in IGNORED for word in ("--ignore", folder)]
    languages = [word for language in WAITING for word in ("--locale", language)]
    words = [
        "makemessages",
        *languages,
        *ignored,
        "--no-wrap",
        "--no-obsolete",
        "--add-location",
        "file",
        "--verbosity=0",
    ]
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True)


def waiting(catalogue: Path, kind: str) -> list[str]:
    """The entries of that kind, as they stand in the catalogue."""
    words = ["msgattrib", kind, "--no-obsolete", "--no-wrap", "--force-po", str(catalogue)]
    found = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    entries = [entry.strip() for entry in found.split("\n\n")]
    return [entry for entry in entries if entry and 'msgid ""\nmsgstr ""\n"Project' not in entry]


def main() -> int:
    collect()
    total = 0
    for language, kinds in WAITING.items():
        catalogue = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
        for kind in kinds:
            entries = waiting(catalogue, kind)
            total += len(entries)
            for entry in entries:
                print(f"{entry}\n")
            print(f"{language}, {kind.removeprefix('--').removeprefix('only-')}: {len(entries)}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
