import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

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
        parser.add_argument("--namesake", action="store_true", help="into a new one, although its name is taken")
        parser.add_argument("--facilitator", help="e-mail address of who runs it")

    def handle(self, file: Path, plan, organisation, facilitator, namesake, **options):
        into = Organisation.objects.filter(pk=organisation).first()
        if organisation and into is None:
            raise CommandError(f"There is no organisation {organisation}.")
        user = User.objects.filter(email=facilitator).first()
        if facilitator and user is None:
            raise CommandError(f"Nobody signs in with {facilitator}.")
        make = exchange.import_plan if plan else exchange.import_workshop
        try:
            with transaction.atomic():
                workshop = make(content_of(file), into, user)
                if not (into or namesake):
                    must_be_the_only_one(workshop.organisation)
        except (exchange.NotAWorkshopFile, Refused) as error:
            raise CommandError(f"{file} cannot be imported: {error}") from None
        print(json.dumps({"workshop": workshop.public_id, "organisation": workshop.organisation_id}))


def must_be_the_only_one(organisation: Organisation) -> None:
    """Two of the same name are hardly ever meant: each login would know one of them."""
    same = Organisation.objects.filter(name_en=organisation.name_en, name_zh=organisation.name_zh)
    if known := same.exclude(pk=organisation.pk).first():
        raise CommandError(
            f"“{known}” is here already. Add --organisation {known.pk} to import into it, "
            "or --namesake for another one of that name."
        )
