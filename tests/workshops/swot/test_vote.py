"""Votes: three a field, at most two on a note, blind, never more however many arrive at once (R-SWOT-9)."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from live import once
from tests.workshops.swot.conftest import findings
from workshops import access
from workshops.kickoff.swot.models import SwotNote, Vote
from workshops.models import Seat
from workshops.templatetags.room import READERS_TOKEN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def notes(hang) -> list[SwotNote]:
    return hang("A", "W", "One", "Two", "Three", "Four")


@pytest.fixture
def vote(act):
    """`vote(phone, note, 2)` is the status and the rule of the answer."""

    def voted(phone: Client, note: SwotNote, count: int) -> tuple[int, str]:
        response = act(phone, f"swot/notes/{note.pk}/votes/", count=count)
        return response.status_code, response.headers.get("X-Rule", "")

    return voted


def votes() -> list[tuple[str, int]]:
    return list(Vote.objects.order_by("note__number", "seat").values_list("note__text", "count"))


def test_r_swot_9_three_a_field_two_on_a_note(workshop, groups, sit, go_to, notes, vote, hang):
    [other] = hang("A", "S", "Strong")
    go_to("swot", "vote")
    phone = sit("p03")
    assert vote(phone, notes[0], 2) == (200, "")
    assert vote(phone, notes[1], 1) == (200, "")
    assert vote(phone, notes[2], 1) == (409, "R-SWOT-9")
    assert vote(phone, notes[1], 2) == (409, "R-SWOT-9")
    assert vote(phone, notes[0], 3) == (409, "R-SWOT-9")
    assert vote(phone, other, 2) == (200, "")
    assert votes() == [("One", 2), ("Two", 1), ("Strong", 2)]
    assert vote(phone, notes[0], 0) == (200, "")
    assert vote(phone, notes[2], 2) == (200, "")
    assert votes() == [("Two", 1), ("Three", 2), ("Strong", 2)]


@pytest.mark.parametrize("step", ["write", "evidence", "why", "agree"])
def test_r_swot_9_votes_are_open_in_their_step_alone(workshop, groups, sit, go_to, notes, vote, step):
    go_to("swot", step)
    assert vote(sit("p03"), notes[0], 1) == (409, "R-GEN-2")
    assert votes() == []


def test_r_swot_9_not_after_lock(workshop, groups, sit, go_to, notes, vote):
    go_to("strategy", "silent")
    assert vote(sit("p03"), notes[0], 1) == (409, "R-GEN-2")
    assert votes() == []


def test_who_does_not_count_casts_no_vote(workshop, groups, sit, go_to, notes, vote):
    go_to("swot", "vote")
    assert vote(sit("p01"), notes[0], 1) == (409, "R-GEN-2")
    assert vote(sit("p10"), notes[0], 1) == (409, "R-GEN-2")
    assert vote(sit("p04"), notes[0], 1) == (403, "R-SWOT-9")
    assert votes() == []


def test_r_swot_9_twenty_at_once_never_exceed_the_limits(workshop, groups, go_to, notes):
    """Five seats, each from four hands at once, each hand on another note."""
    seats = list(workshop.seats.filter(group=groups["A"])[:5])
    for seat in seats:
        seat.claim("en")
    go_to("swot", "vote")
    room, results = workshop.public_id, []
    start = threading.Barrier(20)

    def hand(seat: Seat, note: SwotNote) -> None:
        client = Client()
        ticket = access.signer.sign(f"{seat.pk}:{seat.device_key}")
        client.cookies[access.seat_cookie(room)] = ticket
        start.wait()
        results.append(client.post(f"/w/{room}/swot/notes/{note.pk}/votes/", {"count": 2}).status_code)
        # Twenty threads of a test would keep more connections than PostgreSQL's pool lends.
        connection.close()

    hands = [threading.Thread(target=hand, args=(seat, note)) for seat in seats for note in notes]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    placed = [Vote.objects.of(seat).placed() for seat in seats]
    assert (sorted(results), placed) == ([302] * 5 + [409] * 15, [2] * 5)


def test_votes_are_blind_until_the_result_is_opened(workshop, groups, sit, go_to, notes, vote, hanna, tap):
    go_to("swot", "vote")
    phone, other = sit("p03"), sit("p05")
    vote(phone, notes[3], 2)
    room = f"/w/{workshop.public_id}"

    def seen() -> tuple[list[str], list[str]]:
        wall = html.fromstring(hanna.get(f"{room}/wall/?group=A").content.decode())
        ballot = html.fromstring(other.get(f"{room}/mine/").content.decode())
        return (
            [one.text_content().strip() for one in wall.find_class("swot-list__votes")],
            [one.get("data-given") for one in ballot.xpath("//*[@data-given]")],
        )

    assert seen() == ([], ["0"] * 4)
    assert tap(hanna, "run/swot/result/", wanted="1") is None
    assert seen() == (["2", "0", "0", "0"], [])
    assert vote(other, notes[0], 1) == (409, "R-SWOT-9")
    assert tap(hanna, "run/swot/result/", wanted="") is None
    assert vote(other, notes[0], 1) == (200, "")
    assert tap(sit("p03"), "run/swot/result/", wanted="1") == "302 "


def test_console_counts_votes_and_names_nobody(workshop, groups, sit, go_to, notes, vote, hanna):
    run = go_to("swot", "vote")
    phone = sit("p03")
    vote(phone, notes[0], 2)
    panel = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
    card = " ".join(panel.get_element_by_id("votes").text_content().split())
    assert "0 of 1 have placed all" in card
    assert "Weaknesses2 of 3" in card
    assert "One" not in card
    assert findings(run, "R-SWOT-9") == [("S", "1 person has votes left.")]


def test_note_that_left_the_wall_gives_its_votes_back(workshop, groups, sit, go_to, notes, vote, hanna, act):
    go_to("swot", "vote")
    phone = sit("p03")
    vote(phone, notes[0], 2)
    act(hanna, f"notes/{notes[0].pk}/hiding/", reason="it names a customer")
    assert vote(phone, notes[1], 2) == (409, "R-SWOT-9")
    mine = html.fromstring(phone.get(f"/w/{workshop.public_id}/mine/").content)
    (line,) = mine.xpath("//*[contains(@class, 'ask-tap')]/span")
    called = f"{notes[0].wall.group} 1 has left the wall with a vote of yours."
    assert " ".join(line.text_content().split()) == called
    assert vote(phone, notes[0], 0) == (200, "")
    assert vote(phone, notes[1], 2) == (200, "")


def test_r_gen_16_dots_from_paper_are_typed(workshop, groups, go_to, notes, hanna, tap):
    go_to("swot", "vote")
    seat = workshop.seats.get(person__key="p03")
    seat.claim("en")
    assert tap(hanna, "run/swot/ballots/", seat=seat.pk, column="W", numbers="1 1 3") is None
    assert votes() == [("One", 2), ("Three", 1)]
    assert tap(hanna, "run/swot/ballots/", seat=seat.pk, column="W", numbers="2, 4") is None
    assert votes() == [("Two", 1), ("Four", 1)]
    assert tap(hanna, "run/swot/ballots/", seat=seat.pk, column="W", numbers="1 2 3 4") == "409 R-SWOT-9"
    assert tap(hanna, "run/swot/ballots/", seat=seat.pk, column="W", numbers="9") == "422 "
    assert tap(hanna, "run/swot/ballots/", seat=seat.pk, column="W", numbers="one") == "422 "
    assert votes() == [("Two", 1), ("Four", 1)]


def test_ranks_are_votes_then_the_older_note(workshop, groups, sit, go_to, notes, vote, hang):
    hang("B", "W", "Elsewhere")
    go_to("swot", "vote")
    first, second = sit("p03"), sit("p05")
    vote(first, notes[2], 2)
    vote(second, notes[1], 2)
    vote(second, notes[3], 1)
    go_to("swot", "why")
    assert dict(SwotNote.objects.values_list("text", "rank")) == {
        "Two": 1,
        "Three": 2,
        "Four": 3,
        "One": 4,
        "Elsewhere": 1,
    }
    assert list(SwotNote.objects.filter(priority=True).values_list("text", flat=True)) == ["Two", "Elsewhere"]


def test_r_swot_9_everybody_has_voted_is_silent(workshop, groups, go_to, hang, hanna, tap):
    notes = [hang("A", letter, f"{letter}{number}")[0] for letter in "SWOT" for number in (1, 2)]
    run = go_to("swot", "vote")
    seat = workshop.seats.get(person__key="p03")
    seat.claim("en")
    for letter in "SWOT":
        numbers = [note.number for note in notes if note.quadrant == letter]
        tap(hanna, "run/swot/ballots/", seat=seat.pk, column=letter, numbers=f"{numbers[0]} {numbers[0]} {numbers[1]}")
    assert findings(run, "R-SWOT-9") == []


def test_r_gen_16_sheets_of_a_group_are_counted_by_its_host(workshop, groups, sit, go_to, notes, vote, act):
    """So many sheets with so many dots: they count like those of phones, for the rank and for who has voted."""
    run = go_to("swot", "vote")
    host = sit(groups["A"].host.person.key)
    vote(host, notes[2], 1)
    dots = {f"count_{notes[2].pk}": 3, f"count_{notes[0].pk}": 5}
    assert act(host, "paper/counts/swot.W/", count_sheets=3, **dots).status_code == 302
    counted = SwotNote.objects.with_votes().order_by("number").values_list("text", "vote_count")
    assert list(counted) == [("One", 5), ("Two", 0), ("Three", 4), ("Four", 0)]
    told = run.open_step.console(run)
    assert [(field.letter, placed) for field, placed in told["voted_fields"]] == [
        ("S", 0),
        ("W", 9),
        ("O", 0),
        ("T", 0),
    ]
    go_to("swot", "why")
    assert list(SwotNote.objects.order_by("rank").values_list("text", flat=True))[:2] == ["One", "Three"]


@pytest.mark.parametrize(("sheets", "dots"), [(1, (2, 2)), (2, (5, 0)), (0, (1, 0))])
def test_r_swot_9_sheets_hold_three_dots_and_two_on_a_note(workshop, groups, sit, go_to, notes, act, sheets, dots):
    go_to("swot", "vote")
    counts = {f"count_{note.pk}": count for note, count in zip(notes, dots, strict=False)}
    answer = act(sit(groups["A"].host.person.key), "paper/counts/swot.W/", count_sheets=sheets, **counts)
    assert (answer.status_code, answer.headers["X-Rule"], workshop.paper_counts.count()) == (422, "R-SWOT-9", 0)


def test_r_swot_9_sheets_of_all_fields_are_people_who_have_voted(workshop, groups, go_to, hang, act, hanna, sit):
    notes = {letter: hang("A", letter, f"{letter}1")[0] for letter in "SWOT"}
    run = go_to("swot", "vote")
    workshop.seats.get(person__key="p03").claim("en")
    assert [one.split(" ")[0] for one in findings(run, "R-SWOT-9")[0][1:]] == ["1"]
    for letter, note in notes.items():
        where = f"run/paper/counts/swot.{letter}/"
        act(hanna, where, group="A", count_sheets=1, **{f"count_{note.pk}": 2})
    assert findings(run, "R-SWOT-9") == []


def region(phone: Client, workshop) -> tuple[int, list[int]]:
    """How many tokens stand in a phone's forms, and the votes that it shows on each note."""
    page = html.fromstring(phone.get(f"/w/{workshop.public_id}/mine/").content)
    tokens = {field.get("value") for field in page.iterfind(".//input[@name='csrfmiddlewaretoken']")}
    return len(tokens), [int(dots.get("data-given")) for dots in page.iterfind(".//span[@data-given]")]


