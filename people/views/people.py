from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from people.access import organiser_required
from people.forms.organisation import DepartmentForm
from people.forms.roster import PersonForm, SearchForm
from people.models import Department, Person
from people.views.desk import desk, posted

PEOPLE_A_PAGE = 100


@require_http_methods(["GET", "POST"])
@organiser_required
def departments(request):
    form = DepartmentForm(posted(request), instance=Department(organisation=request.organisation))
    if form.is_valid():
        form.save()
        return redirect("departments", request.organisation.pk)
    listed = request.organisation.departments.select_related("parent").annotate(listed=Count("people"))
    return desk(request, "people/departments.html", {"departments": listed}, form)


@require_http_methods(["GET", "POST"])
@organiser_required
def department(request, pk):
    found = get_object_or_404(request.organisation.departments, pk=pk)
    form = DepartmentForm(posted(request), instance=found)
    if form.is_valid():
        form.save()
        return redirect("departments", request.organisation.pk)
    return desk(request, "people/department.html", {"department": found}, form)


@require_GET
@organiser_required
def people(request):
    everybody = request.organisation.people.select_related("department", "superior").order_by("department_id", "pk")
    search = SearchForm(request.GET)
    text = search.cleaned_data["search"] if search.is_valid() else ""
    if text:
        everybody = everybody.called(text)
    page = Paginator(everybody, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return desk(request, "people/people.html", {"page": page, "search": search, "text": text})


@require_http_methods(["GET", "POST"])
@organiser_required
def person(request, pk=None):
    """One person of the roster; without `pk` a new one."""
    new = Person(organisation=request.organisation)
    found = new if pk is None else get_object_or_404(request.organisation.people, pk=pk)
    form = PersonForm(posted(request), instance=found)
    if form.is_valid():
        form.save()
        return redirect("people", request.organisation.pk)
    return desk(request, "people/person.html", {"person": found}, form)
