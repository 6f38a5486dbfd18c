"""What brings a folder with Tutti's source to where it can run or be tested, one method a step."""

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import debian
import nodejs
from steps import CannotGoOn, Stamps, alone, fingerprint, run, say

MODES = ("run", "test")


class Preparation:
    """One pass over a folder of Tutti's source."""

    def __init__(self, root: Path, mode: str) -> None:
        self.root = root
        self.mode = mode
        self.build = root / "build"
        self.links = self.build / "bin"
        self.python = root / ".venv" / "bin" / "python"
        self.stamps = Stamps(self.build / "stamps")
        # Tests leave the data of the installation alone, even while its commands are run.
        own = str(self.build / "test-data")
        self.data = Path(own if mode == "test" else os.environ.get("TUTTI_DATA", "").strip() or root / "var")

    def all(self) -> None:
        steps: list[Callable[[], None]] = [
            lambda: debian.ensure(self.mode),
            self.python_packages,
            self.documents,
            self.node,
            self.node_packages,
            self.bundle,
            self.messages,
            self.static_files,
        ]
        if self.mode == "run":
            steps += [self.data_folder, self.database]
        with alone(self.build):
            for step in steps:
                step()

    def manage(self, *words: str, hint: str) -> str:
        return run([self.python, "manage.py", *words], hint, {"TUTTI_DATA": str(self.data)}, cwd=self.root)

    @property
    def lock(self) -> Path:
        return self.root / ("requirements-dev.lock" if self.mode == "test" else "requirements.lock")

    def python_packages(self) -> None:
        version = sys.version_info[:2]
        with self.stamps.step("venv", "Virtual environment", fingerprint([], self.root, version), self.python) as work:
            if work and not self.has_usable_environment():
                hint = f"{sys.executable} cannot make a virtual environment. On Debian: apt-get install python3-venv"
                if (self.root / ".venv").is_symlink():
                    # To clear it would empty the environment of another folder.
                    (self.root / ".venv").unlink()
                run([sys.executable, "-m", "venv", "--clear", self.root / ".venv"], hint)
                for stale in self.stamps.folder.glob("python-*"):
                    stale.unlink()
        key = fingerprint([self.lock], self.root, version)
        with self.stamps.step(f"python-{self.mode}", f"Python packages to {self.mode}", key, self.python) as work:
            if work:
                hint = "Can the Python package index be reached, and is there room on the disk? Then start again."
                pip = [self.python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
                run([*pip, "--require-hashes", "-r", self.lock], hint)

    def has_usable_environment(self) -> bool:
        """Whether .venv was made in this place by this version of Python: it cannot be moved."""
        pip = self.root / ".venv" / "bin" / "pip"
        settings = self.root / ".venv" / "pyvenv.cfg"
        if not (self.python.exists() and pip.exists() and settings.exists()):
            return False
        version = ".".join(str(part) for part in sys.version_info[:2])
        made_by = [
            line.split("=")[1].strip() for line in settings.read_text().splitlines() if line.startswith("version")
        ]
        # Its scripts name their interpreter: in the first line, or behind a shell where the path is long.
        here = any(str(self.python) in line for line in pip.read_text(errors="replace").splitlines()[:2])
        return here and any(f"{maker}.".startswith(f"{version}.") for maker in made_by)

    def documents(self) -> None:
        """PDFs need Pango and a Chinese face; better told now than in the middle of a workshop."""
        key = fingerprint(
            [self.root / "requirements.lock"],
            *sorted(str(face) for face in Path("/usr/share/fonts").rglob("*.[ot]t[cf]")),
        )
        with self.stamps.step("documents", "Text layout and fonts for documents", key) as work:
            if work:
                pango = "Pango is missing or too old; it draws the documents."
                run(
                    [self.python, "-c", "import weasyprint"],
                    f"{pango} On Debian: {debian.line_to_install(debian.RUN[:3])}",
                )
                if not run(["fc-list", ":lang=zh-cn", "family"], "fontconfig is missing.").strip():
                    font = "No font with Chinese characters is installed: documents would show empty boxes."
                    raise CannotGoOn(f"{font} On Debian: {debian.line_to_install(['fonts-noto-cjk'])}")

    def node(self) -> None:
        machine = nodejs.of_the_machine(self.links)
        lock = self.root / "requirements-node.lock"
        if machine:
            nodejs.forget(self.links)
            return
        key = fingerprint([lock], self.root, sys.version_info[:2], (self.stamps.folder / "venv").read_text())
        with self.stamps.step(
            "node", "Node.js from the Python index", key, self.links / "node", self.links / "npm"
        ) as work:
            if work:
                nodejs.from_the_index(self.python, lock, self.links)

    def npm(self, *words: str, hint: str) -> None:
        run(["npm", *words], hint, nodejs.path_with(self.links), cwd=self.root)

    def node_packages(self) -> None:
        files = [self.root / name for name in ("package.json", "package-lock.json", ".npmrc")]
        with self.stamps.step(
            "npm", "Packages for the browser", fingerprint(files, self.root), self.root / "node_modules"
        ) as work:
            if work:
                hint = "Check that the npm registry can be reached, then start again."
                self.npm("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", hint=hint)

    def bundle(self) -> None:
        if not (self.root / "bundle.mjs").exists():
            return
        files = [
            self.root / name
            for name in ("bundle.mjs", "package.json", "package-lock.json", "requirements.lock", "static")
        ]
        with self.stamps.step(
            "bundle", "Scripts and styles", fingerprint(files, self.root), self.build / "static"
        ) as work:
            if work:
                self.npm(
                    "run", "build", "--silent", hint="A script or style under static/ cannot be bundled; see above."
                )

    def messages(self) -> None:
        texts = sorted((self.root / "locale").glob("*/LC_MESSAGES/*.po"))
        if not texts:
            return
        made = [text.with_suffix(".mo") for text in texts]
        with self.stamps.step("messages", "Translations", fingerprint(texts), *made) as work:
            if work:
                for text, catalogue in zip(texts, made, strict=True):
                    run(["msgfmt", "--check-format", "-o", catalogue, text], f"Mend {text.relative_to(self.root)}.")

    def static_files(self) -> None:
        if not (self.build / "static").exists():
            return
        collected = self.build / "collected"
        files = [self.build / "static", self.root / "config" / "settings.py", self.root / "requirements.lock"]
        key = fingerprint(files, self.root)
        with self.stamps.step("static", "Files for the browser", key, collected / "staticfiles.json") as work:
            if work:
                self.manage("collectstatic", "--noinput", "--verbosity=0", hint=f"Can {self.build} be written?")

    def data_folder(self) -> None:
        """Fail before the server does, with the name of what cannot be written."""
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.data / ".probe"
            probe.touch()
            probe.unlink()
        except OSError as error:
            mend = "Give this account the right to write there, or name another folder in TUTTI_DATA."
            raise CannotGoOn(f"The data folder {self.data} cannot be written: {error.strerror}. {mend}") from error

    def database(self) -> None:
        address = os.environ.get("DATABASE_URL", "")
        if address and urlsplit(address).scheme != "sqlite":
            hint = "Does the server of DATABASE_URL run, and does its account own the database?"
            self.manage("upgrade", "--verbosity=0", hint=hint)
            say("✓", "Database: schema is current")
            return
        file = Path(urlsplit(address).path) if address else self.data / "tutti.sqlite3"
        self.check_writable(file)
        migrations = [path for path in self.root.glob("*/**/migrations/*.py") if ".venv" not in path.parts]
        inode = file.stat().st_ino if file.exists() else None
        key = fingerprint([*migrations, self.root / "requirements.lock"], str(file))
        # Another file under the same name (restored, or copied back) may hold another schema.
        with self.stamps.step("database", "Database", f"{key} {inode}", file) as work:
            if work:
                self.manage("upgrade", "--verbosity=0", hint=f"Is {file} a database of Tutti's?")
        (self.stamps.folder / "database").write_text(f"{key} {file.stat().st_ino}")

    @staticmethod
    def check_writable(file: Path) -> None:
        """Raises CannotGoOn where the SQLite file is read-only, locked for long, or no database at all."""
        if not file.exists():
            return
        try:
            connection = sqlite3.connect(file, timeout=20, isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            connection.close()
        except sqlite3.Error as error:
            mend = "Is the file (or its folder) read-only, on a full disk, or open in another program?"
            raise CannotGoOn(f"The database {file} cannot be written: {error}. {mend}") from error


def main(words: list[str] | None = None, root: Path | None = None) -> int:
    parser = argparse.ArgumentParser(description="Prepare this folder to run or to test Tutti.")
    parser.add_argument("mode", choices=MODES)
    mode = parser.parse_args(words).mode
    try:
        Preparation(root or Path(__file__).resolve().parent.parent, mode).all()
    except CannotGoOn as stop:
        say("✗", str(stop))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
