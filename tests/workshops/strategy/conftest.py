"""A strategy wall: notes that people wrote, columns in which they hang."""

import pytest
from django.test import Client

from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.models import Workshop


@pytest.fixture
def write(workshop, act):
    """`write(phone, "Raise the yield")` sends a note as its phone does, and gives it as it is kept."""

    def written(phone: Client, text: str, **data) -> StrategyNote:
        response = act(phone, "notes/", text=text, **data)
        assert response.status_code == 201, response.content
        return StrategyNote.objects.get(text=text)

    return written


@pytest.fixture
def hang(workshop):
    """`hang("One", "Two")` is a column with these notes on the wall of the room, by nobody who is here."""

    def hung(
        *texts: str, heading: str = "", column: bool = True, key: str = "p03", **more
    ) -> Column | list[StrategyNote]:
        def verb(live: Workshop, changing):
            wall = live.wall_for(live.agenda.get(kind="strategy"))
            home = Column.open_on(wall) if column else None
            if home and heading:
                home.name_as(heading)
            notes = [StrategyNote.write(wall, live.seats.get(person__key=key), text, "en", **more) for text in texts]
            for note in notes:
                note.hang(home)
            return 200, home.pk if home else ",".join(str(note.pk) for note in notes)

        made = workshop.change("", "", verb).ref
        if column:
            return Column.objects.get(pk=made)
        return [StrategyNote.objects.get(pk=pk) for pk in made.split(",")]

    return hung
