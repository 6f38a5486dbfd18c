"""From a page to a PDF. `python -m signing.press` reads JSON with `html` and `attachments`, and writes the PDF."""

import json
import sys
import threading

from signing import child
from signing.errors import PressBusy, PressFailed
from signing.readiness import readiness

__all__ = ["press", "readiness"]

SECONDS = 60
# Each child needs a core and some hundred megabytes; a room that taps at once waits its turn.
PRESSES = threading.BoundedSemaphore(2)
WAIT = 20


def press(html: str, attachments: dict[str, str] | None = None, timeout: float = SECONDS) -> bytes:
    """The PDF of a page that carries all it needs; `attachments` maps file names to texts.

    Nothing is fetched from anywhere. Raises `PressFailed` after `timeout` seconds or when the page cannot be set, and
    `PressBusy` when no press was free for `WAIT` seconds.
    """
    if not PRESSES.acquire(timeout=WAIT):
        raise PressBusy(f"no press was free for {WAIT} seconds")
    try:
        return set_apart(html, attachments or {}, timeout)
    finally:
        PRESSES.release()


def set_apart(html: str, attachments: dict[str, str], timeout: float) -> bytes:
    material = json.dumps({"html": html, "attachments": attachments}).encode()
    try:
        return child.run("signing.press", material, timeout)
    except child.ChildFailed as failure:
        raise PressFailed(str(failure)) from failure


def set_page(html: str, attachments: dict[str, str]) -> bytes:
    """In the child: tagged PDF in PDF/UA-1 mode, with the fonts of the machine."""
    from weasyprint import HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"]))
    files = [Attachment(string=text, name=name) for name, text in attachments.items()]
    return page.write_pdf(font_config=FontConfiguration(), pdf_variant="pdf/ua-1", attachments=files)


def main() -> None:
    child.settle_down(SECONDS)
    material = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(set_page(material["html"], material["attachments"]))


if __name__ == "__main__":
    main()
