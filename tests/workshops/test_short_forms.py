"""A stage held in less time: by one tap and one reason, the rules of what is left out are silent (R-GEN-20)."""

import pytest

from workshops.stages import SHORT_FORMS

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Out of time"


def shorten(client, workshop, kind, **data):
    return client.post(f"/w/{workshop.public_id}/run/stages/{kind}/shortness/", data or {"reason": REASON})


def run_of(workshop, kind):
    return workshop.agenda.get(kind=kind)


def following(run, key):
    """The key of the step behind *Next*, had the room come to `key`."""
    run.step = key
    return run.following.key if run.following else None


def test_short_form_leaves_its_steps_out_with_the_reason(workshop, hanna):
    before = run_of(workshop, "swot")
    assert shorten(hanna, workshop, "swot").status_code == 302
    run = run_of(workshop, "swot")
    assert [step.key for step in run.steps] == ["write", "vote", "why"]
    assert (following(run, "write"), following(run, "why")) == ("vote", None)
    assert run.minutes == before.minutes - run.saved_minutes
    assert list(run.overrides.values_list("rule", "reason", "by")) == [("R-GEN-20", REASON, workshop.facilitator_id)]


def test_short_form_is_taken_back(workshop, hanna):
    before = run_of(workshop, "swot").minutes
    shorten(hanna, workshop, "swot")
    shorten(hanna, workshop, "swot", long="1")
    run = run_of(workshop, "swot")
    assert (run.is_short, run.minutes, run.overrides.count()) == (False, before, 0)


def test_next_passes_over_what_is_left_out(workshop, hanna, go_to, next_step):
    go_to("goals", "restate")
    shorten(hanna, workshop, "goals")
    run = run_of(workshop, "goals")
    assert following(run, "restate") is None
    next_step(**{finding.rule.replace("-", "_"): "The room agreed" for finding in run.findings()})
    assert run_of(workshop, "goals").state == "locked"


def test_r_gen_20_step_left_out_has_begun(workshop, hanna, go_to):
    go_to("goals", "temperature")
    refused = shorten(hanna, workshop, "goals")
    assert (refused.status_code, refused["X-Rule"], run_of(workshop, "goals").is_short) == (409, "R-GEN-20", False)


def test_r_gen_20_stage_without_a_short_form(workshop, hanna):
    refused = shorten(hanna, workshop, "actions")
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-20")


def test_r_gen_20_short_form_needs_a_reason(workshop, hanna):
    assert shorten(hanna, workshop, "swot", reason="no").status_code == 422
    assert not run_of(workshop, "swot").is_short


def test_short_forms_save_minutes_and_leave_the_rest(workshop):
    saved = {kind: form.minutes(run_of(workshop, kind)) for kind, form in SHORT_FORMS.items()}
    assert all(0 < minutes < run_of(workshop, kind).minutes for kind, minutes in saved.items())
    assert {
        kind: set(form.leaves_out) - {step.key for step in run_of(workshop, kind).stage.steps}
        for kind, form in SHORT_FORMS.items()
    } == {kind: set() for kind in SHORT_FORMS}
