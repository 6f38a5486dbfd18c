"""A room in two groups, p03 hosting A and p04 hosting B, and photos that a phone could send."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from workshops import coaching
from workshops.kickoff.vision.models import Canvas


@pytest.fixture
def in_vision(groups, everybody_here, go_to):
    """`in_vision("draw")` brings the room there; gives the run."""

    def gone(step: str):
        return go_to("vision", step)

    return gone


@pytest.fixture
def canvas(workshop):
    def found(letter: str) -> Canvas:
        return Canvas.objects.get(workshop=workshop, group__letter=letter)

    return found


def photo(colour: str = "red", name: str = "paper.jpg") -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), "image/jpeg")


def said(run) -> list[str]:
    """The rules that speak up before the room goes on, each once."""
    return sorted({finding.rule for finding in coaching.findings(run, locks=False)})
