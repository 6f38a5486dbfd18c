from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.goals import GoalsField
from people.text import LineField
from workshops.forms import KeyedForm, ReasonForm
from workshops.models import Workshop


class TickForm(KeyedForm):
    ticked = forms.BooleanField(required=False)


class PlaceForm(KeyedForm):
    """A note and where it goes: a column's number, `new`, or nothing for those without a home."""

    note = forms.IntegerField()
    column = forms.CharField(required=False, max_length=20)


class JoinForm(KeyedForm):
    into = forms.IntegerField()


class ParkForm(KeyedForm):
    agreed = forms.BooleanField(required=False)


class AsideForm(ReasonForm):
    """Why a note is set aside; the reason is kept with it."""


class IdeaForm(KeyedForm):
    text = LineField(60, label=_("Heading"))


class VoteForm(KeyedForm):
    likes = forms.BooleanField(required=False)


class HeadingForm(KeyedForm):
    """A confirmed heading with its second language; goals and effect sentence where they stand by now."""

    heading = LineField(60, label=_("Heading"))
    heading_other = LineField(60, required=False)
    goals = GoalsField(required=False)
    effect = LineField(200, required=False)
    effect_other = LineField(200, required=False)
    described = forms.BooleanField(required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["goals"].queryset = workshop.goals.all()  # type: ignore[attr-defined]
