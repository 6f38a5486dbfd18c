"""What the day leaves on paper: every sentence in both languages reads back, nothing that is private stands in it."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from signing.press import press_picture
from tests.workshops.papers.conftest import held, workshop  # noqa: F401
from tests.workshops.papers.reading import cells, missing, picture, words
from workshops import coaching
from workshops.kickoff.closing import report
from workshops.kickoff.closing.passed import PASSED
from workshops.kickoff.closing.stages import group_photo
from workshops.kickoff.consensus import versions
from workshops.kickoff.consensus.models import Stance
from workshops.models import Note, Picture
from workshops.papers import papers
from workshops.pictures import encode

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def evening(held, photo):  # noqa: F811
    """The example's day with its times, a skip, an override, late notes and a picture of all."""
    workshop, zone = held, held.organisation.zone  # noqa: F811
    at = datetime(2026, 1, 16, 8, 46, tzinfo=zone)
    for run in workshop.agenda.all():
        run.opened_at, run.locked_at, run.state = at, at + timedelta(minutes=run.minutes + 6), "locked"
        run.save()
        at = run.locked_at
    user, swot = workshop.facilitator, workshop.agenda.get(kind="swot")
    workshop.log("shortened", user=user, subject="stakes", reason="Out of time")
    swot.overrides.create(step="why", rule="R-SWOT-5", reason="Comes later: 胡斌, 13:40", by=user)
    wall = workshop.wall_for(swot)
    author = workshop.seats.get(person__key="p08")
    for text, state in (
        ("Spare parts end in 2027", "late"),
        ("一份代码清单", "set_aside"),
        ("Taken back", "withdrawn"),
    ):
        workshop.notes.create(text=text, state=state, wall=wall, author=author)
    Picture.objects.keep(workshop, "group", encode(photo("red").read()), user=user)
    return workshop


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_day_report_reads_back(evening, language):
    page = words(papers["day"].make(evening, language, "pdf")[0])
    told = [f"{row['plan_at']:%H:%M}" for row in report.times(evening)["rows"]]
    told += [item.text for item in evening.parked_items.all()]
    told += [agreement.text_en for agreement in evening.agreements.all()]
    told += [agreement.text_zh for agreement in evening.agreements.all()]
    with translation.override(language):
        told.append(str(PASSED["R-SWOT-5"]))
    told += ["Out of time", "Comes later: 胡斌, 13:40", "Spare parts end in 2027", "一份代码清单", "+6"]
    assert missing(told, page) == []
    assert missing(["Taken back", "R-SWOT-5"], page) == ["Taken back", "R-SWOT-5"]


def test_day_report_has_words_for_each_rule_that_asks_for_a_reason():
    asking = {one.id for of_step in coaching.rules.values() for one in of_step if one.level == coaching.ASK}
    assert sorted(rule for rule in asking - PASSED.keys() if not rule.startswith("R-OS-")) == []


def test_r_sign_5_day_report_tells_neither_reason_nor_name(evening):
    run, user = evening.agenda.get(kind="signing"), evening.facilitator
    run.overrides.create(step="sign", rule="R-SIGN-5", reason="Sun Wei wants to think", by=user)
    with translation.override("en"):
        [row] = [row for row in report.reasons(evening) if "signed" in row["about"]]
    assert (row["about"].split(" · ")[-1], row["why"], row["who"]) == ("Not all had signed yet", "", "")


def test_day_report_says_when_each_stage_was(evening):
    rows = [row for row in report.times(evening)["rows"] if not row["is_rest"]]
    assert [row["more"] for row in rows] == [6] * 14
    assert [row["is_over"] for row in rows] == [True] * 14
    assert [bool(rows[place]["result"]) for place in (0, -1)] == [True, True]
    inside = [(row["plan_x"] >= 0, row["real_x"] + row["real_w"] <= 100.7) for row in rows]
    assert inside == [(True, True)] * 14


def test_r_gen_8_late_tray_names_no_author(evening):
    rows = report.late_tray(evening)
    assert [(row["text"], row["became"]) for row in rows] == [
        ("Spare parts end in 2027", "open"),
        ("一份代码清单", "left"),
    ]
    author = evening.seats.get(person__key="p08").name
    assert [author in str(row) for row in rows] == [False, False]


