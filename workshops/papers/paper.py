from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.text import slugify

from signing import glyphs
from workshops.models import Seat, Workshop
from workshops.models.workshop import KICKOFF
from workshops.papers import printing

LEADERS = frozenset({Seat.Role.LEAD})
EVERYBODY = frozenset(Seat.Role.values)
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Paper:
    """One kind of paper. Subclass it and register it; `readers` are roles of seats, facilitators read all."""

    key = ""
    kind = KICKOFF
    """Of which kind of event; "" where every event has it."""
    title: str | Promise = ""
    about: str | Promise = ""
    formats: tuple[str, ...] = ("pdf",)
    readers: frozenset[str] = frozenset()
    template = ""
    is_before = False

    def exists(self, workshop: Workshop) -> bool:
        """Whether there is anything to print yet."""
        return True

    def version(self, workshop: Workshop) -> int:
        """Rises with every change of the room: two prints of one version say the same."""
        return workshop.room.seq + 1

    def edition(self, workshop: Workshop) -> str:
        """The number that people know it by, in the active language; "" where its version is the moment of printing."""
        return ""

    def content(self, workshop: Workshop) -> dict[str, Any]:
        """Everything that it says, in the active language where the tool speaks; no model instances."""
        return {}

    def spreadsheet(self, workshop: Workshop, content: dict[str, Any]) -> bytes:
        raise NotImplementedError

    # ---- what leaves the house --------------------------------------------------------------------

    def make(self, workshop: Workshop, language: str, form: str) -> tuple[bytes, list[str]]:
        """The bytes of the file, and the characters that no font of this machine has (R-EXP-3).

        Raises `PressFailed`, and `LookupError` for a format that this paper does not have.
        """
        if form not in self.formats:
            raise LookupError(form)
        with translation.override(language), timezone.override(workshop.organisation.zone):
            content = self.content(workshop)
            missing = glyphs.missing_characters(content)
            if form == "xlsx":
                return self.spreadsheet(workshop, content), missing
            page = printing.html(self, workshop, content, language)
        return (printing.picture(page) if form == "png" else printing.pdf(page)), missing

    def file_name(self, workshop: Workshop, language: str, form: str, on: date | None = None) -> str:
        """Title, version and date, in letters that every system keeps (R-EXP-1)."""
        on = on or workshop.today()
        with translation.override(language):
            title = slugify(str(self.title), allow_unicode=True)[:60].strip("-")
        number = self.version(workshop)
        return f"{title or self.key}-{f'v{number}' if number else 'draft'}-{on.isoformat()}.{form}"


papers: dict[str, Paper] = {}


def register(paper: type[Paper]) -> None:
    papers[paper.key] = paper()
