"""Somebody who reads Chinese: opens pages, papers and files, and keeps what English of ours stood there."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.utils import timezone, translation
from lxml import html

from tests.workshops.papers.reading import cells
from workshops.models import Workshop
from workshops.papers import papers, printing

TEMPLATES = Path(__file__).parents[2] / "templates"
SPOKEN = re.compile(r'(data-[a-z-]+)="\{% (?:block)?translate')
ATTRIBUTES = {"placeholder", "aria-label", "aria-description", "title", "alt", "data-title", "label"}
# What scripts say stands in templates: in the attributes that somewhere hold a text to translate.
ATTRIBUTES |= {name for file in TEMPLATES.rglob("*.html") for name in SPOKEN.findall(file.read_text())}
# What a wall says beside it is in its other language.
ATTRIBUTES -= {name for name in ATTRIBUTES if name.endswith("-beside")}
# Names of products, formats and tools that stay as they are in both languages.
KEPT = {
    *[
        "Tutti",
        "PIN",
        "SWOT",
        "OKR",
        "PDF",
        "CSV",
        "Excel",
        "JSON",
        "HTTP",
        "HTTPS",
        "XLSX",
        "JPEG",
        "PNG",
        "WebP",
        "KB",
        "MB",
        "Esc",
        "Shift",
        "ok",
        "iPhone",
        "pdf",
        "png",
        "EN",
        "English",
        "Wi",
        "Fi",
        "CNY",
        "USD",
        "EUR",
        "ERP",
        "SHA",
        "Li",
    ],
    *[
        "xlsx",
        "json",
        "evidence",
        "kW",
        "kWh",
        "Name",
        "Department",
        "top",
        "middle",
        "base",
        "en",
        "zh",
        "Hanna",
        "Ada",
        "II",
        "III",
    ],
}
CODES = re.compile(
    r"""https?://\S+ | \S+@\S+ | \btestserver\S* | [\w.-]+\.(?:pdf|xlsx|csv|json|local)\b | python3?\ manage\.py[\w\ -]+
    | \bR-[A-Z]+-\d+ | \bPRD\b | \b[0-9a-f]{12,}\b | \b[0-9a-f]{4}(?:\ [0-9a-f]{4})+ | [A-Z][a-z]+/[A-Z]\w+""",
    re.VERBOSE,
)
WORD = re.compile(r"[A-Za-z]{2,}")


def texts(element: html.HtmlElement) -> Iterator[str]:
    """What is read or heard of a page, without what people wrote and what is marked as English."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "code", "kbd", "bdi"):
        return
    if element.get("lang", "").startswith("en") or (element.get("dir") == "auto" and element.tag != "textarea"):
        return
    if "other" in element.classes or (element.tag == "option" and element.get("value") == element.text):
        return  # the second language of a document; a code that is its own name, as of a currency
    yield from (element.get(name, "") for name in ATTRIBUTES)
    if (address := element.get("href", "")).startswith("mailto:"):
        yield from (words for _name, words in parse_qsl(urlsplit(address).query))
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield element.get("value", "")
    if element.tag != "textarea":
        yield element.text or ""
    for child in element:
        yield from texts(child)
        yield child.tail or ""


def written(value, key: str = "") -> Iterator[str]:
    """All names, texts and units of the example, but not those for which it has Chinese words too."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "heading" or (f"{name}_zh" not in value and f"{name[:-3]}_zh" not in value):
                yield from written(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from written(item, key)
    elif isinstance(value, str) and WORD.search(value) and (key == "unit" or " " in value or value[0].isupper()):
        yield value


class Reader:
    """Opens pages in Chinese and keeps what English stood there."""

    def __init__(self, *content: dict):
        self.data = sorted(set(written(list(content))), key=len, reverse=True)
        self.found: dict[str, set[str]] = {}
        self.seen: dict[str, bool] = {}
        self.opened = 0

    def read(self, content: bytes | str, where: str) -> None:
        self.opened += 1
        text = content if isinstance(content, str) else content.decode()
        for words in texts(html.document_fromstring(text if text.strip() else "<p>")):
            self.hear(words, where)

    def hear(self, words: str, where: str) -> None:
        said = " ".join(words.split())
        # Most pages say most things again.
        if said not in self.seen:
            self.seen[said] = any(word not in KEPT for word in WORD.findall(self.without_data(said)))
        if self.seen[said]:
            self.found.setdefault(said[:120], set()).add(where)

    def without_data(self, text: str) -> str:
        if not WORD.search(text):
            return ""
        for known in self.data:
            if known in text:
                text = text.replace(known, "")
        return CODES.sub("", text)

    def open(self, client: Client, address: str, *statuses: int) -> str:
        client.cookies["django_language"] = "zh-hans"
        response = client.get(address)
        assert response.status_code in (statuses or (200,)), (address, response.status_code)
        self.read(response.content, address)
        return response.content.decode()

    def send(self, client: Client, address: str, status: int, **data) -> None:
        client.cookies["django_language"] = "zh-hans"
        response = client.post(address, data)
        assert response.status_code == status, (address, response.status_code)
        self.read(response.content, f"POST {address}")

    def open_room(self, workshop: Workshop, desk: Client, phones: Sequence[Client]) -> None:
        """Wall, console and these phones, as they stand in the open step."""
        room = f"/w/{workshop.public_id}"
        for surface in ("wall", "run"):
            self.open(desk, f"{room}/{surface}/")
        for phone in phones:
            self.open(phone, f"{room}/")
            self.open(phone, f"{room}/mine/")

    def read_papers(self, workshop: Workshop) -> None:
        """The pages of all papers, and the headings of workbooks."""
        with translation.override("zh-hans"), timezone.override(workshop.organisation.zone):
            for paper in papers.values():
                if paper.kind not in ("", workshop.kind) or not paper.exists(workshop):
                    continue
                content = paper.content(workshop)
                if paper.template:
                    self.read(printing.html(paper, workshop, content, "zh-hans"), paper.key)
                if "xlsx" in paper.formats:
                    for name, rows in cells(paper.spreadsheet(workshop, content)).items():
                        for words in (name, *rows[0]):
                            self.hear(words, paper.key)

    def meet(self, response, where: str) -> None:
        """Whatever an address answers to somebody, as long as it is a page."""
        if response.get("Content-Type", "").startswith("text/html") and response.content:
            self.read(response.content, f"{response.status_code} {where}")

    def report(self) -> str:
        return "\n".join(f"{words!r}: {sorted(where)[:3]}" for words, where in sorted(self.found.items()))


@contextmanager
def reading(*content: dict) -> Iterator[Reader]:
    """A reader who knows what people said in these files, and finds no word of English beside it."""
    reader = Reader(*content)
    yield reader
    assert reader.opened
    assert not reader.found, "English that is not marked for translation, or not translated:\n" + reader.report()
