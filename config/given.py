"""What the environment says about an installation: an empty setting was not given, a wrong one is named."""

import math
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from environ import Env

WORDS = dict.fromkeys(("on", "true", "yes", "1"), True) | dict.fromkeys(("off", "false", "no", "0"), False)
DATABASES = ("postgres", "postgresql", "sqlite")


def refuse(name: str, wanted: str) -> NoReturn:
    """End with one line instead of a traceback. The value is not repeated: it may hold a password."""
    raise SystemExit(f"The setting {name} cannot be used: {wanted}")


class Given:
    """Settings by their names; whatever cannot be meant ends the process with what is needed."""

    def __init__(self, environment: Mapping[str, str]):
        self.values = {name: value.strip() for name, value in environment.items() if value.strip()}

    def text(self, name: str, default: str) -> str:
        return self.values.get(name, default)

    def one_of(self, name: str, *choices: str) -> str:
        """The first choice where nothing was said."""
        value = self.text(name, choices[0])
        return value if value in choices else refuse(name, f"say {' or '.join(choices)}.")

    def switch(self, name: str) -> bool:
        value = WORDS.get(self.text(name, "off").lower())
        return refuse(name, "say on or off.") if value is None else value

    def number(self, name: str, default: float) -> float:
        try:
            value = float(self.text(name, str(default)))
        except ValueError:
            value = math.nan
        return value if 0 <= value < math.inf else refuse(name, "a number is needed, 0 or more.")

    def whole(self, name: str, default: int, most: float = math.inf) -> int:
        value = self.number(name, default)
        if value != int(value) or value > most:
            refuse(name, "a whole number is needed" + (f", {most} at most." if most < math.inf else "."))
        return int(value)

    def folder(self, name: str, default: Path) -> Path:
        """Made where it is missing, for nobody else to read."""
        path = Path(self.text(name, str(default)))
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            refuse(name, f"the folder {path} cannot be made: {error.strerror}.")
        return path

    def address(self, name: str, schemes: tuple[str, ...], example: str) -> str:
        """A whole address, "" where nothing was said."""
        value = self.text(name, "")
        try:
            is_whole = not value or urlsplit(value).scheme in schemes
        except ValueError:
            is_whole = False
        return value if is_whole else refuse(name, f"a whole address is needed, like {example}.")

    def origin(self, name: str) -> str:
        """The address of a site without a path, as browsers name it; "" where nothing was said."""
        example = "https://tutti.example.com"
        value = self.address(name, ("http", "https"), example).rstrip("/")
        parts = urlsplit(value)
        if value and (not parts.hostname or parts.path or parts.query or parts.fragment):
            refuse(name, f"an address with a name and without a path is needed, like {example}.")
        return value

    def database(self, name: str, file: Path) -> dict[str, Any]:
        """As Django wants it; the file where nothing was said."""
        value = self.address(name, DATABASES, "postgres://user:password@host/name")
        if not value:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
        if not urlsplit(value).path.strip("/"):
            refuse(name, "the name of the database is missing.")
        return Env.db_url_config(value)

    def class_name(self, name: str, default: str) -> str:
        """A class by its dotted name; one that was given must be in a module that is installed."""
        value = self.text(name, default)
        module = value.rpartition(".")[0]
        if value == default:
            return value
        try:
            is_there = bool(module) and find_spec(module) is not None
        except ImportError:
            is_there = False
        return value if is_there else refuse(name, f"there is no {module or value}.")
