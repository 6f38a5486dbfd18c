from django import forms
from django.utils.translation import gettext_lazy

from workshops.forms import KeyedForm

DAYS = (
    (7, gettext_lazy("for one week")),
    (30, gettext_lazy("for 30 days")),
    (90, gettext_lazy("for 90 days")),
)


class LinkForm(KeyedForm):
    """How long a link for leaders opens."""

    days = forms.TypedChoiceField(choices=DAYS, coerce=int, initial=30, label=gettext_lazy("It opens"))
