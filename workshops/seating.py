"""The roster at the door: who may sit where, by department and name."""

import secrets
import unicodedata

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Department
from people.text import LineField, folded
from workshops.forms import KeyedForm, PinField
from workshops.models import Seat, Workshop


def roster(workshop: Workshop, language: str) -> list[tuple[str, list[Seat]]]:
    """Seats to tap, by department in the reader's language."""
    seats = workshop.seats.on_the_list()
    by_department: dict[str, list[Seat]] = {}
    for seat in seats:
        by_department.setdefault(seat.department_in(language), []).append(seat)
    return sorted(by_department.items())


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^[0-9]{8}$",
        label=gettext_lazy("Room code"),
        error_messages={"invalid": gettext_lazy("The code has eight digits; it stands on the wall.")},
    )

    def __init__(self, data=None):
        if data and "code" in data:
            data = data.copy()
            wide = unicodedata.normalize("NFKC", data["code"][:40])
            data["code"] = "".join(character for character in wide if character.isdigit())
        super().__init__(data)


class ClaimForm(KeyedForm):
    """A tap on a name of the list; the page's key makes the same tap on the same name harmless (R-GEN-3)."""

    seat = forms.ModelChoiceField(Seat.objects.none())
    pin = PinField(label=gettext_lazy("PIN"))
    show_arrival = forms.BooleanField(required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data, initial={"key": secrets.token_hex(16)}, auto_id="claim_%s")
        self.fields["seat"].queryset = workshop.seats.on_the_list()

    @property
    def tap_key(self) -> str:
        """A key of this page and this name: another name tapped on the same page is another tap."""
        return f"{self.sent_key[:48]}-{self.cleaned_data['seat'].pk}"


class DoorForm(KeyedForm):
    """A name typed at the door; one that is on the roster is sent there, namesakes add something (R-PREP-8)."""

    name = LineField(40, label=gettext_lazy("Your name"))
    department = forms.ModelChoiceField(
        Department.objects.none(), label=gettext_lazy("Department"), empty_label=gettext_lazy("Please choose")
    )
    show_arrival = forms.BooleanField(required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data, initial={"key": secrets.token_hex(16)})
        self.fields["department"].queryset = workshop.organisation.departments.all()

    def add_error(self, field, error):
        """The page comes back at what is amiss, below a long list of names."""
        super().add_error(field, error)
        for name in [name for name in self.errors if name in self.fields][:1]:
            self.fields[name].widget.attrs["autofocus"] = True

    def save(self, workshop: Workshop) -> Seat:
        """A new seat; part of the room's change, behind its key: a repeat must not find itself as a namesake."""
        name, department = self.cleaned_data["name"], self.cleaned_data["department"]
        if namesake(workshop, name, department):
            told = _(
                "This name is on the list, under %(department)s: tap it there. "
                "If you are somebody else of that name, add something that tells you apart, as %(name)s 2."
            )
            raise forms.ValidationError({"name": told % {"department": department, "name": name}})
        return workshop.seats.create(name=name, department_en=department.name_en, department_zh=department.name_zh)


def namesake(workshop: Workshop, name: str, department: Department) -> bool:
    names = Q(department_en=department.name_en) | Q(department_zh=department.name_zh, department_zh__gt="")
    return any(folded(name) in (folded(seat.name), folded(seat.name_latin)) for seat in workshop.seats.filter(names))
