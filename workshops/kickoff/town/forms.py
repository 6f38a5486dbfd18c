"""What people send in the town meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.text import LineField, ParagraphField
from workshops.forms import KeyedForm
from workshops.kickoff.actions.forms import DeskActionForm, RoomForm
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.strategies import strategies
from workshops.kickoff.strategy.models import Column
from workshops.kickoff.town.lenses import Lens
from workshops.kickoff.town.models import Answer, Meeting
from workshops.models import Decision, Seat, Workshop

LONGEST_QUESTION = 160
ROW = (
    *("text", "text_other", "owner", "start", "due", "measure", "unit", "baseline", "not_yet_measured", "target"),
    *("source", "source_by", "frequency", "new_vs_past"),
)


class BoxForm(KeyedForm):
    """A question for the coach's draft box, from anybody at any time (R-GEN-2)."""

    text = LineField(LONGEST_QUESTION, label=gettext_lazy("Your question"))

    @property
    def said(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class QuestionForm(RoomForm):
    """A question with its angle and what it is about: a strategy or an action by its key, or the whole plan."""

    lens = forms.ChoiceField(choices=Lens, required=False, label=gettext_lazy("From which angle?"))
    target = forms.CharField(required=False, max_length=10)
    text = LineField(LONGEST_QUESTION, label=gettext_lazy("Your question"))

    def __init__(self, workshop: Workshop, data=None, needs_lens: bool = False):
        super().__init__(workshop, data)
        self.fields["lens"].required = needs_lens
        self.fields["lens"].error_messages["required"] = _("From which angle? Choose one of the seven.")

    def clean_target(self):
        return target(self.workshop, self.cleaned_data["target"])

    @property
    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"lens": data["lens"], "text": data["text"]} | about(data["target"])


def target(workshop: Workshop, key: str) -> Column | KeyAction | None:
    """What a key names in this plan; raises `ValidationError` for one that names nothing."""
    if not key:
        return None
    found = strategies(workshop).filter(key=key).first() or workshop.actions.standing().filter(key=key).first()
    if found is None:
        raise forms.ValidationError(_("This is not in the plan any more. Choose again."))
    return found


def about(found: Column | KeyAction | None) -> dict[str, Any]:
    action = found if isinstance(found, KeyAction) else None
    return {"action": action, "strategy": action.strategy if action else found}


class AskedByForm(QuestionForm):
    """The same, typed or taken from a draft by the coach, for somebody who asks it."""

    asker = forms.ModelChoiceField(Seat.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None, needs_lens: bool = True):
        super().__init__(workshop, data, needs_lens)
        self.fields["asker"].queryset = workshop.seats.exclude(role=Seat.Role.WATCH)  # type: ignore[attr-defined]


class AloudForm(AskedByForm):
    """Asked aloud: one tap on a lens; words and who asked are optional."""

    text = LineField(LONGEST_QUESTION, required=False)


class RoundsForm(KeyedForm):
    rounds = forms.ChoiceField(choices=Meeting.Rounds)


class TurnForm(KeyedForm):
    turn = forms.IntegerField(min_value=0, max_value=99)


class KeyWordsForm(KeyedForm):
    """What the group says, in key words, and who says it."""

    text = ParagraphField(600, required=False, label=gettext_lazy("Answer in key words"))
    by = forms.ModelChoiceField(Seat.objects.none(), required=False, label=gettext_lazy("Who answers"))

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.workshop = workshop
        self.fields["by"].queryset = workshop.seats.exclude(role=Seat.Role.WATCH)  # type: ignore[attr-defined]


class OutcomeForm(KeyWordsForm):
    """Key words and what came of it: with a day, what changes, or the decision where the outcome needs it."""

    outcome = forms.ChoiceField(choices=Answer.Outcome, required=False)
    due = forms.DateField(required=False, label=gettext_lazy("Until"))
    ref = forms.CharField(required=False, max_length=10)
    words = LineField(200, required=False, label=gettext_lazy("What changes"))
    decision = forms.ModelChoiceField(Decision.objects.none(), required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(workshop, data)
        self.fields["decision"].queryset = workshop.decisions.all()  # type: ignore[attr-defined]

    def clean_ref(self):
        return target(self.workshop, self.cleaned_data["ref"])


class FindOutForm(KeyedForm):
    """All that have no outcome yet get one, with one day."""

    due = forms.DateField(label=gettext_lazy("Until"))
    also_queue = forms.BooleanField(required=False)


class RowForm(DeskActionForm):
    """The row of an action as the answer changes it; `now` puts it into the plan with the same press."""

    words = LineField(200, required=False, label=gettext_lazy("In a few words"))
    now = forms.BooleanField(required=False)

    @property
    def row(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ROW}


class StrategyForm(RoomForm):
    """Heading and effect of a strategy as the answer changes them."""

    heading = LineField(60, label=gettext_lazy("Heading"))
    heading_other = LineField(60, required=False)
    effect = LineField(200, required=False)
    effect_other = LineField(200, required=False)
    words = LineField(200, required=False, label=gettext_lazy("In a few words"))
    now = forms.BooleanField(required=False)

    @property
    def row(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("heading", "heading_other", "effect", "effect_other")}
