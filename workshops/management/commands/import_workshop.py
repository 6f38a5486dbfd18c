import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from live import Refused
from people.models import Organisation, User
from workshops import exchange
from workshops.management.commands.check_example import content_of


class Command(BaseCommand):
    help = "Import a workshop file: the whole day, or with --plan what was prepared before it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--plan", action="store_true", help="roster, goals and agenda only")
        parser.add_argument("--organisation", type=int, help="into this organisation instead of a new one")
        parser.add_argument("--facilitator", help="e-mail address of who runs it")

    def handle(self, file: Path, plan, organisation, facilitator, **options):
        into = Organisation.objects.filter(pk=organisation).first()
        if organisation and into is None:
            raise CommandError(f"There is no organisation {organisation}.")
        user = User.objects.filter(email=facilitator).first()
        if facilitator and user is None:
            raise CommandError(f"Nobody signs in with {facilitator}.")
        make = exchange.import_plan if plan else exchange.import_workshop
        try:
            workshop = make(content_of(file), into, user)
        except (exchange.NotAWorkshopFile, Refused) as error:
            raise CommandError(f"{file} cannot be imported: {error}") from None
        print(json.dumps({"workshop": workshop.public_id, "organisation": workshop.organisation_id}))
