"""Who wants to be heard is heard; new words are asked about at once: R-CONS-7, R-CONS-8, R-CONS-9."""

import pytest

from live.feed import Audience, since
from workshops.forms import mark
from workshops.kickoff.consensus import stances
from workshops.kickoff.consensus.clauses import show, shown_clause
from workshops.kickoff.consensus.models import Stance

pytestmark = pytest.mark.django_db(transaction=True)

EFFECT = "Shifts are complete and defects low."


@pytest.fixture
def listening(workshop, sit, clause, say, go_to):
    """p24 wants to be heard on C5, p28 on C2; everybody else is silent."""
    phones = {key: sit(key) for key in ("p24", "p28")}
    say(phones["p24"], clause("C5"), "hear_first", change="写清楚对质量有什么好处。")
    say(phones["p28"], clause("C2"), "hear_first", change="Before the drawings freeze")
    say(phones["p28"], clause("C5"), "support")
    go_to("consensus", "voice")
    return phones


def reply(client, workshop, clause, outcome="kept", **more):
    data = {"reply": "Sales passes changes on within the day.", "outcome": outcome} | more
    return client.post(f"/w/{workshop.public_id}/run/clauses/{clause.pk}/reply/", data)


def reword(client, workshop, clause, effect=EFFECT, **read):
    source = workshop.columns.get(key=clause.ref)
    data = {"heading": source.heading, "heading_other": source.heading_other, "effect": effect} | read
    return client.post(f"/w/{workshop.public_id}/run/clauses/{clause.pk}/words/", data)


def test_r_cons_8_asks_until_each_mark_has_a_reply(workshop, hanna, listening, clause, found):
    run = workshop.agenda.get(kind="consensus")
    assert found(run, "R-CONS-8") == [("O", "Still to be heard: clause 2, 5.")]
    assert reply(hanna, workshop, clause("C2")).status_code == 302
    assert found(run, "R-CONS-8") == [("O", "Still to be heard: clause 5.")]
    reply(hanna, workshop, clause("C5"), "reworded", by=workshop.organisation.people.get(key="p04").pk)
    assert found(run, "R-CONS-8") == []
    assert list(Stance.objects.marks().order_by("clause__order").values_list("reply__outcome", "reply__by__key")) == [
        ("kept", None),
        ("reworded", "p04"),
    ]


def test_wall_goes_to_those_who_wait_and_then_clause_by_clause(workshop, hanna, listening, clause):
    run, where = workshop.agenda.get(kind="consensus"), f"/w/{workshop.public_id}/run/clauses/shown/"

    def press() -> str:
        hanna.post(where)
        return shown_clause(run).ref

    assert [shown_clause(run).ref, press(), press()] == ["C2", "C5", "C2"]
    reply(hanna, workshop, clause("C2"))
    assert [press(), press(), press()] == ["C5", "C3", "C5"]
    reply(hanna, workshop, clause("C5"))
    assert [press(), press(), press()] == ["C3", "", "C2"]


def test_wall_stays_where_nobody_waits(workshop, go_to, clause):
    go_to("consensus", "read")
    run = workshop.agenda.get(kind="consensus")
    show(run, clause("C4"))
    go_to("consensus", "voice")
    assert shown_clause(workshop.agenda.get(kind="consensus")).ref == "C4"


def test_one_reply_serves_all_marks_on_a_clause(workshop, hanna, listening, clause, say, sit, found):
    say(sit("p05"), clause("C2"), "hear_first", change="And the tools")
    reply(hanna, workshop, clause("C2"))
    assert Stance.objects.marks().filter(clause__ref="C2").values("reply").distinct().count() == 1


def test_console_offers_the_three_outcomes_of_a_mark(workshop, hanna, listening):
    html = hanna.get(f"/w/{workshop.public_id}/run/").content.decode()
    assert [f'name="outcome" value="{value}"' in html for value in ("reworded", "kept", "parked")] == [True] * 3


def test_parked_mark_goes_to_the_parking_lot_without_a_name(workshop, hanna, listening, clause):
    before = workshop.parked_items.count()
    reply(hanna, workshop, clause("C2"), "parked")
    item = workshop.parked_items.last()
    assert (workshop.parked_items.count(), item.text, item.raised_by) == (
        before + 1,
        "Before the drawings freeze",
        None,
    )


def test_r_cons_8_is_silent_when_the_author_changes_the_stance(workshop, listening, clause, say, found):
    for key, ref in (("p24", "C5"), ("p28", "C2")):
        say(listening[key], clause(ref), "live_with")
    assert found(workshop.agenda.get(kind="consensus"), "R-CONS-8") == []


def test_reply_without_a_mark_is_refused(workshop, hanna, listening, clause):
    response = reply(hanna, workshop, clause("C3"))
    assert (response.status_code, response["X-Rule"]) == (409, "R-CONS-8")


