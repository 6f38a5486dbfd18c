"""Logins without a mail server: the first administrator's link, and links for a new password."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from people.models import Membership, Organisation, User

SILENT_BACKENDS = "console", "dummy", "locmem", "filebased"


def mail_is_set() -> bool:
    """Whether mail leaves this machine, with links that nobody can forge by asking under another host name."""
    silent = any(f".{backend}." in settings.EMAIL_BACKEND for backend in SILENT_BACKENDS)
    return bool(settings.PUBLIC_URL) and not silent


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation, so nobody signs up alone; without mail nothing is sent."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        if mail_is_set():
            super().send_mail(template_prefix, email, context)


def absolute(request, path: str) -> str:
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)


def token_file() -> Path:
    return Path(settings.DATA_DIR) / "start_token"


def start_token() -> str:
    """The token that lets the first visitor in, or nothing when there is none."""
    try:
        return token_file().read_text().strip()
    except FileNotFoundError:
        return ""


def start_link(base_url: str) -> str | None:
    """Where the first administrator begins, for the server to print; nothing once there is an organisation."""
    if Organisation.objects.exists():
        return None
    if not start_token():
        # Linked into place whole, so that two servers that start at once agree on one token.
        with tempfile.NamedTemporaryFile("w", dir=settings.DATA_DIR, prefix="start_") as file:
            file.write(secrets.token_urlsafe(24))
            file.flush()
            with contextlib.suppress(FileExistsError):
                os.link(file.name, token_file())
    return f"{base_url.rstrip('/')}{reverse('start')}?token={start_token()}"


def token_fits(token: str) -> bool:
    return bool(start_token()) and secrets.compare_digest(force_bytes(token), force_bytes(start_token()))


@transaction.atomic
def start(organisation: Organisation, email: str, name: str, password: str) -> User:
    """The first organisation with its administrator, who also facilitates; the token is used up.

    Raises `FileNotFoundError` when somebody else used it a moment before.
    """
    organisation.save()
    user = User.objects.create_user(email, password, name=name)
    for role in (Membership.Role.ADMIN, Membership.Role.FACILITATOR):
        organisation.grant(user, role)
    token_file().unlink()
    return user


def reset_path(user: User, made_by: User | None) -> str:
    """The address where `user` sets a new password once, within a day; who made it is kept."""
    user.password_resets.create(made_by=made_by)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("password_link", args=[uid, default_token_generator.make_token(user)])
