import json
from datetime import date

from django.core.management.base import BaseCommand

from live.models import Room
from people.models import Department, Membership, Organisation, User
from workshops.models import Workshop

MEMBERS = {"hanna": "fac", "otto": "fac", "olga": "fac", "ada": "admin"}


class Command(BaseCommand):
    """Rooms with a scratch wall, people on their roster, who leads and who administers; prints how to get in."""

    def add_arguments(self, parser):
        parser.add_argument("--seats", type=int, default=10)
        parser.add_argument("--rooms", type=int, default=1)

    def handle(self, seats, rooms, **options):
        organisation, is_new = Organisation.objects.get_or_create(name_en="Qinghewan", name_zh="清禾湾")
        if is_new:
            Department.objects.create(organisation=organisation, key="PRD", name_en="Production")
            for key, role in MEMBERS.items():
                user = User.objects.create_user(f"{key}@example.com", "a long passphrase", name=key.title())
                Membership.objects.create(user=user, organisation=organisation, role=role)
        for _ in range(rooms):
            print(json.dumps(self.room(organisation, seats)))

    def room(self, organisation: Organisation, seats: int) -> dict:
        workshop = Workshop.objects.create(
            room=Room.objects.create(kind="workshop"),
            organisation=organisation,
            name_en="Scratch day",
            first_day=date.today(),
            cycle_start=date.today(),
            cycle_end=date.today(),
            state=Workshop.State.LIVE,
        )
        for number in range(seats):
            workshop.seats.create(name=f"Writer {number}", department_en="Production")
        workshop.plan(["checkin", "scratch"])
        run = workshop.agenda.get(kind="checkin")
        workshop.change("", "", lambda live, changing: run.enter("arrive", changing))
        told = {"id": workshop.public_id, "code": workshop.join_code, "key": workshop.projector_key}
        return told | {"seats": list(workshop.seats.values_list("pk", flat=True))}
