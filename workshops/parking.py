from django import forms
from django.utils.translation import gettext as _

from people.models import Person
from people.text import LineField
from workshops.exchange import Book, Part
from workshops.forms import KeyedForm
from workshops.intake import day
from workshops.models import ParkedItem, Workshop


class ParkedForm(KeyedForm):
    """An outcome: answered, assigned to somebody until a date, or dropped with a reason."""

    outcome = forms.ChoiceField(choices=ParkedItem.Outcome)
    owner = forms.ModelChoiceField(Person.objects.none(), required=False)
    due = forms.DateField(required=False)
    reason = LineField(200, required=False)

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.fields["owner"].queryset = workshop.organisation.people.all()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == "assigned" and not (cleaned.get("owner") and cleaned.get("due")):
            raise forms.ValidationError(_("Say who answers it and until when."))
        if cleaned.get("outcome") == "dropped" and not cleaned.get("reason"):
            raise forms.ValidationError(_("Say why it is dropped."))
        return cleaned

    def settle(self, item: ParkedItem) -> None:
        for name in ("outcome", "owner", "due", "reason"):
            setattr(item, name, self.cleaned_data[name])
        item.save()


class ParkedPart(Part):
    """`parked_items`: what was set aside, with its outcome."""

    order = 20
    kind = ""

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        for row in content.get("parked_items", []):
            workshop.parked_items.create(
                text=row["text"],
                raised_by=book.seat(row["raised_by"]) if row.get("raised_by") else None,
                outcome=row.get("outcome", ""),
                owner=book.person(row.get("owner")),
                due=day(row.get("due")),
                reason=row.get("reason", ""),
            )

    def dump(self, workshop: Workshop, book: Book) -> dict:
        items = workshop.parked_items.select_related("raised_by__person", "owner")
        return {"parked_items": [row_of(item, book) for item in items]}


def row_of(item: ParkedItem, book: Book) -> dict:
    return {
        "text": item.text,
        "raised_by": book.name_of(item.raised_by),
        "outcome": item.outcome,
        "owner": book.key_of(item.owner),
        "due": item.due.isoformat() if item.due else None,
    } | ({"reason": item.reason} if item.reason else {})