def test_other_words_to_a_mark_leave_the_reply_behind(workshop, hanna, listening, clause, say, found):
    reply(hanna, workshop, clause("C2"))
    say(listening["p28"], clause("C2"), "hear_first", change="And who tells Engineering?")
    assert found(workshop.agenda.get(kind="consensus"), "R-CONS-8")[0][1] == "Still to be heard: clause 2, 5."


def test_r_cons_9_rewording_asks_this_clause_alone_again(workshop, hanna, listening, clause, everybody_here, found):
    run = workshop.agenda.get(kind="consensus")
    for one in workshop.clauses.asked():
        for seat in everybody_here:
            stances.take(one, seat, "support")
    assert found(run, "R-CONS-7") == []
    assert reword(hanna, workshop, clause("C5")).status_code == 302
    assert (clause("C5").revision, clause("C2").revision) == (2, 1)
    assert workshop.columns.get(key="C5").effect == EFFECT
    assert workshop.agenda.get(kind="strategy").state == "locked"
    assert workshop.stale.standing().count() == 0
    assert found(run, "R-CONS-7") == [("O", "Clauses with few stances: 5 (0/18).")]
    for seat in everybody_here:
        stances.take(clause("C5"), seat, "support")
    assert found(run, "R-CONS-7") == []


def test_r_cons_9_phones_are_asked_at_once_with_old_and_new_words(workshop, hanna, listening, clause):
    cursor = workshop.room.changes.count()
    reword(hanna, workshop, clause("C5"))
    assert 'data-poke="mine"' in since(workshop.room.pk, Audience("phone", "", "en"), cursor).html
    old = "Two trained posts per newcomer keep shifts complete and defects low."
    for client, where in ((listening["p28"], "mine/"), (hanna, "wall/"), (hanna, "run/")):
        html = client.get(f"/w/{workshop.public_id}/{where}").content.decode()
        assert (f"<s>{old}</s>" in html, f"<b>{EFFECT}</b>" in html) == (True, True), where


def test_r_cons_9_deed_gets_other_words_and_keeps_its_owners_yes(workshop, hanna, listening, clause):
    row = workshop.actions.get(key="a12")
    said = {"text": "Train eight people for a second post, by shift", "text_other": ""}
    assert hanna.post(f"/w/{workshop.public_id}/run/actions/{row.pk}/words/", said).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.accepted_at is not None, clause("C5").revision) == (said["text"], True, 2)


def test_r_gen_4_two_desks_write_over_nothing_unseen(workshop, hanna, listening, clause):
    page = hanna.get(f"/w/{workshop.public_id}/run/").content.decode()
    source, row = workshop.columns.get(key="C5"), workshop.actions.get(key="a12")
    read = {"heading_was": mark(source.heading), "effect_was": mark(source.effect)}
    for name, value in (read | {"text_was": mark(row.text)}).items():
        assert f'name="{name}" value="{value}"' in page
    assert reword(hanna, workshop, clause("C5"), **read).status_code == 302
    second = reword(hanna, workshop, clause("C5"), "Other words from the second desk.", **read)
    assert (second.status_code, second["X-Rule"], EFFECT in second.content.decode()) == (409, "R-GEN-4", True)
    assert workshop.columns.get(key="C5").effect == EFFECT

    address = f"/w/{workshop.public_id}/run/actions/{row.pk}/words/"
    first = {"text": "Train eight people, by shift", "text_other": "", "text_was": mark(row.text)}
    assert hanna.post(address, first).status_code == 302
    second = hanna.post(address, first | {"text": "Train nine people"})
    row.refresh_from_db()
    assert (second.status_code, second["X-Rule"], row.text) == (409, "R-GEN-4", first["text"])


def test_r_cons_9_words_change_in_voice_alone(workshop, hanna, listening, clause, go_to, sit):
    reword(sit("p03"), workshop, clause("C5"))
    go_to("consensus", "fist")
    response = reword(hanna, workshop, clause("C5"))
    assert (response.status_code, response["X-Rule"], clause("C5").revision) == (409, "R-GEN-2", 1)


def test_goals_are_not_reworded_here(workshop, hanna, listening, clause):
    data = {"heading": "Another goal", "effect": ""}
    response = hanna.post(f"/w/{workshop.public_id}/run/clauses/{clause('').pk}/words/", data)
    assert (response.status_code, response["X-Rule"]) == (409, "R-GREAD-3")


def test_own_mark_stands_on_the_own_phone(workshop, listening):
    pages = {key: phone.get(f"/w/{workshop.public_id}/mine/").content.decode() for key, phone in listening.items()}
    assert ["Before the drawings freeze" in pages[key] for key in ("p28", "p24")] == [True, False]


def test_stances_are_closed_when_hands_are_shown(workshop, listening, clause, say, go_to):
    go_to("consensus", "fist")
    assert say(listening["p28"], clause("C2"), "support").status_code == 409
