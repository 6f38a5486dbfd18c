"""The documents of the day, fetched as people do in both languages, and read back."""

import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

from pypdf import PdfReader

if TYPE_CHECKING:
    from workshops.rehearsal.day import Day

LANGUAGES = ("en", "zh-hans")
SIGNED = {"kickoff": ("statement.pdf", "commitments.pdf")}
"""Documents of a kind of event that stand on a page of their own, beside the list."""
Texts = Callable[["Day", str], list[str]]
TEXTS: dict[str, Texts] = {}
WIDTH = 1080


def says(kind: str) -> Callable[[Texts], Texts]:
    """Registers which texts of the file stand in a document of this kind of event, whatever its language."""

    def registered(texts: Texts) -> Texts:
        TEXTS[kind] = texts
        return texts

    return registered


async def read_documents(day: "Day") -> None:
    """What was signed, then every paper that the facilitator's list offers."""
    for name in SIGNED.get(day.kind, ()):
        for language in LANGUAGES:
            await read(day, f"/w/{day.room}/documents/{name}?language={language}")
    page = await day.facilitator.browser.page(f"/w/{day.room}/papers/")
    for address in page.xpath("//*[@data-paper]//a/@href"):
        await read(day, address)


async def read(day: "Day", address: str) -> None:
    """Fetch one document and note what it should say and does not."""
    name = address.rsplit("/", 1)[1].split("?")[0]
    response = await day.facilitator.browser.get(address)
    said = READERS[name.rsplit(".", 1)[1]](response.content)
    if said is None:
        got = f"{response.status_code}, {len(response.content)} bytes"
        day.report.mismatches.append(f"{address}: not what its name says ({got})")
        return
    day.report.documents += 1
    for one in TEXTS[day.kind](day, name) if day.kind in TEXTS else ():
        if squeezed(one) not in said:
            day.report.mismatches.append(f"{address}: “{one[:40]}” is not in it")


@says("kickoff")
def of_the_kickoff(day: "Day", name: str) -> list[str]:
    content = day.content
    actions = [row["text"] for row in content.get("key_actions", [])]
    return {
        "statement.pdf": lambda: actions,
        "plan.xlsx": lambda: actions,
        "commitments.pdf": lambda: [day.names[row["person"]] for row in content.get("signatures", [])],
        "cards.pdf": lambda: [day.names[row["person"]] for row in content["attendance"]],
        "briefing.pdf": lambda: [row["text"] for row in content["preparation"].get("likely_questions", [])],
        "day.pdf": lambda: [row["text"] for row in content.get("parked_items", [])],
    }.get(name, list)()


def text_of_pdf(content: bytes) -> str | None:
    """All words without spaces, because a line break may fall anywhere; `None` for half a document too."""
    if not content.startswith(b"%PDF") or not content.rstrip().endswith(b"%%EOF"):
        return None
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def text_of_workbook(content: bytes) -> str | None:
    if not content.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return squeezed(unescape(book.read("xl/sharedStrings.xml").decode()))


def text_of_picture(content: bytes) -> str | None:
    """A picture says nothing that a program reads; it has to be one, as wide as a phone shows it."""
    is_picture = content.startswith(b"\x89PNG") and struct.unpack(">I", content[16:20])[0] == WIDTH
    return "" if is_picture else None


READERS = {"pdf": text_of_pdf, "xlsx": text_of_workbook, "png": text_of_picture}


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
