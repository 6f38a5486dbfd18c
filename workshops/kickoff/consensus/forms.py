import hashlib

from django import forms
from django.utils.translation import gettext_lazy

from people.models import Person
from people.text import LineField, ParagraphField
from workshops.forms import EditForm, KeyedForm, PinField
from workshops.kickoff.consensus.models import Reply, Stance
from workshops.kickoff.consensus.models.fist import MOST
from workshops.kickoff.consensus.statement import strategies_of
from workshops.kickoff.strategy.models import Column
from workshops.models import Workshop

MOST_ON_PAPER = 999


class IntroductionForm(KeyedForm):
    """The only words of the statement that somebody types (R-CONS-1)."""

    text = ParagraphField(600, required=False)


class ShowForm(KeyedForm):
    """Which clause comes onto the wall; the next one where none is named."""

    clause = forms.IntegerField(required=False, min_value=1)


class DeferralForm(KeyedForm):
    """“Not today”: why, who takes it up, and when (R-CONS-5)."""

    reason = LineField(200)
    owner = forms.ModelChoiceField(Person.objects.none())
    date = forms.DateField()

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["owner"].queryset = workshop.organisation.people.all()


class ServingForm(KeyedForm):
    """Which strategies serve a goal that none was ticked for."""

    strategies = forms.ModelMultipleChoiceField(
        Column.objects.none(), error_messages={"required": gettext_lazy("Tick at least one strategy.")}
    )

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        numbers = [column.pk for column in strategies_of(workshop)]
        self.fields["strategies"].queryset = workshop.columns.filter(pk__in=numbers)


# ---- the phones ----------------------------------------------------------------------------------------------


class StanceForm(KeyedForm):
    """Where one stands on the words that were on the phone; nothing is pre-set (R-CONS-7)."""

    revision = forms.IntegerField()
    value = forms.ChoiceField(choices=Stance.Value)
    change = LineField(200, required=False)


class PassForm(KeyedForm):
    """The next clause, or no stance any more on this one."""

    revision = forms.IntegerField(required=False)


class OthersForm(KeyedForm):
    """One tap for all others, each as it was on the phone: `clause-41=2` names its revision (R-CONS-7)."""

    def revisions(self) -> dict[int, int]:
        given = {name.removeprefix("clause-"): value for name, value in self.data.items() if name.startswith("clause-")}
        return {int(pk): int(value) for pk, value in given.items() if pk.isdecimal() and value.isdecimal()}

    @property
    def body_hash(self) -> str:
        return f"{sorted(self.revisions().items())}"[:64]


class FistForm(KeyedForm):
    value = forms.IntegerField(min_value=0, max_value=MOST)
    reason = LineField(200, required=False)


# ---- the console ---------------------------------------------------------------------------------------------


class ByForm(KeyedForm):
    """Something that somebody said aloud: whoever said it may be named."""

    by = forms.ModelChoiceField(Person.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["by"].queryset = workshop.organisation.people.all()


class ReplyForm(ByForm):
    """What was said to a mark and what becomes of the words; without `stance` it serves all marks of the clause."""

    reply = LineField(300)
    outcome = forms.ChoiceField(choices=Reply.Outcome)
    stance = forms.IntegerField(required=False)


class FistReplyForm(ByForm):
    reply = LineField(300)


class RewordForm(KeyedForm):
    """Heading and effect of a strategy, in one language or two; `…_was` marks what stood there."""

    heading_was = forms.CharField(required=False, max_length=16)
    effect_was = forms.CharField(required=False, max_length=16)
    heading = LineField(60)
    heading_other = LineField(60, required=False)
    effect = LineField(200, required=False)
    effect_other = LineField(200, required=False)


class DeedForm(EditForm):
    text = LineField(120)
    text_other = LineField(120, required=False)


class PaperForm(KeyedForm):
    """Stances on paper: counts of a group, or one mark with its words (R-GEN-16)."""

    group = forms.CharField(max_length=1, required=False)
    support = forms.IntegerField(min_value=0, max_value=MOST_ON_PAPER, required=False)
    live_with = forms.IntegerField(min_value=0, max_value=MOST_ON_PAPER, required=False)
    change = LineField(200, required=False)


class HandsForm(KeyedForm):
    """How many hands showed each number."""

    def __init__(self, data=None):
        super().__init__(data)
        for value in range(MOST + 1):
            self.fields[f"hands_{value}"] = forms.IntegerField(min_value=0, max_value=MOST_ON_PAPER, required=False)

    @property
    def counts(self) -> dict[int, int]:
        return {value: self.cleaned_data.get(f"hands_{value}") or 0 for value in range(MOST + 1)}


class SwitchForm(KeyedForm):
    on = forms.BooleanField(required=False)


# ---- correction sheets ---------------------------------------------------------------------------------------


class CorrectionForm(KeyedForm):
    """A slip of spelling: the words as they are printed, and as they should be (R-CONS-12)."""

    old = LineField(200)
    new = LineField(200)


class CorrectionHandForm(KeyedForm):
    """A typed name; the desk proves itself by password, a phone with a broken session by PIN (R-SIGN-1)."""

    typed = LineField(60)
    password = forms.CharField(required=False, strip=False, max_length=200)
    pin = PinField()

    @property
    def body_hash(self) -> str:
        return hashlib.sha256(self.cleaned_data["typed"].encode()).hexdigest()
