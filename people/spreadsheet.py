"""What somebody uploaded, as numbered lines of text: Excel workbooks, and CSV in the encodings that Excel writes."""

import codecs
import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import gap

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5_000
MOST_LINES = MOST_ROWS + 20  # headings and notes above the rows
COLUMNS = 60
PATIENCE = 20  # seconds
DELIMITERS = ",;\t，"
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
CHILD = Path(__file__).with_name("spreadsheet_child.py")

Line = tuple[int, list[str]]


class Unreadable(Exception):
    """The upload cannot be read; the text says why, in the reader's language, and what would help."""


def sheets_of(data: bytes) -> list[list[Line]]:
    """The sheets of an upload; a CSV is one. Raises `Unreadable`."""
    if len(data) > MOST_BYTES:
        raise Unreadable(
            _("This file has %(size)d KB; at most %(most)d KB are read. Remove pictures, or split the list.")
            % {"size": len(data) // 1024, "most": MOST_BYTES // 1024}
        )
    if not data.strip():
        raise Unreadable(_("This file is empty."))
    sheets = _workbook(data) if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else [_csv(_decoded(data))]
    if any(len(lines) >= MOST_LINES for lines in sheets):
        raise Unreadable(
            ngettext("At most %(most)d row is read at once.", "At most %(most)d rows are read at once.", MOST_ROWS)
            % {"most": MOST_ROWS}
            + gap()
            + _("Split the list and import the parts one after the other.")
        )
    return sheets


def _workbook(data: bytes) -> list[list[Line]]:
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(CHILD), str(MOST_LINES)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
        if b"PasswordError" in (failure.stderr or b""):
            raise Unreadable(_("This workbook is protected by a password. Save a copy without one.")) from None
        raise Unreadable(
            _("This file could not be read as a workbook. Save it again as .xlsx or as CSV, and upload that.")
        ) from None
    return [[(number, cells) for number, cells in lines] for lines in json.loads(child.stdout)]


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 where it says so, else GB 18030, which Excel writes in China."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NOT_TEXT.search(text):
            return text
    raise Unreadable(_("This is neither a workbook (.xlsx) nor a CSV file. Save the list as one of the two."))


def _csv(text: str) -> list[Line]:
    stream = io.StringIO(text, newline="")
    first = stream.readline()
    if match := re.match(r"sep=(.)\s*$", first):
        delimiter = match[1]
    else:
        delimiter = max(DELIMITERS, key=first.count)
        stream.seek(0)
    reader = csv.reader(stream, delimiter=delimiter, skipinitialspace=True, strict=True)
    lines: list[Line] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, cells[:COLUMNS]))
            if len(lines) == MOST_LINES:
                break
    except csv.Error:
        raise Unreadable(
            _("Line %(line)d of this CSV file is broken: look for a missing quotation mark.")
            % {"line": reader.line_num}
        ) from None
    return lines
