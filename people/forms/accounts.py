from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms.organisation import OrganisationForm
from people.models import Invitation, Membership, Person, User
from people.text import NameField


class PasswordInput(forms.PasswordInput):
    def __init__(self):
        super().__init__(attrs={"autocomplete": "new-password"})


class AccountForm(forms.Form):
    """A new login: how one is called, the address one logs in with, a password."""

    name = NameField(40, label=gettext_lazy("Your name"))
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), help_text=gettext_lazy("You log in with it."))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=200,
        widget=PasswordInput,
        help_text=gettext_lazy("At least 10 characters."),
    )

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("There is an account with this address. Log in with it, then open the link again."))
        return email

    def clean(self):
        super().clean()
        if password := self.cleaned_data.get("password"):
            user = User(name=self.cleaned_data.get("name", ""), email=self.cleaned_data.get("email", ""))
            try:
                password_validation.validate_password(password, user)
            except ValidationError as refusal:
                self.add_error("password", refusal)
        return self.cleaned_data

    @property
    def account(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("email", "name", "password")}


class StartForm(AccountForm, OrganisationForm):
    """The first organisation and its administrator at once."""

    class Meta(OrganisationForm.Meta):
        fields = ["name_en", "name_zh", "timezone", "currency"]


class InvitationForm(forms.ModelForm):
    role = forms.ChoiceField(
        choices=Membership.Role.choices, initial=Membership.Role.FACILITATOR, label=gettext_lazy("Role")
    )

    class Meta:
        model = Invitation
        fields = ["role", "email"]
        labels = {"email": gettext_lazy("For whom (e-mail address)")}


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Membership.Role.choices, label=gettext_lazy("Role"))


class MemberPersonForm(forms.Form):
    """Which person of the roster a login is."""

    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=gettext_lazy("This login is, on the roster")
    )

    def __init__(self, *arguments, organisation, **named):
        super().__init__(*arguments, **named)
        self.fields["person"].queryset = organisation.people.all()  # type: ignore[attr-defined]
