"""A roster on its way in: what the lines of a spreadsheet say, and what is wrong with each of them."""

from collections import Counter
from dataclasses import dataclass, field

import regex
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.columns import field_of, is_private
from people.models import Organisation
from people.models.intake import Directory, Row
from people.spreadsheet import Line, Unreadable, sheets_of
from people.text import LineField, NameField, colon, folded, in_a_row

HEADING_LINES = 10
EMPTY_MARKS = {"-", "–", "—", "/", "\\", "none", "n/a", "无", "暂无", "没有"}
FORMULA = regex.compile(r"[=+@＝＋＠]|-\S|#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)", regex.IGNORECASE)
LEVELS = {
    "top": "top 高层 高管 executive senior",
    "middle": "middle 中层 mid",
    "base": "base 基层 一线 员工 staff worker junior",
}
LANGUAGES = {
    "en": "en 英文 英语 english",
    "zh-hans": "zh 中文 汉语 普通话 简体中文 chinese zh-cn zh-hans",
}
KEY_POST = {"yes": "yes 是 y x ✓ √ ✔ true 1", "no": "no 否 n false 0"}


class WordField(forms.CharField):
    """One of a few words in either language, as its key; the refusal lists the words."""

    def __init__(self, words: dict[str, str], **options):
        self.keys = {folded(word): key for key, listed in words.items() for word in listed.split()}
        self.shown = [" / ".join(listed.split()[:2]) for listed in words.values()]
        super().__init__(**options)

    def clean(self, value):
        word = folded(super().clean(value))
        if word and word not in self.keys:
            refusal = _("“%(word)s” is not known here: write one of %(words)s, or leave it empty.")
            raise ValidationError(refusal, params={"word": value, "words": in_a_row(self.shown)})
        return self.keys.get(word, "")


LONGEST_NAME = 40
FIELDS: dict[str, forms.Field] = {
    "name": NameField(
        LONGEST_NAME,
        label=gettext_lazy("Name"),
        error_messages={"required": gettext_lazy("Every line needs one, as text and no formula (R-PREP-8).")},
    ),
    "department": LineField(
        40,
        label=gettext_lazy("Department"),
        error_messages={"required": gettext_lazy("Every line needs one, as text and no formula (R-PREP-8).")},
    ),
    "name_latin": NameField(60, required=False, label=gettext_lazy("Name in Latin letters")),
    "job_title": LineField(60, required=False, label=gettext_lazy("Job title")),
    "job_level": WordField(LEVELS, required=False, label=gettext_lazy("Level")),
    "superior": LineField(90, required=False, label=gettext_lazy("Direct superior")),
    "key_post": WordField(KEY_POST, required=False, label=gettext_lazy("Key post")),
    "language": WordField(LANGUAGES, required=False, label=gettext_lazy("Language")),
}


@dataclass
class Problem:
    line: int
    name: str
    texts: list[str]


