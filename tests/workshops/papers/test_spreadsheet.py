"""R-EXP-2: what begins like a formula is written as text, and comes back letter for letter."""

import io
import zipfile
from datetime import date
from decimal import Decimal

from tests.workshops.papers.reading import cells
from workshops.papers.spreadsheet import Sheet, workbook

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://evil.example","click")',
    "=cmd|' /C calc'!A0",
    "+49 30 1234",
    "-2 % scrap",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "=1+1".replace("=", "＝"),
    "http://evil.example",
    "mailto:a@b.example",
    "0042",
    "1e5",
    "{=1+1}",
    "食堂夜宵时间",
    "A\x0bB",
]


def made(rows) -> bytes:
    return workbook([Sheet("Notes", ["Text"], [[text] for text in rows])], {"title": "Hostile"})


def test_r_exp_2_hostile_cells_come_back_as_they_were_written():
    texts = [text for text in HOSTILE if "\x0b" not in text and "\r" not in text]
    assert [row[0] for row in cells(made(texts))["Notes"][1:]] == texts


def test_r_exp_2_no_cell_is_a_formula_or_a_link():
    with zipfile.ZipFile(io.BytesIO(made(HOSTILE))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        parts = book.namelist()
    assert ["<f" in sheet, "hyperlink" in sheet.lower()] == [False, False]
    assert [name for name in parts if "rels" in name and "sheet1" in name] == []
    # Every cell is a shared string.
    assert sheet.count('t="s"') == sheet.count("<c ") == len(HOSTILE) + 1


def test_r_exp_2_dangerous_cells_stay_text_when_they_are_edited():
    with zipfile.ZipFile(io.BytesIO(made(["=1+1", "plain"]))) as book:
        styles = book.read("xl/styles.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    quoted = [
        number for number, one in enumerate(styles.split("<cellXfs")[1].split("<xf ")[1:]) if "quotePrefix" in one
    ]
    used = [int(cell.split('s="')[1].split('"')[0]) for cell in sheet.split("<c ")[1:]]
    assert [style in quoted for style in used] == [False, True, False]


def test_numbers_and_days_are_numbers_and_days():
    sheet = Sheet("Plan", ["Number", "Day", "Empty"], [[Decimal("95.5"), date(2026, 1, 16), None]])
    assert cells(workbook([sheet], {}))["Plan"][1] == [95.5, date(2026, 1, 16), ""]
