"""What a PDF says, read in a process of its own because the file may come from anybody.

`work`, there, takes a PDF and gives JSON: its seals, its attached evidence and the text of its pages.
"""

import io
import json

from signing import child

SECONDS = 30
MEMORY = 3 * 1024**3
MOST_PAGES = 500
LARGEST_ANSWER = 32 * 1024 * 1024
EVIDENCE = "evidence.json"
# Baselines between these heights (points from the lower edge) belong to the text; the rest is running head and foot.
BODY = range(52, 775)


class Unreadable(Exception):
    """The file is no PDF, or one that takes too much to read."""


def read(pdf: bytes, timeout: float = SECONDS) -> dict:
    """`{seals, evidence, language, pages: [{body, margin}]}`. Raises `Unreadable`."""
    try:
        answer = child.run("signing.reading", pdf, timeout)
    except child.ChildFailed as failure:
        raise Unreadable(str(failure)) from failure
    return json.loads(answer)


def dissect(pdf: bytes) -> dict:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    if len(reader.pages) > MOST_PAGES:
        raise ValueError("too many pages")
    evidence = reader.attachments.get(EVIDENCE, [])
    return {
        "seals": _seals(pdf),
        "evidence": evidence[0].decode() if len(evidence) == 1 else None,
        "language": str(reader.root_object.get("/Lang", "")),
        "pages": [_page(page) for page in reader.pages],
    }


def _page(page) -> dict:
    text: dict[str, list[str]] = {"body": [], "margin": []}

    def place(piece, matrix, position, _font, _size):
        height = matrix[3] * position[5] + matrix[5]
        text["body" if int(height) in BODY else "margin"].append(piece)

    page.extract_text(visitor_text=place)
    return {part: "".join(pieces) for part, pieces in text.items()}


def _seals(pdf: bytes) -> list[dict]:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    # Whose key it is gets decided by its fingerprint, so that a seal outlives the date on its certificate.
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    seals = []
    for signature in PdfFileReader(io.BytesIO(pdf)).embedded_signatures:
        status = validate_pdf_signature(signature, nobody)
        seals.append(
            {
                "intact": bool(status.intact and status.valid),
                "whole": status.coverage is SignatureCoverageLevel.ENTIRE_FILE
                and status.modification_level is ModificationLevel.NONE,
                "closed": signature.docmdp_level is MDPPerm.NO_CHANGES,
                "fingerprint": signature.signer_cert.sha256.hex(),
            }
        )
    return seals


def prepare() -> None:
    """In the nursery: what takes longer to load than a file to read."""
    import pyhanko.sign.validation  # noqa: F401
    import pypdf  # noqa: F401


def work(material: bytes) -> bytes:
    """In the child."""
    answer = json.dumps(dissect(material))
    if len(answer) > LARGEST_ANSWER:
        raise ValueError("too much text")
    return answer.encode()
