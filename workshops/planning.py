"""Setting up an event: by hand, or from a workshop file."""

import json

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from live.models import Room
from people.models import Department, Organisation
from people.number import NumberField
from people.text import LineField
from workshops import exchange, stages
from workshops.forms import KeyedForm
from workshops.models import ChecklistItem, Seat, Workshop
from workshops.models.workshop import KICKOFF

LARGEST_FILE = 5 * 1024 * 1024


def organisations_to_run_in(user):
    return Organisation.objects.filter(memberships__user=user, memberships__role__in=["fac", "admin"]).distinct()


class WorkshopForm(forms.Form):
    name = LineField(80, label=gettext_lazy("Title"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation"), empty_label=None
    )
    first_day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    place = LineField(120, required=False, label=gettext_lazy("Place"))
    variant = forms.ChoiceField(label=gettext_lazy("Form of the day"))

    def __init__(self, user, data=None):
        super().__init__(data, initial={"first_day": user.today()})
        self.user = user
        self.fields["organisation"].queryset = organisations_to_run_in(user)
        self.fields["variant"].choices = [
            ("full", _("One-day kickoff")),
            ("actions_only", _("Goals are fixed: strategies and actions")),
            ("department_light", _("Department, half a day")),
            ("commit_first", _("Sign first, then the town meeting")),
            *((kind, stages.get(kind).title) for kind in stages.events()),
        ]

    @transaction.atomic
    def save(self) -> Workshop:
        data = self.cleaned_data
        day, organisation = data["first_day"], data["organisation"]
        workshop = Workshop.objects.create(
            room=Room.objects.create(kind="workshop"),
            organisation=organisation,
            name_en=data["name"],
            name_zh="",
            place=data["place"],
            first_day=day,
            variant=data["variant"],
            kind=data["variant"] if data["variant"] in stages.events() else KICKOFF,
            cycle_start=day.replace(month=1, day=1),
            cycle_end=day.replace(month=12, day=31),
            facilitator=self.user if organisation.memberships.filter(user=self.user, role="fac").exists() else None,
            state=Workshop.State.PREPARED,
        )
        workshop.goals.set(organisation.goals.filter(state="confirmed"))
        workshop.invite(organisation.people.select_related("department"))
        workshop.plan(stages.variant(data["variant"]))
        return workshop


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Workshop file (JSON)"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation"), empty_label=None
    )
    rehearsal = forms.BooleanField(
        required=False, label=gettext_lazy("This is a rehearsal: it can be wiped by one tap")
    )

    def __init__(self, user, data=None, files=None):
        super().__init__(data, files)
        self.user = user
        self.fields["organisation"].queryset = organisations_to_run_in(user)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 5 MB. A workshop file is far smaller."))
        try:
            return exchange.read(json.loads(file.read().decode("utf-8")))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(self.refusal(error)) from None

    def save(self) -> Workshop | None:
        """The workshop; or an error at the file and nothing, where it does not hold what it has to."""
        data = self.cleaned_data
        try:
            workshop = exchange.import_plan(data["file"], data["organisation"], self.user)
        except exchange.NotAWorkshopFile as error:
            self.add_error("file", self.refusal(error))
            return None
        if data["rehearsal"]:
            workshop.is_rehearsal = True
            workshop.save(update_fields=["is_rehearsal"])
            workshop.move_to(workshop.today())
        return workshop

    @staticmethod
    def refusal(error: Exception) -> str:
        return _("This is not a workshop file: %(problem)s") % {"problem": str(error)[:200]}


CHECKLIST = {
    "P01": gettext_lazy("The decision maker was walked through every part"),
    "P02": gettext_lazy("Opening line agreed: we build together, no verdicts today"),
    "P03": gettext_lazy("Company goals with tiers confirmed"),
    "P04": gettext_lazy("Likely questions listed, with an answer or an owner"),
    "P05": gettext_lazy("What may be granted on the day is fixed"),
    "P06": gettext_lazy("Questioners named, open questions practised"),
    "P07": gettext_lazy("Roster, two from each department"),
    "P08": gettext_lazy("Groups drafted"),
    "P09": gettext_lazy("Room: a wall of three metres for each group"),
    "P10": gettext_lazy("Large paper, notes in four colours, thick pens, colour pens, tape"),
    "P11": gettext_lazy("Tea breaks and lunch"),
    "P12": gettext_lazy("Demonstration picture made"),
    "P13": gettext_lazy("Ideas for forfeits checked for decency"),
    "P14": gettext_lazy("Invitation sent"),
    "P15": gettext_lazy("Data pack: last year’s goals, results, sources"),
    "P16": gettext_lazy("Departments sounded out"),
    "P17": gettext_lazy("Projector, network, sockets, two spare phones, paper in reserve"),
    "P18": gettext_lazy("One co-facilitator for each further group, a tablet for each host"),
    "P19": gettext_lazy("Photo and privacy note"),
}


def checklist(workshop: Workshop) -> list[dict]:
    """The nineteen things in order, open where nobody has said anything."""
    kept = {item.key: item for item in workshop.checklist.all()}
    items = [(key, label, kept.get(key, ChecklistItem())) for key, label in CHECKLIST.items()]
    return [{"key": key, "label": label, "state": item.state, "note": item.note} for key, label, item in items]


BY_LINK = (Seat.Role.SHEETS, Seat.Role.COFACILITATOR)
ROLES = [(role.value, role.label) for role in Seat.Role if role not in BY_LINK]


