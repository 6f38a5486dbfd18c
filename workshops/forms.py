"""What people send: cleaned here, before any database is opened."""

import hashlib
import json
import re
import secrets
import unicodedata

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.text import LineField, display_width

KEY = re.compile(r"[0-9A-Za-z-]{16,64}")
OWN_WORDS = 10


class KeyField(forms.CharField):
    """The phone's own key of a change; one is made where a plain form brings none."""

    widget = forms.HiddenInput

    def __init__(self, **options):
        super().__init__(required=False, **options)

    def clean(self, value):
        key = value if isinstance(value, str) else ""
        if key and not KEY.fullmatch(key):
            raise forms.ValidationError(_("This page is out of date. Reload it; your words are kept."))
        return key or secrets.token_hex(16)


class PinField(forms.RegexField):
    """The four digits of a seat; those of a Chinese keyboard, which are twice as wide, are the same ones."""

    def __init__(self, label=None):
        says = {"invalid": gettext_lazy("Four digits.")}
        super().__init__(r"^[0-9]{4}$", required=False, label=label, error_messages=says)

    def to_python(self, value):
        typed = super().to_python(value) or ""
        return unicodedata.normalize("NFKC", typed[:8])


class KeyedForm(forms.Form):
    """A form whose sending may be repeated: `key` and a hash of the rest make a retry harmless (R-GEN-3)."""

    key = KeyField()

    def must_be_valid(self) -> None:
        """For a button, which has no field to say it beside: raises `Refused` with the first thing that is wrong."""
        if not self.is_valid():
            raise Refused(next(iter(self.errors.values()))[0], status=422)

    @property
    def sent_key(self) -> str:
        """The key; raises `Refused` where the form brought a broken one."""
        if "key" not in self.cleaned_data:
            raise Refused(_("This page is out of date. Reload it; your words are kept."), status=422)
        return self.cleaned_data["key"]

    @property
    def body_hash(self) -> str:
        body = {name: str(value) for name, value in self.cleaned_data.items() if name != "key"}
        return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


class Shared(dict):
    """Fields that no form of their class changes: to copy them for each costs as much as to read what was sent."""

    def __deepcopy__(self, known):
        return dict(self)


class NoteForm(KeyedForm):
    """A note as its phone sends it: `wall` and `column` say where, `step` for which step it was written."""

    text = LineField(200, label=gettext_lazy("Your note"))
    evidence = LineField(200, required=False, label=gettext_lazy("How do we know?"))
    wall = forms.IntegerField(required=False)
    column = forms.CharField(required=False, max_length=40)
    step = forms.CharField(required=False, max_length=60)
    language = forms.CharField(required=False, max_length=10)


NoteForm.base_fields = Shared(NoteForm.base_fields)  # type: ignore[attr-defined]


class ReasonsForm(KeyedForm):
    """What may ask for reasons, with those that are given, by rule id."""

    def reasons(self) -> dict[str, str]:
        """By rule of level O: `reason-R-X-1`, or `who-R-X-1` brings it and `when-R-X-1`; see `worth_reading`."""
        parts = ("reason-", "who-", "when-")
        rules = dict.fromkeys(name.split("-", 1)[1] for name in self.data if name.startswith(parts))
        given = {rule: said(*(self.data.get(f"{part}{rule}", "") for part in parts)) for rule in rules}
        return {rule: worth_reading(reason) for rule, reason in given.items() if reason}


class StepForm(ReasonsForm):
    """A press of *Next* and its relatives: for which position of the room it was meant."""

    expected = forms.CharField(max_length=60)


class GoBackForm(StepForm):
    """To which earlier step of the open stage."""

    step = forms.CharField(max_length=40)


class TimeForm(KeyedForm):
    """How many minutes more the open step gets, or one less."""

    minutes = forms.TypedChoiceField(choices=[(minutes, minutes) for minutes in (-1, 1, 5)], coerce=int)


class BellForm(KeyedForm):
    """Whether the walls ring."""

    bell = forms.ChoiceField(choices=[("on", "on"), ("off", "off")])


class DarkForm(KeyedForm):
    """Whether the walls are light on dark."""

    dark = forms.ChoiceField(choices=[("on", "on"), ("off", "off")])


class AnonymityForm(KeyedForm):
    """Which step of a stage stores authors, or stores them no longer."""

    step = forms.CharField(max_length=40)


class ReasonForm(KeyedForm):
    """A reason in own words of display width 10 or more, or one that is one tap."""

    reason = LineField(200, label=gettext_lazy("Reason"))

    def clean_reason(self):
        return worth_reading(self.cleaned_data["reason"])


class ReopenForm(ReasonForm):
    """Why a stage opens again, and at which step; its first one where none is named."""

    step = forms.CharField(required=False, max_length=40)


def said(words: str, who: str, when: str) -> str:
    """A reason as it is kept: own words, or "comes later" with who and when; half of that is a `ValidationError`."""
    words, who, when = (LineField(200, required=False).clean(part) for part in (words, who, when))
    if not who and not when:
        return words
    if not (who and when):
        raise forms.ValidationError(_("Say who brings it, and when."))
    later = _("Comes later: %(who)s, %(when)s") % {"who": who, "when": when}
    return f"{later}. {words}" if words and words != _("Comes later") else later


def worth_reading(reason: str) -> str:
    """A reason of one tap, or own words of display width 10 or more; raises `ValidationError`.

    "Comes later" alone tells a reader nothing: it goes with who and when.
    """
    if reason.rstrip(":： ") == _("Comes later"):
        raise forms.ValidationError(_("Say who brings it, and when."))
    if reason not in one_tap_reasons() and display_width(reason) < OWN_WORDS:
        raise forms.ValidationError(_("Say it in a few more words, so that a reader understands it tomorrow."))
    return reason


def one_tap_reasons() -> list[str]:
    return [_("Out of time"), _("The room agreed"), _("Done on paper")]


class TextForm(KeyedForm):
    text = LineField(200)


class EditForm(TextForm):
    """Other words for a text; `text_was` marks what stood there when somebody began to type."""

    text_was = forms.CharField(required=False, max_length=16)


def mark(text: str) -> str:
    """A short sign of what a text says, for the page that lets somebody reword it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def must_be_as_read(said: dict[str, str], now: str, name: str = "text") -> None:
    """Nothing that another device wrote meanwhile is written over unseen: both texts stay (R-GEN-4).

    `name` is the field of the words; `…_was` beside it marks what stood there. Raises `Refused` with the other words.
    """
    was = said[f"{name}_was"]
    if was and mark(now) not in (was, mark(said[name])):
        told = _("This was reworded meanwhile: “%(now)s”. Your words are still in the field.") % {"now": now}
        raise Refused(told, rule="R-GEN-4")


class ReadOutForm(KeyedForm):
    """What shall fill the walls; nothing, where no kind is named."""

    kind = forms.CharField(max_length=12, required=False)
    number = forms.IntegerField(min_value=1, max_value=2**62, required=False)