def test_in_a_rush_a_ballot_is_shared_by_those_alone_who_voted_alike(
    workshop, groups, sit, go_to, notes, vote, monkeypatch
):
    go_to("swot", "vote")
    quiet, voter, alike = sit("p03"), sit("p05"), sit("p09")
    for phone in (voter, alike):
        assert vote(phone, notes[1], 2) == (200, "")
    before = [region(phone, workshop) for phone in (quiet, voter, alike)]
    monkeypatch.setattr(once, "queues", [lambda: True])
    assert [region(phone, workshop) for phone in (quiet, voter, alike)] == before
    assert before == [(1, [0, 0, 0, 0]), (1, [0, 2, 0, 0]), (1, [0, 2, 0, 0])]
    assert vote(alike, notes[1], 1) == (200, "")
    assert [shown for _tokens, shown in (region(voter, workshop), region(alike, workshop))] == [
        [0, 2, 0, 0],
        [0, 1, 0, 0],
    ]


def test_in_a_rush_each_phone_sends_its_own_token(workshop, groups, sit, go_to, notes, monkeypatch):
    monkeypatch.setattr(once, "queues", [lambda: True])
    go_to("swot", "vote")
    url, (one, other) = f"/w/{workshop.public_id}/mine/", (sit("p03"), sit("p05"))
    pages = [phone.get(url).content.decode() for phone in (one, other)]
    assert READERS_TOKEN not in "".join(pages)
    for phone, page in zip((one, other), pages, strict=True):
        token = html.fromstring(page).find(".//input[@name='csrfmiddlewaretoken']").get("value")
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = phone.cookies
        sent = {"count": 1, "csrfmiddlewaretoken": token}
        assert strict.post(f"/w/{workshop.public_id}/swot/notes/{notes[0].pk}/votes/", sent).status_code == 302


def test_r_swot_9_a_full_room_asks_the_database_no_more_than_an_empty_one(workshop, groups, go_to, notes, sit):
    run = go_to("swot", "vote")
    sit("p03")
    with CaptureQueriesContext(connection) as few:
        assert findings(run, "R-SWOT-9") == [("S", "1 person has votes left.")]
    Seat.objects.bulk_create(Seat(workshop=workshop, name=f"{n}", checked_in_at=timezone.now()) for n in range(40))
    with CaptureQueriesContext(connection) as many:
        assert findings(run, "R-SWOT-9") == [("S", "41 people have votes left.")]
    assert len(many) == len(few)
