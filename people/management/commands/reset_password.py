from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from people.accounts import reset_path
from people.models import User


class Command(BaseCommand):
    help = "Prints a link with which the owner of an account sets a new password: once, within 24 hours."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--base-url", default=settings.PUBLIC_URL or f"http://localhost:{settings.PORT}")

    def handle(self, email, base_url, **options):
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"No active account has the address {email}.")
        self.stdout.write(base_url.rstrip("/") + reset_path(user, made_by=None))
