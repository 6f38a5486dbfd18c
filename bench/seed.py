"""A room at the writing step of the SWOT, as an organisation would have it, and who may come in; prints it as JSON.

Seats are filled here and not at the door: three thousand people would stand there longer than the bench lasts.
Runs in the environment of the server: `python -m bench.seed --seats 300 --notes 0`.
"""

import argparse
import json
from datetime import date

import django

EMAIL, PASSWORD = "hanna@example.com", "a long passphrase"
FIELDS = "SWOT"


def seed(seats: int, notes: int) -> dict:
    from live.models import Room
    from people.models import Department, Membership, Organisation, User
    from workshops.models import Workshop

    organisation = Organisation.objects.create(name_en="Qinghewan", name_zh="清禾湾")
    Department.objects.create(organisation=organisation, key="PRD", name_en="Production", name_zh="生产部")
    hanna = User.objects.create_user(EMAIL, PASSWORD, name="Hanna")
    Membership.objects.create(user=hanna, organisation=organisation, role="fac")
    workshop = Workshop.objects.create(
        room=Room.objects.create(kind="workshop"),
        organisation=organisation,
        name_en="A full room",
        name_zh="满座",
        first_day=date.today(),
        cycle_start=date.today(),
        cycle_end=date.today(),
        state=Workshop.State.LIVE,
        facilitator=hanna,
    )
    workshop.plan(["swot", "close"])
    claims = fill(workshop, seats)
    run = workshop.agenda.get(kind="swot")
    workshop.change("", "", lambda live, changing: run.enter("write", changing))
    wall = workshop.wall_for(run)
    hang(wall, notes)
    room = {"id": workshop.public_id, "key": workshop.projector_key, "wall": wall.pk, "claims": claims}
    return room | {"step": workshop.position}


def fill(workshop, seats: int) -> list[str]:
    """Everybody sits, half of them in Chinese; the signed claims that their browsers keep."""
    from django.utils import timezone

    from workshops import access
    from workshops.models import Seat

    now = timezone.now()
    rows = [
        Seat(
            workshop=workshop,
            name=f"Writer {number}",
            language="zh-hans" if number % 2 else "en",
            claimed_at=now,
            seated_at=now,
            checked_in_at=now,
        )
        for number in range(seats)
    ]
    made = Seat.objects.bulk_create(rows, batch_size=500)
    return [access.signer.sign(f"{seat.pk}:{seat.device_key}") for seat in made]


def hang(wall, notes: int) -> None:
    """Notes that hang already, of the length that people write."""
    from workshops.kickoff.swot.models import SwotNote
    from workshops.models import Note

    rows = [
        Note(workshop=wall.workshop, wall=wall, text=f"{number} waits at the gate 交接时找不到工具", number=number)
        for number in range(1, notes + 1)
    ]
    made = Note.objects.bulk_create(rows, batch_size=500)
    for number, note in enumerate(made):
        child = SwotNote(note_ptr=note, quadrant=FIELDS[number % 4], evidence="March, 3 of 40")
        child.__dict__.update({name: value for name, value in note.__dict__.items() if name != "_state"})
        child.save_base(raw=True)
    wall.last_number = notes
    wall.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seats", type=int, required=True)
    parser.add_argument("--notes", type=int, default=0)
    wanted = parser.parse_args()
    django.setup()
    print(json.dumps(seed(wanted.seats, wanted.notes)))


if __name__ == "__main__":
    main()
