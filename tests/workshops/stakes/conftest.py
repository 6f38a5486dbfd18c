"""A room in two groups, p03 hosting A and p04 hosting B, in the stage of stakes."""

import pytest

from workshops import coaching
from workshops.kickoff.stakes.models import Forfeit, Promise


@pytest.fixture
def in_stakes(groups, everybody_here, go_to):
    """`in_stakes("choose")` brings the room there; gives the run."""

    def gone(step: str):
        return go_to("stakes", step)

    return gone


@pytest.fixture
def promise(workshop):
    def found(letter: str) -> Promise:
        return Promise.objects.select_related("goal").get(workshop=workshop, group__letter=letter)

    return found


@pytest.fixture
def proposed(promise):
    """`proposed("A", "Sing a song")` is a forfeit of that group."""

    def made(letter: str, text: str, **more) -> Forfeit:
        return promise(letter).forfeits.create(text=text, category="perform", **more)

    return made


@pytest.fixture
def passed(proposed):
    def made(letter: str, text: str) -> Forfeit:
        forfeit = proposed(letter, text)
        forfeit.answer()
        return forfeit

    return made


def said(run) -> list[str]:
    return sorted({finding.rule for finding in coaching.findings(run, locks=False)})
