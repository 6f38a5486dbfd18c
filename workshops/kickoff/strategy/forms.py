from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.forms.goals import GoalsField
from people.models import Goal
from people.text import LineField
from workshops.forms import KeyedForm, ReasonForm
from workshops.kickoff.strategy.models import Column
from workshops.models import Group, Note, Workshop

RANKED = ("immediacy", "speed")


class TickForm(KeyedForm):
    ticked = forms.BooleanField(required=False)


class NumbersField(forms.CharField):
    """Numbers of notes with blanks between them, each once, in the order in which they were picked."""

    most = 100

    def __init__(self) -> None:
        super().__init__(max_length=1200)

    def clean(self, value):
        numbers = list(dict.fromkeys(super().clean(value).split()))
        if len(numbers) > self.most or not all(number.isdecimal() and len(number) < 12 for number in numbers):
            raise forms.ValidationError(self.error_messages["required"])
        return [int(number) for number in numbers]


class PlaceForm(KeyedForm):
    """A note and where it goes: a column's number, `new`, or nothing for those without a home."""

    note = forms.IntegerField()
    column = forms.CharField(required=False, max_length=20)


class PlaceAllForm(KeyedForm):
    """The same for several notes of a wall at once."""

    note = NumbersField()
    column = forms.CharField(required=False, max_length=20)


class JoinForm(KeyedForm):
    into = forms.IntegerField()


class ParkForm(KeyedForm):
    agreed = forms.BooleanField(required=False)


class AsideForm(ReasonForm):
    """Why a note is set aside; the reason is kept with it."""


class IdeaForm(KeyedForm):
    text = LineField(60, label=_("Heading"))


class ConfirmForm(IdeaForm):
    """`heading_was` marks what the column was called when somebody decided."""

    heading_was = forms.CharField(required=False, max_length=16)


class UndoForm(KeyedForm):
    """The move that is meant: two who tap at once take one back, not two."""

    move = forms.IntegerField(required=False, min_value=1)


class VoteForm(KeyedForm):
    likes = forms.BooleanField(required=False)


class HeadingForm(KeyedForm):
    """A confirmed heading with its second language; goals and effect sentence where they stand by now.

    `heading_was` marks what the column was called when somebody decided."""

    heading = LineField(60, label=_("Heading"))
    heading_was = forms.CharField(required=False, max_length=16)
    heading_other = LineField(60, required=False)
    goals = GoalsField(required=False)
    effect = LineField(200, required=False)
    effect_other = LineField(200, required=False)
    described = forms.BooleanField(required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["goals"].queryset = workshop.goals.all()  # type: ignore[attr-defined]


class PickedForm(KeyedForm):
    """Whether a note is a heading of the company wall, and which goals it serves."""

    confirmed = forms.BooleanField(required=False)
    goals = GoalsField(required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["goals"].queryset = workshop.goals.all()  # type: ignore[attr-defined]


class CarryForm(KeyedForm):
    """Into which column of the company wall: its number, or `new`."""

    into = forms.CharField(max_length=20, initial="new")


class AnnexForm(ReasonForm):
    """Columns by their numbers, and one reason for all."""

    columns = forms.CharField(max_length=400)

    def clean_columns(self) -> str:
        if not all(part.isdecimal() and len(part) < 10 for part in self.cleaned_data["columns"].split(",")):
            raise forms.ValidationError(gettext("This page is out of date. Reload it."))
        return self.cleaned_data["columns"]

    def numbers(self) -> list[int]:
        return [int(part) for part in self.cleaned_data["columns"].split(",")]


class WaveForm(ReasonForm):
    wave = forms.TypedChoiceField(choices=[(1, "1"), (2, "2"), (3, "3")], coerce=int)


class LightForm(KeyedForm):
    column = forms.IntegerField(required=False)
    step = forms.ChoiceField(choices=[("relevance", ""), ("rank", "")], required=False)


class PresenterForm(KeyedForm):
    group = forms.ModelChoiceField(Group.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["group"].queryset = workshop.groups.all()  # type: ignore[attr-defined]


class EffectForm(KeyedForm):
    """What a group thinks its column would move; `was` is the sentence that it stood over while writing."""

    effect = LineField(200, label=_("If we did this fully, … would move because …"))
    was = forms.CharField(required=False, max_length=1600)


class RelevanceForm(KeyedForm):
    value = forms.IntegerField(min_value=0, max_value=3)


class DescribeForm(KeyedForm):
    """The effect sentence, the goals with the size of the improvement (`value-3` for goal 3), links to the SWOT."""

    effect = LineField(200, required=False)
    effect_other = LineField(200, required=False)
    goals = GoalsField(required=False)
    swot_links = forms.ModelMultipleChoiceField(Note.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.workshop_goals = list(workshop.goals.all())
        self.fields["goals"].queryset = workshop.goals.all()  # type: ignore[attr-defined]
        self.fields["swot_links"].queryset = workshop.notes.filter(wall__run__kind="swot")  # type: ignore[attr-defined]
        for goal in self.workshop_goals:
            self.fields[f"value-{goal.pk}"] = forms.DecimalField(max_digits=16, decimal_places=4, required=False)

    def effects(self) -> dict[Goal, Decimal]:
        """The figures that were given, by goal."""
        given = {goal: self.cleaned_data[f"value-{goal.pk}"] for goal in self.workshop_goals}
        return {goal: value for goal, value in given.items() if value is not None}


class RankForm(KeyedForm):
    """Both scales of all columns on one page: `immediacy-7` and `speed-7`, 1 to 5, as many as were tapped."""

    def __init__(self, columns: list[Column], data=None):
        super().__init__(data)
        for column in columns:
            for scale in RANKED:
                self.fields[f"{scale}-{column.pk}"] = forms.IntegerField(min_value=1, max_value=5, required=False)

    def scores(self) -> dict[tuple[int, str], int]:
        given = {}
        for name, value in self.cleaned_data.items():
            scale, _dash, number = name.partition("-")
            if scale in RANKED and value is not None:
                given[int(number), scale] = value
        return given
