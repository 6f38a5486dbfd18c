"""Several rows at once, who drafts which strategy, what a row answers, and its second language (R-CONS-13)."""

from datetime import date

import pytest
from lxml import html

from workshops.coaching import findings
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.swot.models import SwotNote
from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


def rows(columns, **more) -> dict:
    first = {"text-0": "Book every core", "due-0": "2026-03-31", "baseline-0": "71", "target-0": "98", "unit-0": "%"}
    second = {"text-1": "Confirm with a core check", "due-1": "2026-02-27"}
    return {"strategy": columns[1].pk} | first | second | more


def test_several_rows_come_in_at_once(workshop, sit, go_to, columns, touched):
    go_to("actions", "draft")
    touched()
    response = sit("p03").post(f"/w/{workshop.public_id}/actions/rows/", rows(columns))
    made = [(one.key, one.strategy.key, one.text, one.due, one.unit) for one in workshop.actions.all()]
    assert response.status_code == 201
    assert made == [
        ("a01", "C2", "Book every core", date(2026, 3, 31), "%"),
        ("a02", "C2", "Confirm with a core check", date(2026, 2, 27), ""),
    ]
    assert [kind for kind, _ref in touched()] == ["action", "action"]


def test_one_broken_row_keeps_all_on_the_phone(workshop, sit, go_to, columns):
    go_to("actions", "draft")
    data = rows(columns, **{"due-1": "2029-01-01"})
    response = sit("p03").post(f"/w/{workshop.public_id}/actions/rows/", data)
    assert (response.status_code, workshop.actions.count()) == (422, 0)


def test_rows_sent_twice_are_planned_once(workshop, sit, go_to, columns):
    go_to("actions", "draft")
    phone, data = sit("p03"), rows(columns, key="a" * 24)
    answers = [phone.post(f"/w/{workshop.public_id}/actions/rows/", data).status_code for _turn in range(2)]
    assert (answers, workshop.actions.count()) == ([201, 201], 2)


def test_rows_are_typed_in_the_draft_alone(workshop, sit, go_to, columns):
    go_to("actions", "cross-check")
    assert sit("p03").post(f"/w/{workshop.public_id}/actions/rows/", rows(columns)).status_code == 409
    assert workshop.actions.count() == 0


def test_console_gives_a_strategy_to_a_group(workshop, hanna, sit, go_to, columns):
    group = workshop.groups.get_or_create(letter="B", defaults={"colour": "blue"})[0]
    go_to("actions", "draft")
    where = f"/w/{workshop.public_id}/run/actions/strategy/{columns[2].pk}/group/"
    sit("p03").post(where, {"group": "B"})
    columns[2].refresh_from_db()
    assert columns[2].presented_by is None
    assert hanna.post(where, {"group": "B"}).status_code == 302
    columns[2].refresh_from_db()
    assert columns[2].presented_by == group


def test_group_drafts_its_own_strategies_first(workshop, sit, go_to, columns):
    group = workshop.groups.get_or_create(letter="B", defaults={"colour": "blue"})[0]
    columns[2].presented_by = group
    columns[2].save()
    go_to("actions", "draft")
    phone = sit("p03")
    phone.seat.group = group
    phone.seat.save()
    html = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert html.count(f'<option value="{columns[2].pk}" selected>') == 2
    assert html.index(f'value="{columns[2].pk}"') < html.index(f'value="{columns[0].pk}"')


@pytest.fixture
def weakness(workshop) -> Note:
    """A note on the SWOT wall."""
    wall = workshop.wall_for(workshop.agenda.get(kind="swot"))
    own = {"text": "Stock is booked late", "state": "wall", "number": 40, "quadrant": "W"}
    return SwotNote.objects.create(workshop=workshop, wall=wall, **own).note_ptr


def test_owner_links_a_row_to_what_it_answers(workshop, sit, go_to, row, weakness):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    phone = sit("p42")
    data = {"frequency": "weekly", "source": "Count report", "swot_links": [weakness.pk]}
    assert phone.post(f"/w/{workshop.public_id}/actions/{action.pk}/details/", data).status_code == 200
    assert list(action.swot_links.all()) == [weakness]
    other = workshop.notes.create(text="No SWOT note", state="wall")
    data["swot_links"] = [other.pk]
    assert phone.post(f"/w/{workshop.public_id}/actions/{action.pk}/details/", data).status_code == 422
    assert list(action.swot_links.all()) == [weakness]


