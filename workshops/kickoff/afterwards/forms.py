from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from people.number import NumberField
from people.text import LineField
from workshops.forms import KeyedForm
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.afterwards.models import PromiseWord, Tick
from workshops.models import Workshop

STATES = [choice for choice in KeyAction.State.choices if choice[0] != KeyAction.State.WITHDRAWN]


class NotedForm(KeyedForm):
    note = LineField(200, required=False, label=_("In a few words"))


class WordForm(NotedForm):
    """How a promise stands."""

    state = forms.ChoiceField(choices=PromiseWord.State)


class ReadingForm(NotedForm):
    """How an action stands, and its measure as it is now."""

    state = forms.ChoiceField(choices=STATES)
    value = NumberField(required=False, max_digits=16, decimal_places=4, label=_("Measured now"))


class GoalForm(NotedForm):
    """What a goal's measure came to on a day that has been."""

    on = forms.DateField(label=_("On which day"))
    value = NumberField(max_digits=16, decimal_places=4, label=_("Measured"))

    def __init__(self, workshop: Workshop, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if on > self.workshop.today():
            raise forms.ValidationError(_("That day is still to come. Enter what was measured until today."))
        return on


class TickForm(NotedForm):
    """A date was held, a department was told, a need was answered; `undo` takes it back."""

    key_of = forms.CharField(max_length=60)
    answer = forms.ChoiceField(choices=Tick.Answer, required=False)
    undo = forms.BooleanField(required=False)
