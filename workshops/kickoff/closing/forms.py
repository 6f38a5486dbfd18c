from django import forms
from django.utils.translation import gettext as _

from people.text import LineField
from workshops.forms import KeyedForm
from workshops.kickoff.closing.dates import planned
from workshops.models import Workshop
from workshops.pictures import PictureField


class DateForm(KeyedForm):
    """One of the next dates, moved; it comes after the event."""

    name = forms.CharField(max_length=12)
    date = forms.DateField()

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.workshop = workshop

    def clean_name(self):
        name = self.cleaned_data["name"]
        if name not in {row.key for row in planned(self.workshop)}:
            raise forms.ValidationError(_("This page is out of date. Reload it."))
        return name

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day <= max(self.workshop.days):
            raise forms.ValidationError(_("Choose a day after the event."))
        return day


class WordForm(KeyedForm):
    text = LineField(200)


class PhotoForm(KeyedForm):
    picture = PictureField()
