from collections import Counter

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workshops import doors
from workshops.stages import Stage, Step


class Arrive(Step):
    """People come in and sit down; they keep arriving afterwards."""

    key = "arrive"
    title = _("Arrive")
    prompt = _("Welcome. Everybody plays.")

    def projector(self, run, group):
        """Whoever is here counts, as the names do; of those who are not, only writers are waited for."""
        workshop = run.workshop
        seats = workshop.seats.present()
        shown = (
            list(seats.filter(show_arrival=True).order_by("-checked_in_at")) if workshop.arrival_names_on_wall else []
        )
        link = doors.join_url(doors.base_url(workshop), workshop)
        language = get_language() or "en"
        departments = Counter(seat.department_in(language) for seat in seats)
        return {
            "head": "checkin/head.html",
            "theme": "stage",
            "here": seats.count(),
            "expected": seats.count() + workshop.seats.writers().count() - seats.writers().count(),
            "arrivals": shown,
            "departments": sorted((name, count) for name, count in departments.items() if name),
            "link": link,
            "qr": doors.qr_svg(link),
            "goals": workshop.goals.all(),
        }

    def console(self, run):
        return {"seats": run.workshop.seats.order_by("id")}


class CheckinStage(Stage):
    key = "checkin"
    title = _("Check-in")
    movement = 0
    minutes = 15
    may_be_skipped = False
    step_classes = (Arrive,)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 20 if writers > 24 else 15
