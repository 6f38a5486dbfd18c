"""Changes into the plan and the next version: R-TOWN-11 in all its parts, R-GEN-20, and the variant commit_first."""

from datetime import date

import pytest
from django.utils import timezone

from tests.workshops.commitments.conftest import read
from workshops import coaching
from workshops.kickoff.consensus import versions
from workshops.kickoff.town import stale
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "The night melts now start after the furnace lids"


@pytest.fixture
def changed(workshop, asked, post, hanna, go_to):
    """An answer that changes an action; the room goes on to the changes."""

    def made(target: str = "a08", outcome: str = "plan_changed"):
        go_to("town", "ask")
        question = asked(target=target)
        said = {"text": "Lids first", "outcome": outcome, "words": WORDS}
        assert post(hanna, f"run/questions/{question.pk}/answer/", **said).status_code == 302
        go_to("revise", "changes")
        return workshop.plan_changes.get(answer__question=question)

    return made


def row_of(action, **other) -> dict:
    names = ("text", "text_other", "measure", "unit", "source", "frequency", "new_vs_past")
    row = {name: getattr(action, name) for name in names} | {"owner": action.owner_id, "source_by": action.source_by_id}
    row |= {"start": action.start.isoformat(), "due": action.due.isoformat(), "strategy": action.strategy_id}
    values = {"baseline": action.baseline, "target": action.target}
    row |= {name: "" if value is None else str(value) for name, value in values.items()}
    return {name: "" if value is None else value for name, value in (row | other).items()}


@pytest.fixture
def propose(post, hanna):
    """`propose(change, start="2026-05-04")` writes the row as it will be."""

    def written(change, **other):
        data = row_of(change.action, **other) | {"words": WORDS}
        return post(hanna, f"run/plan-changes/{change.pk}/values/", **data)

    return written


def test_one_press_keeps_a_change_and_puts_it_into_the_plan(workshop, changed, propose):
    """What changes nothing is refused, and then nothing of it is kept."""
    change = changed()
    refused = propose(change, now="1")
    assert (refused.status_code, refused["X-Rule"], fields(change)) == (409, "R-TOWN-11", [])
    assert propose(change, now="1", due="2026-07-31").status_code == 302
    change.refresh_from_db()
    change.action.refresh_from_db()
    assert (change.state.value, change.action.due.isoformat()) == ("applied", "2026-07-31")
    assert workshop.entries.filter(act="changed the plan").count() == 1


def fields(change) -> list[tuple[str, str, str]]:
    return list(change.fields.values_list("field", "old", "new"))


def sign(post, workshop, phone):
    return post(phone, "signature/", **read(phone, workshop, pin=workshop.seats.get(pk=phone.seat.pk).pin))


def test_change_is_written_confirmed_applied_and_frozen(workshop, changed, propose, post, hanna, sit, next_step):
    change = changed()
    assert propose(change, start="2026-05-04").status_code == 302
    assert fields(change) == [("start", "2026-03-02", "2026-05-04")]
    owner = sit("p06")
    assert WORDS in owner.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert post(owner, f"plan-changes/{change.pk}/confirmation/").status_code == 200
    assert post(hanna, f"run/plan-changes/{change.pk}/application/").status_code == 302
    action = workshop.actions.get(key="a08")
    assert (action.start, action.accepted_at is not None) == (date(2026, 5, 4), True)
    post(hanna, "run/statement/")
    document = versions.newest(workshop)
    told = [
        (one["ref"], one["field_key"], one["new"], one["why"], one["question_key"])
        for one in document.parsed["changes"]
    ]
    assert (document.version, told) == (2, [("a08", "start", "2026-05-04", WORDS, "q01")])
    change.refresh_from_db()
    assert (change.document, stale.is_stale(workshop)) == (document, False)
    assert next_step(R_ACT_3="The room agreed").status_code == 302


def test_unconfirmed_change_leaves_the_action_to_be_confirmed(workshop, changed, propose, post, hanna):
    change = changed()
    propose(change, start="2026-05-04")
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    assert workshop.actions.get(key="a08").accepted_at is None


def test_owner_confirms_after_it_was_applied(workshop, changed, propose, post, hanna, sit):
    change = changed()
    propose(change, start="2026-05-04")
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    assert post(sit("p06"), f"plan-changes/{change.pk}/confirmation/").status_code == 200
    assert workshop.actions.get(key="a08").accepted_at is not None


