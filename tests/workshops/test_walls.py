"""A wall is made once, however many screens ask for it first."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from workshops.models import Wall

pytestmark = pytest.mark.django_db(transaction=True)


def test_wall_of_the_room_is_made_once(workshop):
    run = workshop.agenda.get(kind="strategy")
    first = workshop.wall_for(run)
    with pytest.raises(IntegrityError), transaction.atomic():
        workshop.walls.create(run=run)
    assert workshop.wall_for(run) == first
    assert workshop.wall_for(run, kind="cards") != first


def test_many_screens_at_once_make_one_wall(workshop):
    run, start = workshop.agenda.get(kind="strategy"), threading.Barrier(8)
    walls: list[Wall] = []

    def look() -> None:
        start.wait()
        walls.append(workshop.wall_for(run))
        connection.close()

    screens = [threading.Thread(target=look) for _screen in range(8)]
    for screen in screens:
        screen.start()
    for screen in screens:
        screen.join()
    assert {wall.pk for wall in walls} == {Wall.objects.get(run=run).pk}
    assert len(walls) == 8


def test_wall_counts_whoever_is_here_and_waits_for_writers_alone(workshop, sit, go_to):
    run, writers = go_to("checkin", "arrive"), workshop.seats.writers().count()
    sit("p03"), sit("p10")
    shown = run.open_step.projector(run, None)
    assert (shown["here"], shown["expected"], sum(count for _, count in shown["departments"])) == (2, writers + 1, 2)
