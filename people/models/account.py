import secrets
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.person import Person

INVITATION_DAYS = 14


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A login. Facilitators and administrators have one; people in the room do not need any."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=320, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    def __str__(self):
        return self.name or self.email

    def organisations(self) -> models.QuerySet[Organisation]:
        return Organisation.objects.filter(memberships__user=self).distinct()


class Membership(models.Model):
    """What a login may do in an organisation; one person may hold several roles (§2)."""

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


def invitation_token() -> str:
    return secrets.token_urlsafe(24)


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

    def __str__(self):
        return f"{self.role} {self.created_at:%F}"

    @property
    def is_open(self) -> bool:
        fresh = self.created_at > timezone.now() - timedelta(days=INVITATION_DAYS)
        return fresh and self.accepted_at is None and self.withdrawn_at is None

    @transaction.atomic
    def accept(self, user: User) -> Membership:
        """Make `user` a member. Raises `ValueError` when the link was used, withdrawn or is too old."""
        fresh = Invitation.objects.select_for_update().get(pk=self.pk)
        if not fresh.is_open:
            raise ValueError("invitation is closed")
        fresh.accepted_at, fresh.accepted_by = timezone.now(), user
        fresh.save()
        membership, _created = Membership.objects.get_or_create(
            user=user, organisation=self.organisation, role=self.role
        )
        return membership
