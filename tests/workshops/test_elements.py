"""Each step shows whatever changes while it is open: what is no thing, and a thing that is gone again by then."""

import json
import re
from pathlib import Path

import pytest

from live.feed import Audience
from tests.servers import ROOT
from tests.workshops import days
from workshops import surfaces

pytestmark = pytest.mark.django_db(transaction=True)
FOLDERS = ("workshops", "openspace")
NAMED = {surfaces.MOVED, surfaces.OWN, surfaces.PRESENCE, surfaces.RELEASED, surfaces.AGENDA}
GONE = "0"
AUDIENCES = [Audience(surface, group, "en") for surface in ("projector", "phone") for group in ("", "A")]


def changes() -> list[tuple[str, str]]:
    """What any view or verb touches, read from the product: each thing as one that is gone, and what is no thing."""
    sources = [Path(file).read_text() for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    kinds = {kind for source in sources for kind in re.findall(r'\.touched\(\s*"(\w+)"', source)} | NAMED
    alone = {kind for source in sources for kind in re.findall(r'\.touched\(\s*"(\w+)"\s*\)', source)} | NAMED
    return [(kind, GONE) for kind in sorted(kinds)] + [(kind, "") for kind in sorted(alone)]


def tried(run, step, audience, kind: str, ref: str) -> str:
    """What was raised, or ""."""
    try:
        shown = step.element(run, audience, kind, ref)
    except Exception as error:
        return f"{step.key} of {run.kind} to {audience.surface}: {kind} {ref!r}: {error!r}"
    assert shown is None or isinstance(shown, str)
    return ""


@pytest.mark.parametrize("event", ["kickoff", "openspace"])
def test_no_step_fails_to_show_a_change_of_nothing_or_of_what_is_gone(event):
    """Otherwise all screens of the step stand still until the next one: pushes, and catching up, go through it."""
    workshop = days.held(json.loads((ROOT / "examples" / f"{event}.json").read_text()))
    faults, told = [], changes()
    for run in workshop.agenda.all():
        for step in run.stage.steps:
            run.step, run.state = step.key, "open"
            faults += [tried(run, step, audience, *change) for audience in AUDIENCES for change in told]
    assert len(told) > 60
    assert "\n".join(filter(None, faults)) == ""
