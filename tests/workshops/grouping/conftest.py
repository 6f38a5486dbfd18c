"""A roster of any size: so many writers in so many departments, nobody here yet."""

import pytest

from workshops.coaching import findings


@pytest.fixture
def roster(workshop):
    """`roster(17, departments=3)` leaves so many writers, dealt over so many departments of the example."""

    def made(writers: int, departments: int = 4):
        seats = list(workshop.seats.order_by("pk"))
        for number, seat in enumerate(seats):
            seat.role = "part" if number < writers else "watch"
            seat.department_en = seat.department_zh = f"Department {number % departments}"
            seat.save()
        for number in range(len(seats), writers):
            name = f"Department {number % departments}"
            workshop.seats.create(name=f"Person {number}", department_en=name, department_zh=name)
        return workshop

    return made


@pytest.fixture
def spoken(workshop):
    """The rules that speak up when the groups are locked: `["R-GRP-1 H"]`."""

    def heard() -> list[str]:
        run = workshop.agenda.get(kind="grouping")
        run.step = "reveal"
        return [f"{finding.rule} {finding.level}" for finding in findings(run, locks=True)]

    return heard


@pytest.fixture
def console(workshop, hanna):
    """`console("groups/deal/", count=2)` presses a button of the desk."""

    def pressed(address: str, **data):
        return hanna.post(f"/w/{workshop.public_id}/run/{address}", data)

    return pressed
