import io

import pytest
from PIL import Image

from workshops.models import Workshop


@pytest.fixture
def console(hanna, workshop):
    """`console("run/words/", text="light")` sends that form of the console."""

    def sent(path: str, **data):
        return hanna.post(f"/w/{workshop.public_id}/{path}", data)

    return sent


@pytest.fixture
def over(workshop):
    """The event stands in `closing`: all stages are locked."""

    def done() -> Workshop:
        workshop.agenda.update(state="locked", step="photo")
        workshop.state = Workshop.State.CLOSING
        workshop.save()
        return workshop

    return done


@pytest.fixture
def photo():
    """`photo("red")` is a photo in that colour, as a file to send."""

    def taken(colour: str) -> io.BytesIO:
        file = io.BytesIO()
        Image.new("RGB", (64, 48), colour).save(file, "JPEG")
        file.seek(0)
        file.name = "IMG_0001.jpg"
        return file

    return taken