def test_late_note_that_was_added_says_its_number(evening):
    note = evening.notes.get(state="late")
    note.wall.number(note)
    note.save()
    evening.log("admitted a late note", subject=note.pk)
    assert [row["became"] for row in report.late_tray(evening)] == [f"added as {note.number}", "left"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_question_log_reads_back(held, example, language):  # noqa: F811
    page = words(papers["questions"].make(held, language, "pdf")[0])
    rows = example["town_meeting"]["questions"]
    assert missing([row["text"] for row in rows] + [row["answer"]["text"] for row in rows], page) == []
    assert missing([row["original"] for row in rows if row["original"]], page) != []


def test_r_town_12_askers_are_named_only_by_the_setting(held):  # noqa: F811
    sheet = cells(papers["questions"].make(held, "en", "xlsx")[0])["Questions"]
    askers = {row[4] for row in sheet[1:]}
    lead = held.decision_makers().get().name
    assert (len(sheet) - 1, lead in askers) == (12, False)
    held.question_names_on_wall = True
    held.save()
    sheet = cells(papers["questions"].make(held, "en", "xlsx")[0])["Questions"]
    assert lead in {row[4] for row in sheet[1:]}


def test_day_in_one_picture_is_1080_wide_and_names_nobody(evening):
    content = papers["picture"].content(evening)
    names = [seat.name for seat in evening.seats.all()]
    assert [name for name in names if name in str({**content, "photo": ""})] == []
    image = picture(papers["picture"].make(evening, "en", "png")[0])
    assert (image.width, image.format, image.height > 1500) == (1080, "PNG", True)


def test_picture_is_as_high_as_what_stands_on_it():
    page = "<html><head></head><body style='margin:0'><div style='height:{}px'></div><div id=end></div></body></html>"
    heights = [picture(press_picture(page.format(height), 600)).size for height in (300, 2500)]
    assert heights == [(600, 300), (600, 2500)]


def test_group_photo_taken_down_is_in_no_paper(evening):
    """R-GEN-15"""
    assert papers["day"].content(evening)["photo"].startswith("data:image/jpeg")
    evening.pictures.filter(kind="group").delete()
    assert group_photo(evening) is None
    assert papers["day"].content(evening)["photo"] == ""


def test_workbook_holds_the_frozen_plan_and_not_the_rows(held):  # noqa: F811
    text = versions.newest(held).parsed
    held.columns.update(heading="Something else")
    held.actions.update(text="Something else")
    book = cells(papers["plan"].make(held, "en", "xlsx")[0])
    assert list(book) == ["Goals", "Strategies", "Key actions", "SWOT", "Questions"]
    assert [row[1] for row in book["Strategies"][1:]] == [one["heading"] for one in text["strategies"]]
    actions = [action["text"] for one in [*text["strategies"], *text["annex"]] for action in one["actions"]]
    assert [row[1] for row in book["Key actions"][1:]] == actions
    goal = book["Goals"][1]
    assert (goal[5], goal[8].isoformat()) == (float(text["goals"][0]["balance"]), text["goals"][0]["date"])


@pytest.mark.parametrize(("language", "heading"), [("en", "Strategies"), ("zh-hans", "策略")])
def test_r_cons_6_workbook_and_statement_hold_no_pin_no_vote_and_no_stance(held, language, heading):  # noqa: F811
    """In either language, with both scripts as they were written; what somebody said in private stays here."""
    mark = Stance.objects.filter(clause__workshop=held, value="hear_first").exclude(change="").first()
    fist = held.fists.first()
    fist.reason = "Nobody asked the night shift"
    fist.save()
    pins = {seat.pin for seat in held.seats.all()}
    sheets = cells(papers["plan"].make(held, language, "xlsx")[0])
    said = str(sheets) + versions.newest(held).html(language)
    heads = [row[1] for row in sheets[heading][1:]]
    assert heads == [one["heading"] for one in plan_of(versions.newest(held).parsed)]
    assert [text in said for text in (mark.change, fist.reason)] == [False, False]
    assert pins & {str(cell) for rows in sheets.values() for row in rows for cell in row} == set()
    assert {"votes", "Votes", "票数"} & {cell for rows in sheets.values() for cell in rows[0]} == set()


def plan_of(text: dict) -> list[dict]:
    return [*text["strategies"], *text["annex"]]


def test_r_exp_2_hostile_note_comes_back_as_text(held):  # noqa: F811
    note = Note.objects.filter(workshop=held, state="wall", wall__run__kind="swot").first()
    Note.objects.filter(pk=note.pk).update(text="=1+1")
    rows = cells(papers["plan"].make(held, "zh-hans", "xlsx")[0])
    sheet = list(rows.values())[3]
    assert ["=1+1" in row for row in sheet].count(True) == 1
    authors = {seat.name for seat in held.seats.all()}
    assert authors & {str(cell) for row in sheet for cell in row} == set()
