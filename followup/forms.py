"""What an owner says of a to-do, and what a visit heard; a ritual adds the key that makes a retry harmless."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.models import Todo
from followup.weeks import WEEKS
from people.number import NumberField
from people.text import LineField, ParagraphField


class ReportFields(forms.Form):
    """How far it is, and the numbers before and after; two numbers are a measured effect whatever was ticked."""

    state = forms.ChoiceField(choices=Todo.State)
    effect = forms.ChoiceField(choices=Todo.Effect, required=False)
    before = NumberField(required=False, label=_("Before"))
    after = NumberField(required=False, label=_("After"))
    unit = LineField(40, required=False, label=_("Measured in"))
    note = LineField(200, required=False, label=_("In a few words"))

    def clean(self):
        said = super().clean() or {}
        both = said.get("before") is not None and said.get("after") is not None
        if both:
            said["effect"] = Todo.Effect.MEASURED
        elif said.get("effect") == Todo.Effect.MEASURED:
            raise forms.ValidationError(gettext("Give both numbers, before and after; or say that nothing was seen."))
        said["effect"] = said.get("effect") or Todo.Effect.UNKNOWN
        return said

    @property
    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("state", "effect", "before", "after", "unit", "note")}


class VisitFields(forms.Form):
    week = forms.TypedChoiceField(choices=[(week, week) for week in WEEKS], coerce=int)
    note = ParagraphField(600, label=_("What was heard"))
