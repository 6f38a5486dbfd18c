"""Co-facilitators by link: one group each, named by the desk, withdrawn by the desk (R-ROLE-7)."""

from django import forms
from django.utils.translation import gettext_lazy

from people.text import NameField
from workshops.forms import KeyedForm
from workshops.models import Group, Note, Seat, StageRun, Workshop


class HelperForm(KeyedForm):
    """Who helps which group; the link is copied by hand."""

    name = NameField(40, label=gettext_lazy("Name"))
    group = forms.ModelChoiceField(Group.objects.none(), label=gettext_lazy("Group"), empty_label=None)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data, auto_id="helper_%s")
        self.fields["group"].queryset = workshop.groups.all()  # type: ignore[attr-defined]


def name_helper(workshop: Workshop, name: str, group: Group) -> Seat:
    return workshop.seats.create(name=name, role=Seat.Role.COFACILITATOR, group=workshop.groups.get(pk=group.pk))


def helpers(workshop: Workshop):
    """Those who help now, by group."""
    return workshop.seats.filter(role=Seat.Role.COFACILITATOR, group__isnull=False).select_related("group")


def withdraw(seat: Seat) -> None:
    """The link opens nothing any more, and the phone that used it is out."""
    seat.release()
    seat.group = None
    seat.leave()
    seat.save(update_fields=["group"])


def notes_to_help(run: StageRun | None, seat: Seat) -> list[Note]:
    """What hangs on the own group's wall of the open stage, so that it may be hidden there."""
    if run is None or not seat.helps:
        return []
    return list(Note.objects.on_wall().filter(wall__run=run, wall__group=seat.group).order_by("number"))


def hidden_by(run: StageRun | None, seat: Seat) -> list[Note]:
    """What this seat itself took from the wall of its group in the open stage, and nobody after it (R-GEN-21)."""
    if run is None or not seat.helps:
        return []
    hidden = run.workshop.notes.filter(state=Note.State.HIDDEN, wall__run=run, wall__group=seat.group)
    entries = run.workshop.entries.filter(act="hid a note").order_by("pk").values_list("subject", "seat")
    last = dict(entries)
    return [note for note in hidden.order_by("number") if last.get(str(note.pk)) == seat.pk]
