from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.models import Department, Organisation, Person
from people.number import NumberField
from people.text import LineField, ParagraphField
from workshops.forms import KeyedForm
from workshops.kickoff.preparation.models import Briefing, Sounding
from workshops.models import EnvelopeLine, LikelyQuestion, Workshop
from workshops.planning import envelope_is_free, envelope_way_out


class BriefingForm(KeyedForm):
    """The four questions of the talk with the decision maker."""

    worth = ParagraphField(300, required=False, label=gettext_lazy("What would make this day worth it for you?"))
    limit = ParagraphField(300, required=False, label=gettext_lazy("What could be asked for, and where is your limit?"))
    unsaid = ParagraphField(300, required=False, label=gettext_lazy("Which sentence would you rather not say today?"))
    ask = ParagraphField(300, required=False, label=gettext_lazy("If an idea sounds impossible, what will you ask?"))

    def __init__(self, workshop: Workshop, data=None):
        briefing = Briefing.of(workshop)
        names = ("worth", "limit", "unsaid", "ask")
        super().__init__(data, auto_id="briefing_%s", initial={name: getattr(briefing, name) for name in names})
        for field in self.fields.values():
            field.widget.attrs["rows"] = 2

    def save(self, workshop: Workshop) -> None:
        values = {name: self.cleaned_data[name] for name in ("worth", "limit", "unsaid", "ask")}
        Briefing.objects.update_or_create(workshop=workshop, defaults=values)


class QuestionForm(KeyedForm):
    """What people will ask, with an answer or somebody who has it."""

    text = LineField(200, label=gettext_lazy("What will they ask?"))
    topic = forms.ChoiceField(choices=LikelyQuestion.Topic, label=gettext_lazy("About"))
    department = forms.ModelChoiceField(Department.objects.none(), required=False, label=gettext_lazy("Department"))
    answer = ParagraphField(500, required=False, label=gettext_lazy("Answer"))
    answer_by = forms.ModelChoiceField(Person.objects.none(), required=False, label=gettext_lazy("Who answers"))
    decide_on_day = forms.BooleanField(required=False, label=gettext_lazy("Is decided on the day"))

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data, auto_id="question_%s")
        self.fields["department"].queryset = workshop.organisation.departments.all()
        self.fields["answer_by"].queryset = workshop.organisation.people.all()
        self.fields["answer"].widget.attrs["rows"] = 2

    def save(self, workshop: Workshop) -> None:
        workshop.likely_questions.create(**{name: value for name, value in self.cleaned_data.items() if name != "key"})


class AskedForm(KeyedForm):
    """What a head answers through the own link."""

    text = LineField(200, label=gettext_lazy("What will your people ask?"))
    topic = forms.ChoiceField(choices=LikelyQuestion.Topic, label=gettext_lazy("About"))


class SoundingForm(KeyedForm):
    head = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Department head"), empty_label=None)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data, auto_id="sounding_%s")
        asked = Sounding.objects.filter(workshop=workshop).values("head")
        people = workshop.organisation.people.exclude(job_level="base").exclude(pk__in=asked)
        self.fields["head"].queryset = people.select_related("department")

    def save(self, workshop: Workshop) -> None:
        Sounding.objects.get_or_create(workshop=workshop, head=self.cleaned_data["head"])


class LineForm(KeyedForm):
    """A further line of the envelope: money, posts, or something else in words."""

    kind = forms.ChoiceField(choices=EnvelopeLine.Kind, label=gettext_lazy("Kind"))
    text = LineField(160, label=gettext_lazy("For what"))
    per_item = NumberField(
        min_value=0, max_digits=14, decimal_places=2, required=False, label=gettext_lazy("At most for one item")
    )
    total = NumberField(min_value=0, max_digits=14, decimal_places=2, required=False, label=gettext_lazy("Altogether"))
    posts = forms.IntegerField(min_value=0, max_value=9999, required=False, label=gettext_lazy("Posts"))
    from_existing_budgets = forms.BooleanField(required=False, label=gettext_lazy("Only from existing budgets"))

    def clean(self):
        data = super().clean()
        needed = {"money": "total", "headcount": "posts"}.get(data.get("kind", ""))
        if needed and data.get(needed) is None:
            self.add_error(needed, _("Write a number; 0 is an answer."))
        return data

    def save(self, workshop: Workshop) -> None:
        """Guard R-PREP-6: free until the day begins; then only who fixed a line raises it."""
        if not envelope_is_free(workshop):
            raise Refused(envelope_way_out(workshop), rule="R-PREP-6")
        taken = set(workshop.envelope.values_list("key", flat=True))
        data = {name: self.cleaned_data[name] for name in ("kind", "text")}
        own = {"money": ("per_item", "total"), "headcount": ("posts", "from_existing_budgets")}.get(data["kind"], ())
        lead = workshop.decision_makers().select_related("person").first()
        workshop.envelope.create(
            key=next(name for name in (f"E{number}" for number in range(1, 99)) if name not in taken),
            currency=workshop.organisation.currency if data["kind"] == "money" else "",
            decided_by=lead.person if lead else None,
            **data,
            **{name: self.cleaned_data[name] for name in own},
        )


class ProfileForm(KeyedForm):
    """For choosing prompts only."""

    tone = forms.ChoiceField(choices=Organisation.Tone, label=gettext_lazy("How this team thinks"))
    age = forms.ChoiceField(choices=Organisation.Age, label=gettext_lazy("How long it has been there"))

    def __init__(self, workshop: Workshop, data=None):
        organisation = workshop.organisation
        super().__init__(data, auto_id="profile_%s", initial={"tone": organisation.tone, "age": organisation.age})

    def save(self, workshop: Workshop) -> None:
        organisation = workshop.organisation
        organisation.tone, organisation.age = self.cleaned_data["tone"], self.cleaned_data["age"]
        organisation.save(update_fields=["tone", "age"])