@dataclass
class Roster:
    """What would be imported, what would not and why, and which columns were left out."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    known: int = 0
    departments: list[str] = field(default_factory=list)
    """Those that nobody has heard of yet: a slip of spelling shows here before it becomes one."""


def read(data: bytes, organisation: Organisation) -> Roster:
    """What an uploaded list would bring; nothing is stored. Raises `Unreadable`."""
    headings, lines = table_in(sheets_of(data))
    columns = columns_of(headings)
    roster = Roster(
        private=[heading for heading in headings if is_private(heading)],
        unknown=[heading for at, heading in enumerate(headings) if is_unused(heading, at, columns)],
    )
    cleaned = [(number, *cleaned_row(cells, columns)) for number, cells in lines]
    directory = Directory(organisation)
    check_together([(row, texts) for _number, row, texts in cleaned], directory)
    for (number, cells), (_number, row, texts) in zip(lines, cleaned, strict=True):
        if texts:
            roster.problems.append(Problem(number, row.name or as_written(cells, columns), texts))
        else:
            roster.rows.append(row)
            roster.known += directory.key(row.name, row.department) in directory.people
    roster.departments = directory.unheard(row.department for row in roster.rows)
    return roster


def table_in(sheets: list[list[Line]]) -> tuple[list[str], list[Line]]:
    """The headings and the lines below them, of the first sheet that has a name and a department."""
    for lines in sheets:
        for at, (_number, cells) in enumerate(lines[:HEADING_LINES]):
            if is_head(cells):
                return cells, people_in(lines[at + 1 :])
    first = next((cells for lines in sheets for _number, cells in lines[:1]), [])
    found = in_a_row(cell.strip()[:40] for cell in first if cell.strip())[:200]
    if not found:
        raise Unreadable(_("There is no text in it. A picture or a scan of a list cannot be read: type the names in."))
    raise Unreadable(
        _(
            "No line with the headings Name and Department (姓名, 部门) was found: write them above the columns. "
            "The first line says: %(found)s. If that is not what stands there, save the list as .xlsx."
        )
        % {"found": found}
    )


def people_in(lines: list[Line]) -> list[Line]:
    """A long list repeats its headings, one a printed page. Raises `Unreadable` where nobody stands below them."""
    found = [line for line in lines if not is_head(line[1])]
    if not found:
        raise Unreadable(_("Below the headings stands nobody yet: write one person a line."))
    return found


def is_head(cells: list[str]) -> bool:
    return {"name", "department"} <= set(columns_of(cells))


def columns_of(headings: list[str]) -> dict[str, int]:
    """Where each field stands; of two columns for one field the first counts."""
    columns: dict[str, int] = {}
    for at, heading in enumerate(headings):
        name = None if is_private(heading) else field_of(heading)
        if name:
            columns.setdefault(name, at)
    return columns


def as_written(cells: list[str], columns: dict[str, int]) -> str:
    """The beginning of a name that was refused, to find its line by."""
    at = columns["name"]
    return cells[at].strip()[:LONGEST_NAME] if at < len(cells) else ""


def is_unused(heading: str, at: int, columns: dict[str, int]) -> bool:
    return bool(heading.strip()) and not is_private(heading) and at not in columns.values()


def cleaned_row(cells: list[str], columns: dict[str, int]) -> tuple[Row, list[str]]:
    values, texts = dict.fromkeys(FIELDS, ""), []
    for name, at in columns.items():
        try:
            values[name] = cleaned_cell(name, cells[at] if at < len(cells) else "")
        except ValidationError as refusal:
            texts += [f"{FIELDS[name].label}{colon()}{message}" for message in refusal.messages]
    return Row(**values), texts


def cleaned_cell(name: str, text: str) -> str:
    text = text.strip()
    if text.casefold() in EMPTY_MARKS:
        text = ""
    if FORMULA.match(text):
        raise ValidationError(_("This looks like a formula. Write the text itself."))
    return FIELDS[name].clean(text)


def check_together(cleaned: list[tuple[Row, list[str]]], directory: Directory) -> None:
    """What only the whole list shows: namesakes (R-PREP-8), and superiors whom nobody knows."""
    keys = [directory.key(row.name, row.department) for row, _texts in cleaned]
    times = Counter(keys)
    for (row, _texts), key in zip(cleaned, keys, strict=True):
        directory.add(key, row.name, row.name_latin)
    for (row, texts), key in zip(cleaned, keys, strict=True):
        if times[key] > 1 and row.name and row.department:
            texts.append(namesake())
        if row.superior:
            texts += superior_texts(row, key, directory)
    for (row, texts), key in zip(cleaned, keys, strict=True):
        if row.superior and directory.goes_round(key):
            texts.append(_("Direct superior: the way up leads back to this person. Correct one of the lines."))


def namesake() -> str:
    return _("This name stands twice in this department: add what tells them apart, as in “Li Wei 2” (R-PREP-8).")


def superior_texts(row: Row, key, directory: Directory) -> list[str]:
    meant = directory.meant_by(row.superior)
    if len(meant) == 1 and key not in meant:
        directory.superiors[key] = next(iter(meant))
        return []
    if key in meant and len(meant) == 1:
        return [_("Direct superior: nobody is their own superior. Leave it empty where there is none.")]
    if meant:
        text = _("Direct superior: several people are called “%(name)s”. Add the department: “%(name)s (…)”.")
    else:
        text = _("Direct superior: nobody on the list is called “%(name)s”. Correct the name, or leave it empty.")
    return [text % {"name": row.superior}]
