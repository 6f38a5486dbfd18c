from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from people.calendar import working_day
from people.models import Organisation
from tests.people.conftest import everything, login

GOOD = {
    "name_en": "Quiet River",
    "name_zh": "",
    "timezone": "Europe/Berlin",
    "currency": "EUR",
    "tone": "expressive",
    "age": "young",
}


def test_the_settings_are_saved(house):
    login(house.ada).post(reverse("organisation", args=[house.organisation.pk]), GOOD)
    saved = Organisation.objects.values(*GOOD).get(pk=house.organisation.pk)
    assert saved == GOOD
    assert str(Organisation.objects.get(pk=house.organisation.pk).zone) == "Europe/Berlin"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name_en": " \u200b "}, "name_en"),
        ({"name_en": "x" * 81}, "name_en"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"currency": "eur"}, "currency"),
        ({"tone": "loud"}, "tone"),
    ],
)
def test_what_cannot_be_is_shown_again(change, field, house):
    client = login(house.ada)
    before = everything()
    response = client.post(reverse("organisation", args=[house.organisation.pk]), GOOD | change)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert response.context["organisation"].name_en == "Qinghewan"
    assert everything() == before


def test_the_name_is_shown_in_the_readers_language(house):
    client = login(house.ada)
    for language, name in (("en", "Qinghewan"), ("zh-hans", "清禾湾")):
        client.cookies["django_language"] = language
        assert (
            f'<p class="eyebrow"><bdi>{name}</bdi></p>'
            in client.get(reverse("organisation", args=[house.organisation.pk])).content.decode()
        )
    with override("zh-hans"):
        assert Organisation(name_en="Only English").name_in("zh-hans") == "Only English"


def mark(house, **answers):
    return login(house.ada).post(reverse("mark_days", args=[house.organisation.pk]), answers)


def test_days_are_marked_one_by_one_and_in_a_row(house):
    mark(house, first="2026-10-01", last="2026-10-03", worked="no")
    mark(house, first="2026-10-10", worked="yes")
    days = [(each.date.day, each.worked) for each in house.organisation.special_days.all()]
    assert days == [(1, False), (2, False), (3, False), (10, True)]
    mark(house, first="2026-10-02", worked="yes")
    assert house.organisation.special_days.get(date=date(2026, 10, 2)).worked is True


@pytest.mark.parametrize("last", ["2026-09-30", "2026-11-30", "2226-10-01", "soon"])
def test_a_row_of_days_has_an_end_in_sight(last, house):
    response = mark(house, first="2026-10-01", last=last, worked="no")
    assert (response.status_code, list(response.context["days_form"].errors)) == (422, ["last"])
    assert house.organisation.special_days.count() == 1


def test_due_dates_count_by_the_marked_days(house):
    mark(house, first="2026-10-01", last="2026-10-07", worked="no")
    mark(house, first="2026-10-10", worked="yes")
    assert working_day(house.organisation, date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert working_day(house.organisation, date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert working_day(house.organisation, date(2026, 9, 30), 4) == date(2026, 10, 12)
