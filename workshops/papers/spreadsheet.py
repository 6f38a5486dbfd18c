"""Workbooks whose cells are what they look like: text stays text, whatever it begins with (R-EXP-2)."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import xlsxwriter

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A program may take what begins like this for a formula; the wide ones where it normalises first."""
WIDEST, NARROWEST = 60, 8


class Sheet(NamedTuple):
    """One sheet: its name, its headings, its rows of texts, numbers and dates."""

    name: str
    headings: list[str]
    rows: Iterable[list[Any]]


def workbook(sheets: list[Sheet], facts: dict[str, str]) -> bytes:
    """An Excel file of these sheets; `facts` (title, author, comments) become its properties."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties(facts)
    shapes = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F6EFE2"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "quoted": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "number": book.add_format({"valign": "top"}),
    }
    for sheet in sheets:
        write(book.add_worksheet(sheet.name[:31]), sheet, shapes)
    book.close()
    return stream.getvalue()


def write(page, sheet: Sheet, shapes: dict) -> None:
    widths = [len(heading) for heading in sheet.headings]
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading, shapes["head"])
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            put(page, number, column, value, shapes)
            widths[column] = max(widths[column], display_width(value))
    for column, width in enumerate(widths):
        page.set_column(column, column, max(NARROWEST, min(WIDEST, width + 2)))
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def put(page, row: int, column: int, value: Any, shapes: dict) -> None:
    """A cell by its type. Text is never read as a formula, a link or a number."""
    if value is None or value == "":
        page.write_blank(row, column, None, shapes["text"])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, shapes["date"])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        page.write_number(row, column, value, shapes["number"])
    else:
        text = str(value)
        page.write_string(row, column, text, shapes["quoted" if text.startswith(DANGEROUS) else "text"])


def display_width(value: Any) -> int:
    """How wide the longest line of a cell is; Chinese characters count two."""
    lines = str(value if value is not None else "").splitlines() or [""]
    return max(sum(2 if ord(character) > 0x2E7F else 1 for character in line) for line in lines)
