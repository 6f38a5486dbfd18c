"""What an archive says of itself: enough to tell whether it is whole, and whether this version can read it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.conf import settings

FORMAT = 1
NAME = "manifest.json"
CHUNK = 1 << 20


@dataclass
class Manifest:
    """`schema` names the last applied migration of each app, `counts` the rows of each table, `columns` their order.

    `parts` maps each member of the archive to its SHA-256. `secret` tells two secret keys apart and reveals neither.
    """

    made: str
    database: str
    schema: dict[str, list[str]]
    counts: dict[str, int]
    columns: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    secret: str = ""
    version: str = ""
    format: int = FORMAT

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: str | bytes) -> "Manifest":
        """Raises `ValueError` where this is no manifest of ours."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError(str(error)) from error


def secret_mark() -> str:
    """The same for the same SECRET_KEY, whether it lies in the data folder or comes from the environment."""
    return hashlib.sha256(b"tutti backup\0" + settings.SECRET_KEY.encode()).hexdigest()[:16]
