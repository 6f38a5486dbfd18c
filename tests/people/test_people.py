import pytest
from django.urls import reverse

from people.models import Department, Person
from people.roster import namesake
from tests.people.conftest import everything, login


@pytest.fixture
def answers(house) -> dict:
    return {"name": "Wang Lei", "department": house.department.pk, "job_level": "middle", "language": "zh-hans"}


def add(house, answers, **changes):
    return login(house.hanna).post(reverse("new_person", args=[house.organisation.pk]), answers | changes)


def test_a_person_is_added_with_what_was_typed(house, answers):
    add(
        house,
        answers,
        name="  王  磊 ",
        name_latin="Wang Lei",
        job_title="Fitter",
        superior=house.sun.pk,
        key_post="on",
    )
    person = Person.objects.get(name="王 磊")
    assert (person.organisation, person.department, person.superior) == (
        house.organisation,
        house.department,
        house.sun,
    )
    assert (person.name_latin, person.job_title, person.job_level, person.language, person.key_post) == (
        "Wang Lei",
        "Fitter",
        "middle",
        "zh-hans",
        True,
    )


@pytest.mark.parametrize("name", ["Sun Wei", " sun  WEI", "ＳＵＮ Wei", "Sun\u200b Wei"])
def test_a_namesake_in_the_same_department_needs_a_suffix(name, house, answers):
    """R-PREP-8"""
    response = add(house, answers, name=name)
    assert (response.status_code, response.context["form"].errors) == (422, {"name": [namesake()]})
    assert add(house, answers, name="Sun Wei 2").status_code == 302


def test_a_namesake_in_another_department_needs_none(house, answers):
    """R-PREP-8"""
    other = house.organisation.departments.create(name_en="Quality")
    assert add(house, answers, name="Sun Wei", department=other.pk).status_code == 302


def test_a_person_may_be_saved_again_under_the_own_name(house, answers):
    address = reverse("person", args=[house.organisation.pk, house.sun.pk])
    assert login(house.hanna).post(address, answers | {"name": "Sun Wei"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "\u2800"}, "name"),
        ({"name": "Li\u202eWei"}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"department": ""}, "department"),
        ({"job_level": "boss"}, "job_level"),
    ],
)
def test_what_cannot_be_is_shown_again(change, field, house, answers):
    response = add(house, answers, **change)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_department_and_superior_come_from_the_own_organisation(house, answers, olga):
    stranger = olga.organisations().get().people.get()
    response = add(house, answers, department=stranger.department.pk, superior=stranger.pk)
    assert sorted(response.context["form"].errors) == ["department", "superior"]


def test_nobody_stands_above_themselves(house, answers):
    address = reverse("person", args=[house.organisation.pk, house.liang.pk])
    for superior in (house.sun, house.liang):
        response = login(house.hanna).post(address, answers | {"name": "梁启文", "superior": superior.pk})
        assert list(response.context["form"].errors) == ["superior"]
    assert house.sun.superiors() == [house.liang]


def test_superiors_end_where_a_circle_closes(house):
    Person.objects.filter(pk=house.liang.pk).update(superior=house.sun)
    assert Person.objects.get(pk=house.sun.pk).superiors() == [house.liang]


def test_people_are_found_by_either_name(house):
    address, client = reverse("people", args=[house.organisation.pk]), login(house.hanna)
    found = {
        text: [person.name for person in client.get(address, {"search": text}).context["page"]]
        for text in ("qiwen", "梁", "wei", "%")
    }
    assert found == {"qiwen": ["梁启文"], "梁": ["梁启文"], "wei": ["Sun Wei"], "%": []}


def test_a_long_roster_comes_in_pages(house):
    Person.objects.bulk_create(
        [Person(organisation=house.organisation, department=house.department, name=f"P{n}") for n in range(150)]
    )
    address, client = reverse("people", args=[house.organisation.pk]), login(house.hanna)
    assert [len(client.get(address, {"page": page}).context["page"]) for page in ("1", "2", "99", "x")] == [
        100,
        52,
        52,
        100,
    ]


def test_a_name_is_text_and_never_markup(house, answers):
    add(house, answers, name="<b>Wang</b>")
    assert "<b>Wang</b>" not in login(house.hanna).get(reverse("people", args=[house.organisation.pk])).content.decode()


def save_department(house, pk, **answers):
    return login(house.hanna).post(reverse("department", args=[house.organisation.pk, pk]), answers)


def test_departments_do_not_contain_themselves(house):
    part = Department.objects.create(organisation=house.organisation, name_en="Foundry", parent=house.department)
    response = save_department(house, house.department.pk, name_en="Production", parent=part.pk)
    assert list(response.context["form"].errors) == ["parent"]
    assert (
        save_department(house, part.pk, name_en="Foundry", parent=house.department.pk, headcount="7").status_code == 302
    )


@pytest.mark.parametrize("name", ["production", "生产部"])
def test_two_departments_are_not_called_the_same(name, house):
    client = login(house.hanna)
    before = everything()
    response = client.post(reverse("departments", args=[house.organisation.pk]), {"name_en": name})
    assert response.status_code == 422
    assert everything() == before


def test_a_department_needs_a_name_in_one_language(house):
    assert list(save_department(house, house.department.pk, name_en="", name_zh="").context["form"].errors) == [
        "name_en"
    ]
    assert save_department(house, house.department.pk, name_en="", name_zh="生产").status_code == 302
