"""The console sees whose notes are still on their phones, as the phones say themselves."""

import pytest
from django.core.cache import cache

from live import waiting
from workshops import unsent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_said_yet():
    cache.clear()


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ('{"unsent": 3}', 3),
        ('{"unsent": 0}', 0),
        ('{"unsent": 1e9}', None),
        ('{"unsent": 1000000}', 999),
        ('{"unsent": -1}', None),
        ('{"unsent": true}', None),
        ('{"unsent": "3"}', None),
        ("[3]", None),
        ("ping", None),
        ("[" * 1024, None),
        ("", None),
    ],
)
def test_only_a_number_is_heard(said, count):
    assert waiting.said_in(said) == count


def test_what_a_phone_says_is_news_once(workshop):
    first, second = workshop.seats.all()[:2]
    assert [unsent.tell(first.pk, 2), unsent.tell(first.pk, 2), unsent.tell(second.pk, 0)] == [True, False, False]
    assert [(one.seat, one.count) for one in unsent.of(workshop)] == [(first, 2)]
    assert [unsent.tell(first.pk, 0), unsent.of(workshop)] == [True, []]


def test_console_names_who_waits_longest_first(workshop, hanna):
    first, second = workshop.seats.all()[:2]
    unsent.tell(second.pk, 1)
    unsent.tell(first.pk, 3)
    unsent.tell(second.pk, 2)
    assert [(one.seat, one.count) for one in unsent.of(workshop)] == [(second, 2), (first, 3)]
    address = f"/w/{workshop.public_id}/run/panel/"
    page = hanna.get(address).content.decode()
    assert '<span class="meta">2 seats</span>' in page
    unsent.tell(first.pk, 0)
    assert '<span class="meta">1 seat</span>' in hanna.get(address).content.decode()
    unsent.tell(second.pk, 0)
    assert "Unsent notes" not in hanna.get(address).content.decode()