def test_only_the_owner_confirms(workshop, changed, propose, post, sit, hanna):
    change = changed()
    propose(change, start="2026-05-04")
    response = post(sit("p05"), f"plan-changes/{change.pk}/confirmation/")
    assert (response.status_code, response["X-Rule"]) == (409, "R-ACT-1")
    assert post(hanna, f"run/plan-changes/{change.pk}/confirmation/", name="Carlos").status_code == 422
    assert post(hanna, f"run/plan-changes/{change.pk}/confirmation/", name="孙伟").status_code == 302
    change.refresh_from_db()
    assert change.confirmed_at is not None


def test_owner_is_asked_again_when_other_values_are_written(workshop, changed, propose, post, sit):
    change = changed()
    propose(change, start="2026-05-04")
    post(sit("p06"), f"plan-changes/{change.pk}/confirmation/")
    propose(change, start="2026-05-11")
    change.refresh_from_db()
    assert (change.confirmed_at, fields(change)[0][2]) == (None, "2026-05-11")


def test_change_without_values_is_not_applied(workshop, changed, post, hanna):
    change = changed()
    response = post(hanna, f"run/plan-changes/{change.pk}/application/")
    assert (response.status_code, response["X-Rule"]) == (409, "R-TOWN-11")
    # The refusal stands in the row of this change, not below those of all others.
    assert (
        f'data-change="{change.pk}" data-state="waiting" data-refusals'
        in hanna.get(f"/w/{workshop.public_id}/run/").content.decode()
    )


def test_heading_of_a_strategy_changes_too(workshop, changed, post, hanna):
    change = changed("C4")
    said = {"heading": "Cut energy cost per tonne by a tenth", "words": WORDS}
    assert post(hanna, f"run/plan-changes/{change.pk}/values/", **said).status_code == 302
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    assert workshop.columns.get(key="C4").heading == "Cut energy cost per tonne by a tenth"


def test_action_added_is_a_row_of_the_plan(workshop, changed, post, hanna, sit):
    change = changed("C4", "action_added")
    owner = workshop.organisation.people.get(key="p30")
    said = {"strategy": change.strategy_id, "text": "Read the meter daily", "owner": owner.pk, "due": "2026-04-30"}
    assert post(hanna, f"run/plan-changes/{change.pk}/row/", **said).status_code == 302
    change.refresh_from_db()
    action = change.action
    assert (action.key, action.owner, change.state.value) == ("a15", owner, "applied")
    assert post(sit("p30"), f"plan-changes/{change.pk}/confirmation/").status_code == 200
    action.refresh_from_db()
    assert action.accepted_at is not None
    post(hanna, "run/statement/")
    told = [(one["ref"], one["why"]) for one in versions.newest(workshop).parsed["changes"] if one["ref"] == "a15"]
    assert told == [("a15", WORDS)]


def test_r_town_11_stops_while_a_change_waits(workshop, changed, post, hanna, next_step, found):
    change = changed()
    assert found("R-TOWN-11") == [("H", "1 change waits.")]
    assert next_step(R_ACT_3="The room agreed").status_code == 409
    declined = post(hanna, f"run/plan-changes/{change.pk}/refusal/", reason="The rota does not allow it")
    change.refresh_from_db()
    assert (declined.status_code, change.state.value, change.reason) == (302, "declined", "The rota does not allow it")
    assert (found("R-TOWN-11"), stale.is_stale(workshop)) == ([], False)
    assert next_step(R_ACT_3="The room agreed").status_code == 302


def test_r_town_11_stops_until_the_present_text_is_frozen(workshop, changed, propose, post, hanna, found):
    change = changed()
    propose(change, start="2026-05-04")
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    assert found("R-TOWN-11") == [("H", "The present text is not frozen yet.")]
    post(hanna, "run/statement/")
    assert found("R-TOWN-11") == []


def test_r_town_11_word_for_word_the_frozen_text_is_still_right(workshop, changed, propose, post, hanna, found):
    """Who brings a figure does not print: one tap is enough."""
    change = changed()
    other = workshop.organisation.people.exclude(pk=change.action.source_by_id).first()
    propose(change, source_by=other.pk)
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    assert found("R-TOWN-11") == [("H", "The text is word for word the frozen one.")]
    assert post(hanna, "run/statement/still-right/").status_code == 302
    assert (found("R-TOWN-11"), stale.is_stale(workshop), versions.newest(workshop).version) == ([], False, 1)


