"""Setting up an event: by hand, or from a workshop file."""

import json

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.models import Room
from people.models import Organisation
from people.text import LineField
from workshops import exchange, stages
from workshops.models import Workshop

LARGEST_FILE = 5 * 1024 * 1024


def organisations_to_run_in(user):
    return Organisation.objects.filter(memberships__user=user, memberships__role__in=["fac", "admin"]).distinct()


class WorkshopForm(forms.Form):
    name = LineField(80, label=gettext_lazy("Title"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation"), empty_label=None
    )
    first_day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    place = LineField(120, required=False, label=gettext_lazy("Place"))
    variant = forms.ChoiceField(label=gettext_lazy("Form of the day"))

    def __init__(self, user, data=None):
        super().__init__(data, initial={"first_day": timezone.localdate()})
        self.user = user
        self.fields["organisation"].queryset = organisations_to_run_in(user)
        self.fields["variant"].choices = [
            ("full", _("Full day")),
            ("actions_only", _("Goals are fixed: strategies and actions")),
            ("department_light", _("Department, half a day")),
            ("commit_first", _("Sign first, then the town meeting")),
        ]

    @transaction.atomic
    def save(self) -> Workshop:
        data = self.cleaned_data
        day, organisation = data["first_day"], data["organisation"]
        workshop = Workshop.objects.create(
            room=Room.objects.create(kind="workshop"),
            organisation=organisation,
            name_en=data["name"],
            name_zh="",
            place=data["place"],
            first_day=day,
            variant=data["variant"],
            cycle_start=day.replace(month=1, day=1),
            cycle_end=day.replace(month=12, day=31),
            facilitator=self.user,
            state=Workshop.State.PREPARED,
        )
        workshop.goals.set(organisation.goals.filter(state="confirmed"))
        workshop.invite(organisation.people.select_related("department"))
        workshop.plan(stages.variant(data["variant"]))
        return workshop


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Workshop file (JSON)"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation"), empty_label=None
    )
    rehearsal = forms.BooleanField(
        required=False, label=gettext_lazy("This is a rehearsal: it can be wiped by one tap")
    )

    def __init__(self, user, data=None, files=None):
        super().__init__(data, files)
        self.user = user
        self.fields["organisation"].queryset = organisations_to_run_in(user)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 5 MB. A workshop file is far smaller."))
        try:
            return exchange.read(json.loads(file.read().decode("utf-8")))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(
                _("This is not a workshop file: %(problem)s") % {"problem": str(error)[:200]}
            ) from None

    def save(self) -> Workshop:
        workshop = exchange.import_plan(self.cleaned_data["file"], self.cleaned_data["organisation"], self.user)
        if self.cleaned_data["rehearsal"]:
            workshop.is_rehearsal = True
            workshop.save(update_fields=["is_rehearsal"])
            workshop.move_to(timezone.localdate())
        return workshop
