"""The agenda on the plan: movements with their minutes, breaks, one tap for five minutes, what was held is locked."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def listed(client, workshop: Workshop):
    page = html.fromstring(client.get(f"/w/{workshop.public_id}/plan/").content.decode())
    return page.xpath("//section[@id='agenda']")[0]


def words(nodes) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def post(client, workshop, where: str, **data):
    return client.post(f"/w/{workshop.public_id}/plan/stages/{where}/", data)


def minutes(workshop, kind: str) -> int:
    return workshop.agenda.get(kind=kind).minutes


def test_movements_stand_above_their_stages_with_their_minutes(workshop, hanna):
    page = listed(hanna, workshop)
    names = [line.split(" min")[0] for line in words(page.xpath(".//li[@class='plan__movement']"))]
    runs = list(workshop.agenda.all())

    def total(*kinds: str) -> int:
        return sum(run.minutes for run in runs if run.kind in kinds)

    assert names == [
        f"Prelude{total('checkin', 'contract', 'grouping')}",
        f"Movement I{total('vision', 'stakes')}",
        f"Movement II{total('goals', 'swot')}",
        f"Movement II, continued{total('strategy', 'actions', 'consensus')}",
        f"Movement III{total('town', 'revise')}",
        f"Finale{total('signing', 'close')}",
    ]


def test_head_says_how_long_the_day_works_and_rests(workshop, hanna):
    workshop.agenda.exclude(kind__in=["checkin", "contract"]).delete()
    workshop.agenda.update(minutes=50)
    workshop.rests.all().delete()
    workshop.rests.create(after="checkin", minutes=25)
    assert words(listed(hanna, workshop).xpath(".//div[@class='panel-h']/span")) == ["1 h 40 working · 25 min breaks"]


def test_one_tap_gives_or_takes_five_minutes(workshop, hanna):
    workshop.agenda.filter(kind="swot").update(minutes=60)
    post(hanna, workshop, "swot/minutes", minutes=60, by=5)
    assert minutes(workshop, "swot") == 65
    post(hanna, workshop, "swot/minutes", minutes=65, by=-5)
    assert minutes(workshop, "swot") == 60
    post(hanna, workshop, "swot/rest", minutes=60, by=-5)
    assert workshop.rests.get(after="swot").minutes == 55


def test_taps_stay_within_what_a_stage_may_last(workshop, hanna):
    post(hanna, workshop, "swot/minutes", minutes=3, by=-5)
    assert minutes(workshop, "swot") == 1
    post(hanna, workshop, "swot/minutes", minutes=238, by=5)
    assert minutes(workshop, "swot") == 240
    post(hanna, workshop, "swot/rest", minutes=3, by=-5)
    assert not workshop.rests.filter(after="swot").exists()
    assert post(hanna, workshop, "swot/minutes", minutes=60, by=500).status_code == 422
    assert minutes(workshop, "swot") == 240


def test_stage_with_too_few_minutes_says_what_is_safer(workshop, hanna):
    workshop.plan_again()
    safe = ".//li[@data-kind='swot']//span[contains(@class,'pill--warn')]"
    assert listed(hanna, workshop).xpath(safe) == []
    usual = minutes(workshop, "swot")
    workshop.agenda.filter(kind="swot").update(minutes=usual - 5)
    assert words(listed(hanna, workshop).xpath(safe)) == [f"{usual} is safer"]
    workshop.agenda.filter(kind="swot").update(is_short=True)
    assert listed(hanna, workshop).xpath(safe) == []


def test_stage_that_was_held_keeps_its_times(workshop, hanna, go_to):
    go_to("contract", "agree")
    began = timezone.now().replace(hour=1, minute=2)
    workshop.agenda.filter(kind="checkin").update(opened_at=began, locked_at=began + timedelta(minutes=19))
    row = listed(hanna, workshop).xpath(".//li[@data-kind='checkin']")[0]
    zone = workshop.organisation.zone
    ended = began + timedelta(minutes=19)
    held = f"Done {began.astimezone(zone):%H:%M}–{ended.astimezone(zone):%H:%M}"
    assert words(row.xpath(".//span[contains(@class,'pill--ok')]")) == [held]
    assert row.xpath(".//input[@name='minutes']") == []
