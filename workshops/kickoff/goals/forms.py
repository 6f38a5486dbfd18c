import secrets
from copy import copy
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.forms.goals import NUMBERS, GoalsField
from people.models import Goal
from people.number import NumberField
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


class CorrectionForm(KeyedForm):
    """The figures of a goal as they should be, with why; `version` is the one that was read (R-GREAD-3)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = LineField(200, label=_("What was wrong?"))

    def __init__(self, goal: Goal, data=None):
        stand = {name: value for name in NUMBERS if (value := getattr(goal, name)) is not None}
        super().__init__(data, initial=stand | {"version": goal.version, "key": secrets.token_hex(16)})
        self.goal, self.stand = goal, stand
        for name in stand:
            self.fields[name] = NumberField(label=NUMBERS[name])
        self.order_fields([*stand, "reason"])

    @property
    def figures(self) -> dict[str, Decimal]:
        return {name: self.cleaned_data[name] for name in self.stand}

    def clean(self):
        """The hard rules speak of the goal as it would be; of one that changed meanwhile the room speaks."""
        super().clean()
        if self.errors or self.cleaned_data["version"] != self.goal.version:
            return
        if self.figures == self.stand:
            self.add_error(None, gettext("Every figure is as it was. Change the one that is wrong."))
        corrected = copy(self.goal)
        for name, value in self.figures.items():
            setattr(corrected, name, value)
        for finding in corrected.findings():
            if finding.level == "H":
                self.add_error(finding.field if finding.field in self.fields else None, str(finding))
