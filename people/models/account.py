import secrets
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.person import Person

INVITATION_DAYS = 14
RESET_HOURS = 24


class LastAdministrator(Exception):
    """An organisation keeps at least one administrator who can log in."""


class UserQuerySet(models.QuerySet["User"]):
    def of(self, organisation: Organisation):
        """The members of an organisation, each once."""
        return self.filter(pk__in=organisation.memberships.values("user"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A login. Facilitators and administrators have one; people in the room do not need any."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=320, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    _password: str | None

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **named):
        """A new password ends the sessions of this login; what they hold open asks anew who may look."""
        # Django forgets the raw password once it is saved; one that is only hashed anew is never kept here.
        is_new = self._password is not None and self.pk is not None
        super().save(*args, **named)
        for organisation in self.organisations() if is_new else ():
            ask_anew(organisation)

    def organisations(self) -> models.QuerySet[Organisation]:
        return Organisation.objects.filter(memberships__user=self).distinct()

    def today(self) -> date:
        """The day that it is where this login's organisation is; by UTC where there is none."""
        organisation = self.organisations().first()
        return organisation.today() if organisation else timezone.localdate()

    def roles_in(self, organisation: Organisation) -> set[str]:
        return set(self.memberships.filter(organisation=organisation).values_list("role", flat=True))

    def may_reset(self, member: "User") -> bool:
        """A reset link opens everything that `member` may open, so its maker must administer all of it."""
        administered = Organisation.objects.filter(memberships__user=self, memberships__role=Membership.Role.ADMIN)
        return not member.is_superuser and not member.organisations().exclude(pk__in=administered).exists()


class PasswordReset(models.Model):
    """A link for a new password was made for `user`: by an administrator, or on the server by nobody."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_resets")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.user} {self.made_at:%F}"

    @property
    def is_fresh(self) -> bool:
        return self.made_at > timezone.now() - timedelta(hours=RESET_HOURS)


withdrawn: list[Callable[[Organisation], None]] = []
"""Called when somebody has lost a role or a session there, so that what is open there asks anew who may look."""


def ask_anew(organisation: Organisation) -> None:
    for tell in withdrawn:
        transaction.on_commit(partial(tell, organisation))


class Membership(models.Model):
    """What a login may do in an organisation; one person may hold several roles."""

    class Role(models.TextChoices):
        ADMIN = "admin", _("Organisation administrator")
        FACILITATOR = "fac", _("Facilitator")
        HR = "hr", _("HR reviewer")
        READER = "read", _("Reader")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=5, choices=Role)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="memberships")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["user", "organisation", "role"], name="role_once")]

    def __str__(self):
        return f"{self.user} {self.role}"

    @transaction.atomic
    def withdraw(self) -> None:
        """Take the role back. Raises `LastAdministrator` when nobody would be left to administer."""
        Organisation.objects.select_for_update().get(pk=self.organisation_id)
        others = self.organisation.memberships.filter(role=self.Role.ADMIN, user__is_active=True).exclude(pk=self.pk)
        if self.role == self.Role.ADMIN and not others.exists():
            raise LastAdministrator
        self.delete()
        ask_anew(self.organisation)


def invitation_token() -> str:
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self):
        oldest = timezone.now() - timedelta(days=INVITATION_DAYS)
        return self.filter(created_at__gt=oldest, accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A link that makes its finder a member with a role: copied by hand, no mail server needed."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=40, unique=True, default=invitation_token)
    role = models.CharField(max_length=5, choices=Membership.Role)
    email = models.EmailField(blank=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.role} {self.created_at:%F}"

    @property
    def path(self) -> str:
        return reverse("invitation", args=[self.token])

    @property
    def is_open(self) -> bool:
        young = self.created_at > timezone.now() - timedelta(days=INVITATION_DAYS)
        return young and self.accepted_at is None and self.withdrawn_at is None

    @transaction.atomic
    def accept(self, user: User) -> Membership:
        """Make `user` a member. Raises `ValueError` when the link was used, withdrawn or is too old."""
        fresh = Invitation.objects.select_for_update().get(pk=self.pk)
        if not fresh.is_open:
            raise ValueError("invitation is closed")
        fresh.accepted_at, fresh.accepted_by = timezone.now(), user
        fresh.save()
        return self.organisation.grant(user, self.role)

    def withdraw(self) -> None:
        """The link no longer opens; one that was accepted stays as it was."""
        Invitation.objects.filter(pk=self.pk, accepted_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
