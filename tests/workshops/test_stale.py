"""R-GEN-5: what stands on a reopened stage is marked "check again", nothing is deleted, nobody is stopped."""

import pytest

from live.models import Change
from workshops import staleness
from workshops.models import StageRun, Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def promises(monkeypatch):
    """A kind of object that stands on SWOT, with two of them there."""
    monkeypatch.setattr(staleness, "dependants", {})
    staleness.register("promise", "promises", {"swot"}, lambda workshop: {"1": "walk", "2": "sing"})


def reopened(workshop, hanna, kind: str):
    """Lock that stage with the one after it open, and reopen it."""
    after = {"swot": "strategy", "vision": "goals"}[kind]
    workshop.agenda.filter(kind=kind).update(state=StageRun.State.LOCKED)
    workshop.agenda.filter(kind=after).update(state=StageRun.State.OPEN, step="")
    workshop.become(Workshop.State.LIVE)
    return hanna.post(f"/w/{workshop.public_id}/run/stages/{kind}/reopening/", {"reason": "We forgot the suppliers"})


def marks(workshop) -> list[tuple[str, str, str]]:
    return list(workshop.stale.standing().values_list("kind", "ref", "because"))


def cards(workshop) -> list[tuple[str, str]]:
    return [(one.level, one.what) for one in Workshop.objects.get(pk=workshop.pk).findings() if one.rule == "R-GEN-5"]


def test_r_gen_5_reopening_marks_what_stands_on_the_stage(workshop, hanna, promises):
    assert cards(workshop) == []
    assert reopened(workshop, hanna, "swot").status_code == 302
    assert marks(workshop) == [("promise", "1", "swot"), ("promise", "2", "swot")]
    assert cards(workshop) == [("S", "Check again: promises · walk, sing.")]


def test_r_gen_5_is_silent_about_a_stage_on_which_nothing_stands(workshop, hanna, promises):
    assert reopened(workshop, hanna, "vision").status_code == 302
    assert (marks(workshop), cards(workshop)) == ([], [])


def test_reopening_twice_marks_once(workshop, promises):
    for _turn in range(2):
        staleness.mark(workshop, "swot")
    assert len(marks(workshop)) == 2


def test_saving_the_object_takes_its_mark_away(workshop, promises):
    staleness.mark(workshop, "swot")
    staleness.forget(workshop, "promise", 1)
    assert marks(workshop) == [("promise", "2", "swot")]
    assert (staleness.is_stale(workshop, "promise", 1), staleness.is_stale(workshop, "promise", 2)) == (False, True)


def test_still_right_is_one_tap_of_the_facilitator(workshop, hanna, sit, promises):
    staleness.mark(workshop, "swot")
    where = f"/w/{workshop.public_id}/run/stale/promise/"
    sit("p03").post(where)
    assert len(marks(workshop)) == 2
    assert hanna.post(where).status_code == 302
    assert marks(workshop) == []
    assert set(workshop.stale.values_list("cleared_by", flat=True)) == {workshop.facilitator_id}
    assert list(workshop.entries.filter(act="still right").values_list("subject", "rule")) == [("promise", "R-GEN-5")]


def test_mark_of_a_kind_that_no_room_has_changes_nothing(workshop, hanna):
    """A name longer than any: PostgreSQL would not keep it (F13)."""
    before = Change.objects.filter(room=workshop.room).count()
    assert hanna.post(f"/w/{workshop.public_id}/run/stale/{'x' * 300}/").status_code == 302
    assert Change.objects.filter(room=workshop.room).count() == before
