"""From a page to a PDF: `work`, in a process of its own, takes an order as JSON and gives what it made."""

import json
import subprocess
import threading
from collections.abc import Callable
from typing import Any

from signing import child
from signing.errors import PressBusy, PressFailed
from signing.readiness import readiness

__all__ = ["press", "press_length", "press_picture", "readiness"]

SECONDS = 60
MEMORY = 3 * 1024**3
ENDLESS = 16_000
ENDS, CLOSER = "page-one-ends", ("close", "closer")
# Each child needs a core and some hundred megabytes; a room that taps at once waits its turn.
PRESSES = threading.BoundedSemaphore(2)
WAIT = 20


def press(html: str, attachments: dict[str, str] | None = None, timeout: float = SECONDS) -> bytes:
    """The PDF of a page that carries all it needs; `attachments` maps file names to texts.

    Nothing is fetched from anywhere. Raises `PressFailed` after `timeout` seconds or when the page cannot be set, and
    `PressBusy` when no press was free for `WAIT` seconds.
    """
    return set_apart({"make": "pdf", "html": html, "attachments": attachments or {}}, timeout)


def press_picture(html: str, width: int, timeout: float = SECONDS) -> bytes:
    """A page as one PNG, `width` pixels wide and as high as the element `end` stands. Raises as `press` does."""
    return set_apart({"make": "picture", "html": html, "width": width}, timeout)


def press_length(html: str, timeout: float = SECONDS) -> int:
    """On how many pages it is set. Raises as `press` does."""
    return int(set_apart({"make": "length", "html": html}, timeout))


def set_apart(order: dict[str, Any], timeout: float) -> bytes:
    """What `work` makes of the order in a child, when a press is free for it."""
    if not PRESSES.acquire(timeout=WAIT):
        raise PressBusy(f"no press was free for {WAIT} seconds")
    try:
        return child.run("signing.press", json.dumps(order).encode(), timeout)
    except child.ChildFailed as failure:
        raise PressFailed(str(failure)) from failure
    finally:
        PRESSES.release()


def set_page(html: str, attachments: dict[str, str]) -> bytes:
    """In the child: tagged PDF in PDF/UA-1 mode, with the fonts of the machine."""
    from weasyprint import Attachment

    files = [Attachment(string=text, name=name) for name, text in attachments.items()]
    return laid_out(html).write_pdf(pdf_variant="pdf/ua-1", attachments=files)


def set_length(html: str) -> bytes:
    """In the child: the number of pages, as digits."""
    return str(len(laid_out(html).pages)).encode()


def laid_out(html: str):
    """In the child: set, and set closer where the element `page-one-ends` would fall off the first page.

    Where even that does not help, the text stands as it was meant.
    """
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=["data"])

    def once(text: str):
        return HTML(string=text, url_fetcher=fetcher).render(font_config=fonts, pdf_variant="pdf/ua-1")

    meant = once(html)
    if f'id="{ENDS}"' not in html or ENDS in meant.pages[0].anchors:
        return meant
    closer = (once(html.replace("<body", f'<body class="{name}"', 1)) for name in CLOSER)
    return next((one for one in closer if ENDS in one.pages[0].anchors), meant)


def set_picture(html: str, width: int) -> bytes:
    """In the child: set once on an endless page to see where it ends, then as high as that, and drawn."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=["data"])
    endless = HTML(string=sized(html, width, ENDLESS), url_fetcher=fetcher).render(font_config=fonts)
    end = endless.pages[0].anchors["end"][1]
    pdf = HTML(string=sized(html, width, end), url_fetcher=fetcher).write_pdf(font_config=fonts)
    command = ["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(width), "-scale-to-y", "-1", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def sized(html: str, width: int, height: float) -> str:
    """The page with the size of its paper said last, so that it holds."""
    bare = "".join(f"@{place} {{ content: none }}" for place in ("top-left", "top-right", "bottom-left"))
    return html.replace(
        "</head>", f"<style>@page {{ size: {width}px {height:g}px; margin: 0; {bare} }}</style></head>", 1
    )


def prepare() -> None:
    """In the nursery: nothing of this starts a thread; the fonts, which would, are the child's own."""
    import weasyprint  # noqa: F401
    from weasyprint.text import fonts  # noqa: F401


def work(material: bytes) -> bytes:
    """In the child."""
    order = json.loads(material)
    makers: dict[str, Callable[..., bytes]] = {"pdf": set_page, "picture": set_picture, "length": set_length}
    return makers[order.pop("make")](**order)
