from django import forms

from people.text import LineField
from workshops.forms import KeyedForm
from workshops.kickoff.contract.models import AgreementTap


class TapForm(KeyedForm):
    """No answer is pre-set (R-OPEN-2)."""

    answer = forms.ChoiceField(choices=AgreementTap.Answer)
    concern = LineField(200, required=False)


class ReplyForm(KeyedForm):
    reply = LineField(200)
