"""A room in two groups, p03 hosting A and p04 hosting B, in the stage of stakes."""

import pytest
from django.test import Client

from workshops import coaching
from workshops.kickoff.stakes.models import Forfeit, Promise


@pytest.fixture
def act(workshop):
    def acted(client: Client, address: str, **data):
        return client.post(f"/w/{workshop.public_id}/{address}", data)

    return acted


@pytest.fixture
def in_stakes(workshop, example, everybody_here, go_to):
    """`in_stakes("choose")` brings the room there; gives the run."""
    for row, colour in zip(example["groups"], ("red", "blue"), strict=True):
        group = workshop.groups.create(letter=row["key"], colour=colour)
        workshop.seats.filter(person__key__in=row["members"]).update(group=group)
        group.host = workshop.seats.get(person__key=row["members"][0])
        group.save()

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
