from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import admin_required
from people.forms.organisation import DaysForm, OrganisationForm
from people.models import Organisation
from people.views.desk import desk


def settings_page(request, form=None, days_form=None):
    days = request.organisation.special_days.all()
    form = form or OrganisationForm(instance=Organisation.objects.get(pk=request.organisation.pk))
    bad = days_form if days_form and not days_form.is_valid() else form
    page = desk(request, "people/organisation.html", {"days": days, "days_form": days_form or DaysForm()}, form)
    page.status_code = 422 if bad.is_bound else 200
    return page


@require_http_methods(["GET", "POST"])
@admin_required
def organisation(request):
    if request.method == "GET":
        return settings_page(request)
    form = OrganisationForm(request.POST, instance=Organisation.objects.get(pk=request.organisation.pk))
    if not form.is_valid():
        return settings_page(request, form)
    form.save()
    messages.success(request, _("Saved."))
    return redirect("organisation", request.organisation.pk)


@require_POST
@admin_required
def mark_days(request):
    form = DaysForm(request.POST)
    if not form.is_valid():
        return settings_page(request, days_form=form)
    request.organisation.mark_days(**form.cleaned_data)
    return redirect("organisation", request.organisation.pk)


@require_POST
@admin_required
def remove_day(request, pk):
    get_object_or_404(request.organisation.special_days, pk=pk).delete()
    return redirect("organisation", request.organisation.pk)