# ---- second languages ----------------------------------------------------------------------------------------


def said(run) -> list[tuple[str, str]]:
    return [(one.level, one.what) for one in findings(run, locks=False) if one.rule == "R-CONS-13"]


def in_chinese(phone) -> None:
    phone.seat.language = "zh-hans"
    phone.seat.save()


def test_r_cons_13_offers_second_languages_while_writers_of_both_are_here(workshop, sit, go_to, row):
    action = row(owner="p42")
    run, english, chinese = go_to("actions", "cross-check"), sit("p42"), sit("p03")
    assert said(run) == []
    in_chinese(chinese)
    assert said(run) == [("S", "Texts in one language only: 6.")]
    where = f"/w/{workshop.public_id}/actions/languages/"
    assert english.post(where, {"what": "deed", "number": action.pk, "text": "每箱芯都登记"}).status_code == 200
    action.refresh_from_db()
    assert (action.text, action.text_other) == ("Book every core at the machine", "每箱芯都登记")
    assert said(run) == [("S", "Texts in one language only: 5.")]
    again = english.post(where, {"what": "deed", "number": action.pk, "text": "别的"})
    assert (again.status_code, again["X-Rule"]) == (409, "R-CONS-13")


def test_r_cons_13_is_silent_once_one_is_enough(workshop, hanna, sit, go_to, row):
    row(owner="p42")
    run = go_to("actions", "cross-check")
    sit("p42")
    in_chinese(sit("p03"))
    assert len(said(run)) == 1
    assert hanna.post(f"/w/{workshop.public_id}/run/actions/languages/enough/").status_code == 302
    assert said(run) == []


def test_posts_of_the_envelope_are_raised_by_the_decision_maker(workshop, sit, go_to, row, person):
    row(owner="p42", budget=500)
    go_to("actions", "decide")
    line = workshop.envelope.get(key="E2")
    line.decided_by, line.posts = person("p01"), 2
    line.save()
    page = sit("p01").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert f"/envelope/{line.pk}/raise/" in page
    assert KeyAction.objects.count() == 1


def test_own_rows_go_into_the_own_calendar(workshop, sit, go_to, row):
    row(owner="p42", text="Book every core; twice, 每箱芯都登记，每班两次，先给夜班看，再给白班看")
    row(owner="p06", text="Somebody else's")
    go_to("actions", "cross-check")
    response = sit("p42").get(f"/w/{workshop.public_id}/documents/actions.ics")
    lines = response.content.decode().split("\r\n")
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20260331"]
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = response.content.decode().replace("\r\n ", "")
    assert "SUMMARY:Book every core\\; twice\\, 每箱芯都登记，每班两次，先给夜班看，再给白班看" in unfolded
    assert "Somebody else's" not in unfolded


def test_r_prep_8_namesakes_are_told_apart_where_somebody_is_chosen(workshop, sit, go_to, columns):
    """Two departments may each have one of that name; alone a name stands without its department."""
    go_to("actions", "draft")
    one, other = (workshop.organisation.people.get(key=key) for key in ("p03", "p04"))
    workshop.organisation.people.filter(pk=other.pk).update(name=one.name, department=departments_apart(workshop, one))
    other.refresh_from_db()
    page = html.fromstring(sit("p29").get(f"/w/{workshop.public_id}/mine/").content.decode())
    options = page.xpath("//select[@name='owner']/option")
    shown = {option.get("value"): " ".join(option.text_content().split()) for option in options}
    third = workshop.organisation.people.get(key="p29")
    assert [shown[str(person.pk)] for person in (one, other, third)] == [
        f"{one.name} · {one.department}",
        f"{one.name} · {other.department}",
        third.name,
    ]


def departments_apart(workshop, person):
    return workshop.organisation.departments.exclude(pk=person.department_id).first()
