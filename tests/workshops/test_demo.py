"""The demonstration: whenever it is set up, some of what was promised is kept, something is due and something late."""

import re
from datetime import date, timedelta

import pytest

from workshops import demo
from workshops.demo.days import in_months, months_later, without_day
from workshops.due import due_in
from workshops.kickoff.afterwards import standing
from workshops.kickoff.afterwards.trend import trends
from workshops.models import Workshop

MONTH = re.compile(r"\d [A-Z][a-z]+\b|月")


def test_months_move_days_and_keep_the_ends_of_quarters():
    assert in_months(date(2026, 1, 16), 13) == date(2027, 2, 16)
    assert in_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert in_months(date(2026, 6, 30), -4) == date(2026, 2, 28)
    assert in_months(date(2026, 1, 30), 1) == date(2026, 2, 28)
    content = {"days": ["2026-01-16", {"dt": "2026-01-16T09:20:00Z"}], "text": "Kickoff 2026", "count": 3}
    moved = {"days": ["2026-09-16", {"dt": "2026-09-16T09:20:00Z"}], "text": "Kickoff 2026", "count": 3}
    assert months_later(content, 8) == moved


def test_promise_names_no_day_that_it_was_moved_from(example):
    named = [row["text"] for row in example["commitments"] if MONTH.search(row["text"])]
    assert len(named) > 10
    assert [text for text in map(without_day, named) if MONTH.search(text)] == []
    assert (
        without_day("I will write 30 cards by 30 June; I need drawings.") == "I will write 30 cards; I need drawings."
    )
    assert without_day("我将每天为试模预留两小时，三月一日起执行。") == "我将每天为试模预留两小时。"


def test_held_day_lies_two_months_back_on_a_working_day_whenever_it_is_set_up(example):
    for number in range(0, 1500, 5):
        today = date(2026, 2, 1) + timedelta(days=number)
        event = demo.held_before(example, today)["event"]
        day = date.fromisoformat(event["date"])
        assert 62 <= (today - day).days <= 154
        assert day.weekday() < 5
        assert event["title"] == f"Kickoff {day.year}: Bright Gate, Quiet Furnace"
        assert date.fromisoformat(event["cycle_start"]) == day.replace(day=1)


@pytest.mark.django_db(transaction=True)
def test_demonstration_shows_days_after_of_every_kind():
    prepared, _password = demo.create()
    held = Workshop.objects.get(kind="kickoff", state="closed")
    today = held.today()
    cards, actions = standing.board(held).cards, standing.actions(held)
    assert (prepared.state, prepared.first_day) == ("prepared", today)
    assert {card.column for card in cards} == {"help", "on_track", "silent", "settled"}
    assert {card.word.state for card in cards if card.column == "settled"} == {"kept", "partly", "missed"}
    assert [(card.commitment.seat.person.key, card.days_late) for card in cards if card.days_late] == [("p09", 4)]
    soon = [card for card in cards if card.column == "on_track" and 0 <= (card.commitment.due - today).days < 7]
    assert "p04" in [card.commitment.seat.person.key for card in soon]
    assert [action.key for action in actions if action.days_late] == ["a04"]
    assert {action.state for action in actions} == {"planned", "running", "done"}
    assert [len(one.readings) for one in trends(held)] == [2, 2, 2, 2]
    assert [one.planned.key for one in standing.dates(held) if one.is_late] == []
    assert [name for _key, name, tick in standing.departments(held) if tick is None] != []
    assert today - timedelta(days=4) in [one.day for one in due_in([held], held.facilitator)]