class PersonForm(KeyedForm):
    """Somebody more on the roster; a namesake adds something that tells them apart (R-PREP-8)."""

    name = LineField(40, label=gettext_lazy("Name"))
    department = forms.ModelChoiceField(Department.objects.none(), label=gettext_lazy("Department"), empty_label=None)
    role = forms.ChoiceField(choices=ROLES, label=gettext_lazy("Role"))

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data, auto_id="person_%s")
        self.fields["department"].queryset = workshop.organisation.departments.all()

    def save(self, workshop: Workshop) -> None:
        """Part of the room's change, behind its key: a repeat must not find itself as a namesake (R-GEN-3)."""
        data, people = self.cleaned_data, workshop.organisation.people
        if people.namesakes(data["name"], data["department"]):
            told = _("This name is in the department already: add something that tells them apart.")
            raise forms.ValidationError({"name": told})
        person = people.create(name=data["name"], department=data["department"])
        workshop.invite([person], role=data["role"])


class RoleForm(KeyedForm):
    role = forms.ChoiceField(choices=ROLES)


class MinutesForm(KeyedForm):
    """Planned minutes of a stage; estimates, so anybody who knows the room may change them. `by` makes them differ."""

    least, most = 1, 240
    minutes = forms.IntegerField(min_value=1, max_value=240, label=gettext_lazy("Minutes"))
    by = forms.IntegerField(min_value=-60, max_value=60, required=False)

    def clean(self):
        super().clean()
        if "minutes" in self.cleaned_data and (by := self.cleaned_data.get("by")):
            self.cleaned_data["minutes"] = min(self.most, max(self.least, self.cleaned_data["minutes"] + by))


class DayForm(KeyedForm):
    """When the doors open, and whether there is a second day."""

    opening = forms.TimeField(
        label=gettext_lazy("Doors open"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    second_day = forms.DateField(
        required=False, label=gettext_lazy("Second day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    second_day_from = forms.ChoiceField(label=gettext_lazy("It begins with"))

    def __init__(self, workshop: Workshop, data=None):
        fields = ("opening", "second_day", "second_day_from")
        super().__init__(data, auto_id="day_%s", initial={name: getattr(workshop, name) for name in fields})
        kinds = list(workshop.agenda.exclude(state="skipped").values_list("kind", flat=True))[1:]
        self.fields["second_day_from"].choices = [(kind, stages.get(kind).title) for kind in kinds]
        self.workshop = workshop
        if not workshop.is_kickoff:
            del self.fields["second_day"], self.fields["second_day_from"]

    def clean_second_day(self):
        day = self.cleaned_data["second_day"]
        if day and day <= self.workshop.first_day:
            raise forms.ValidationError(_("The second day comes after the first."))
        return day

    def save(self, workshop: Workshop) -> None:
        """Guard R-GEN-2: where the second day begins is not moved behind where the room is."""
        begun = workshop.agenda.exclude(state__in=["pending", "skipped"]).values_list("kind", flat=True)
        given = {name: self.cleaned_data[name] for name in self.fields if name != "key"}
        if given.get("second_day") and given["second_day_from"] in begun and workshop.second_day != given["second_day"]:
            raise Refused(_("The room is past that stage. Choose a later one."), rule="R-GEN-2")
        for name, value in given.items():
            setattr(workshop, name, value)
        workshop.save(update_fields=list(given))


class ItemForm(KeyedForm):
    state = forms.ChoiceField(choices=ChecklistItem.State)
    note = LineField(160, required=False)


def envelope_is_free(workshop: Workshop) -> bool:
    """Whether the desk may still write down what may be granted: until the day begins (R-PREP-6)."""
    return workshop.state in (Workshop.State.DRAFT, Workshop.State.PREPARED)


def envelope_way_out(workshop: Workshop) -> str:
    """Who changes the envelope of a day that began, and how."""
    line = workshop.envelope.filter(kind="money").select_related("decided_by").first()
    if line is None:
        return _("The day began without an envelope. Say “later” to what costs money, with a date and a person.")
    name = line.decided_by.name if line.decided_by else _("Who fixed the envelope")
    return _("The day has begun, so the envelope stands. %(name)s raises it on their own phone, with a reason.") % {
        "name": name
    }


class EnvelopeForm(KeyedForm):
    """What may be granted in money; nought means "no decisions today" (R-PREP-3)."""

    text = LineField(160, required=False, label=gettext_lazy("For what"))
    per_item = NumberField(
        min_value=0, max_digits=14, decimal_places=2, required=False, label=gettext_lazy("At most for one item")
    )
    total = NumberField(min_value=0, max_digits=14, decimal_places=2, label=gettext_lazy("Altogether"))

    def save(self, workshop: Workshop) -> None:
        """Free until the day begins; then guard R-PREP-6: only the own tap of who fixed it changes it."""
        data = {name: self.cleaned_data[name] for name in ("text", "per_item", "total")}
        if not envelope_is_free(workshop):
            raise Refused(envelope_way_out(workshop), rule="R-PREP-6")
        lead = workshop.decision_makers().select_related("person").first()
        decider = lead.person if lead else None
        more = {"kind": "money", "currency": workshop.organisation.currency, "decided_by": decider}
        line = workshop.envelope.filter(kind="money").first()
        if line is None:
            taken = set(workshop.envelope.values_list("key", flat=True))
            key = next(name for name in (f"E{number}" for number in range(1, 99)) if name not in taken)
            workshop.envelope.create(key=key, **data, **more)
            return
        for name, value in data.items():
            setattr(line, name, value)
        line.save()
