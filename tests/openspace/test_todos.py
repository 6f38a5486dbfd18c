"""After the award: owners and days; R-OS-13."""

from datetime import date

import pytest

from openspace.models import Opinion, Todo
from openspace.todos import last_day, without_owner
from tests.workshops import days
from tests.workshops.conftest import led
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    """The example as it was held; nobody has taken anything on yet."""
    return led(days.held({key: value for key, value in example.items() if key != "todos"}))


@pytest.fixture
def closing(workshop, step, next_step) -> Workshop:
    step("award")
    assert next_step().status_code == 302
    return Workshop.objects.get(pk=workshop.pk)


def name(client, opinion, owner, due="2026-05-04"):
    path = f"/w/{opinion.workshop.public_id}/run/opinions/{opinion.pk}/owner/"
    return client.post(path, {"owner": owner.pk, "due": due})


def test_r_os_13_asks_at_closing_until_each_usable_idea_has_an_owner(closing, hanna, asked):
    assert ("R-OS-13", "O") in asked()
    assert hanna.post(f"/w/{closing.public_id}/run/closure/").status_code == 409
    assert Workshop.objects.get(pk=closing.pk).state == "closing"
    owner = closing.organisation.people.get(key="p08")
    assert len(without_owner(closing)) == 27
    for opinion in without_owner(closing):
        assert name(hanna, opinion, owner).status_code == 302
    assert "R-OS-13" not in [rule for rule, _level in asked()]
    hanna.post(f"/w/{closing.public_id}/run/closure/")
    assert Workshop.objects.get(pk=closing.pk).state == "closed"


def test_r_os_13_room_goes_on_with_a_reason(closing, hanna):
    hanna.post(f"/w/{closing.public_id}/run/closure/", {"reason-R-OS-13": "The room agreed"})
    assert Workshop.objects.get(pk=closing.pk).state == "closed"
    assert list(closing.agenda.get().overrides.values_list("rule", "reason")) == [("R-OS-13", "The room agreed")]


def test_owner_is_named_again_and_stands_on_the_console(closing, hanna):
    opinion, people = without_owner(closing)[0], closing.organisation.people
    name(hanna, opinion, people.get(key="p08"))
    name(hanna, opinion, people.get(key="p19"), "2026-06-01")
    todo = Todo.objects.get()
    assert (todo.owner.key, todo.due) == ("p19", date(2026, 6, 1))
    panel = hanna.get(f"/w/{closing.public_id}/run/panel/").content.decode()
    assert (todo.owner.name in panel, 'id="todos"' in panel) == (True, True)
    assert closing.entries.filter(act="named an owner", rule="R-OS-13").count() == 2


def test_r_os_13_what_is_not_to_be_done_has_no_owner(closing, hanna):
    opinion = Opinion.objects.get(workshop=closing, text="Buy a new compressor")
    answer = name(hanna, opinion, closing.organisation.people.first())
    assert (answer.status_code, answer["X-Rule"]) == (409, "R-OS-13")
    assert not Todo.objects.exists()


@pytest.mark.parametrize("due", ["", "soon", "2026-04-16"])
def test_day_that_is_none_or_before_the_event_is_refused(closing, hanna, due):
    opinion = without_owner(closing)[0]
    assert name(hanna, opinion, closing.organisation.people.first(), due).status_code == 422
    assert not Todo.objects.exists()


def test_phone_names_no_owner(closing, sit):
    opinion = without_owner(closing)[0]
    assert name(sit("p26"), opinion, closing.organisation.people.first()).status_code == 302
    assert not Todo.objects.exists()


def test_owners_are_named_within_five_working_days(workshop):
    assert last_day(workshop) == date(2026, 4, 24)
