"""What a phone loads before anybody can write: bytes as they go over the line, none of them by chance."""

import gzip

from tests.servers import ROOT

BUILT = ROOT / "build" / "static"


def packed(path: str) -> float:
    return len(gzip.compress((BUILT / path).read_bytes(), 9)) / 1024


def test_phone_loads_little():
    script, style, icons = (packed(path) for path in ("js/phone.js", "css/phone.css", "icons.svg"))
    assert script <= 45
    # The page itself, which is never packed, has the rest of the 80.
    assert script + style + icons <= 60
