"""Steps that store no author: R-GEN-8."""

import pytest
from django.test import Client

from live.models import Change, Receipt
from workshops import access
from workshops.kickoff.strategy.models import StrategyNote
from workshops.models import LogEntry, Note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anonymous(workshop, everybody_here, go_to, hanna):
    """The silent writing of a room of eighteen, in which no author is stored."""
    run = go_to("strategy", "silent")
    assert switch(hanna, workshop).status_code == 302
    return run


def switch(client, workshop, step="silent"):
    return client.post(f"/w/{workshop.public_id}/run/stages/strategy/anonymity/", {"step": step})


def phone_of(sit, workshop, key: str) -> Client:
    """A phone that also keeps its secret, as sitting down gives it one."""
    phone = sit(key)
    phone.cookies[access.secret_cookie(workshop.public_id)] = f"secret of {key}"
    return phone


def send(workshop, phone, text, **data):
    return phone.post(f"/w/{workshop.public_id}/notes/", {"text": text, "key": "0123456789abcdef0123", **data})


def test_r_gen_8_note_stores_its_group_and_a_hash_and_nothing_else(workshop, anonymous, sit):
    phone = phone_of(sit, workshop, "p03")
    assert send(workshop, phone, "What nobody dares to say").status_code == 201
    note = Note.objects.get()
    assert (note.author, note.client_key, note.group, note.created_at) == (None, "", None, anonymous.step_opened_at)
    assert (len(note.secret_hash), "p03" in note.secret_hash) == (64, False)
    stored = [str(row) for model in (LogEntry, Change, Receipt) for row in model.objects.values()]
    assert not any(f"'seat_id': {phone.seat.pk}" in row for row in stored)


def test_r_gen_8_only_the_phone_that_wrote_it_edits_it(workshop, anonymous, sit):
    phone, other = phone_of(sit, workshop, "p03"), phone_of(sit, workshop, "p04")
    send(workshop, phone, "First words")
    note = Note.objects.get()
    address = f"/w/{workshop.public_id}/notes/{note.pk}/text/"
    assert other.post(address, {"text": "Mine now"}).status_code == 404
    assert phone.post(address, {"text": "Better words"}).status_code == 200
    note.refresh_from_db()
    assert note.text == "Better words"
    seen = [
        f"own-note-{note.pk}" in one.get(f"/w/{workshop.public_id}/mine/").content.decode() for one in (phone, other)
    ]
    assert seen == [True, False]


def test_r_gen_8_editing_ends_with_the_step(workshop, anonymous, sit, go_to):
    phone = phone_of(sit, workshop, "p03")
    send(workshop, phone, "First words")
    note = Note.objects.get()
    go_to("strategy", "cluster")
    refused = phone.post(f"/w/{workshop.public_id}/notes/{note.pk}/text/", {"text": "Other words"})
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-4")


def test_r_gen_8_what_comes_late_stays_anonymous(workshop, anonymous, sit, go_to):
    phone = phone_of(sit, workshop, "p03")
    position = anonymous.position
    go_to("strategy", "post")
    assert send(workshop, phone, "On its way", step=position).status_code == 201
    go_to("actions", "draft")
    assert send(workshop, phone, "Far too late", step=position, key="f" * 20).status_code == 202
    assert list(Note.objects.order_by("pk").values_list("text", "author", "state")) == [
        ("On its way", None, "wall"),
        ("Far too late", None, "late"),
    ]


def test_r_gen_8_silent_without_the_switch_stores_the_author(workshop, everybody_here, go_to, sit):
    go_to("strategy", "silent")
    phone = phone_of(sit, workshop, "p03")
    send(workshop, phone, "My own words")
    note = Note.objects.get()
    assert (note.author, note.secret_hash) == (phone.seat, "")


def test_r_gen_8_is_chosen_before_the_first_note(workshop, everybody_here, go_to, sit, hanna):
    run = go_to("strategy", "silent")
    send(workshop, sit("p03"), "Early")
    refused = switch(hanna, workshop)
    assert (refused.status_code, refused["X-Rule"], run.is_anonymous("silent")) == (409, "R-GEN-8", False)


def test_r_gen_8_is_refused_where_few_could_have_written(workshop, go_to, sit, hanna):
    run = go_to("strategy", "silent")
    for key in ("p03", "p04", "p05"):
        sit(key)
    refused = switch(hanna, workshop)
    assert (refused.status_code, refused["X-Rule"], run.is_anonymous("silent")) == (409, "R-GEN-8", False)
    sit("p06")
    assert (switch(hanna, workshop).status_code, run.is_anonymous("silent")) == (302, True)


def test_r_gen_8_falls_away_where_too_few_came(workshop, hanna, sit, go_to):
    switch(hanna, workshop)
    run = workshop.agenda.get(kind="strategy")
    assert run.is_anonymous("silent")
    sit("p03")
    go_to("strategy", "silent")
    assert not run.is_anonymous("silent")


@pytest.mark.parametrize(("kind", "step"), [("strategy", "relevance"), ("strategy", "nowhere"), ("consensus", "fist")])
def test_r_gen_8_votes_and_hands_are_never_anonymous(workshop, everybody_here, hanna, kind, step):
    refused = hanna.post(f"/w/{workshop.public_id}/run/stages/{kind}/anonymity/", {"step": step})
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-8")


def test_r_gen_8_phones_are_told_and_the_console_counts_who_is_done(workshop, anonymous, sit, hanna):
    phone = phone_of(sit, workshop, "p03")
    told = "Nobody is stored with these notes"
    assert told in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    for _ in range(2):
        assert phone.post(f"/w/{workshop.public_id}/done/").status_code == 200
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert ("1 of 18 are done" in panel, "No note yet" in panel) == (True, False)


def test_r_gen_8_person_bound_rules_are_off(workshop, anonymous, sit):
    send(workshop, phone_of(sit, workshop, "p03"), "One note")
    assert [finding.rule for finding in anonymous.findings() if finding.level == "S"] == []


def test_r_gen_8_nobody_is_asked_to_reword(workshop, anonymous, sit, hanna):
    send(workshop, phone_of(sit, workshop, "p03"), "Zhou Guoqiang never fills in the sheets")
    note = Note.objects.get()
    refused = hanna.post(f"/w/{workshop.public_id}/notes/{note.pk}/rewording/")
    assert (note.state, refused.status_code, refused["X-Rule"]) == ("held", 409, "R-GEN-8")


def test_r_gen_8_all_notes_of_nobody_go_up(workshop, anonymous, sit, go_to):
    for key in ("p03", "p04"):
        phone = phone_of(sit, workshop, key)
        send(workshop, phone, f"Words of {key}", key=f"0123456789abcdef{key}")
    go_to("strategy", "post")
    assert StrategyNote.objects.on_wall().count() == 2
