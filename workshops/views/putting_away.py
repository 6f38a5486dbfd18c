"""Copy an event for next year, cancel it, call it back, archive it, delete it."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from people.text import LineField, folded
from workshops import access
from workshops.copying import CopyForm
from workshops.forms import KeyedForm, ReasonForm
from workshops.models import Workshop
from workshops.views.planning import shown
from workshops.views.screens import desk


class NameForm(forms.Form):
    """The name of the event, typed by whoever deletes it."""

    name = LineField(80, label=gettext_lazy("Type the title of the event"))

    def __init__(self, workshop: Workshop, data=None):
        super().__init__(data)
        self.workshop = workshop

    def clean_name(self):
        names = {folded(name) for name in (self.workshop.name_en, self.workshop.name_zh) if name}
        if folded(self.cleaned_data["name"]) not in names:
            raise forms.ValidationError(_("This is not its title. Nothing was deleted."))
        return self.cleaned_data["name"]


@require_http_methods(["GET", "POST"])
@access.facilitated
def copy(request, public_id):
    """Next year from this one: lands on the new plan."""
    form = CopyForm(request.workshop, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("plan", public_id=form.save(request.user).public_id)
    context = desk("plan", request.workshop) | {"workshop": request.workshop, "form": form}
    return render(request, "workshops/copy.html", context, status=422 if form.errors else 200)


def done(request, form: KeyedForm, verb):
    """Run the verb although the event may be put away, and show the plan as it is then."""
    form.must_be_valid()
    request.workshop.change(form.sent_key, form.body_hash, verb, although_put_away=True)
    return redirect(f"{reverse('plan', args=[request.workshop.public_id])}#shelf")


@require_POST
@access.facilitated
def cancel(request, public_id):
    form, user = ReasonForm(request.POST), request.user
    if not form.is_valid():
        return shown(request, status=422, cancelling=form)
    return done(request, form, lambda workshop, changing: workshop.cancel(changing, user, form.cleaned_data["reason"]))


@require_POST
@access.facilitated
def call_back(request, public_id):
    user = request.user
    return done(request, KeyedForm(request.POST), lambda workshop, changing: workshop.call_back(changing, user))


@require_POST
@access.facilitated
def archive(request, public_id):
    user = request.user
    return done(request, KeyedForm(request.POST), lambda workshop, changing: workshop.archive(changing, user))


@require_POST
@access.facilitated
def take_out(request, public_id):
    user = request.user
    return done(request, KeyedForm(request.POST), lambda workshop, changing: workshop.take_out(changing, user))


@require_http_methods(["GET", "POST"])
@access.facilitated
def delete(request, public_id):
    """For good: says what is lost, and asks for the title."""
    workshop = request.workshop
    workshop.must_be_deletable()
    form = NameForm(workshop, request.POST or None)
    if request.method == "POST" and form.is_valid():
        called = str(workshop)
        workshop.wipe()
        messages.success(request, _("“%(name)s” is deleted for good.") % {"name": called})
        return redirect("home")
    context = desk("plan", workshop) | {"workshop": workshop, "form": form, "losses": workshop.losses()}
    return render(request, "workshops/delete.html", context, status=422 if form.errors else 200)
