import json
import zoneinfo
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from workshops import access, exchange
from workshops.kickoff.commitments.sheets import sheet_of
from workshops.kickoff.consensus import versions
from workshops.kickoff.strategy.models import StrategyNote
from workshops.kickoff.swot.models import SwotNote, Vote
from workshops.models import Seat, Workshop

EXAMPLE = Path("examples/kickoff.json")
PHONES = 20
STEPS = {"vote": "swot", "cluster": "strategy", "sign": "signing"}


class Command(BaseCommand):
    """The example's day in the step where people vote, move notes or sign, with twenty phones in the room.

    Prints the room, and for each phone its ticket and what there is for it to do.
    """

    def add_arguments(self, parser):
        parser.add_argument("step", choices=STEPS)

    def handle(self, step, **options):
        workshop = Workshop.objects.first() or held()
        stand_at(workshop, step)
        cookie = access.seat_cookie(workshop.public_id)
        phones = [
            {"seat": seat.pk, "name": seat.name, "ticket": access.signer.sign(f"{seat.pk}:{seat.device_key}")}
            | DUTIES[step](workshop, seat)
            for seat in workshop.seats.writers().present().order_by("pk")
        ]
        print(json.dumps({"id": workshop.public_id, "cookie": cookie, "phones": phones}))


def held() -> Workshop:
    """All that was said, today; twenty are here and none has signed."""
    content = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    today = timezone.localdate(timezone=zoneinfo.ZoneInfo("Asia/Shanghai")).isoformat()
    said = {key: value for key, value in content.items() if key not in ("signatures", "promises")}
    workshop = exchange.import_workshop(said | {"event": content["event"] | {"date": today}})
    workshop.seats.update(checked_in_at=None, left_at=None)
    groups = list(workshop.groups.all())
    seats = [*workshop.seats.writers(), *workshop.seats.filter(role="watch")]
    for number, seat in enumerate(seats[:PHONES]):
        seat.refresh_from_db()
        seat.role, seat.group = Seat.Role.WRITER, seat.group or groups[number % len(groups)]
        seat.save()
        seat.claim("en")
    return workshop


def stand_at(workshop: Workshop, step: str) -> None:
    def verb(live: Workshop, changing):
        run = live.agenda.get(kind=STEPS[step])
        live.agenda.filter(order__lt=run.order).update(state="locked")
        live.agenda.filter(order__gt=run.order).update(state="pending")
        if step == "vote":
            Vote.objects.filter(note__wall__workshop=live).delete()
        live.become(live.State.LIVE)
        run.enter(step, changing)

    workshop.change("", "", verb)


def to_vote(workshop: Workshop, seat: Seat) -> dict:
    notes = SwotNote.objects.on_wall().filter(wall__workshop=workshop, wall__group=seat.group, quadrant="W")
    return {"notes": list(notes.order_by("pk").values_list("pk", flat=True)[:4])}


def to_move(workshop: Workshop, seat: Seat) -> dict:
    """Two own notes on the wall of the group, and the columns that it has."""
    there = StrategyNote.objects.on_wall().filter(wall__workshop=workshop, wall__group=seat.group)
    columns = workshop.columns.filter(wall__group=seat.group, wall__run__kind="strategy")
    for place in range(there.filter(author=seat).count(), 2):
        StrategyNote.write(columns[0].wall, seat, f"Idea {place} of {seat.pk}", "en").hang(None)
    return {
        "notes": list(there.filter(author=seat).order_by("pk").values_list("pk", flat=True)[:2]),
        "columns": list(columns.order_by("pk").values_list("pk", flat=True)),
    }


def to_sign(workshop: Workshop, seat: Seat) -> dict:
    statement = versions.newest(workshop)
    assert statement
    return {"statement": statement.content_hash, "sheet": sheet_of(seat, statement).hash}


DUTIES = {"vote": to_vote, "cluster": to_move, "sign": to_sign}
