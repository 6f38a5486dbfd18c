from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.goals import GoalsField
from people.models import Goal
from people.text import LineField
from workshops.forms import KeyedForm
from workshops.kickoff.goals.models import MOST_FINGERS
from workshops.models import Workshop

FINGERS = [(count, str(count)) for count in range(MOST_FINGERS + 1)]
SHOW_BOTH = _("Show both hands: 0 to 5 for each question.")


class ShowForm(KeyedForm):
    """Which goal comes on the wall; without one, the next that was not there yet."""

    goal = forms.ModelChoiceField(Goal.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["goal"].queryset = workshop.goals.all()  # type: ignore[attr-defined]


class RestateForm(KeyedForm):
    text = LineField(200, label=_("Our sentence"))
    group = forms.CharField(required=False, max_length=1)


class TemperatureForm(KeyedForm):
    """Nothing is pre-set: an answer is a tap."""

    understand = forms.TypedChoiceField(choices=FINGERS, coerce=int, error_messages={"required": SHOW_BOTH})
    believe = forms.TypedChoiceField(choices=FINGERS, coerce=int, error_messages={"required": SHOW_BOTH})
    unclear = GoalsField(required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["unclear"].queryset = workshop.goals.all()  # type: ignore[attr-defined]
