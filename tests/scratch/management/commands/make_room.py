import json
from datetime import date

from django.core.management.base import BaseCommand

from live.models import Room
from people.models import Department, Membership, Organisation, User
from workshops.models import Workshop


class Command(BaseCommand):
    """A room with a scratch wall, people on its roster and a facilitator; prints how to get in."""

    def add_arguments(self, parser):
        parser.add_argument("--seats", type=int, default=10)

    def handle(self, seats, **options):
        organisation = Organisation.objects.create(name_en="Qinghewan", name_zh="清禾湾")
        department = Department.objects.create(organisation=organisation, key="PRD", name_en="Production")
        hanna = User.objects.create_user("hanna@example.com", "a long passphrase", name="Hanna")
        Membership.objects.create(user=hanna, organisation=organisation, role="fac")
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
            workshop.seats.create(name=f"Writer {number}", department_en=department.name_en)
        workshop.plan(["checkin", "scratch"])
        run = workshop.agenda.get(kind="checkin")
        workshop.change("", "", lambda live, changing: run.enter("arrive", changing))
        room = {"id": workshop.public_id, "code": workshop.join_code, "key": workshop.projector_key}
        print(json.dumps(room | {"seats": list(workshop.seats.values_list("pk", flat=True))}))
