from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from people.models import Person
from people.text import LineField, ParagraphField
from workshops.forms import KeyedForm, PinField
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.commitments.hands import Hand
from workshops.models import Seat
from workshops.pictures import PictureField

HASH = r"^[0-9a-f]{64}$"
FIELDS = ("text", "seen_by", "due", "action", "need", "need_from_person", "need_from_text")


class CommitmentForm(KeyedForm):
    """“I will … by …, seen by …; from … I need …”; `…_was` marks what stood there when somebody began to type."""

    text = LineField(160, label=gettext_lazy("I will …"))
    seen_by = LineField(80, required=False, label=gettext_lazy("Seen by"))
    due = forms.DateField(required=False, label=gettext_lazy("By"))
    action = forms.ModelChoiceField(KeyAction.objects.none(), required=False)
    need = LineField(120, required=False, label=gettext_lazy("I need"))
    need_from_person = forms.ModelChoiceField(
        Person.objects.none(), required=False, label=pgettext_lazy("person", "From")
    )
    need_from_text = LineField(60, required=False, label=gettext_lazy("From somebody else"))
    text_was = forms.CharField(required=False, max_length=16)
    need_was = forms.CharField(required=False, max_length=16)

    def __init__(self, seat: Seat, data=None):
        super().__init__(data)
        self.fields["action"].queryset = seat.workshop.actions.filter(owner=seat.person_id, owner__isnull=False)
        self.fields["need_from_person"].queryset = seat.workshop.organisation.people.all()

    def said(self, language: str) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS} | {"language": language}


class SigningForm(KeyedForm):
    """A hand under what was read: the hashes of both texts come back; nothing is pre-ticked (R-SIGN-2)."""

    statement = forms.RegexField(HASH)
    sheet = forms.RegexField(HASH)
    strokes = forms.CharField(required=False, max_length=24 * 1024)
    typed_name = LineField(60, required=False)
    remark = ParagraphField(500, required=False)
    pin = PinField()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("strokes") and not cleaned.get("typed_name"):
            raise forms.ValidationError(_("Sign with your finger along the line, or type your name instead."))
        return cleaned

    def hand(self, language: str, transport: str) -> Hand:
        data = self.cleaned_data
        mode = "drawn" if data["strokes"] else "typed"
        return Hand(mode, data["strokes"], data["typed_name"], data["remark"], language, transport)


class ShowForm(KeyedForm):
    """Whether an own promise shall stand on the wall."""

    wanted = forms.BooleanField(required=False)


class WhichForm(KeyedForm):
    """Which of a seat's promises."""

    commitment = forms.IntegerField(min_value=1)


class PaperHandForm(KeyedForm):
    """A page signed with a pen: its photo, and the digits printed on it, so that it is the page that stands here."""

    sheet = forms.RegexField(HASH, widget=forms.HiddenInput)
    digits = forms.CharField(max_length=20, label=gettext_lazy("The first four digits of the hash on the page"))
    photo = PictureField(label=gettext_lazy("Photo of the signed page"))
    remark = ParagraphField(
        500,
        required=False,
        label=gettext_lazy("Remark on the page; it prints beside the name"),
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data=None, files=None):
        super().__init__(data, files=files)

    def clean_digits(self):
        digits = "".join(self.cleaned_data["digits"].lower().split())
        if len(digits) < 4 or not str(self.data.get("sheet", "")).startswith(digits):
            raise forms.ValidationError(
                _("This is not the page that was printed last: compare its digits, or print it anew.")
            )
        return digits
