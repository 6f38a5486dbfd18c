"""A topic from another event becomes a question of the circle by one form."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from openspace.desk import must_choose
from openspace.origins import stuck
from people.text import LineField, colon
from workshops import access
from workshops.forms import KeyedForm
from workshops.models import Workshop
from workshops.views.steering import steer


class TakeForm(KeyedForm):
    """Which of them, and the open question that it becomes."""

    origin = forms.ChoiceField(label=_("From another event"))
    question = LineField(160, label=_("Your question"))

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.waiting = {key: f"{event}{colon()}{text}" for key, text, event in stuck(workshop)}
        self.fields["origin"].choices = list(self.waiting.items())


@require_POST
@access.facilitated
def take(request, public_id):
    """Offer it to the circle as a question; where it came from stays known."""
    form, user = TakeForm(request.workshop, request.POST), request.user

    def verb(workshop, changing):
        must_choose(workshop, user)
        kind, number = form.cleaned_data["origin"].split("-")
        where = {"origin_id" if kind == "parked" else "origin_action_id": int(number)}
        came_from = form.waiting[form.cleaned_data["origin"]]
        topic = workshop.topics.create(question=form.cleaned_data["question"], came_from=came_from, **where)
        workshop.log("took a topic from another event", user=user, subject=topic.pk)
        changing.touched("topic", topic.pk)

    return steer(request, form, verb)
