"""The link for leaders: who makes it, how long it opens, and what it shows to whoever has it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from pypdf import PdfReader

from tests.workshops.conftest import member
from tests.workshops.days import held
from workshops import exchange
from workshops.kickoff.report.models import ReportLink
from workshops.kickoff.swot.models import SwotNote
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def day(transactional_db, example) -> Workshop:
    """The example as it was held: two versions of the statement, nineteen signatures."""
    return held(example)


@pytest.fixture
def desk(day) -> Client:
    day.facilitator = member(day, "hanna@example.com", "fac")
    day.save()
    client = Client()
    client.force_login(day.facilitator, backend=BACKEND)
    return client


@pytest.fixture
def link(day) -> ReportLink:
    return ReportLink.make(day, 30, None)


def path(link: ReportLink, file: str = "") -> str:
    return f"/w/{link.workshop.public_id}/r/{link.token}/{file}"


def page_of(link: ReportLink, language: str = "en"):
    response = Client().get(path(link), {"language": language})
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(nodes) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def test_desk_makes_a_link_and_withdraws_it(day, desk):
    made = desk.post(f"/w/{day.public_id}/papers/links/new/", {"days": "7"})
    assert made.headers["Location"] == f"/w/{day.public_id}/papers/#leaders"
    link = day.report_links.get()
    assert link.until == day.today() + timedelta(days=7)
    listed = html.fromstring(desk.get(f"/w/{day.public_id}/papers/").content.decode())
    assert listed.xpath("//*[@data-link]/@data-link") == [str(link.pk)]
    assert len(listed.xpath("//*[@data-link]//*[name()='svg' and contains(@class,'qr')]")) == 1
    assert Client().get(path(link)).status_code == 200
    desk.post(f"/w/{day.public_id}/papers/links/{link.pk}/withdrawal/")
    assert Client().get(path(link)).status_code == 410
    assert list(day.entries.filter(act__contains="report link").values_list("act", flat=True)) == [
        "made a report link",
        "withdrew a report link",
    ]


def test_link_is_not_made_for_days_that_nobody_offers_or_without_a_statement(day, desk, example):
    assert desk.post(f"/w/{day.public_id}/papers/links/new/", {"days": "4000"}).status_code == 422
    planned = exchange.import_plan(example, day.organisation, day.facilitator)
    planned.facilitator = day.facilitator
    planned.save()
    refused = desk.post(f"/w/{planned.public_id}/papers/links/new/", {"days": "7"})
    assert (refused.status_code, ReportLink.objects.count()) == (409, 0)
    assert "Fix it in the stage" in refused.content.decode()


def test_link_opens_on_its_last_day_and_not_after(link):
    ReportLink.objects.update(until=link.workshop.today())
    assert Client().get(path(link)).status_code == 200
    ReportLink.objects.update(until=link.workshop.today() - timedelta(days=1))
    assert Client().get(path(link)).status_code == 410
    assert Client().get(path(link, "report.pdf")).status_code == 410


def test_link_that_is_over_says_so_in_the_language_of_the_reader(link):
    link.withdraw()
    for accepted, language in {"en": "en", "zh-CN": "zh-hans"}.items():
        response = Client(headers={"accept-language": accepted}).get(path(link))
        page = html.fromstring(response.content.decode())
        assert (response.status_code, response.templates[0].name) == (410, "report/over.html")
        assert page.get("lang") == language


def test_link_that_is_over_says_why_and_who_gives_a_new_one(day, desk, link):
    def said() -> str:
        page = html.fromstring(Client().get(path(link)).content.decode())
        return " ".join(words(page.xpath("//*[@data-reason or @data-ask]")))

    link.withdraw()
    assert said() == "It was withdrawn. Ask whoever sent it for a new one."
    day.facilitator.name = "Hanna Berg"
    day.facilitator.save()
    ReportLink.objects.update(withdrawn_at=None, until=date(2026, 3, 4), made_by=day.facilitator)
    assert said() == "It opened until 4 Mar 2026. Ask Hanna Berg for a new one."
    Workshop.objects.update(state="cancelled")
    assert said() == "The event was cancelled. Ask Hanna Berg for a new one."


def test_link_of_another_workshop_is_not_found(link, example):
    other = exchange.import_plan(example, link.workshop.organisation, None)
    assert Client().get(f"/w/{other.public_id}/r/{link.token}/").status_code == 404
    assert Client().get(f"/w/{link.workshop.public_id}/r/{link.token[:-1]}/").status_code == 404


def test_link_of_a_cancelled_event_is_over_and_of_an_archived_one_opens(link):
    Workshop.objects.update(state="cancelled")
    assert Client().get(path(link)).status_code == 410
    Workshop.objects.update(state="archived")
    assert Client().get(path(link)).status_code == 200


@pytest.mark.parametrize("over", [False, True])
def test_page_is_kept_nowhere_and_tells_nobody_where_it_was(link, over):
    if over:
        link.withdraw()
    response = Client().get(path(link))
    kept = [response.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag")]
    assert kept == ["no-referrer", "noindex, nofollow"]
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies


def test_page_traces_each_strategy_to_its_notes_and_actions(link):
    page = page_of(link)
    document = link.workshop.columns.strategies().count()
    traces = page.xpath("//section[@class='trace']")
    assert len(traces) == document == 5
    assert [" ".join(words(one)) for one in traces[0].xpath(".//ul[@class='trace__facts']/li")] == [
        "W Confirmed dates change twice before shipping",
        "W 二号线换型平均要95分钟",
        "W Core stock is counted by hand, plans are wrong",
        "O 客户愿意开放滚动三个月预测",
    ]
    assert words(traces[0].xpath(".//ul[@class='trace__deeds']/li[2]/span")) == [
        "Prepare line 2 changeover outside the machine95 → 45 min · Shift log, time study",
        "郝建国30 Apr",
        "22 000 granted",
    ]


def test_page_speaks_both_languages(link):
    chinese = page_of(link, "zh-hans")
    assert chinese.get("lang") == "zh-hans"
    assert words(chinese.xpath("//section[@class='trace'][1]//h3/bdi[1]")) == ["均衡排产，换型时间减半"]
    assert page_of(link).get("lang") == "en"


def test_page_says_what_is_open_and_who_signed(link):
    page = page_of(link)
    said = link.workshop.decisions.filter(outcome="later").count() + link.workshop.parked_items.count()
    listed = words(page.xpath("//section[contains(@class,'reader__open')]/ul[@class='rows']/li"))
    assert len([line for line in listed if line.startswith(("Later", "Parked"))]) == said > 0
    assert len(page.xpath("//section[@class='hands']//li")) == 19


def test_page_shows_no_note_that_was_hidden_since_and_never_its_author(link):
    note = SwotNote.objects.get(text="Confirmed dates change twice before shipping")
    assert note.author is not None
    facts = page_of(link).xpath("//ul[@class='trace__facts']")
    assert note.author.name not in " ".join(words(facts))
    SwotNote.objects.filter(pk=note.pk).update(state="hidden")
    assert note.text not in " ".join(words(page_of(link).xpath("//ul[@class='trace__facts']")))


def test_page_names_nobody_who_has_not_signed(link):
    absent = link.workshop.seats.create(name="Never Signed", role="part", checked_in_at=timezone.now())
    assert absent.name not in page_of(link).text_content()


def test_file_is_a4_or_letter(link):
    def size(query: dict) -> tuple[int, int]:
        response = Client().get(path(link, "report.pdf"), query)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
        box = PdfReader(BytesIO(response.content)).pages[0].mediabox
        return round(box.width), round(box.height)

    assert size({}) == (595, 842)
    assert size({"paper": "letter", "language": "zh-hans"}) == (612, 792)
