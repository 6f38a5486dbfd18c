"""Who gets which paper, under which name (R-EXP-1)."""

import pytest
from django.test import Client
from django.utils import translation
from django.utils.text import slugify
from lxml import html

from tests.workshops.papers.reading import words
from workshops.papers import papers, printing
from workshops.papers.views import readable

pytestmark = pytest.mark.django_db(transaction=True)


OF_A_KICKOFF = {key: paper for key, paper in papers.items() if paper.kind in ("", "kickoff")}


def address(workshop, name: str, language: str = "en") -> str:
    return f"/w/{workshop.public_id}/papers/{name}?language={language}"


def test_r_exp_4_each_reader_may_have_what_is_meant_for_them(held, sit, hanna):
    """Those who may not find nothing, whatever the format."""
    phones = {"lead": sit("p01"), "part": sit("p28"), "watch": sit("p10")}
    allowed = {who: {paper.key for paper in readable(held, phone.seat, False)} for who, phone in phones.items()}
    everybody = {"questions", "picture", "plan"}
    assert allowed == {"lead": everybody | {"briefing", "day"}, "part": everybody, "watch": everybody}
    assert {paper.key for paper in readable(held, None, True)} == set(OF_A_KICKOFF)
    phones["stranger"], allowed["stranger"] = Client(), set()
    refused = {
        (who, name): phone.get(address(held, name)).status_code
        for who, phone in phones.items()
        for name in names() - {name for name in names() if name.split(".")[0] in allowed[who]}
    }
    assert set(refused.values()) == {404}
    assert len(refused) == 4 + 6 + 6 + len(names())


def names() -> set[str]:
    return {f"{key}.{form}" for key, paper in OF_A_KICKOFF.items() for form in paper.formats}


def test_seat_of_the_room_loads_a_workbook_and_the_facilitator_too(held, sit, hanna):
    for client in (sit("p28"), hanna):
        response = client.get(address(held, "plan.xlsx"))
        assert (response.status_code, response.content[:2]) == (200, b"PK")


def test_another_room_s_seat_and_unknown_names_find_nothing(held, elsewhere, sit, hanna):
    stranger = sit("p03")
    assert stranger.get(address(elsewhere, "questions.pdf")).status_code == 404
    for name in ("questions.docx", "questions", "other.pdf", ".pdf", "plan.pdf"):
        assert hanna.get(address(held, name)).status_code == 404


def test_papers_of_the_day_are_not_offered_before_there_is_anything(workshop, hanna):
    page = hanna.get(f"/w/{workshop.public_id}/papers/").content.decode()
    offered = [key for key in papers if f'data-paper="{key}"' in page]
    assert offered == ["briefing", "bag", "cards", "tents", "poster"]
    for name in ("day.pdf", "questions.pdf", "picture.png", "plan.xlsx"):
        assert hanna.get(address(workshop, name)).status_code == 404


def test_list_offers_each_paper_in_each_language_and_format(held, hanna):
    page = hanna.get(f"/w/{held.public_id}/papers/").content.decode()
    wanted = [
        f'href="{address(held, f"{key}.{form}", language)}"'
        for key, paper in OF_A_KICKOFF.items()
        for form in paper.formats
        for language in ("en", "zh-hans")
    ]
    assert [one for one in wanted if one not in page] == []


def test_console_and_plan_lead_to_the_list(held, hanna):
    for page in ("run/", "plan/"):
        assert f'href="/w/{held.public_id}/papers/"' in hanna.get(f"/w/{held.public_id}/{page}").content.decode()


def test_r_exp_1_names_carry_title_version_and_date(held):
    today = held.today().isoformat()
    names = {key: paper.file_name(held, "en", paper.formats[0]) for key, paper in papers.items()}
    assert names["plan"] == f"plan-as-a-workbook-v2-{today}.xlsx"
    assert names["picture"] == f"the-day-in-one-picture-v2-{today}.png"
    assert names["day"] == f"how-the-day-went-v2-{today}.pdf"
    with translation.override("zh-hans"):
        title = slugify(str(papers["day"].title), allow_unicode=True)
    assert papers["day"].file_name(held, "zh-hans", "pdf") == f"{title}-v2-{today}.pdf"


def test_r_exp_1_every_page_tells_version_and_language(workshop, hanna):
    pdf = hanna.get(address(workshop, "briefing.pdf")).content
    page = words(pdf)
    today = workshop.today()
    assert f"versionof{today.day}{today:%B}{today.year}," in page
    assert page.count("English") == 1


def test_r_exp_1_pages_of_the_day_tell_the_version_that_people_know(held):
    paper = papers["questions"]
    with translation.override("en"):
        page = html.fromstring(printing.html(paper, held, paper.content(held), "en"))
    foot = " ".join(page.xpath("//div[@class='running-foot']//td/text()")[0].split())
    assert foot.startswith("Question log · version 2 · ")


def test_what_the_day_leaves_carries_the_version_that_people_know(held, elsewhere, hanna):
    """The statement's, not the count of the room's changes; what is printed before the day is listed without one."""
    assert {papers[key].edition(held) for key in ("day", "questions", "plan", "picture")} == {"version 2"}
    assert (papers["day"].edition(elsewhere), "-draft-" in papers["day"].file_name(elsewhere, "en", "pdf")) == (
        "draft",
        True,
    )
    rows = html.fromstring(hanna.get(f"/w/{held.public_id}/papers/").content.decode()).xpath("//li[@data-paper]")
    told = {row.get("data-paper"): "version" in row.text_content() for row in rows}
    assert told == {key: not paper.is_before for key, paper in OF_A_KICKOFF.items()}


def test_version_rises_with_a_change_of_the_room(workshop, go_to):
    before = papers["bag"].version(workshop)
    go_to("contract", "agree")
    workshop.room.refresh_from_db()
    assert papers["bag"].version(workshop) > before


def test_r_exp_3_missing_characters_are_told_beside_the_paper(held, hanna):
    held.questions.filter(key="q03").update(text="A private sign \ue123")
    assert hanna.get(address(held, "questions.xlsx"))["X-Missing-Characters"] == "U+E123"
