"""What became of the promises: R-FUP-6, at the goal date, in nobody's name."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops import exchange
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.models import Forfeit, Promise
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(in_stakes, passed):
    """A promise of group A whose date is tomorrow, with one forfeit."""
    in_stakes("choose")
    forfeit = passed("A", "Sing a song together")
    tomorrow = forfeit.promise.workshop.today() + timedelta(days=1)
    Promise.objects.filter(pk=forfeit.promise_id).update(due=tomorrow)
    return forfeit


def come(forfeit) -> None:
    Promise.objects.filter(pk=forfeit.promise_id).update(due=timezone.localdate() - timedelta(days=1))


def outcomes(forfeit) -> tuple[str, str]:
    fresh = Forfeit.objects.select_related("promise").get(pk=forfeit.pk)
    return fresh.promise.outcome, fresh.outcome


def test_r_fup_6_nothing_is_missed_before_the_date(workshop, made, hanna, act):
    answer = act(hanna, f"run/promises/{made.promise_id}/outcome/", outcome="not_met")
    assert (answer.status_code, answer["X-Rule"], outcomes(made)) == (409, "R-FUP-6", ("", ""))
    assert act(hanna, f"run/promises/{made.promise_id}/outcome/", outcome="met").status_code == 302
    assert outcomes(made) == ("met", "")


def test_r_fup_6_at_the_date_each_forfeit_is_done_or_waived(workshop, made, hanna, act):
    come(made)
    settle = f"run/forfeits/{made.pk}/outcome/"
    early = act(hanna, settle, outcome="done")
    assert (early.status_code, early["X-Rule"]) == (409, "R-FUP-6")
    act(hanna, f"run/promises/{made.promise_id}/outcome/", outcome="not_met")
    for outcome in ("done", "waived"):
        assert act(hanna, settle, outcome=outcome).status_code == 302
        assert outcomes(made) == ("not_met", outcome)
    logged = workshop.entries.filter(rule="R-FUP-6").values_list("act", flat=True)
    assert list(logged) == ["concluded a promise", "settled a forfeit", "settled a forfeit"]


def test_r_fup_6_plan_says_that_a_date_has_come_until_it_is_answered(workshop, made, hanna, act):
    plan = f"/w/{workshop.public_id}/plan/"
    told = "The date of 1 promise has come."
    pages = [hanna.get(plan).content.decode()]
    come(made)
    pages.append(hanna.get(plan).content.decode())
    act(hanna, f"run/promises/{made.promise_id}/outcome/", outcome="met")
    pages.append(hanna.get(plan).content.decode())
    assert [told in page for page in pages] == [False, True, False]


def test_page_names_nobody_who_signed(workshop, made, hanna, sit):
    page = hanna.get(f"/w/{workshop.public_id}/run/promises/").content.decode()
    assert made.text in page
    assert [seat.name for seat in workshop.seats.all() if seat.name in page] == []


def test_outcomes_come_out_of_a_file_as_they_went_in(example):
    workshop = exchange.import_workshop(example)
    promise = next(one for one in Promise.in_use(workshop) if one.chosen())
    Promise.objects.filter(pk=promise.pk).update(outcome="not_met", outcome_at=timezone.now().replace(microsecond=0))
    Forfeit.objects.filter(pk=promise.chosen()[0].pk).update(outcome="waived")
    first = exchange.export_workshop(Workshop.objects.get(pk=workshop.pk))["promises"]
    assert [row.get("outcome") for row in first].count("not_met") == 1
    again = exchange.import_workshop(example | {"promises": first})
    assert exchange.export_workshop(Workshop.objects.get(pk=again.pk))["promises"] == first


def test_r_stake_4_page_carries_the_fixed_line(workshop, made, hanna):
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/promises/").content.decode())
    assert page.xpath("//*[@class='fixed']/span/span/text()") == [sheet.FIXED_EN, sheet.FIXED_ZH]