def test_r_town_11_still_right_is_refused_while_a_change_waits_or_the_text_is_another(
    workshop, changed, propose, post, hanna
):
    change = changed()
    refused = [post(hanna, "run/statement/still-right/")]
    propose(change, start="2026-05-04")
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    refused.append(post(hanna, "run/statement/still-right/"))
    assert [(one.status_code, one["X-Rule"]) for one in refused] == [(409, "R-TOWN-11")] * 2
    assert stale.is_stale(workshop)


def test_what_is_parked_meanwhile_makes_no_new_version(workshop, go_to, found):
    """R-GEN-14: the statement keeps its parked items as frozen."""
    go_to("revise", "changes")
    workshop.parked_items.create(text="Canteen at night")
    assert (found("R-TOWN-11"), stale.is_stale(workshop)) == ([], False)


def test_r_town_11_nobody_signs_while_the_statement_is_stale(workshop, changed, post, sit, go_to, found, hanna):
    change = changed()
    run = go_to("signing", "sign")
    phone = sit("p05")
    refused = sign(post, workshop, phone)
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-TOWN-11")
    assert 'id="stale"' in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert [level for level, _what in found("R-TOWN-11")] == ["S"]
    change.decline(workshop.facilitator, "Not now")
    assert (sign(post, workshop, phone).status_code, found("R-TOWN-11"), run.kind) == (201, [], "signing")


def test_r_town_11_reopened_plan_marks_the_statement(workshop, go_to, hanna, post, sit, next_step):
    """Reopening the actions makes it stale; one look and one tap where the text is the frozen one."""
    go_to("signing", "sign")
    workshop.agenda.filter(kind="actions").update(step="decide")
    post(hanna, "run/stages/actions/reopening/", step="decide", reason="One amount was wrong")
    assert stale.is_stale(workshop)
    next_step(R_ACT_10="The room agreed", R_PREP_9="The room agreed")
    assert Workshop.objects.get(pk=workshop.pk).position.startswith("signing.sign")
    phone = sit("p05")
    assert sign(post, workshop, phone).status_code == 409
    assert post(hanna, "run/statement/still-right/").status_code == 302
    assert sign(post, workshop, phone).status_code == 201


def test_r_town_11_without_revise_it_is_settled_in_consensus_reopened_at_freeze(
    workshop, asked, post, hanna, propose, go_to, sit, next_step
):
    workshop.agenda.filter(kind="revise").update(state="skipped")
    go_to("town", "ask")
    question = asked(target="a08")
    post(hanna, f"run/questions/{question.pk}/answer/", text="Lids", outcome="plan_changed", words=WORDS)
    go_to("signing", "sign")
    assert stale.place_to_mend(workshop) == (workshop.agenda.get(kind="consensus"), "freeze")
    post(hanna, "run/stages/consensus/reopening/", step="freeze", reason="The plan changed after the text was fixed")
    change = workshop.plan_changes.get()
    assert f'data-change="{change.pk}"' in hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    propose(change, start="2026-05-04")
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    post(hanna, "run/statement/")
    assert (versions.newest(workshop).version, stale.is_stale(workshop)) == (2, False)
    next_step(R_CONS_3="The room agreed")
    assert sign(post, workshop, sit("p05")).status_code == 201


def test_r_gen_20_revise_is_not_skipped_while_a_change_waits(workshop, asked, post, hanna, go_to):
    go_to("town", "ask")
    question = asked(target="a08")
    post(hanna, f"run/questions/{question.pk}/answer/", text="Lids", outcome="plan_changed", words=WORDS)
    skip = {"reason": "We are out of time today"}
    refused = post(hanna, "run/stages/revise/skip/", **skip)
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-20")
    workshop.plan_changes.get().decline(workshop.facilitator, "Not now")
    assert post(hanna, "run/stages/revise/skip/", **skip).status_code == 302


# ---- signing before the town meeting --------------------------------------------------------------------------


@pytest.fixture
def signed_first(workshop, go_to):
    """The variant commit_first: version 1 was signed, then the room asked."""
    order = ["consensus", "signing", "town", "revise", "close"]
    last = workshop.agenda.exclude(kind__in=order).count()
    for place, kind in enumerate(order):
        workshop.agenda.filter(kind=kind).update(order=100 + last + place)
    go_to("town", "ask")
    workshop.agenda.filter(kind="signing").update(step="support", locked_at=timezone.now(), opened_at=timezone.now())
    return workshop


