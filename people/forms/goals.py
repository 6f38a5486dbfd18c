from django import forms
from django.utils.translation import gettext_lazy

from people import rules
from people.models import Goal
from people.number import NumberField
from people.text import LineField, ParagraphField

NUMBERS = {
    "last_year": gettext_lazy("Last year"),
    "floor": gettext_lazy("Floor"),
    "balance": gettext_lazy("Balance"),
    "sprint": gettext_lazy("Sprint"),
    "challenge": gettext_lazy("Challenge"),
    "quarter_1": gettext_lazy("Quarter 1"),
    "quarter_2": gettext_lazy("Quarter 2"),
    "quarter_3": gettext_lazy("Quarter 3"),
    "quarter_4": gettext_lazy("Quarter 4"),
}


class GoalForm(forms.ModelForm):
    """A goal with its tiers; the hard rules refuse here, the soft ones stand beside."""

    title = LineField(60, label=gettext_lazy("Title"))
    title_zh = LineField(60, required=False, label=gettext_lazy("Title in Chinese, if it differs"))
    measure = LineField(60, label=gettext_lazy("What is measured"))
    unit = LineField(20, required=False, label=gettext_lazy("Unit"))
    source = LineField(80, required=False, label=gettext_lazy("Where the figure comes from"))
    season_note = ParagraphField(300, required=False, label=gettext_lazy("Season note"))
    derivation_note = ParagraphField(300, required=False, label=gettext_lazy("How we got there"))

    class Meta:
        model = Goal
        fields = [
            *(
                "title",
                "title_zh",
                "measure",
                "unit",
                "better",
                "kind",
                "level",
                "dimension",
                "date",
                "owner",
                "source",
            ),
            *NUMBERS,
            *("season_note", "derivation", "derivation_note"),
        ]
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {
            "level": gettext_lazy("Level"),
            "dimension": gettext_lazy("Dimension"),
            "better": gettext_lazy("Direction"),
            "date": gettext_lazy("Until"),
            "owner": gettext_lazy("Who answers for it"),
            "kind": gettext_lazy("Over the year"),
            "derivation": gettext_lazy("Worked out"),
        }
        error_messages = {
            "owner": {"required": gettext_lazy("Nobody answers for this goal yet. Name one person. (R-GOAL-4)")}
        }

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.before = {name: getattr(self.instance, name) for name in NUMBERS}
        self.fields["owner"].queryset = self.instance.organisation.people.all()  # type: ignore[attr-defined]
        for name, label in NUMBERS.items():
            self.fields[name] = NumberField(label=label, required=name in ("floor", "balance", "sprint"))

    def save(self, commit=True):
        saved = super().save(commit)  # type: ignore[misc]
        saved.changed_from(self.before)
        return saved

    def _post_clean(self):
        """The rules speak of the goal as it would be saved, so only once every field is right."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        others = self.instance.organisation.goals.of_year(self.instance.date.year).exclude(pk=self.instance.pk)
        for finding in [*self.instance.findings(), *rules.too_many(others)]:
            if finding.level == "H":
                self.add_error(finding.field, str(finding))


class ReopenForm(forms.Form):
    """Why a confirmed goal is taken back to draft: its next version tells it."""

    reason = LineField(200, label=gettext_lazy("Why does it change?"))


class GoalsField(forms.ModelMultipleChoiceField):
    """Any of the goals in `queryset`. A number that no database holds is a goal that is not there."""

    def __init__(self, **options):
        super().__init__(Goal.objects.none(), **options)

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            odd = max(value, key=len)
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": odd}
            ) from None
