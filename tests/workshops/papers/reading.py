"""What a file says, without blanks and line breaks."""

import io
import subprocess
import unicodedata

from PIL import Image
from python_calamine import CalamineWorkbook


def words(pdf: bytes) -> str:
    """The text of a PDF as pdftotext reads it."""
    return squeezed(
        subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    )


def pages(pdf: bytes) -> list[str]:
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [squeezed(page) for page in read.split("\f")[:-1]]


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


def missing(wanted, page: str) -> list[str]:
    """Of these texts the ones that the page does not say."""
    return [one for one in wanted if one and squeezed(one) not in page]


def cells(workbook: bytes) -> dict[str, list[list]]:
    """Each sheet of a workbook as rows of values."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))
