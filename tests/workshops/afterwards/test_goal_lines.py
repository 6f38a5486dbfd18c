"""Goals after the day: what they came to, beside the way that was planned; the quarterly review (R-FUP-5)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from lxml import html

from workshops import exchange
from workshops.kickoff.afterwards import standing
from workshops.kickoff.afterwards.advice import advice
from workshops.kickoff.afterwards.models import GoalReading
from workshops.kickoff.afterwards.trend import Trend, trends
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)
MARCH, SEPTEMBER = date(2026, 3, 31), date(2026, 9, 30)


def trend_of(day, key: str) -> Trend:
    """In the year of the example, wherever the day itself was moved to."""
    Workshop.objects.filter(pk=day.pk).update(cycle_start=date(2026, 1, 1), cycle_end=date(2026, 12, 31))
    return next(one for one in trends(Workshop.objects.get(pk=day.pk)) if one.goal.key == key)


def read(day, key: str, on: date, value: str) -> GoalReading:
    return day.goal_readings.create(goal=day.goals.get(key=key), on=on, value=Decimal(value))


def test_what_adds_up_is_planned_from_nought_over_its_quarters(day):
    goal = trend_of(day, "G1")
    assert [value for _day, value in goal.plan] == [0, 11, 23, 36, 50]
    assert goal.planned_on(SEPTEMBER) == 36
    assert (goal.now, goal.planned, goal.heads) == (None, None, [])


@pytest.mark.parametrize(
    ("key", "value", "planned", "ahead"),
    [
        ("G1", "35.1", "36.0", "-0.9"),
        ("G1", "36", "36.0", "0.0"),
        ("G4", "1001", "990", "-11"),
        ("G4", "980", "990", "10"),
    ],
)
def test_reading_stands_before_or_behind_the_plan(day, key, value, planned, ahead):
    read(day, key, SEPTEMBER, value)
    goal = trend_of(day, key)
    assert (str(goal.planned), str(goal.ahead)) == (planned, ahead)


def test_up_is_good_where_less_is_better_too(day):
    for key, values in {"G1": ("11", "36"), "G4": ("1060", "990")}.items():
        read(day, key, MARCH, values[0])
        read(day, key, SEPTEMBER, values[1])
        (x, low), (later, high) = trend_of(day, key).heads
        assert (x < later, low > high) == (True, True), key


def test_goal_without_quarters_goes_straight_from_last_year(day):
    day.goals.filter(key="G3").update(quarter_2=None)
    goal = trend_of(day, "G3")
    assert goal.plan == [(date(2026, 1, 1), goal.goal.last_year), (goal.goal.date, goal.goal.balance)]


def test_desk_enters_what_a_goal_came_to_and_puts_it_right(day, desk):
    goal, today = day.goals.first(), day.today()
    address = f"/w/{day.public_id}/run/after/goals/{goal.pk}/"
    for value in ("12.4", "12,6"):
        assert desk.post(address, {"on": today.isoformat(), "value": value}).status_code == 302
    assert day.goal_readings.values_list("goal", "on", "value").get() == (goal.pk, today, Decimal("12.6"))
    tomorrow = (today + timedelta(days=2)).isoformat()
    assert desk.post(address, {"on": tomorrow, "value": "13"}).status_code == 422
    assert desk.post(address, {"on": today.isoformat(), "value": "much"}).status_code == 422
    assert (
        desk.post(f"/w/{day.public_id}/run/after/goals/0/", {"on": today.isoformat(), "value": "1"}).status_code == 404
    )
    page = html.fromstring(desk.get(f"/w/{day.public_id}/run/after/").content.decode())
    [card] = page.xpath(f"//article[@data-goal='{goal.pk}']")
    assert card.xpath("string(.//*[contains(@class, 'after__figure')])").split()[0] == "12.6"
    assert len(card.xpath(".//ellipse")) == day.goal_readings.count() == 1


def test_page_listens_and_is_fetched_anew_when_somebody_has_said_something(day, desk):
    page = html.fromstring(desk.get(f"/w/{day.public_id}/run/after/").content.decode())
    [region] = page.xpath("//*[@data-region]")
    assert (region.get("data-region"), region.get("data-url")) == ("run", f"/w/{day.public_id}/run/after/")
    assert region.xpath(".//section[@id='dates']")
    [body] = page.xpath("//body")
    assert "as=console" in body.get("data-socket")
    heard = desk.get(body.get("data-changes") + "&since=-1").json()
    parts = html.fragments_fromstring(heard["html"])
    assert [(part.get("data-poke"), part.get("id")) for part in parts] == [("run", None), (None, "nav-after")]


def test_r_fup_5_quarterly_review_opens_with_the_vision_picture(day, desk):
    def found(workshop: Workshop) -> list[str]:
        listed = standing.dates(workshop)
        return [one.rule for one in advice(workshop, listed, standing.Answers([], [])) if one.rule == "R-FUP-5"]

    address = f"/w/{day.public_id}/run/after/"
    quarter = next(one.planned for one in standing.dates(day) if one.planned.key.startswith("quarter"))
    for days, expected in ((8, []), (7, ["R-FUP-5"]), (-20, ["R-FUP-5"])):
        when = day.today() + timedelta(days=days)
        day.next_dates.update_or_create(key=quarter.key, defaults={"date": when})
        only(day, quarter.key)
        assert found(Workshop.objects.get(pk=day.pk)) == expected, days
    [card] = html.fromstring(desk.get(address).content.decode()).xpath("//*[@data-rule='R-FUP-5']")
    assert len(card.xpath(".//img[contains(@src, '/pictures/')]")) == 2
    desk.post(f"{address}dates/", {"key_of": quarter.key, "note": "Read together"})
    assert found(Workshop.objects.get(pk=day.pk)) == []


def only(day, key: str) -> None:
    """Of the quarters of this cycle the one alone: the others are far ahead."""
    for one in standing.dates(Workshop.objects.get(pk=day.pk)):
        if one.planned.key.startswith("quarter") and one.planned.key != key:
            far = day.today() + timedelta(days=200)
            day.next_dates.update_or_create(key=one.planned.key, defaults={"date": far})


def test_readings_travel_with_a_file(day, example):
    read(day, "G1", MARCH, "10.4")
    day.move_to(date.fromisoformat(example["event"]["date"]))
    again = exchange.import_workshop(exchange.export_workshop(day))
    assert again.goal_readings.values_list("goal__key", "on", "value").get() == ("G1", MARCH, Decimal("10.4"))
