from django import forms

from people.models import Person
from people.text import LineField, ParagraphField
from workshops.forms import KeyedForm
from workshops.models import Workshop


class IntroductionForm(KeyedForm):
    """The only words of the statement that somebody types (R-CONS-1)."""

    text = ParagraphField(600, required=False)


class DeferralForm(KeyedForm):
    """“Not today”: why, who takes it up, and when (R-CONS-5)."""

    reason = LineField(200)
    owner = forms.ModelChoiceField(Person.objects.none())
    date = forms.DateField()

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["owner"].queryset = workshop.organisation.people.all()
