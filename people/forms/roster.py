from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Person
from people.roster import namesake
from people.spreadsheet import MOST_BYTES
from people.text import LineField, NameField


class PersonForm(forms.ModelForm):
    """Somebody on the roster; a namesake in the same department needs what tells the two apart (R-PREP-8)."""

    name = NameField(40, label=gettext_lazy("Name"))
    name_latin = NameField(60, required=False, label=gettext_lazy("Name in Latin letters"))
    job_title = LineField(60, required=False, label=gettext_lazy("Job title"))

    class Meta:
        model = Person
        fields = ["name", "name_latin", "department", "job_title", "job_level", "superior", "language", "key_post"]
        labels = {
            "department": gettext_lazy("Department"),
            "job_level": gettext_lazy("Level"),
            "superior": gettext_lazy("Direct superior"),
            "language": gettext_lazy("Language"),
            "key_post": gettext_lazy("Key post: work stops while nobody holds it"),
        }

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        organisation = self.instance.organisation
        self.fields["department"].queryset = organisation.departments.all()  # type: ignore[attr-defined]
        self.fields["superior"].queryset = organisation.people.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]

    def clean_superior(self):
        superior = self.cleaned_data["superior"]
        if superior and self.instance.pk in {above.pk for above in superior.superiors()}:
            raise ValidationError(_("The way up would lead back to this person. Choose somebody else."))
        return superior

    def clean(self):
        super().clean()
        name, department = self.cleaned_data.get("name"), self.cleaned_data.get("department")
        if name and department:
            others = self.instance.organisation.people.exclude(pk=self.instance.pk)
            if others.namesakes(name, department):
                self.add_error("name", namesake())
        return self.cleaned_data


class RosterForm(forms.Form):
    """A list of people as Excel or other programs save it."""

    roster = forms.FileField(
        label=gettext_lazy("Excel (.xlsx) or CSV"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"}),
    )

    def data_of_file(self) -> bytes:
        """At most one byte more than is read anyway: whoever reads it says that it is too much."""
        return self.cleaned_data["roster"].read(MOST_BYTES + 1)


class ConfirmForm(forms.Form):
    """The preview that somebody saw is the one that gets imported, also with two windows open."""

    digest = forms.CharField(max_length=64)


class SearchForm(forms.Form):
    search = LineField(40, required=False, label=gettext_lazy("Find a person"))