def test_commit_first_version_frozen_in_revise_opens_signing_again(
    signed_first, changed, propose, post, hanna, next_step
):
    change = changed()
    propose(change, start="2026-05-04")
    post(hanna, f"run/plan-changes/{change.pk}/application/")
    post(hanna, "run/statement/")
    next_step()
    assert Workshop.objects.get(pk=signed_first.pk).position == "signing.sign.1"
    assert post(hanna, "run/back/", expected="signing.sign.1").status_code == 302
    assert Workshop.objects.get(pk=signed_first.pk).position == "revise.changes.0"
    signing = signed_first.agenda.get(kind="signing")
    assert (signing.state, signing.revision, signing.step) == ("locked", 0, "support")
    next_step()
    for _step in ("sign", "support"):
        next_step(R_SIGN_5="The room agreed", R_ACT_3="The room agreed")
    assert Workshop.objects.get(pk=signed_first.pk).position.startswith("close.")


def test_commit_first_without_a_new_version_goes_on_to_the_close(signed_first, go_to, next_step):
    go_to("revise", "changes")
    next_step()
    assert Workshop.objects.get(pk=signed_first.pk).position.startswith("close.")


@pytest.fixture
def bare(workshop, changed):
    """The room declined what waited, and a strategy of wave 1 lost its action meanwhile."""
    changed().decline(workshop.facilitator, "Not now")
    workshop.actions.filter(strategy__key="C5").delete()


@pytest.fixture
def offered(workshop):
    """`offered()`: the taps that stopping rules offer at the open step."""

    def labels() -> list[str]:
        run = Workshop.objects.get(pk=workshop.pk).current
        stopping = [one for one in coaching.findings(run, locks=True) if one.level == coaching.STOP]
        return [fix.label for one in stopping for fix in one.fixes]

    return labels


def desk(hanna, workshop) -> str:
    return hanna.get(f"/w/{workshop.public_id}/run/").content.decode()


def test_r_cons_5_and_r_town_11_offer_one_tap_in_revise(workshop, bare, post, hanna, offered, found):
    """What cannot be frozen yet is not offered to be frozen; wave 2 is, and then the version."""
    freezing = f'action="/w/{workshop.public_id}/run/statement/"'
    assert (offered(), freezing in desk(hanna, workshop)) == (["Move it to wave 2"] * 2, False)
    refused = post(hanna, "run/statement/")
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-CONS-5")
    later = workshop.columns.get(key="C5")
    assert post(hanna, f"run/actions/strategy/{later.pk}/later/", reason="Nobody had an action").status_code == 302
    assert (offered(), freezing in desk(hanna, workshop)) == (["Freeze"], True)
    post(hanna, "run/statement/")
    assert (found("R-CONS-5"), found("R-TOWN-11"), versions.newest(workshop).version) == ([], [], 2)


def test_r_cons_5_goal_without_strategy_is_put_off_in_revise(workshop, changed, post, hanna, offered, found):
    changed().decline(workshop.facilitator, "Not now")
    workshop.columns.get(key="C3").name_as("Win key accounts anew")
    workshop.columns.get(key="C3").goals.clear()
    goal, owner = workshop.goals.get(key="G1"), workshop.organisation.people.get(key="p33")
    assert (found("R-CONS-5"), offered()) == (
        [("H", "No strategy serves “Revenue 2026”.")],
        ["Not today", "Tick its strategies", "Not today"],
    )
    at_desk = desk(hanna, workshop)
    assert (f"run/goals/{goal.pk}/deferral/" in at_desk, f'id="not-today-{goal.pk}"' in at_desk) == (True, True)
    said = {"reason": "Prices are fixed in May", "owner": owner.pk, "date": "2026-05-04"}
    assert post(hanna, f"run/goals/{goal.pk}/deferral/", **said).status_code == 302
    assert (found("R-CONS-5"), offered()) == ([], ["Freeze"])


def test_r_cons_5_is_silent_in_revise_while_a_change_waits(workshop, changed, found):
    """The row that an answer adds may be the missing one."""
    changed("C5", "action_added")
    workshop.actions.filter(strategy__key="C5").delete()
    assert (found("R-CONS-5"), found("R-TOWN-11")) == ([], [("H", "1 change waits.")])
