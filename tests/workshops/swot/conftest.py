"""A room in two groups with a SWOT: people who write on their walls."""

import pytest
from django.test import Client

from workshops.kickoff.swot.models import SwotNote
from workshops.models import Group, Workshop


@pytest.fixture
def groups(workshop, example) -> dict[str, Group]:
    """The two groups of the example, each with its host."""
    made = {}
    for row, colour in zip(example["groups"], ("red", "blue"), strict=True):
        group, _new = workshop.groups.get_or_create(letter=row["key"], defaults={"colour": colour})
        workshop.seats.filter(person__key__in=row["members"]).update(group=group)
        group.host = workshop.seats.get(person__key=row["host"])
        group.save()
        made[row["key"]] = group
    return made


@pytest.fixture
def act(workshop):
    """`act(phone, "swot/notes/", text="…")` posts to an address of this workshop, as the outbox does."""

    def acted(client: Client, address: str, **data):
        return client.post(f"/w/{workshop.public_id}/{address}", data, headers={"X-Requested-With": "outbox"})

    return acted


@pytest.fixture
def tap(workshop):
    """`tap(hanna, "run/swot/result/", wanted="1")` is a button of the console: `None`, or what refused it."""

    def tapped(client: Client, address: str, **data) -> str | None:
        response = client.post(f"/w/{workshop.public_id}/{address}", data, headers={"HX-Request": "true"})
        return None if response.status_code == 200 else f"{response.status_code} {response.headers.get('X-Rule', '')}"

    return tapped


@pytest.fixture
def write(workshop, act):
    """`write(phone, "W", "Late")` sends a note as its phone does, and gives it as it is kept."""

    def written(phone: Client, field: str, text: str, status: int = 201, **data) -> SwotNote:
        response = act(phone, "swot/notes/", column=field, text=text, **data)
        assert response.status_code == status, response.content
        return SwotNote.objects.get(text=text)

    return written


@pytest.fixture
def hang(workshop):
    """`hang("A", "S", "One", "Two")` are notes that hang in a field of a group's wall, by nobody who is here."""

    def hung(letter: str, field: str, *texts: str, **more) -> list[SwotNote]:
        def verb(live: Workshop, changing):
            run = live.agenda.get(kind="swot")
            wall = live.wall_for(run, live.groups.filter(letter=letter).first())
            for text in texts:
                SwotNote.write(wall, None, text, "en", quadrant=field, **more)

        workshop.change("", "", verb)
        return [SwotNote.objects.get(text=text) for text in texts]

    return hung


def findings(run, rule: str) -> list[tuple[str, str]]:
    """Level and words of what a rule says before the room goes on."""
    run.refresh_from_db()
    return [(finding.level, finding.what) for finding in run.findings() if finding.rule == rule]
