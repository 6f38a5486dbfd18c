from django import forms

from people.text import LineField
from workshops.forms import KeyedForm
from workshops.models.group import LETTERS


class DealForm(KeyedForm):
    """Into how many groups; 0 is one room without letter."""

    count = forms.IntegerField(min_value=0, max_value=len(LETTERS))


class MemberForm(KeyedForm):
    """The seat that was picked up or named; the board of the console calls what it carries `note`."""

    note = forms.IntegerField()


class IntoForm(KeyedForm):
    into = forms.CharField(max_length=1)


class PlaceForm(KeyedForm):
    place = LineField(60, required=False)
