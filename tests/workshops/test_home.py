"""Home, doors and the desk's panel as a browser without scripts sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops import exchange

pytestmark = pytest.mark.django_db(transaction=True)


def tree(response):
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def texts(page, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def test_home_shows_the_next_day_and_what_it_needs(workshop, hanna):
    page = tree(hanna.get("/"))
    assert texts(page, "//section[contains(@class,'next')]//h2") == [workshop.name_en]
    assert texts(page, "//ul[contains(@class,'readiness')]/li") == [
        "18 people write",
        "4 goals confirmed",
        f"{workshop.decision_makers().get().name} decides",
        "The decision maker is briefed",
        "What may be granted is fixed",
    ]


def test_home_prefers_a_day_to_come_to_one_that_has_passed(workshop, hanna, example):
    held = exchange.import_plan(example, workshop.organisation, workshop.facilitator)
    held.move_to(timezone.localdate() - timedelta(days=30))
    workshop.move_to(timezone.localdate() + timedelta(days=30))
    page = tree(hanna.get("/"))
    assert page.xpath("//section[contains(@class,'next')]//a[contains(@href,'/run/')]/@href") == [
        f"/w/{workshop.public_id}/run/"
    ]


def test_home_leads_to_what_is_missing(workshop, hanna):
    workshop.goals.clear()
    workshop.decision_makers().update(role="part")
    page = tree(hanna.get("/"))
    links = page.xpath("//ul[contains(@class,'readiness')]//a/@href")
    plan = f"/w/{workshop.public_id}/plan/"
    assert links == [f"/o/{workshop.organisation_id}/goals/?back={plan}", f"{plan}#seats"]


def test_home_before_the_first_run_says_how_to_begin(client, transactional_db):
    assert "people/first_run.html" in [one.name for one in client.get("/").templates]


def test_doors_offer_the_addresses_of_this_machine(workshop, hanna):
    page = tree(hanna.get(f"/w/{workshop.public_id}/doors/"))
    offered = page.xpath("//button[@name='door']/@value")
    assert offered[-1] == "http://localhost:8000"
    assert page.xpath("//button[@name='door'][@aria-pressed='true']/@value") == [offered[0]]
    assert len(page.xpath("//*[name()='svg' and contains(@class,'qr')]")) == 1


def test_doors_choice_moves_the_square(workshop, hanna):
    hanna.post(f"/w/{workshop.public_id}/doors/address/", {"door": "http://localhost:8000"})
    page = tree(hanna.get(f"/w/{workshop.public_id}/doors/"))
    assert page.xpath("//button[@aria-pressed='true']/@value") == ["http://localhost:8000"]
    assert texts(page, "//section[contains(@class,'doors__card')]/p[1]") == [
        f"http://localhost:8000/j/{workshop.join_code}"
    ]


def test_doors_of_another_machine_are_refused(workshop, hanna):
    response = hanna.post(f"/w/{workshop.public_id}/doors/address/", {"door": "http://evil.example"})
    workshop.refresh_from_db()
    assert (response.status_code, workshop.door) == (422, "")


def test_panel_tells_how_late_the_day_is(workshop, hanna, go_to):
    run = go_to("contract", "agree")
    late = timezone.now() - timedelta(minutes=run.minutes + 7)
    checkin = workshop.agenda.get(kind="checkin")
    checkin.opened_at = late - timedelta(minutes=checkin.minutes)
    checkin.save()
    workshop.agenda.filter(kind="contract").update(opened_at=late, step_opened_at=late)
    page = tree(hanna.get(f"/w/{workshop.public_id}/run/panel/"))
    [drift] = texts(page, "//*[contains(@class,'band__drift')]")
    assert "7 min behind" in drift


def test_panel_has_one_field_a_rule_however_much_it_found(workshop, hanna, sit, go_to, everybody_here):
    go_to("contract", "agree")
    phone = sit("p03")
    phone.post(f"/w/{workshop.public_id}/agreement/", {"answer": "concern", "concern": "Will night shift read this?"})
    page = tree(hanna.get(f"/w/{workshop.public_id}/run/panel/"))
    assert page.xpath("//*[@data-rule]/@data-rule") == ["R-OPEN-1", "R-OPEN-1"]
    assert page.xpath("//form[@id='next']//input[@type='text' or not(@type)]/@name") == [
        f"{part}-R-OPEN-1" for part in ("who", "when", "reason")
    ]


def test_panel_says_the_name_of_who_decides(workshop, hanna, go_to):
    go_to("contract", "welcome")
    page = tree(hanna.get(f"/w/{workshop.public_id}/run/panel/"))
    lead = workshop.decision_makers().get().name
    assert texts(page, "//p[@class='say__line']") == [
        f"“Today we build the plan together. {lead} opens, then I run the process and hold no opinion on content.”"
    ]


def test_next_without_scripts_asks_for_the_reason_on_a_page(workshop, hanna, go_to, next_step, everybody_here):
    go_to("contract", "agree")
    response = next_step()
    assert response.status_code == 409
    page = html.fromstring(response.content.decode())
    assert len(page.xpath("//details[@data-reasons][@open]")) == 1
    assert next_step(R_OPEN_1="Out of time").status_code == 302
    assert workshop.agenda.get(kind="contract").state == "locked"


def test_refusal_reads_as_a_page_and_leads_back(workshop, hanna):
    workshop.decision_makers().update(role="part")
    came_from = f"http://testserver/w/{workshop.public_id}/run/"
    data = {"expected": "start"}
    response = hanna.post(f"/w/{workshop.public_id}/run/next/", data, headers={"referer": came_from})
    page = html.fromstring(response.content.decode())
    assert (response.status_code, response["X-Rule"]) == (409, "R-PREP-2")
    assert texts(page, "//*[@data-reason]") == ["Nobody has the role of decision maker."]
    assert page.xpath("//main//nav/a/@href") == [f"/w/{workshop.public_id}/run/"]


def test_refusal_never_leads_to_another_house(workshop, hanna):
    workshop.decision_makers().update(role="part")
    data, elsewhere = {"expected": "start"}, {"referer": "http://evil.example/w/"}
    page = html.fromstring(hanna.post(f"/w/{workshop.public_id}/run/next/", data, headers=elsewhere).content.decode())
    assert page.xpath("//main//nav/a/@href") == ["/"]
