"""What people type about a key action; numbers may be written 1,5 or 1.5."""

import hashlib

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Person
from people.number import NumberField
from people.text import LineField, folded
from workshops.forms import KeyedForm, ReasonForm
from workshops.kickoff.actions.models import ROWS, KeyAction, dates_problem, first_start
from workshops.kickoff.actions.strategies import strategies
from workshops.kickoff.actions.swot import swot_notes
from workshops.kickoff.strategy.models import Column
from workshops.models import Decision, EnvelopeLine, Note, Workshop

MOST_POSTS = 10_000


class MoneyField(NumberField):
    """An amount of 0 or more, in cents at most."""

    def __init__(self, **options):
        super().__init__(**{"max_digits": 14, "decimal_places": 2, "min_value": 0} | options)


class RoomForm(KeyedForm):
    """A form whose choices belong to one workshop: its people, its strategies, its envelope."""

    people: tuple[str, ...] = ()

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.workshop = workshop
        for name in self.people:
            self.fields[name].queryset = workshop.organisation.people.all()  # type: ignore[attr-defined]

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class DatesForm(RoomForm):
    """From and until, inside the cycle (R-ACT-2)."""

    start = forms.DateField(required=False, label=gettext_lazy("From"))
    due = forms.DateField(label=gettext_lazy("Until"))

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        start, due = cleaned.get("start") or first_start(self.workshop), cleaned.get("due")
        if due and (problem := dates_problem(self.workshop, start, due)):
            self.add_error("due", problem)
        cleaned["start"] = start
        return cleaned


class ReadForm(KeyedForm):
    """An answer to a row as it was on the phone."""

    revision = forms.IntegerField()


class AnswerDateForm(DatesForm, ReadForm):
    """Yes, with another date."""


class NumbersForm(RoomForm):
    """From which value to which; "not yet measured" stands for an unknown one (R-ACT-3)."""

    measure = LineField(60, required=False, label=gettext_lazy("What is measured"))
    unit = LineField(12, required=False, label=gettext_lazy("Unit"))
    baseline = NumberField(required=False, label=gettext_lazy("From value"))
    target = NumberField(required=False, label=gettext_lazy("To value"))
    not_yet_measured = forms.BooleanField(required=False, label=gettext_lazy("Not yet measured"))

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("baseline") is not None:
            cleaned["not_yet_measured"] = False
        return cleaned


class ActionForm(DatesForm, NumbersForm):
    """One row of the draft: deed, who, until, from → to."""

    people: tuple[str, ...] = ("owner",)

    strategy = forms.ModelChoiceField(Column.objects.none(), label=gettext_lazy("Strategy"))
    text = LineField(120, label=gettext_lazy("The deed"))
    owner = forms.ModelChoiceField(Person.objects.none(), required=False, label=gettext_lazy("Who"))

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(workshop, data)
        self.fields["strategy"].queryset = strategies(workshop)  # type: ignore[attr-defined]


class RowsForm(KeyedForm):
    """Several short rows of one strategy at once: deed, who, until, from → to; empty ones are passed over."""

    def __init__(self, workshop: Workshop, data):
        super().__init__(data)
        self.rows = [ActionForm(workshop, self.row(place)) for place in range(ROWS)]
        self.rows = [row for row in self.rows if str(row.data.get("text", "")).strip()]

    def row(self, place: int) -> dict:
        """The fields `text-0`, `owner-0` … as those of one row; strategy and measure are the same for all."""
        names = ("text", "owner", "due", "measure", "baseline", "target", "unit")
        return {"strategy": self.data.get("strategy")} | {name: self.data.get(f"{name}-{place}", "") for name in names}

    def clean(self):
        if not self.rows:
            raise forms.ValidationError(_("Write at least one deed."))
        for place, row in enumerate(self.rows, start=1):
            for errors in row.errors.values():
                raise forms.ValidationError(_("Row %(row)d: %(problem)s") % {"row": place, "problem": errors[0]})
        return super().clean()

    @property
    def body_hash(self) -> str:
        return hashlib.sha256("".join(row.body_hash for row in self.rows).encode()).hexdigest()


class ShowForm(KeyedForm):
    """Which strategy comes onto the wall; the next one where none is named."""

    strategy = forms.IntegerField(required=False, min_value=1)


class GiveForm(KeyedForm):
    """Which group presents a strategy: it drafts the actions and answers for them."""

    group = forms.CharField(max_length=1, required=False)


