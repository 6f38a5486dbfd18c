import pytest

from workshops.papers import papers


@pytest.fixture
def printed(workshop):
    """`printed("bag", "en")` is the PDF of that paper."""

    def made(key: str, language: str) -> bytes:
        return papers[key].make(workshop, language, "pdf")[0]

    return made
