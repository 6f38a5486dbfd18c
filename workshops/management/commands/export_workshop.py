import json
import sys

from django.core.management.base import BaseCommand, CommandError

from workshops import exchange
from workshops.models import Workshop


class Command(BaseCommand):
    help = "Write a workshop as one documented JSON file, made from its rows alone."

    def add_arguments(self, parser):
        parser.add_argument("workshop", help="its id, as in /w/<id>/")

    def handle(self, workshop, **options):
        found = Workshop.objects.filter(room__public_id=workshop).first()
        if found is None:
            raise CommandError(f"There is no workshop {workshop}.")
        json.dump(exchange.export_workshop(found), sys.stdout, ensure_ascii=False, indent=1)
        print()