class SecondLanguageForm(KeyedForm):
    """A wording in the other language for a heading, an effect or a deed (R-CONS-13)."""

    what = forms.ChoiceField(choices=[(name, name) for name in ("heading", "effect", "deed")])
    number = forms.IntegerField()
    text = LineField(200)


class BackgroundForm(RoomForm):
    """What stands behind a row: source, who brings it, what is new, budget, notes of the SWOT."""

    people: tuple[str, ...] = ("source_by",)

    source = LineField(80, required=False, label=gettext_lazy("Source of the figure"))
    source_by = forms.ModelChoiceField(Person.objects.none(), required=False, label=gettext_lazy("Who brings it"))
    new_vs_past = LineField(160, required=False, label=gettext_lazy("What is new"))
    budget = MoneyField(required=False, label=gettext_lazy("Budget"))
    swot_links = forms.ModelMultipleChoiceField(Note.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(workshop, data)
        self.fields["swot_links"].queryset = swot_notes(workshop)  # type: ignore[attr-defined]


class DeskActionForm(ActionForm, BackgroundForm):
    """The same on the console, with what the owner would add."""

    people: tuple[str, ...] = ("owner", "source_by")

    text_other = LineField(120, required=False, label=gettext_lazy("In the other language"))
    frequency = forms.ChoiceField(choices=KeyAction.Frequency, required=False)

    def clean_frequency(self):
        return self.cleaned_data["frequency"] or KeyAction.Frequency.MONTHLY


class DeskRowForm(DeskActionForm):
    """A row that stands, changed on the console; `row_was` marks what the page showed of it."""

    row_was = forms.CharField(required=False, max_length=16)

    @property
    def values(self) -> dict:
        return {name: value for name, value in super().values.items() if name != "row_was"}


class DetailsForm(NumbersForm, BackgroundForm):
    """What the owner adds in the cross-check."""

    frequency = forms.ChoiceField(choices=KeyAction.Frequency, label=gettext_lazy("How often"))


class DecisionForm(RoomForm):
    """Yes, no or later. Later needs a date and a person, a yes its line (R-PREP-6); no answer is pre-set."""

    people = ("by_person",)

    outcome = forms.ChoiceField(choices=Decision.Outcome)
    line = forms.ModelChoiceField(EnvelopeLine.objects.none(), required=False)
    amount = MoneyField(required=False)
    posts = forms.IntegerField(required=False, min_value=0, max_value=MOST_POSTS)
    existing_budget = LineField(80, required=False)
    by_date = forms.DateField(required=False)
    by_person = forms.ModelChoiceField(Person.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(workshop, data)
        self.fields["line"].queryset = workshop.envelope.all()  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("outcome") == Decision.Outcome.LATER and not (
            cleaned.get("by_date") and cleaned.get("by_person")
        ):
            raise forms.ValidationError(_("“Later” needs a date and a person who will decide."))
        if cleaned.get("outcome") == Decision.Outcome.YES and cleaned.get("line") is None:
            raise forms.ValidationError(_("Say which line of the envelope it comes from, or say “later”."))
        return cleaned


class RequestForm(DecisionForm):
    """A decision on a key action; a no may say why."""

    reason = LineField(200, required=False)


class TopicForm(DecisionForm):
    """A decision on something that no row asks for: people, a rule, a day."""

    topic = LineField(200, label=gettext_lazy("What was decided"))


class RaiseForm(ReasonForm):
    """More than a line held so far, with the reason that prints."""

    field = forms.ChoiceField(choices=[(name, name) for name in ("per_item", "total", "posts")])
    value = MoneyField()

    def clean(self):
        super().clean()
        field, value = self.cleaned_data.get("field"), self.cleaned_data.get("value")
        if field == "posts" and value is not None:
            try:
                forms.IntegerField(max_value=MOST_POSTS).clean(f"{value:f}")
            except forms.ValidationError as error:
                self.add_error("value", error)
        return self.cleaned_data


class NameForm(KeyedForm):
    """An owner's yes on paper, typed by name (R-GEN-16)."""

    name = LineField(60, label=gettext_lazy("Name of the owner"))

    def must_be(self, person: Person | None) -> str:
        """What speaks against it; "" when it is the owner's name."""
        typed = folded(self.cleaned_data["name"])
        names = {folded(person.name), folded(person.name_latin)} - {""} if person else set()
        return "" if typed in names else _("That is not the name of the owner. Type it as it stands in the row.")
