"""Home: shelves with counts, the search, what each workshop waits for, and what is due."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from live.models import Room
from people.models import Organisation
from tests.workshops.conftest import member
from workshops import exchange
from workshops.due import due_in
from workshops.models import Workshop
from workshops.templatetags.room import weekday

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(client: Client, query: str = "", status: int = 200):
    response = client.get(f"/{query}")
    assert response.status_code == status
    return html.fromstring(response.content.decode())


def words(nodes) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def rows(page) -> list[str]:
    return page.xpath("//tr[@data-workshop]/@data-workshop")


@pytest.fixture
def days(workshop, example) -> dict[str, Workshop]:
    """One workshop in each state, named like it."""
    made = {}
    for number, state in enumerate(Workshop.State.values):
        one = workshop if not number else exchange.import_plan(example, workshop.organisation, workshop.facilitator)
        Workshop.objects.filter(pk=one.pk).update(
            state=state, name_en=f"The {state} one", facilitator_id=workshop.facilitator_id
        )
        one.refresh_from_db()
        one.move_to(workshop.today() + timedelta(days=number + 1))
        made[state] = one
    return made


def test_home_counts_each_shelf_and_keeps_what_is_put_away_apart(days, hanna):
    page = page_of(hanna)
    assert words(page.xpath("//nav[contains(@class,'shelves')]/a")) == [
        "All 5",
        "Planned 2",
        "Running and after the day 2",
        "Closed 1",
        "Cancelled and archived 2",
    ]
    shown = {one.public_id: state for state, one in days.items()}
    assert [shown[key] for key in rows(page)] == ["closing", "live", "draft", "prepared", "closed"]
    away = rows(page_of(hanna, "?show=away"))
    assert [shown[key] for key in away] == ["cancelled", "archived"]


def test_home_finds_a_workshop_by_name_and_by_a_person_in_it(days, hanna):
    assert rows(page_of(hanna, "?q=the+PREPARED")) == [days["prepared"].public_id]
    guest = days["closed"].seats.create(name="王五", name_latin="Wang Wu")
    shown = page_of(hanna, f"?q={guest.name}")
    assert rows(shown) == [days["closed"].public_id]
    assert words(shown.xpath("//*[@class='listing__found']")) == ["王五 Wang Wu"]
    assert words(page_of(hanna, "?q=the+PREPARED").xpath("//*[@class='listing__found']")) == []
    found = page_of(hanna, "?q=wang+w&show=planned")
    assert rows(found) == []
    assert words(found.xpath("//nav[contains(@class,'shelves')]/a"))[0] == "All 1"
    assert found.xpath("//input[@name='q']/@value") == ["wang w"]
    assert found.xpath("//input[@name='show']/@value") == ["planned"]


@pytest.mark.parametrize("sought", ["ŽANETA ČERNÁ", "žanetačerná", "Ｚ̌aneta černá", "aneta  Č"])
def test_home_search_folds_case_and_width_in_any_script(days, hanna, sought):
    days["closed"].seats.create(name="Žaneta Černá")
    found = hanna.get("/", {"q": sought})
    assert rows(html.fromstring(found.content.decode())) == [days["closed"].public_id]


def test_home_search_stays_in_the_own_organisations(days, hanna, example):
    foreign = exchange.import_plan(example, None, None)
    foreign.seats.create(name="Agnes Elsewhere")
    assert rows(page_of(hanna, "?q=Agnes+Elsewhere")) == []
    olga = Client()
    olga.force_login(
        member(foreign, "olga@example.com", "fac"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert rows(page_of(olga, "?q=Agnes+Elsewhere")) == [foreign.public_id]


def test_home_says_when_nothing_is_found_and_leads_back(days, hanna):
    page = page_of(hanna, "?q=Xylophone")
    assert words(page.xpath("//div[contains(@class,'empty')]/p")) == [
        "Nothing here is called “Xylophone”, and nobody of that name has a seat."
    ]
    assert page.xpath("//div[contains(@class,'empty')]/a/@href") == ["/"]


def test_home_keeps_a_search_that_is_too_long_and_says_so(days, hanna):
    page = page_of(hanna, f"?q={'x' * 81}", 422)
    assert page.xpath("//input[@name='q']/@value") == ["x" * 81]
    assert words(page.xpath("//p[@id='look-error']")) == [
        "81 characters are too many here: at most 80. Shorten it by 1."
    ]
    assert len(rows(page)) == 5


def test_home_parts_sixty_workshops_into_pages(workshop, hanna):
    alike = ("organisation", "first_day", "cycle_start", "cycle_end", "state")
    same = {name: getattr(workshop, name) for name in alike}
    for number in range(59):
        Workshop.objects.create(room=Room.objects.create(kind="workshop"), name_en=f"Day {number}", **same)
    first, second = page_of(hanna), page_of(hanna, "?page=2")
    assert (len(rows(first)), len(rows(second))) == (30, 30)
    assert not set(rows(first)) & set(rows(second))
    assert words(first.xpath("//nav[contains(@class,'shelves__pages')]/span")) == ["1–30 / 60"]


def waiting(client: Client, workshop: Workshop) -> str:
    page = page_of(client)
    return words(page.xpath(f"//tr[@data-workshop='{workshop.public_id}']/td[contains(@class,'listing__next')]"))[0]


def test_row_says_what_a_planned_day_lacks_first(workshop, hanna):
    assert waiting(hanna, workshop) == "0 of 19 have prepared facts"
    workshop.envelope.all().delete()
    assert waiting(hanna, workshop) == "What may be granted is open"
    workshop.decision_makers().update(role="part")
    assert waiting(hanna, workshop) == "Nobody decides yet"
    workshop.goals.clear()
    assert waiting(hanna, workshop) == "No goal yet"
    workshop.seats.all().delete()
    assert waiting(hanna, workshop) == "Nobody on the roster yet"


def test_row_of_a_running_day_names_its_stage(workshop, hanna, go_to):
    go_to("contract", "agree")
    assert waiting(hanna, workshop) == "Opening contract"


@pytest.fixture
def held(workshop) -> Workshop:
    """The day was a week ago; two things were parked, two decisions wait."""
    workshop.move_to(workshop.today() - timedelta(days=7))
    Workshop.objects.filter(pk=workshop.pk).update(state="closing")
    person, other = (seat.person for seat in workshop.seats.filter(role="part")[:2])
    workshop.organisation.memberships.filter(user=workshop.facilitator).update(person=person)
    today = workshop.today()
    parked = {"outcome": "assigned", "due": today - timedelta(days=1)}
    workshop.parked_items.create(text="Night shift rota", owner=person, **parked)
    workshop.parked_items.create(text="Somebody else's", owner=other, **parked)
    workshop.parked_items.create(text="Long ago", owner=person, outcome="assigned", due=today - timedelta(days=31))
    later = {"outcome": "later", "stage": "actions"}
    workshop.decisions.create(topic="Gas meter", by_date=today + timedelta(days=2), by_person=other, **later)
    workshop.refresh_from_db()
    return workshop


def test_due_lists_what_is_the_facilitators_own(held, hanna):
    for key in ("send", "links"):
        held.ticks.create(key=key)
    listed = [str(one.what) for one in due_in([held], held.facilitator)]
    assert listed[0] == "Night shift rota"
    assert "Gas meter" in listed
    assert not {"Somebody else's", "Long ago"} & set(listed)
    page = page_of(hanna)
    assert words(page.xpath("//aside[@id='due']//span[contains(@class,'pill--bad')]")) == ["1 overdue", "Overdue"]


def test_due_names_dates_until_they_are_ticked_off(held):
    named = [str(one.what) for one in due_in([held], held.facilitator)]
    assert "Each head tells the own department" in named
    assert "Statement, actions, pictures and questions go to everybody" in named
    held.ticks.create(key="send")
    named = [str(one.what) for one in due_in([held], held.facilitator)]
    assert "Statement, actions, pictures and questions go to everybody" not in named


def test_due_of_a_day_to_come_is_its_checklist(workshop):
    workshop.move_to(workshop.today() + timedelta(days=5))
    workshop.checklist.all().delete()
    [one] = due_in([workshop], workshop.facilitator)
    assert (one.what, one.day) == ("19 things to prepare", workshop.first_day)
    workshop.move_to(workshop.today() + timedelta(days=50))
    assert due_in([workshop], workshop.facilitator) == []


def test_home_says_the_day_of_the_organisation_and_not_of_the_machine(workshop, hanna):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        Organisation.objects.update(timezone=zone)
        there = timezone.localdate(timezone=ZoneInfo(zone))
        assert page_of(hanna).xpath("//span[contains(@class, 'home__today')]/text()") == [weekday(there)]
        new = html.fromstring(hanna.get("/workshops/new/").content.decode())
        assert new.xpath("//input[@name='first_day']/@value") == [there.isoformat()]
