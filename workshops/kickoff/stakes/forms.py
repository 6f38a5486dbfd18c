from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Goal
from people.text import LineField
from workshops.forms import KeyedForm, PinField, ReasonForm
from workshops.kickoff.stakes.models import Forfeit
from workshops.kickoff.stakes.sheet import Hand
from workshops.models import Workshop
from workshops.pictures import PictureField

HASH = r"^[0-9a-f]{64}$"


class ForfeitForm(KeyedForm):
    text = LineField(120, label=gettext_lazy("What we would do"))
    category = forms.ChoiceField(choices=Forfeit.Category)


class CelebrationForm(KeyedForm):
    celebration = LineField(120, label=gettext_lazy("How we celebrate"))


class AimForm(KeyedForm):
    """Which goal, tier and date; that the challenge is refused says the guard, with its rule (R-STAKE-5)."""

    goal = forms.ModelChoiceField(Goal.objects.none())
    tier = forms.CharField(max_length=9)
    due = forms.DateField()

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["goal"].queryset = workshop.goals.all()  # type: ignore[attr-defined]


class AnswerForm(KeyedForm):
    """All six yes, or the number of the one that is a no."""

    no = forms.IntegerField(required=False, min_value=1, max_value=6)


class ChooseForm(KeyedForm):
    chosen = forms.BooleanField(required=False)


class OnlyForm(KeyedForm):
    only = forms.BooleanField(required=False)


class ClearForm(ReasonForm):
    """Why it is a false alarm."""


class PromiseForm(KeyedForm):
    """A hand under the promise, with its words or milder ones; nothing is pre-ticked (R-STAKE-6)."""

    hash = forms.RegexField(HASH)
    choice = forms.ChoiceField(choices=[("sign", "sign"), ("milder", "milder")])
    own_text = LineField(120, required=False)
    passes = forms.BooleanField(required=False)
    strokes = forms.CharField(required=False, max_length=24 * 1024)
    typed_name = LineField(60, required=False)
    pin = PinField()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("strokes") and not cleaned.get("typed_name"):
            raise forms.ValidationError(_("Sign with your finger along the line, or type your name instead."))
        if cleaned.get("choice") == "milder":
            if not cleaned.get("own_text"):
                raise forms.ValidationError(_("Write your milder version first."))
            if not cleaned.get("passes"):
                raise forms.ValidationError(_("Does it pass the six? Tap yes, or write another one."))
        return cleaned

    @property
    def own_words(self) -> str:
        return self.cleaned_data["own_text"] if self.cleaned_data["choice"] == "milder" else ""

    def hand(self, language: str, transport: str) -> Hand:
        data = self.cleaned_data
        mode = "drawn" if data["strokes"] else "typed"
        return Hand(mode, data["strokes"], data["typed_name"], language, transport)


class PaperForm(KeyedForm):
    """A page that somebody signed on paper, as its photo (R-SIGN-1)."""

    seat = forms.IntegerField()
    picture = PictureField(label=gettext_lazy("Photo of the signed page"))
