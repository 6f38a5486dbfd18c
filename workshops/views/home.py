"""The first page of a facilitator: the day that comes next, all workshops on their shelves, what is due."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from workshops.due import Due, due_in, kept_in
from workshops.models import Seat, Workshop
from workshops.shelves import LookForm, counted, in_order, next_of, readiness
from workshops.surfaces import movements
from workshops.timetable import Timetable
from workshops.views.screens import desk

ROWS = 30
MOST_DUE = 8
RANKS = {"live": 0, "draft": 1, "prepared": 1, "closing": 2}


@require_GET
def home(request):
    """The facilitator's workshops; before the first run, the way to it."""
    if not request.user.is_authenticated:
        return redirect("account_login") if someone_is_here() else render(request, "people/first_run.html")
    form = LookForm(request.GET)
    form.is_valid()
    own = Workshop.objects.of(request.user)
    everything = list(own.with_rows())
    found = list(own.about(form.sought).with_rows()) if form.sought else everything
    due = due_in(everything, request.user)
    shown = in_order(one for one in found if one.state in form.shelf.states)
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    people = seated(list(page), form.sought) if form.sought else {}
    context = desk("home") | {
        "form": form,
        "shelf": form.shelf,
        "shelves": counted(found),
        "rows": [row_of(one, due) | {"found": people.get(one.pk, [])} for one in page],
        "page": page,
        "is_empty": not everything,
        "next": next_up(everything),
        "today": request.user.today(),
        "due": [told(one) for one in due[:MOST_DUE]],
        "due_later": max(0, len(due) - MOST_DUE),
        "kept": kept_in(everything),
        "overdue": sum(one.day < one.workshop.today() for one in due),
    }
    return render(request, "workshops/home.html", context, status=422 if form.errors else 200)


def row_of(workshop: Workshop, due: list[Due]) -> dict:
    own = [one for one in due if one.workshop == workshop and one.day >= workshop.today()]
    days = (workshop.first_day - workshop.today()).days
    return {
        "workshop": workshop,
        "people": workshop.people,
        "heads": heads_of(workshop),
        "next": next_of(workshop, own),
        "is_planned": workshop.state in ("draft", "prepared"),
        "days": days,
    }


def seated(workshops: list[Workshop], sought: str) -> dict[int, list[str]]:
    """Whom the search found, in both scripts, for each event that has some: its title may say nothing of them."""
    found: dict[int, list[str]] = {}
    for seat in Seat.objects.filter(workshop__in=workshops).called(sought).order_by("pk"):
        names = dict.fromkeys(filter(None, (seat.name, seat.name_latin)))
        found.setdefault(seat.workshop_id, []).append(" ".join(names))
    return found


def told(one: Due) -> dict:
    return {"due": one, "days": (one.day - one.workshop.today()).days}


def next_up(workshops: list[Workshop]) -> dict | None:
    """The day that runs, else the nearest to come, else the one that is being closed, else one that never began."""
    ranked = sorted((one for one in workshops if one.state in RANKS), key=rank)
    if not ranked:
        return None
    one = ranked[0]
    table = Timetable.of(one)
    return {"workshop": one, "table": table, "agenda": table.parts(), "played": table.played()} | readiness(one)


def rank(workshop: Workshop) -> tuple[int, int]:
    """Among those that never began the latest first, else the nearest."""
    days = (workshop.first_day - workshop.today()).days
    is_past = workshop.state in ("draft", "prepared") and workshop.days[-1] < workshop.today()
    return (3 if is_past else RANKS[workshop.state], -days if is_past else days)


def heads_of(workshop: Workshop) -> list[dict]:
    """The five movements as heads on a small stave."""
    shown = movements(workshop, workshop.shown)["movements"]
    started = workshop.state not in ("draft", "prepared")
    return [{"pitch": beat["pitch"], "state": beat["state"] if started else "todo"} for beat in shown]


def someone_is_here() -> bool:
    from people.models import Organisation

    return Organisation.objects.exists()
