"""The twelve weeks after an open space: states, overdue ones, visits; R-OS-14, R-OS-15, R-FUP-7."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.test import Client

from openspace import afterwards, owners
from openspace.models import Opinion, Todo
from openspace.results import rewards
from tests.workshops import days
from tests.workshops.conftest import led
from workshops import demo
from workshops.due import due_in
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    """The example eight weeks on: held, closed, with its to-dos and three visits."""
    visits = [row for row in example["hr_visits"] if row["week"] < 12]
    made = led(days.held(example | {"hr_visits": visits}))
    made.state = Workshop.State.CLOSED
    made.save()
    made.agenda.update(state="locked", step="award")
    return made


@pytest.fixture
def today(workshop):
    """`today(date(…))` moves the event by whole weeks: it is that day of the example, or one of the six after."""
    held = workshop.first_day

    def on(day: date) -> timedelta:
        now = workshop.today()
        by = timedelta(days=(now - day).days // 7 * 7)
        moved = held + by - workshop.first_day
        workshop.move_to(held + by)
        for one in Todo.objects.all():
            Todo.objects.filter(pk=one.pk).update(due=one.due + moved)
        return by

    return on


WEEK_8, WEEK_13 = date(2026, 6, 6), date(2026, 7, 11)


def todo(workshop, text) -> Todo:
    return Todo.objects.get(opinion__workshop=workshop, opinion__text=text)


def page(client, workshop) -> str:
    return client.get(f"/w/{workshop.public_id}/weeks/").content.decode()


def report(client, one, **data):
    return client.post(f"/w/{one.opinion.workshop.public_id}/weeks/todos/{one.pk}/report/", data)


# ---- the facilitator's page ----------------------------------------------------------------------------------


def test_page_counts_states_and_names_what_is_overdue(workshop, hanna, today):
    today(WEEK_8)
    found = afterwards.lines(workshop)
    counted = afterwards.counts(found)
    assert {state: count for state, _label, count in counted["counted"]} == {
        "implemented": 7,
        "in_trial": 3,
        "planned": 16,
        "stopped": 1,
    }
    assert (counted["measured"], counted["without_owner"]) == (6, 0)
    late = [line.opinion.text for line in afterwards.overdue(found)]
    assert late[0] == "Name the rules for handover together on one page"
    html = page(hanna, workshop)
    assert "week 8 of 12" in html
    assert html.count('class="coach" data-level="act"') == len(late) == 4
    assert [line.opinion.text for line in found if line.opinion.text not in html] == []


def test_page_is_the_facilitators(workshop, hanna, sit, client):
    for stranger in (client, sit("p26")):
        assert "/accounts/login/" in stranger.get(f"/w/{workshop.public_id}/weeks/")["Location"]
    workshop.state = "live"
    workshop.save()
    assert hanna.get(f"/w/{workshop.public_id}/weeks/").status_code == 302


def test_r_os_14_done_without_a_number_is_asked_how_one_knows(workshop, hanna, today):
    today(WEEK_8)
    curve = todo(workshop, "Ask the power supplier for the 15-minute load curve")
    assert page(hanna, workshop).count('data-rule="R-OS-14"') == 1
    kept = report(hanna, curve, state="implemented", before="120", after="118", unit="kW", note=curve.note)
    assert kept.status_code == 302
    curve.refresh_from_db()
    assert (curve.before, curve.after, curve.effect) == (Decimal(120), Decimal(118), "measured")
    assert page(hanna, workshop).count('data-rule="R-OS-14"') == 0
    assert workshop.entries.filter(act="reported a to-do", rule="R-OS-14").count() == 1


def test_report_that_claims_a_number_without_one_is_refused(workshop, hanna):
    curve = todo(workshop, "Ask the power supplier for the 15-minute load curve")
    assert report(hanna, curve, state="implemented", effect="measured").status_code == 422
    assert report(hanna, curve, state="finished").status_code == 422
    curve.refresh_from_db()
    assert (curve.effect, curve.said_at) == ("none", None)


def test_r_os_15_visit_is_missed_once_its_day_has_passed(workshop, hanna, today):
    today(WEEK_8)
    assert [one.week for one in afterwards.missed(workshop)] == []
    today(WEEK_13)
    assert [one.week for one in afterwards.missed(workshop)] == [12]
    assert page(hanna, workshop).count('data-rule="R-OS-15"') == 1
    heard = {"week": "12", "note": "Two items stay in trial."}
    assert hanna.post(f"/w/{workshop.public_id}/weeks/visits/", heard).status_code == 302
    assert afterwards.missed(workshop) == []
    html = page(hanna, workshop)
    assert ('data-rule="R-OS-15"' in html, "Two items stay in trial." in html) == (False, True)


def test_visit_written_again_replaces_the_note(workshop, hanna):
    for note in ("One", "Two"):
        hanna.post(f"/w/{workshop.public_id}/weeks/visits/", {"week": "8", "note": note})
    assert [(one.week, one.note) for one in workshop.visits.filter(week=8)] == [(8, "Two")]
    assert hanna.post(f"/w/{workshop.public_id}/weeks/visits/", {"week": "5", "note": "Odd"}).status_code == 422


def test_to_do_gets_another_day(workshop, hanna):
    rules = todo(workshop, "Name the rules for handover together on one page")
    path = f"/w/{workshop.public_id}/weeks/todos/{rules.pk}/day/"
    assert hanna.post(path, {"due": "2026-04-01"}).status_code == 422
    assert hanna.post(path, {"due": "2026-06-30"}).status_code == 302
    rules.refresh_from_db()
    assert rules.due == date(2026, 6, 30)


def test_r_os_7_what_nobody_got_to_comes_first(workshop, hanna, today):
    today(WEEK_8)
    Opinion.objects.filter(workshop=workshop, kind="pending").update(kind="thinkable")
    assert 'id="left-over"' not in page(hanna, workshop)
    waiting = Opinion.objects.get(workshop=workshop, text="Buy a new compressor")
    waiting.classify("pending", None, None, None, "No time · 没时间")
    html = page(hanna, workshop)
    assert html.index(waiting.text) < html.index(afterwards.lines(workshop)[0].opinion.text)


def test_home_lists_visits_and_to_dos(workshop, hanna, today):
    by = today(WEEK_8)
    due = [(one.day - by, str(one.what), one.who) for one in due_in([workshop], workshop.facilitator)]
    late = [(day, who) for day, _what, who in due if day < WEEK_8]
    assert late == [
        (date(2026, 5, 11), "邓小燕"),
        (date(2026, 5, 15), "Marek Nowak"),
        (date(2026, 5, 15), "许文丽"),
        (date(2026, 5, 29), "叶晨"),
    ]
    assert [(day, what) for day, what, _who in due if day >= WEEK_8] == [
        (date(2026, 6, 30), "15 to-dos end"),
        (date(2026, 7, 10), "Visit of week 12"),
    ]
    assert 'href="/w/' in hanna.get("/").content.decode()


# ---- what waited ---------------------------------------------------------------------------------------------


def decide(client, one, **data):
    return client.post(f"/w/{one.workshop.public_id}/weeks/opinions/{one.pk}/class/", data)


@pytest.fixture
def idle(workshop) -> Opinion:
    """Nobody of its home group got to this idea of a visitor."""
    found = Opinion.objects.get(workshop=workshop, text="Ask the three lost trials what was missing")
    Todo.objects.filter(opinion=found).delete()
    found.classify("pending", None, None, None, "No time · 没时间")
    return found


def test_r_os_7_what_waited_gets_its_class_later_and_an_owner_and_earns_nothing(workshop, hanna, idle):
    sums = [one.paid for one in rewards(workshop)]
    assert decide(hanna, idle, kind="testable").status_code == 422
    assert decide(hanna, idle, kind="testable", effect="4", ease="3").status_code == 302
    idle.refresh_from_db()
    assert (idle.kind, idle.worth, idle.is_late) == ("testable", 7, True)
    assert [one.paid for one in rewards(workshop)] == sums
    owner = workshop.organisation.people.get(key="p08")
    path = f"/w/{workshop.public_id}/weeks/opinions/{idle.pk}/owner/"
    assert hanna.post(path, {"owner": owner.pk, "due": "2026-06-30"}).status_code == 302
    assert Todo.objects.get(opinion=idle).owner == owner


def test_r_os_7_what_has_its_class_keeps_it_after_the_event(workshop, hanna, sit, idle):
    settled = Opinion.objects.get(workshop=workshop, text="Fit a meter on each furnace for four weeks")
    assert (answer := decide(hanna, settled, kind="thinkable")).status_code == 409
    assert answer["X-Rule"] == "R-OS-7"
    assert "/accounts/login/" in decide(sit("p31"), idle, kind="thinkable")["Location"]
    for one, kind in ((settled, "feasible"), (idle, "pending")):
        one.refresh_from_db()
        assert (one.kind, one.is_late) == (kind, False)


@pytest.mark.parametrize(("view", "shown"), [("corners", 'class="weeks__corners"'), ("visits", 'id="visit-form"')])
def test_page_has_corners_and_visits_of_their_own(workshop, hanna, view, shown):
    html = hanna.get(f"/w/{workshop.public_id}/weeks/", {"view": view}).content.decode()
    assert (shown in html, 'class="weeks__list"' in html) == (True, False)


# ---- owners --------------------------------------------------------------------------------------------------


def test_owner_reports_by_the_personal_link(workshop):
    one = todo(workshop, "关掉夜里没人用的除尘风机")
    browser, path = Client(), owners.path_of(workshop, one.owner)
    html = browser.get(path).content.decode()
    assert (one.opinion.text in html, html.count("own-todo")) == (True, 1)
    said = {"state": "stopped", "note": "The fan is gone", "before": "410", "after": "0", "unit": "kWh per night"}
    answer = browser.post(f"{path}{one.pk}/", said)
    assert (answer.status_code, answer["Location"]) == (302, f"{path}#todo-{one.pk}")
    one.refresh_from_db()
    assert (one.state, one.after, one.note) == ("stopped", Decimal(0), "The fan is gone")


def test_r_fup_7_link_shows_and_changes_own_to_dos_only(workshop):
    own, other = todo(workshop, "关掉夜里没人用的除尘风机"), todo(workshop, "Give each trial order one named owner")
    browser, path = Client(), owners.path_of(workshop, own.owner)
    assert other.opinion.text not in browser.get(path).content.decode()
    assert browser.post(f"{path}{other.pk}/", {"state": "stopped"}).status_code == 404
    assert browser.get(path.replace(":", ":x")).status_code == 404
    other.refresh_from_db()
    assert other.state == "implemented"


def test_r_fup_7_link_is_withdrawn_singly(workshop, hanna):
    own, other = todo(workshop, "关掉夜里没人用的除尘风机"), todo(workshop, "Give each trial order one named owner")
    old, kept = owners.path_of(workshop, own.owner), owners.path_of(workshop, other.owner)
    path = f"/w/{workshop.public_id}/weeks/todos/{own.pk}/link/"
    assert "/accounts/login/" in Client().post(path)["Location"]
    assert hanna.post(path).status_code == 302
    fresh = owners.path_of(workshop, own.owner)
    assert [Client().get(one).status_code for one in (old, fresh, kept)] == [410, 200, 200]


def test_letter_to_an_owner_carries_the_link(workshop):
    one = todo(workshop, "关掉夜里没人用的除尘风机")
    letter = owners.mail_to(workshop, one, "How does it stand?")
    assert unquote(letter).startswith(f"mailto:?subject={workshop}&body=How does it stand?")
    assert unquote(letter).endswith(owners.link_of(workshop, one))


def test_seat_leads_to_the_own_page(workshop, sit):
    assert sit("p08").get(f"/w/{workshop.public_id}/todos/")["Location"] == owners.path_of(
        workshop, workshop.organisation.people.get(key="p08")
    )
    assert "You took nothing on" in sit("p26").get(f"/w/{workshop.public_id}/todos/").content.decode()
    phone = sit("p08").get(f"/w/{workshop.public_id}/").content.decode()
    assert 'id="my-todos"' in phone


def test_wrong_report_comes_back_with_what_to_mend(workshop):
    one = todo(workshop, "关掉夜里没人用的除尘风机")
    path = owners.path_of(workshop, one.owner)
    answer = Client().post(f"{path}{one.pk}/", {"state": "implemented", "before": "many"})
    assert (answer.status_code, "hint--bad" in answer.content.decode()) == (422, True)


def test_link_leads_nowhere_before_the_award_and_after_archiving(workshop):
    path = owners.path_of(workshop, todo(workshop, "关掉夜里没人用的除尘风机").owner)
    for state in ("live", "archived"):
        Workshop.objects.filter(pk=workshop.pk).update(state=state)
        assert Client().get(path).status_code == 410


def test_demonstration_brings_one_in_its_eighth_week(workshop, hanna):
    shown = demo.followed(workshop.organisation, workshop.facilitator)
    assert (shown.state, afterwards.week_now(shown)) == ("closed", 8)
    assert [one.state for one in afterwards.weeks(shown)] == ["done", "done", "now", "todo"]
    assert hanna.get(f"/w/{shown.public_id}/weeks/").status_code == 200
    assert shown.topics.get(corner="A").question.startswith("How can we find out")
