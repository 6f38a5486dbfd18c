from django import forms
from django.utils.translation import gettext as _

from people.models import Person
from people.text import LineField
from workshops.forms import KeyedForm
from workshops.models import ParkedItem, Workshop


class ParkedForm(KeyedForm):
    """An outcome: answered, assigned to somebody until a date, or dropped with a reason."""

    outcome = forms.ChoiceField(choices=ParkedItem.Outcome)
    owner = forms.ModelChoiceField(Person.objects.none(), required=False)
    due = forms.DateField(required=False)
    reason = LineField(200, required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["owner"].queryset = workshop.organisation.people.all()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == "assigned" and not (cleaned.get("owner") and cleaned.get("due")):
            raise forms.ValidationError(_("Say who answers it and until when."))
        if cleaned.get("outcome") == "dropped" and not cleaned.get("reason"):
            raise forms.ValidationError(_("Say why it is dropped."))
        return cleaned

    def settle(self, item: ParkedItem) -> None:
        for name in ("outcome", "owner", "due", "reason"):
            setattr(item, name, self.cleaned_data[name])
        item.save()
