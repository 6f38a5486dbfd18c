from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.forms import ReportFields, VisitFields
from openspace.models import Opinion, Space
from people.models import Person
from people.models.organisation import CURRENCIES
from people.number import NumberField
from people.text import LineField, ParagraphField
from workshops.forms import EditForm, KeyedForm, NoteForm

MONEY = {"max_digits": 14, "decimal_places": 2}


class SpaceForm(KeyedForm):
    """The number of corners and how thanks are shared; one form, because the room sees both at once (R-OS-8)."""

    corners = forms.IntegerField(min_value=1, max_value=5, label=_("Corners"))
    mode = forms.ChoiceField(choices=Space.Mode, label=_("Thanks"))
    budget = NumberField(min_value=0, label=_("Altogether"), **MONEY)
    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES], label=_("Currency"))
    step = NumberField(min_value=1, label=_("In steps of"), **MONEY)
    weight_feasible = forms.IntegerField(min_value=0, max_value=20, label=_("Points: feasible"))
    weight_testable = forms.IntegerField(min_value=0, max_value=20, label=_("Points: testable"))
    weight_thinkable = forms.IntegerField(min_value=0, max_value=20, label=_("Points: thinkable"))
    rate_feasible = forms.IntegerField(min_value=0, max_value=100_000, label=_("Each feasible idea"))
    rate_testable = forms.IntegerField(min_value=0, max_value=100_000, label=_("Each testable idea"))
    rate_thinkable = forms.IntegerField(min_value=0, max_value=100_000, label=_("Each thinkable idea"))
    most_a_group = NumberField(min_value=0, label=_("At most for a group"), **MONEY)
    cap_per_person = forms.IntegerField(min_value=1, max_value=50, label=_("Ideas of one person that earn at a corner"))
    own_topic = forms.BooleanField(required=False, label=_("Ideas at the own corner earn too"))

    FIRST = ("corners", "mode", "budget", "currency", "step")

    @classmethod
    def values_of(cls, space: Space) -> dict:
        return {name: getattr(space, name) for name in cls.base_fields if name != "key"}

    @property
    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    @property
    def first_fields(self) -> list:
        return [self[name] for name in self.FIRST]

    @property
    def further_fields(self) -> list:
        return [field for field in self.visible_fields() if field.name not in self.FIRST]


class TopicForm(KeyedForm):
    """A question for the circle, what is known, and what was tried."""

    question = LineField(160, label=_("Your question"))
    background = ParagraphField(600, required=False, label=_("What happens today?"))
    process = ParagraphField(600, required=False, label=_("What has been tried?"))

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("question", "background", "process")}


class SheetForm(KeyedForm):
    """What the people at a topic write on its sheet; whoever read older words does not write over newer ones."""

    background = ParagraphField(600, required=False, label=_("What happens today?"))
    process = ParagraphField(600, required=False, label=_("What has been tried?"))
    background_was = forms.CharField(required=False, max_length=16)
    process_was = forms.CharField(required=False, max_length=16)


class QuestionForm(EditForm):
    """Other words for a topic's question."""

    text = LineField(160, label=_("Your question"))


class OpinionForm(NoteForm):
    """One sentence for the sheet of a corner; `told_by` is a seat or a group whose idea its host writes down."""

    text = LineField(160, label=_("Your idea"))
    told_by = forms.CharField(required=False, max_length=12)


class ClassForm(KeyedForm):
    """One class; for feasible and testable ideas also effect and ease, for what waits a reason (R-OS-7)."""

    kind = forms.ChoiceField(choices=Opinion.Class)
    effect = forms.IntegerField(min_value=0, max_value=5, required=False)
    ease = forms.IntegerField(min_value=0, max_value=5, required=False)
    why = LineField(160, required=False)


class MergeForm(KeyedForm):
    """Into which earlier idea of the sheet; none separates it again."""

    first = forms.IntegerField(required=False)


class HostForm(KeyedForm):
    seat = forms.IntegerField()


class ApprovalForm(KeyedForm):
    """The facilitator's tick: this is about how we perform (R-OS-6)."""

    wanted = forms.BooleanField(required=False)


class MoveForm(KeyedForm):
    """Until when: not before the day of the event."""

    due = forms.DateField()

    def __init__(self, workshop, data=None):
        super().__init__(data)
        self.workshop = workshop

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due < self.workshop.first_day:
            raise forms.ValidationError(gettext("This day is before the event. Choose a later one."))
        return due


class TodoForm(MoveForm):
    """Who does it, and until when."""

    owner = forms.ModelChoiceField(Person.objects.none())

    def __init__(self, workshop, data=None):
        super().__init__(workshop, data)
        self.fields["owner"].queryset = workshop.organisation.people.all()


class ReportForm(ReportFields, KeyedForm):
    """How a to-do stands, as its owner or the facilitator says it (R-OS-14)."""


class VisitForm(VisitFields, KeyedForm):
    """What was heard in one of the weeks after it (R-OS-15)."""
