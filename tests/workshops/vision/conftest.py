"""A room in two groups, p03 hosting A and p04 hosting B, and photos that a phone could send."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from workshops import coaching
from workshops.kickoff.vision.models import Canvas


@pytest.fixture
def act(workshop):
    """`act(phone, "vision/…", story="…")` posts to an address of this workshop."""

    def acted(client: Client, address: str, **data):
        return client.post(f"/w/{workshop.public_id}/{address}", data)

    return acted


@pytest.fixture
def groups(workshop, example):
    """The groups of the example, with everybody in them."""
    made = []
    for row, colour in zip(example["groups"], ("red", "blue"), strict=True):
        group = workshop.groups.create(letter=row["key"], colour=colour)
        workshop.seats.filter(person__key__in=row["members"]).update(group=group)
        group.host = workshop.seats.get(person__key=row["members"][0])
        group.save()
        made.append(group)
    return made


@pytest.fixture
def in_vision(workshop, groups, everybody_here, go_to):
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
