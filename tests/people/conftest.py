"""Named people with fixed rights: who may do what in Qinghewan, and who has no business there."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from people.models import DayOff, Department, Goal, Invitation, Membership, Organisation, Person, User

PASSWORD = "seven quiet furnaces"
Role = Membership.Role


@dataclass
class House:
    """Qinghewan with one thing of every kind."""

    organisation: Organisation
    ada: User  # administrator
    hanna: User  # facilitator
    rita: User  # reader
    department: Department
    liang: Person
    sun: Person
    goal: Goal
    day: DayOff
    invitation: Invitation
    hannas_role: Membership


def login(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def make_user(name: str, organisation: Organisation, *roles: str) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name)
    for role in roles:
        organisation.grant(user, role)
    return user


def make_goal(organisation: Organisation, owner: Person, **changes) -> Goal:
    values = {"title": "Revenue", "measure": "Invoiced revenue", "unit": "million CNY", "date": date(2026, 12, 31)}
    tiers = {"last_year": 43, "floor": 46, "balance": 50, "sprint": 54, "challenge": 58}
    return Goal.objects.create(organisation=organisation, owner=owner, **(values | tiers | changes))


def everything() -> dict[str, list[dict]]:
    """All rows of people, for showing that nothing changed."""
    models = apps.get_app_config("people").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture(autouse=True)
def no_memory_of_limits():
    cache.clear()


@pytest.fixture
def house(db) -> House:
    organisation = Organisation.objects.create(name_en="Qinghewan", name_zh="清禾湾")
    ada, hanna = make_user("Ada", organisation, Role.ADMIN), make_user("Hanna", organisation, Role.FACILITATOR)
    department = Department.objects.create(organisation=organisation, name_en="Production", name_zh="生产部")
    liang = Person.objects.create(
        organisation=organisation, name="梁启文", name_latin="Liang Qiwen", department=department
    )
    sun = Person.objects.create(organisation=organisation, name="Sun Wei", department=department, superior=liang)
    return House(
        organisation=organisation,
        ada=ada,
        hanna=hanna,
        rita=make_user("Rita", organisation, Role.READER),
        department=department,
        liang=liang,
        sun=sun,
        goal=make_goal(organisation, liang),
        day=organisation.special_days.create(date=date(2026, 10, 1)),
        invitation=organisation.invitations.create(role=Role.FACILITATOR, invited_by=ada),
        hannas_role=hanna.memberships.get(),
    )


@pytest.fixture
def olga(db) -> User:
    """Administrator of another organisation, which has things of its own."""
    other = Organisation.objects.create(name_en="Otherwise", name_zh="")
    department = other.departments.create(name_en="Elsewhere")
    other.people.create(name="Oskar", department=department)
    return make_user("Olga", other, Role.ADMIN, Role.FACILITATOR)
