"""The ways out that several rules offer: one tap, or the place where it is mended."""

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.coaching import Fix
from workshops.models import StageRun, Workshop


def back_to(run: StageRun, step: str, label: str) -> tuple[Fix, ...]:
    """To an earlier step of the open stage, needing no reason; none where this day does not hold it."""
    keys = [one.key for one in run.steps]
    if step not in keys[: keys.index(run.step)]:
        return ()
    address = reverse("go_back", args=[run.workshop.public_id])
    return (Fix(label, address, {"step": step, "expected": run.position}),)


def one_minute_more(run: StageRun) -> Fix:
    return Fix(_("One minute more"), reverse("add_time", args=[run.workshop.public_id]), {"minutes": "1"})


def from_paper(run: StageRun) -> Fix:
    """Whoever has no phone at hand writes on a sheet, and the desk types it in (R-GEN-16)."""
    return Fix(_("From paper"), reverse("paper", args=[run.workshop.public_id]), method="get")


def add_people(workshop: Workshop) -> Fix:
    return Fix(_("Add people"), reverse("plan", args=[workshop.public_id]) + "#seats", method="get")


def to_stage(workshop: Workshop, kind: str) -> Fix:
    """Where a stage is reopened, with a reason."""
    place = f"#stage-{kind}"
    return Fix(_("Reopen it"), reverse("plan", args=[workshop.public_id]) + place, method="get")
