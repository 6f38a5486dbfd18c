from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Goal
from people.text import LineField
from workshops.forms import KeyedForm, NoteForm
from workshops.kickoff.swot.models import Field, Lens, WhyStep
from workshops.kickoff.swot.models.note import EVIDENCE
from workshops.kickoff.swot.models.why import MOST_STEPS
from workshops.models import Seat, Workshop

CHOOSE_FIELD = _("Choose a field: strength, weakness, opportunity or threat.")


class FieldField(forms.ChoiceField):
    def __init__(self, **options: Any):
        super().__init__(choices=Field.choices, error_messages={"required": CHOOSE_FIELD}, **options)


class Details(forms.Form):
    """What may stand behind a note, all of it at will. `goal` is a goal's number, looked up under the room's lock."""

    evidence = LineField(EVIDENCE, required=False, label=_("How do we know?"))
    period = LineField(20, required=False, label=_("When"))
    customer = LineField(80, required=False, label=_("Which customer"))
    lens = forms.ChoiceField(choices=[("", "–"), *Lens.choices], required=False, label=_("Seen from"))
    goal = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, label=_("Which goal"))


class SwotNoteForm(Details, NoteForm):
    """A note for one of the four fields; `column` is the field, as on every wall."""

    evidence = LineField(EVIDENCE, required=False)
    column = FieldField()  # type: ignore[assignment]


class RewordForm(Details, KeyedForm):
    """The author's own note, whole; `…_was` is what stood there when somebody began to type."""

    text = LineField(200, label=_("Your note"))
    text_was = forms.CharField(required=False, max_length=16)
    column = FieldField()
    evidence_was = LineField(EVIDENCE, required=False)


class FactForm(Details, KeyedForm):
    """A fact written beforehand."""

    text = LineField(200, label=_("Your fact"))
    column = FieldField()


class UpForm(KeyedForm):
    """One tap puts a fact up; `step` is for which step the tap was made, `wall` chosen by who is in no group."""

    wall = forms.IntegerField(required=False)
    step = forms.CharField(required=False, max_length=60)


class EvidenceForm(KeyedForm):
    """What somebody of the group knows: when, what, how much; for a strength, which customer noticed."""

    evidence = LineField(EVIDENCE, required=False, label=_("When, what, how much?"))
    customer = LineField(80, required=False, label=_("Which customer noticed?"))

    def clean(self):
        given = super().clean()
        if not (given.get("evidence") or given.get("customer") or self.errors):
            raise forms.ValidationError(_("Write what you know: a month, a number, a customer."))
        return given


class VoteForm(KeyedForm):
    count = forms.IntegerField(min_value=0, max_value=9)


class WhyForm(KeyedForm):
    text = LineField(160, label=_("Why was that so?"))
    control = forms.ChoiceField(
        choices=WhyStep.Control.choices,
        error_messages={"required": _("Say who can change it: we ourselves, or others.")},
    )
    order = forms.IntegerField(min_value=1, max_value=MOST_STEPS + 1)


class ChosenForm(KeyedForm):
    """A mark on a note that is set or taken away."""

    wanted = forms.BooleanField(required=False)


class MoveForm(KeyedForm):
    column = FieldField()


class MergeForm(KeyedForm):
    into = forms.IntegerField()


class GoalForm(KeyedForm):
    goal = forms.ModelChoiceField(Goal.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["goal"].queryset = workshop.goals.all()  # type: ignore[attr-defined]


class BallotForm(KeyedForm):
    """The dots of one person in one field, read from paper: "17 17 4"."""

    seat = forms.ModelChoiceField(Seat.objects.none())
    column = FieldField()
    numbers = LineField(40, required=False, label=_("Numbers"))

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["seat"].queryset = workshop.seats.writers().present()  # type: ignore[attr-defined]

    def clean_numbers(self) -> list[int]:
        words = self.cleaned_data["numbers"].replace(",", " ").replace("、", " ").split()
        if not all(word.isascii() and word.isdecimal() and len(word) < 5 for word in words):
            raise forms.ValidationError(_("Write the spoken numbers with a space between, one twice for two votes."))
        return [int(word) for word in words]
