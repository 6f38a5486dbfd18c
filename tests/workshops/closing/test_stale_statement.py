"""What closing asks of a day that was held: a stale statement (R-GEN-14), open links and dates (R-FUP-2)."""

import zoneinfo
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.workshops import days
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def today() -> date:
    """Asked anew by each test: a run may go on past midnight."""
    return timezone.localdate(timezone=zoneinfo.ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def held(transactional_db, example):
    """`held(30)` is the example's day as it was held so many days ago; all its stages are locked."""

    def made(ago: int) -> Workshop:
        day = (today() - timedelta(days=ago)).isoformat()
        workshop = days.held(example | {"event": example["event"] | {"date": day}})
        workshop.agenda.update(state="locked")
        workshop.state = Workshop.State.CLOSING
        workshop.save()
        return workshop

    return made


def rules(workshop) -> list[str]:
    return [finding.rule for finding in Workshop.objects.get(pk=workshop.pk).findings()]


def test_r_gen_14_is_silent_while_the_plan_says_what_was_frozen(held):
    workshop = held(30)
    assert rules(workshop) == []
    item, later = workshop.parked_items.first(), workshop.decisions.filter(outcome="later").first()
    workshop.parked_items.filter(pk=item.pk).update(outcome="answered", owner=None, due=None)
    workshop.decisions.filter(pk=later.pk).update(by_date=today())
    assert rules(workshop) == []


def test_r_gen_14_speaks_of_a_plan_with_other_words(held):
    workshop = held(30)
    workshop.columns.filter(key="C1").update(heading="Something else")
    assert rules(workshop) == ["R-GEN-14"]


def test_r_fup_2_speaks_while_personal_links_are_open(held):
    assert rules(held(0)) == ["R-FUP-2"]


def test_r_fup_2_speaks_of_a_later_without_a_date(held):
    workshop = held(30)
    workshop.decisions.filter(outcome="later").update(by_date=None)
    assert rules(workshop) == ["R-FUP-2"]
