"""What people upload: Excel, CSV of every kind, and what somebody made to break the server."""

import io
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from people import spreadsheet
from people.spreadsheet import MOST_ROWS, Unreadable, sheets_of

TABLE = [["姓名", "部门"], ["王小明", "质量部"]]


def workbook(*sheets: list[list]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
    return stream.getvalue()


def rewritten(data: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """The same workbook with other bytes in its first sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                for before, after in changes:
                    assert before in content
                    content = content.replace(before, after)
            new.writestr(entry, content)
    return stream.getvalue()


def cells(data: bytes) -> list[list[str]]:
    return [line for _number, line in sheets_of(data)[0]]


def test_a_workbook_is_read_as_it_looks():
    rows = [["name", "department", "n"], ["Li", "Sales", 3], [], ["Wang", "Sales", 2.5], ["Sun", "Sales", True]]
    assert sheets_of(workbook(rows)) == [
        [
            (1, ["name", "department", "n"]),
            (2, ["Li", "Sales", "3"]),
            (4, ["Wang", "Sales", "2.5"]),
            (5, ["Sun", "Sales", "True"]),
        ]
    ]


def test_all_sheets_are_read():
    assert [len(lines) for lines in sheets_of(workbook([["Read me first"]], TABLE, []))] == [1, 2, 0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_in_the_encodings_and_with_the_separators_of_excel(encoding, delimiter, end):
    text = end.join(delimiter.join(row) for row in TABLE)
    assert cells(text.encode(encoding)) == TABLE


def test_csv_with_quotes_and_lines_inside():
    assert cells(b'name,department\n"Li, Wei","Sales\nNorth"\n') == [
        ["name", "department"],
        ["Li, Wei", "Sales\nNorth"],
    ]


def test_csv_that_names_its_separator():
    assert cells("sep=;\n姓名;部门,组\n".encode()) == [["姓名", "部门,组"]]


def test_lines_keep_the_numbers_that_the_program_shows():
    assert [number for number, _cells in sheets_of(b"name,department\n\n\nLi,Sales\n")[0]] == [1, 4]


@pytest.mark.parametrize(("rows", "readable"), [(MOST_ROWS, True), (MOST_ROWS + 100, False)])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_5000_rows_are_read_and_more_are_refused(kind, rows, readable):
    table = [["姓名", "部门"], *[[f"P{n}", "质量部"] for n in range(rows)]]
    data = workbook(table) if kind == "xlsx" else "\n".join(",".join(row) for row in table).encode()
    if readable:
        assert len(cells(data)) == rows + 1
    else:
        with pytest.raises(Unreadable, match="5000"):
            sheets_of(data)


def test_more_than_2_mb_is_refused():
    with pytest.raises(Unreadable, match="2048"):
        sheets_of(b"name,department\n" * 200_000)


def zip_bomb() -> bytes:
    """Cells that hold more text together than the reader has memory, packed into less than 2 MB."""
    stream, text = io.BytesIO(), b"a" * 160_000
    with zipfile.ZipFile(io.BytesIO(workbook(TABLE))) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            before, tag, after = old.read(entry).partition(b"</sheetData>")
            with new.open(entry, "w") as file:
                file.write(before)
                for number in range(10, 4_010) if tag else ():
                    cell = b'<c r="A%d" t="inlineStr"><is><t>%s</t></is></c>' % (number, text)
                    file.write(b'<row r="%d">%s</row>' % (number, cell))
                file.write(tag + after)
    return stream.getvalue()


def far_away() -> bytes:
    """Two cells in opposite corners: a reader that makes room for what lies between needs half a terabyte."""
    return rewritten(
        workbook([*TABLE, [], [], ["x"]]), (b'r="A5"', b'r="XFD1048576"'), (b'<row r="5"', b'<row r="1048576"')
    )


def cut_short() -> bytes:
    return workbook(TABLE)[:-200]


def garbled() -> bytes:
    data = bytearray(workbook(TABLE))
    dice = random.Random(7)
    for _ in range(400):
        data[dice.randrange(4, len(data))] = dice.randrange(256)
    return bytes(data)


def other_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../etc/passwd", "root")
    return stream.getvalue()


def entities() -> bytes:
    bomb = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"lol") for n in range(12))
    return rewritten(workbook(TABLE), (b"<worksheet", b"<!DOCTYPE x [%s]><worksheet" % bomb))


HOSTILE = {
    "a small archive of 640 MB": zip_bomb,
    "a cell far away": far_away,
    "cut short": cut_short,
    "garbled": garbled,
    "another archive": other_zip,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "a PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x00\x01" * 300,
    "an old workbook in ruins": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000,
    "nothing": lambda: b"",
    "blanks": lambda: b" \n\t\r\n",
    "NUL": lambda: b"name,department\nLi\x00,Sales\n",
    "neither UTF-8 nor GB 18030": lambda: b"name,department\nM\xff\xff\xff,Sales\n",
    "one endless cell": lambda: b'name,department\n"' + b"a" * 200_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_list_is_refused_readably(kind):
    data = HOSTILE[kind]()
    assert len(data) < spreadsheet.MOST_BYTES
    with pytest.raises(Unreadable) as refusal:
        sheets_of(data)
    assert str(refusal.value).endswith(".")


def test_entities_are_not_unfolded():
    try:
        assert cells(entities()) == TABLE
    except Unreadable as refusal:
        assert "xlsx" in str(refusal)  # noqa: PT017


def test_random_bytes_are_a_table_or_refused():
    dice = random.Random(11)
    for _ in range(200):
        data = dice.randbytes(dice.randrange(1, 300))
        try:
            assert all(isinstance(cell, str) for _number, line in sheets_of(data)[0] for cell in line)
        except Unreadable:
            continue


def test_a_reader_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(spreadsheet, "CHILD", Path(slow))
    monkeypatch.setattr(spreadsheet, "PATIENCE", 0.2)
    with pytest.raises(Unreadable):
        sheets_of(workbook(TABLE))
