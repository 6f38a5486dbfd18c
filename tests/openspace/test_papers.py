"""The posters of the corners, what came of it, and who reads the reward sheet (R-EXP-1, R-EXP-2)."""

import io
import re
import zipfile
from datetime import date

import pytest

from openspace.models import Opinion, Space
from tests.workshops import days
from tests.workshops.conftest import led
from tests.workshops.papers.reading import cells, missing, pages, words
from workshops.doors import base_url, qr_svg
from workshops.models import Workshop
from workshops.papers import papers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    return led(days.held(example))


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("zh-hans", "简体中文")])
def test_each_corner_has_a_poster(workshop, hanna, language, name):
    answer = hanna.get(f"/w/{workshop.public_id}/papers/corners.pdf", {"language": language})
    assert answer.status_code == 200
    found = pages(answer.content)
    assert len(found) == 4
    for topic, page in zip(workshop.topics.open(), found, strict=True):
        assert missing([topic.question, topic.background, topic.process, topic.host.name, name], page) == []


def test_posters_come_with_the_corners_and_stay_on_the_desk(workshop, hanna, sit):
    phone = sit("p06")
    assert phone.get(f"/w/{workshop.public_id}/papers/corners.pdf").status_code == 404
    workshop.topics.update(state="parked", corner="")
    assert hanna.get(f"/w/{workshop.public_id}/papers/corners.pdf").status_code == 404


def test_square_leads_to_the_page_of_its_corner(workshop):
    squares = [one["qr"] for one in papers["corners"].content(workshop)["corners"]]
    addresses = [f"{base_url(workshop)}/w/{workshop.public_id}/corners/{letter}/" for letter in "ABCD"]
    assert squares == [qr_svg(address) for address in addresses]


# ---- what came of it -----------------------------------------------------------------------------------------


@pytest.fixture
def thanked(workshop, step) -> Workshop:
    step("award")
    return workshop


def paper(client, workshop, name):
    return client.get(f"/w/{workshop.public_id}/papers/{name}", {"language": "en"})


def test_report_says_topics_ideas_to_dos_effects_and_visits(thanked, hanna, example):
    answer = paper(hanna, thanked, "openspace.pdf")
    said = words(answer.content)
    wanted = [row["question"] for row in example["topics"]] + [row["text"] for row in example["opinions"]]
    wanted += [row["note"] for row in [*example["todos"], *example["hr_visits"]]]
    assert missing(wanted, said) == []
    assert re.fullmatch(r'attachment; filename="open-space-report-v\d+-20\d\d-\d\d-\d\d\.pdf"', name_of(answer))
    # Whoever only wrote is named nowhere: owners and hosts are, and what groups earned is on another sheet.
    named = {row["owner"] for row in example["todos"]} | {row["host"] for row in example["topics"]}
    silent = thanked.seats.writers().exclude(person__key__in=named).values_list("name", flat=True)
    assert len(missing(silent, said)) == len(silent) == 2
    assert missing(["530", "650"], said) == ["530", "650"]


def name_of(response) -> str:
    return response["Content-Disposition"]


def test_report_as_a_workbook_is_for_everybody(thanked, hanna, sit, example):
    sheets = cells(paper(sit("p26"), thanked, "openspace.xlsx").content)
    assert list(sheets) == ["Topics", "Ideas", "To-dos", "Visits"]
    assert [len(rows) - 1 for rows in sheets.values()] == [4, 40, 27, 4]
    assert sheets["Topics"][1][6:] == [12, 9, 6, 3, 1, 1, 1]
    lids = next(row for row in sheets["To-dos"] if row[1] == "模具按使用频率分区摆放")
    assert lids[3:] == ["刘铁军", date(2026, 5, 22), "Implemented", "Measured", 38, 24, "minutes search per shift", ""]


def test_reward_sheet_is_for_who_pays(thanked, hanna, sit, client):
    thanked.seats.filter(person__key="p03").update(role="lead")
    for reader in (hanna, sit("p03")):
        rows = cells(paper(reader, thanked, "rewards.xlsx").content)["Reward sheet"]
        assert [row[-1] for row in rows] == ["CNY", 530, 650, 450, 370, 2000]
    assert [paper(reader, thanked, "rewards.xlsx").status_code for reader in (sit("p26"), client)] == [404, 404]
    assert [paper(sit("p26"), thanked, name).status_code for name in ("rewards.pdf", "rewards.png")] == [404, 404]


def test_reward_sheet_prints_the_sums_of_the_circle(thanked, hanna):
    said = words(paper(hanna, thanked, "rewards.pdf").content)
    assert missing(["530", "650", "450", "370", "2,000", "The company pays groups, not persons."], said) == []


def test_no_report_before_the_award_and_no_sheet_without_a_budget(workshop, hanna, step):
    step("home")
    assert [paper(hanna, workshop, name).status_code for name in ("openspace.xlsx", "rewards.xlsx")] == [404, 404]
    step("award")
    Space.objects.filter(workshop=workshop).update(budget=0)
    assert [paper(hanna, workshop, name).status_code for name in ("openspace.xlsx", "rewards.xlsx")] == [200, 404]


def test_idea_that_begins_like_a_formula_is_a_text(thanked, hanna):
    Opinion.objects.filter(workshop=thanked, number=1, topic__corner="A").update(text="=1+1")
    content = paper(hanna, thanked, "openspace.xlsx").content
    assert "=1+1" in [row[2] for row in cells(content)["Ideas"]]
    assert b"<f>" not in b"".join(sheets_of(content))


def sheets_of(workbook: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
