"""Read an Excel workbook from standard input, write its sheets as JSON: run as a process of its own.

A hostile workbook of two kilobytes can ask for half a terabyte of memory, and that ends the process which reads it.
So this one has little memory and little time, and the server is not it.
"""

import io
import json
import sys
from datetime import date, datetime, time, timedelta

MEMORY = 512 << 20  # bytes
SECONDS = 15
COLUMNS = 60
SHEETS = 10


def limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's timeout remains.
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def text_of(cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


class Merged:
    """A cell merged down a column says the same on each of its lines, as a reader takes it."""

    def __init__(self, sheet, left: int):
        merged = sheet.merged_cell_ranges or []
        self.ends = {(top + 1, at - left): low + 1 for (top, at), (low, last) in merged if at == last and low > top}
        self.open: dict = {}

    def filled(self, number: int, texts: list) -> list:
        for at, text in enumerate(texts):
            if (number, at) in self.ends:
                self.open[at] = (self.ends[number, at], text)
            elif at in self.open and number <= self.open[at][0]:
                texts[at] = text or self.open[at][1]
        return texts


def lines_of(sheet, most: int) -> list:
    """The first `most` lines that hold anything, each with the number that the spreadsheet shows beside it."""
    lines: list = []
    top, left = sheet.start or (0, 0)
    merged = Merged(sheet, left)
    for number, cells in enumerate(sheet.iter_rows(), start=top + 1):
        texts = [text_of(cell) for cell in cells[:COLUMNS]]
        if any(text.strip() for text in texts):
            lines.append([number, merged.filled(number, texts)])
        if len(lines) == most:
            break
    return lines


def main() -> None:
    most = int(sys.argv[1])
    limit()
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets = [n for n, sheet in enumerate(book.sheets_metadata) if sheet.typ == SheetTypeEnum.WorkSheet]
    json.dump([lines_of(book.get_sheet_by_index(n), most) for n in sheets[:SHEETS]], sys.stdout)


if __name__ == "__main__":
    main()
