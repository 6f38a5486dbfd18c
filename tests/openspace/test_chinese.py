"""Somebody who reads Chinese meets no English of ours in an open space: each step, and the twelve weeks after it."""

import pytest
from django.test import Client

from openspace import owners
from openspace.models import Todo
from tests.workshops import days
from tests.workshops import test_access as addresses
from tests.workshops.conftest import led
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["planned", "held"])
def workshop(request, transactional_db, example) -> Workshop:
    """Nothing was said yet; and the whole event with its weeks."""
    return led(days.planned(example) if request.param == "planned" else days.held(example))


def test_every_step_speaks_chinese(chinese, workshop, hanna, sit, step):
    phones = [sit("p06"), sit("p08")]
    chinese.open_room(workshop, hanna, phones)
    for one in workshop.agenda.get().stage.steps:
        step(one.key)
        chinese.open_room(workshop, hanna, phones)


@pytest.mark.parametrize("workshop", ["held"], indirect=True)
def test_every_address_of_an_open_space_answers_in_chinese(chinese, workshop, hanna, sit, step):
    step("walk")
    chinese.read_papers(workshop)
    crawl(chinese, workshop, hanna, sit("p06"))


@pytest.mark.parametrize("workshop", ["held"], indirect=True)
def test_twelve_weeks_speak_chinese(chinese, workshop, hanna, sit):
    phone = sit("p06")
    workshop.agenda.update(state="locked", step="award")
    Workshop.objects.filter(pk=workshop.pk).update(state=Workshop.State.CLOSED)
    chinese.open_room(workshop, hanna, [phone])
    for todo in Todo.objects.filter(opinion__workshop=workshop)[:1]:
        chinese.open(Client(), owners.path_of(workshop, todo.owner))
    crawl(chinese, Workshop.objects.get(pk=workshop.pk), hanna, phone)


def crawl(chinese, workshop, desk: Client, phone: Client) -> None:
    for client in (phone, desk):
        client.cookies["django_language"] = "zh-hans"
    for name in addresses.SPACE:
        path = addresses.address(name, workshop)
        client = phone if addresses.CASES[name] in (addresses.PHONE, addresses.PHONE_PAGE) else desk
        chinese.meet(client.get(path), path)
        chinese.meet(client.post(path), f"POST {path}")
