"""Next year from this one: what comes along, and what stays with the old event."""

from datetime import date, timedelta

import pytest
from lxml import html

from workshops.copying import copy, later_name, next_day, years_later
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copied(workshop, hanna, go_to) -> Workshop:
    """The event of a year later, made through the page after a day in which something was said."""
    go_to("swot", "write")
    workshop.agenda.filter(kind="stakes").update(state="skipped", reason="Comes later")
    workshop.agenda.filter(kind="town").update(is_short=True, saved_minutes=8, minutes=40)
    workshop.rests.filter(after="swot").update(minutes=45)
    workshop.seats.create(name="At the door")
    workshop.parked_items.create(text="Night shift")
    workshop.introduction, workshop.draws_on_screens = "We build it together.", True
    workshop.save()
    page = f"/w/{workshop.public_id}/plan/copy/"
    form = html.fromstring(hanna.get(page).content.decode())
    given = {name: form.xpath(f"//input[@name='{name}']/@value")[0] for name in ("name", "first_day")}
    answer = hanna.post(page, given)
    made = Workshop.objects.exclude(pk=workshop.pk).get()
    assert answer.headers["Location"] == f"/w/{made.public_id}/plan/"
    return made


def test_copy_brings_people_with_their_roles(workshop, copied):
    def people(one: Workshop) -> list:
        seats = one.seats.filter(person__isnull=False)
        return list(seats.order_by("person").values_list("person", "name", "role", "language", "department_en"))

    assert people(copied) == people(workshop)
    assert not copied.seats.filter(name="At the door").exists()
    assert not copied.seats.exclude(claimed_at=None, checked_in_at=None, group=None).exists()


def test_copy_brings_the_agenda_as_it_was_planned(workshop, copied):
    def plan(one: Workshop) -> list:
        return list(one.agenda.values_list("kind", "order", "minutes", "is_short", "saved_minutes", "reason"))

    assert plan(copied) == plan(workshop)
    assert set(copied.agenda.values_list("state", flat=True)) == {"pending", "skipped"}
    rests = ("after", "minutes")
    assert set(copied.rests.values_list(*rests)) == set(workshop.rests.values_list(*rests))
    same = ("variant", "place", "introduction", "opening", "organisation", "draws_on_screens")
    assert [getattr(copied, name) for name in same] == [getattr(workshop, name) for name in same]


def test_copy_leaves_behind_what_was_said(workshop, copied):
    left = [copied.notes, copied.parked_items, copied.decisions, copied.envelope, copied.checklist, copied.groups]
    assert [one.count() for one in left] == [0] * len(left)
    assert copied.state == "prepared"
    assert copied.join_code != workshop.join_code
    assert copied.first_day == next_day(workshop)


def test_copy_brings_goals_of_the_new_cycle_only(workshop):
    old, kept, draft = workshop.goals.all()[:3]
    later = years_later(workshop.cycle_start, 1) + timedelta(days=200)
    type(old).objects.filter(pk__in=[kept.pk, draft.pk]).update(date=later)
    type(old).objects.filter(pk=draft.pk).update(state="draft")
    made = copy(workshop, next_day(workshop), workshop.facilitator)
    assert list(made.goals.all()) == [kept]
    assert (made.cycle_start, made.cycle_end) == tuple(
        years_later(day, 1) for day in (workshop.cycle_start, workshop.cycle_end)
    )


def test_copy_falls_on_a_working_day_of_the_organisation(workshop):
    workshop.move_to(date(2026, 1, 16))
    assert next_day(workshop) == date(2027, 1, 18)
    workshop.organisation.special_days.create(date=date(2027, 1, 18), worked=False)
    assert next_day(workshop) == date(2027, 1, 19)
    workshop.move_to(date(2028, 2, 29))
    assert next_day(workshop) == date(2029, 2, 28)


def test_name_of_the_copy_is_a_year_later():
    assert later_name("Kickoff 2026: order 120261", 1) == "Kickoff 2027: order 120261"
    assert later_name("2026年目标启动会", 1) == "2027年目标启动会"
    assert later_name("Quality circle", 1) == "Quality circle"


def test_copy_with_an_empty_title_stays_as_typed(workshop, hanna):
    answer = hanna.post(f"/w/{workshop.public_id}/plan/copy/", {"name": " ", "first_day": "2027-03-01"})
    page = html.fromstring(answer.content.decode())
    assert (answer.status_code, Workshop.objects.count()) == (422, 1)
    assert page.xpath("//input[@name='first_day']/@value") == ["2027-03-01"]


def test_day_is_filled_in_for_readers_of_either_language(workshop, hanna):
    for language in ("en", "zh-hans"):
        hanna.cookies["django_language"] = language
        for page in (f"/w/{workshop.public_id}/plan/copy/", "/workshops/new/"):
            form = html.fromstring(hanna.get(page).content.decode())
            [day] = form.xpath("//input[@name='first_day']/@value")
            assert date.fromisoformat(day)
