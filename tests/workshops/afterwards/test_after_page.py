"""The desk's page of the days after: dates, departments, what is late and who was not heard."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops import exchange
from workshops.due import due_in
from workshops.kickoff.afterwards import standing
from workshops.kickoff.afterwards.advice import advice
from workshops.kickoff.afterwards.models import PromiseWord, Reading
from workshops.kickoff.commitments.models import Commitment
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(desk, day):
    response = desk.get(f"/w/{day.public_id}/run/after/")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def rules(day) -> list[str]:
    board, actions = standing.board(day), standing.actions(day)
    found = advice(day, standing.dates(day), standing.answers(day, board.cards, actions))
    return [one.rule for one in found]


def tick(desk, day, key: str, **data) -> int:
    return desk.post(f"/w/{day.public_id}/run/after/dates/", {"key_of": key} | data).status_code


def test_board_shows_signed_promises_and_no_draft(day, desk, card):
    draft = Commitment.write(day.seats.create(name="Guest"), text="Mine alone")
    shown = page_of(desk, day).xpath("//article[@data-promise]/@data-promise")
    assert len(shown) == len(standing.board(day).cards) > 15
    assert str(draft.pk) not in shown
    assert desk.post(f"/w/{day.public_id}/run/after/promises/{draft.pk}/", {"state": "kept"}).status_code == 409


def test_desk_types_what_it_heard(day, desk, card):
    address = f"/w/{day.public_id}/run/after/promises/{card.commitment.pk}/"
    assert desk.post(address, {"state": "kept", "note": "Told on the phone"}).status_code == 302
    assert PromiseWord.objects.get().typed_by == day.facilitator
    assert desk.post(address, {"state": "somehow"}).status_code == 422
    settled = page_of(desk, day).xpath("//section[@data-c='settled']//article/@data-promise")
    assert settled == [str(card.commitment.pk)]


def test_promise_past_its_day_is_late_until_it_is_settled(day, desk, card):
    Commitment.objects.filter(workshop=day).update(due=day.today() + timedelta(days=9))
    Commitment.objects.filter(pk=card.commitment.pk).update(due=day.today() - timedelta(days=3))
    assert [one.days_late for one in standing.board(day).cards if one.days_late] == [3]
    said = [str(one.what) for one in due_in([day], day.facilitator)]
    assert "1 promise is past its day" in said
    PromiseWord.objects.create(commitment=card.commitment, state="missed")
    assert [one.days_late for one in standing.board(day).cards if one.days_late] == []


def test_promises_that_end_are_told_a_week_at_a_time(day):
    monday = day.today() + timedelta(days=7 - day.today().weekday())
    own = [card.commitment.pk for card in standing.board(day).cards]
    Commitment.objects.filter(workshop=day).update(due=None)
    for number, after in zip(own, (1, 3, 3, 8), strict=False):
        Commitment.objects.filter(pk=number).update(due=monday + timedelta(days=after))
    said = [(one.day, str(one.what)) for one in due_in([day], day.facilitator) if " end" in str(one.what)]
    assert said == [
        (monday + timedelta(days=1), "3 promises end"),
        (monday + timedelta(days=8), "1 promise ends"),
    ]


def test_home_counts_promises_kept_within_a_year_in_nobodys_name(day, desk):
    cards = standing.board(day).cards[:4]
    for card, state in zip(cards, ("kept", "kept", "partly", "help"), strict=True):
        PromiseWord.objects.create(commitment=card.commitment, state="missed", at=timezone.now() - timedelta(days=9))
        PromiseWord.objects.create(commitment=card.commitment, state=state)
    home = html.fromstring(desk.get("/").content.decode())
    [shown] = home.xpath("//section[@id='kept']")
    said = [" ".join(one.text_content().split()) for one in shown.xpath("./p")]
    assert said == ["Promises kept, last 12 months67 %", "2 of 3 concluded. 1 in part."]
    [row] = home.xpath("//td[contains(@class, 'listing__next')]")
    assert row.text_content().strip().startswith("2 of 3 kept · ")
    PromiseWord.objects.update(at=timezone.now() - timedelta(days=366))
    assert html.fromstring(desk.get("/").content.decode()).xpath("//section[@id='kept']") == []


def test_date_is_ticked_off_with_a_note_and_taken_back(day, desk):
    day.goals.update(date=day.cycle_end)  # Their own dates are of 2026, and the event is held of late.
    assert tick(desk, day, "send", note="To all 42") == 302
    assert [one.tick.note for one in standing.dates(day) if one.tick] == ["To all 42"]
    assert standing.next_of(standing.dates(day)).planned.key == "links"
    assert tick(desk, day, "send", undo="on") == 302
    assert [one for one in standing.dates(day) if one.tick] == []
    assert tick(desk, day, "never heard of") == 422


def test_what_was_left_for_later_is_overdue_until_it_is_decided(day, desk):
    day.decisions.filter(outcome="later").update(by_date=day.today() - timedelta(days=2))
    [later] = [one for one in standing.points(day) if one.is_decision]
    before = [one.what for one in due_in([day], day.facilitator) if one.url.endswith("#points")]
    assert (before, later.is_late) == ([later.text], True)
    assert tick(desk, day, later.key, answer="no", note="Too dear this year") == 302
    assert [(one.tick.answer, one.is_late) for one in standing.points(day) if one.tick] == [("no", False)]
    assert [one for one in due_in([day], day.facilitator) if one.url.endswith("#points")] == []


def test_r_fup_1_not_sent_until_its_date_is_ticked(day, desk):
    assert "R-FUP-1" in rules(day)
    tick(desk, day, "send")
    assert "R-FUP-1" not in rules(day)


def test_r_fup_3_departments_that_were_not_told(day, desk):
    def untold(workshop: Workshop) -> list[str]:
        return [
            one.about for one in advice(workshop, standing.dates(workshop), standing.Answers([], [])) if "3" in one.rule
        ]

    first, *others = standing.departments(day)
    assert untold(day) == [", ".join(name for _key, name, _tick in [first, *others])]
    tick(desk, day, first[0])
    assert untold(day) == [", ".join(name for _key, name, _tick in others)]
    day.move_to(day.today())
    assert untold(Workshop.objects.get(pk=day.pk)) == []


def test_r_fup_4_owners_who_have_not_said_since_the_last_check_in(day):
    assert rules(day).count("R-FUP-4") == 1
    cards = standing.board(day).cards
    PromiseWord.objects.create(commitment=cards[0].commitment, state="on_track")
    answers = standing.answers(day, standing.board(day).cards, standing.actions(day))
    owes = cards[0].commitment.seat in answers.waiting
    assert (answers.begun, answers.answered) == ((1, 0) if owes else (0, 1))
    for card in cards:
        PromiseWord.objects.create(commitment=card.commitment, state="on_track")
    for action in standing.actions(day):
        Reading(action=action, state="running").keep()
    assert "R-FUP-4" not in rules(day)
    late = timezone.now() - timedelta(days=20)
    PromiseWord.objects.update(at=late)
    assert rules(day).count("R-FUP-4") == 1


def test_r_fup_8_needs_without_an_answer_after_five_working_days(day, desk):
    assert "R-FUP-8" in rules(day)
    for one in standing.asked(day):
        tick(desk, day, one.key, answer="yes")
    assert "R-FUP-8" not in rules(day)
    day.ticks.all().delete()
    day.move_to(day.today())
    assert "R-FUP-8" not in rules(Workshop.objects.get(pk=day.pk))


def test_what_was_said_travels_with_a_file(day, desk, card, example):
    PromiseWord.objects.create(commitment=card.commitment, state="help", note="No hours")
    Reading(action=day.actions.standing().first(), state="done", value=7).keep()
    tick(desk, day, "send", note="To all")
    # Dates of actions do not move with the day.
    day.move_to(date.fromisoformat(example["event"]["date"]))
    content = exchange.export_workshop(day)
    again = exchange.import_workshop(content)
    assert PromiseWord.objects.filter(commitment__workshop=again).values_list("state", "note").get() == (
        "help",
        "No hours",
    )
    assert Reading.objects.filter(action__workshop=again).values_list("state", "value").get() == ("done", 7)
    assert again.ticks.values_list("key", "note").get() == ("send", "To all")
