"""A roster on its way in: R-PREP-8, R-DEC-7, superiors, and nothing stored before somebody confirmed."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext, override

from people import roster
from people.models import Person
from people.models.intake import Imported, Row
from people.roster import namesake
from people.spreadsheet import Unreadable
from people.text import colon
from tests.people.conftest import everything, login
from tests.people.test_spreadsheet import far_away, workbook


def read(house, text: str) -> roster.Roster:
    return roster.read(text.encode(), house.organisation)


def problems(house, text: str) -> list[tuple[int, list[str]]]:
    return [(problem.line, problem.texts) for problem in read(house, text).problems]


def test_a_whole_list_is_understood(house):
    found = read(
        house,
        "姓名,拼音,部门,职务,层级,直接上级,语言\n"
        "王小明,Wang Xiaoming,质量部,检验员,基层,李雷,中文\n李雷,,质量部,经理,中层,梁启文,英文\n",
    )
    assert found.rows == [
        Row("王小明", "质量部", "Wang Xiaoming", "检验员", "base", "李雷", "zh-hans"),
        Row("李雷", "质量部", "", "经理", "middle", "梁启文", "en"),
    ]
    assert (found.problems, found.private, found.unknown, found.known) == ([], [], [], 0)


def test_english_headings_in_any_order_below_a_title(house):
    found = read(house, "Staff list 2026,,\n\nDepartment;Name\n".replace(";", ",") + "Sales,Ann\n")
    assert found.rows == [Row("Ann", "Sales")]


def test_a_department_merged_over_its_people_is_each_ones_and_headings_may_repeat(house):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:C1", "Staff list 2026")
        for number, row in enumerate(
            [["部门", "姓名"], ["", "方梅"], ["", "孙伟"], [], ["部门", "姓名"], ["质量部", "李雷"]]
        ):
            sheet.write_row(number + 1, 1, row)
        sheet.merge_range("B3:B5", "铸造车间")
    found = roster.read(stream.getvalue(), house.organisation)
    assert [(row.name, row.department) for row in found.rows] == [
        ("方梅", "铸造车间"),
        ("孙伟", "铸造车间"),
        ("李雷", "质量部"),
    ]
    assert found.problems == []


def test_the_sheet_with_the_list_is_found(house):
    found = roster.read(workbook([["Read me"]], [["Name", "Department"], ["Ann", "Sales"]]), house.organisation)
    assert found.rows == [Row("Ann", "Sales")]


@pytest.mark.parametrize(
    ("sheet", "told"), [([[]], "There is no text in it."), ([["Name", "Department"]], "nobody yet")]
)
def test_list_without_text_or_without_people_says_so(sheet, told, house):
    with override("en"), pytest.raises(Unreadable, match=told):
        roster.read(workbook(sheet), house.organisation)


@pytest.mark.parametrize("text", ["name\nAnn\n", "部门\n销售部\n", "a,b\nc,d\n"])
def test_without_both_headings_the_list_is_refused(text, house):
    with pytest.raises(Unreadable) as refusal:
        read(house, text)
    assert text.split("\n")[0].replace(",", ", ") in str(refusal.value)


def test_name_and_department_are_required_in_each_line(house):
    """R-PREP-8"""
    found = problems(house, "name,department,job title\nAnn,,Clerk\n,Sales,Clerk\n\u200b,\u3000,Clerk\nBob,Sales,\n")
    required = gettext("Every line needs one, as text and no formula (R-PREP-8).")
    name, department = f"{gettext('Name')}: {required}", f"{gettext('Department')}: {required}"
    assert found == [(2, [department]), (3, [name]), (4, [name, department])]


def test_namesakes_in_a_department_need_a_suffix(house):
    """R-PREP-8"""
    found = problems(house, "name,department\nLi Wei,Sales\nLI  WEI,sales\nLi Wei 2,Sales\nLi Wei,Quality\n")
    assert found == [(2, [namesake()]), (3, [namesake()])]


def test_the_two_names_of_a_department_are_one_department(house):
    """R-PREP-8"""
    assert problems(house, "name,department\nAnn,Production\nAnn,生产部\n") == [(2, [namesake()]), (3, [namesake()])]


def test_private_columns_are_dropped_and_reported(house):
    """R-DEC-7"""
    found = read(house, "姓名,性别,部门,年龄,Marital status,鞋码\n王小明,男,质量部,51,divorced,43\n")
    assert (found.private, found.unknown) == (["性别", "年龄", "Marital status"], ["鞋码"])
    assert found.rows == [Row("王小明", "质量部")]
    house.organisation.import_roster(found.rows)
    kept = {str(value) for row in everything()["Person"] for name, value in row.items() if not name.endswith("id")}
    assert kept & {"51", "男", "divorced", "43"} == set()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "@SUM(A1)", "-2+3", "＝1+1", "#REF!", "#N/A", '=HYPERLINK("http://x")'])
def test_formulas_and_broken_cells_are_refused(cell, house):
    text = gettext("This looks like a formula. Write the text itself.")
    quoted = '"' + cell.replace('"', '""') + '"'
    found = problems(house, f"name,department,job title\n{quoted},Sales,\nAnn,Sales,{quoted}\n")
    assert found == [(2, [f"{gettext('Name')}: {text}"]), (3, [f"{gettext('Job title')}: {text}"])]


@pytest.mark.parametrize("mark", ["-", "–", "/", "无", "N/A", ""])
def test_marks_for_nothing_are_nothing(mark, house):
    assert read(house, f"name,department,superior,level,language\nAnn,Sales,{mark},{mark},{mark}\n").rows == [
        Row("Ann", "Sales")
    ]


def test_a_level_or_language_that_is_not_known_lists_the_words(house):
    found = problems(house, "name,department,level,language\nAnn,Sales,emperor,Klingon\n")
    refusal = gettext("“%(word)s” is not known here: write one of %(words)s, or leave it empty.")
    levels, languages = "top / 高层, middle / 中层, base / 基层", "en / 英文, zh / 中文"
    assert found == [
        (
            2,
            [
                f"{gettext('Level')}: " + refusal % {"word": "emperor", "words": levels},
                f"{gettext('Language')}: " + refusal % {"word": "Klingon", "words": languages},
            ],
        )
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_labels_in_a_refusal_are_in_the_readers_language(language, house):
    with override(language):
        expected = (
            f"{gettext('Department')}{colon()}{gettext('Every line needs one, as text and no formula (R-PREP-8).')}"
        )
        assert problems(house, "name,department\nAnn,\n") == [(2, [expected])]


def test_too_long_and_turning_names_are_refused(house):
    found = problems(house, f"name,department\n{'x' * 41},Sales\nLi\u202eWei,Sales\n")
    assert [line for line, _texts in found] == [2, 3]


SUPERIORS = """name,department,superior,latin name
Ann,Sales,Bob,
Bob,Sales,Liang Qiwen,
Eve,Sales,Nobody Known,
Kim,Sales,Kim,
Kim,Quality,Kim (Sales),
Lee,Quality,Kim,
梅,Quality,kim （QUALITY）,Mei
Tom,Quality,mei,
"""


def test_superiors_are_found_by_name_latin_name_and_department(house):
    found = read(house, SUPERIORS)
    assert [row.name for row in found.rows] == ["Ann", "Bob", "Kim", "梅", "Tom"]
    unknown = gettext("Direct superior: nobody on the list is called “%(name)s”. Correct the name, or leave it empty.")
    several = gettext("Direct superior: several people are called “%(name)s”. Add the department: “%(name)s (…)”.")
    assert [(problem.line, problem.texts) for problem in found.problems] == [
        (4, [unknown % {"name": "Nobody Known"}]),
        (5, [several % {"name": "Kim"}]),
        (7, [several % {"name": "Kim"}]),
    ]


def test_nobody_is_the_own_superior(house):
    text = gettext("Direct superior: nobody is their own superior. Leave it empty where there is none.")
    assert problems(house, "name,department,superior\nAnn,Sales,Ann\n") == [(2, [text])]


def test_a_circle_is_shown_on_each_of_its_lines_and_on_no_other(house):
    text = gettext("Direct superior: the way up leads back to this person. Correct one of the lines.")
    found = problems(house, "name,department,superior\nA,S,B\nB,S,C\nC,S,A\nD,S,A\nE,S,Sun Wei\n")
    assert found == [(2, [text]), (3, [text]), (4, [text])]


def test_a_circle_through_the_roster_is_seen(house):
    text = gettext("Direct superior: the way up leads back to this person. Correct one of the lines.")
    assert problems(house, "name,department,superior\n梁启文,Production,Sun Wei\n") == [(2, [text])]


def test_importing_links_everybody_to_their_superior(house):
    rows = [Row("Head", "Sales"), *[Row(f"P{n}", "Sales", superior="Head") for n in range(3)]]
    assert house.organisation.import_roster(rows) == Imported(added=4, completed=0, departments=1)
    reports = Person.objects.get(name="Head").reports.values_list("name", flat=True)
    assert list(reports) == ["P0", "P1", "P2"]


def test_importing_fills_in_what_can_be_known(house):
    house.organisation.import_roster(
        [Row("王小明", "质量部"), Row("Ann", "Sales", job_level="top", language="zh-hans")]
    )
    people = Person.objects.order_by("-pk")[:2]
    assert [(each.name, each.job_level, each.language) for each in people] == [
        ("Ann", "top", "zh-hans"),
        ("王小明", "base", "zh-hans"),
    ]
    departments = house.organisation.departments.order_by("-pk")[:2]
    assert [(each.name_en, each.name_zh) for each in departments] == [("Sales", ""), ("", "质量部")]


def test_importing_again_completes_and_erases_nothing(house):
    house.organisation.import_roster([Row("sun wei", "生产部", name_latin="Sun Wei", job_title="Melter")])
    count = Person.objects.count()
    assert house.organisation.import_roster([Row("Sun Wei", "production", job_level="middle")]) == Imported(0, 1, 0)
    house.organisation.import_roster([Row("Sun Wei", "production", key_post="yes")])
    house.organisation.import_roster([Row("Sun Wei", "production")])
    sun = Person.objects.get(pk=house.sun.pk)
    assert (sun.name, sun.name_latin, sun.job_title, sun.job_level) == ("Sun Wei", "Sun Wei", "Melter", "middle")
    assert (sun.superior, sun.key_post, Person.objects.count()) == (house.liang, True, count)


def test_importing_touches_no_other_organisation(house, olga):
    other = olga.organisations().get()
    before = list(other.people.values())
    house.organisation.import_roster([Row("Oskar", "Elsewhere")])
    assert list(other.people.values()) == before
    assert (
        Person.objects.get(name="Oskar", organisation=house.organisation).department.organisation == house.organisation
    )


def test_5000_people_are_imported_at_once(house):
    rows = [Row(f"Person {n}", f"Department {n % 40}", superior=f"Person {n // 10}" if n else "") for n in range(5000)]
    assert house.organisation.import_roster(rows) == Imported(5000, 0, 40)
    assert Person.objects.exclude(superior=None).count() == 5000
    text = "name,department,superior\n" + "\n".join(f"{row.name},{row.department},{row.superior}" for row in rows)
    assert read(house, text).known == 5000


# --- the two pages ---------------------------------------------------------------------------------------------------


def upload(client, house, content: bytes | str, name="roster.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post(
        reverse("import_roster", args=[house.organisation.pk]), {"roster": SimpleUploadedFile(name, data)}
    )


def confirm(client, house, digest):
    return client.post(reverse("confirm_roster", args=[house.organisation.pk]), {"digest": digest})


LIST = "姓名,部门,性别\n王小明,质量部,男\n"


def test_nothing_is_stored_before_somebody_confirms(house):
    client = login(house.hanna)
    before = everything()
    preview = upload(client, house, LIST)
    assert (preview.status_code, everything()) == (200, before)
    response = confirm(client, house, preview.context["digest"])
    assert response.headers["Location"] == reverse("people", args=[house.organisation.pk])
    assert list(Person.objects.filter(name="王小明").values_list("department__name_zh", flat=True)) == ["质量部"]


def test_the_preview_names_what_is_wrong_and_what_stays_out(house):
    page = upload(login(house.hanna), house, LIST + ",质量部,女\n")
    assert page.status_code == 422
    text = page.content.decode()
    assert gettext("Left out, because it is not collected here (R-DEC-7)") in text
    assert ("性别" in text, "女" in text) == (True, False)
    assert gettext("Every line needs one, as text and no formula (R-PREP-8).") in text


def test_the_preview_names_departments_that_would_be_new(house):
    house.organisation.departments.create(name_en="Sales", name_zh="销售部")
    listed = "Name,Department\nAnn,Sales\nBen,Slaes\nCem,slaes\nDan,销售部\n,Nowhere\n"
    assert upload(login(house.hanna), house, listed).context["roster"].departments == ["slaes"]


@pytest.mark.parametrize(
    ("back", "led_to"),
    [
        ("/w/0123/plan/#seats", "/w/0123/plan/#seats"),
        ("https://elsewhere.example/", None),
        ("//elsewhere.example", None),
    ],
)
def test_whoever_came_from_an_event_goes_back_to_it_and_nowhere_else(house, back, led_to):
    client, people = login(house.hanna), reverse("people", args=[house.organisation.pk])
    client.get(reverse("import_roster", args=[house.organisation.pk]), {"back": back})
    assert client.get(people).context["back"] == (led_to or "")
    done = confirm(client, house, upload(client, house, LIST).context["digest"])
    assert done.headers["Location"] == (led_to or people)
    client.get(reverse("organisations"))
    assert client.get(people).context["back"] == ""


def test_good_lines_may_come_in_without_the_bad_ones(house):
    client = login(house.hanna)
    preview = upload(client, house, LIST + ",质量部,女\n")
    confirm(client, house, preview.context["digest"])
    assert Person.objects.filter(department__name_zh="质量部").count() == 1


def test_a_preview_is_confirmed_once(house):
    client = login(house.hanna)
    digest = upload(client, house, LIST).context["digest"]
    confirm(client, house, digest)
    before = everything()
    assert confirm(client, house, digest).headers["Location"] == reverse("import_roster", args=[house.organisation.pk])
    assert everything() == before


@pytest.mark.parametrize("digest", ["", "0", "x" * 1000])
def test_only_the_preview_that_was_seen_is_confirmed(digest, house):
    client = login(house.hanna)
    before = upload(client, house, LIST) and everything()
    confirm(client, house, digest)
    assert everything() == before


def test_two_windows_are_told_apart(house):
    client = login(house.hanna)
    first = upload(client, house, LIST).context["digest"]
    second = upload(client, house, "name,department\nAnn,Sales\n").context["digest"]
    confirm(client, house, first)
    assert Person.objects.count() == 2
    confirm(client, house, second)
    assert Person.objects.filter(name__in=["Ann", "王小明"]).values_list("name", flat=True).get() == "Ann"


def test_a_preview_of_one_organisation_is_not_taken_by_another(house, olga):
    own = olga.organisations().get()
    house.organisation.grant(olga, "fac")
    client = login(olga)
    digest = upload(client, house, LIST).context["digest"]
    client.post(reverse("confirm_roster", args=[own.pk]), {"digest": digest})
    assert Person.objects.filter(name="王小明").count() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"a,b\n1,2\n", b'name,department\n"' + b"a" * 200_000, far_away()],
    ids=["empty", "binary", "broken", "other headings", "endless cell", "half a terabyte"],
)
def test_a_hostile_file_is_answered_beside_the_field(content, house):
    response = upload(login(house.hanna), house, content, "roster.xlsx")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["roster"]


def test_no_file_and_a_huge_one_are_answered_too(house):
    client = login(house.hanna)
    assert client.post(reverse("import_roster", args=[house.organisation.pk]), {}).status_code == 422
    response = upload(client, house, b"name,department\n" * 300_000)
    assert (response.status_code, "2048" in response.content.decode()) == (422, True)


def test_what_is_typed_in_a_cell_is_never_markup(house):
    page = upload(login(house.hanna), house, "name,department,<i>x</i>\n<b>Ann</b>,Sales,\n,<u>Sales</u>,\n")
    assert [tag for tag in ("<b>Ann", "<i>x", "<u>Sales") if tag in page.content.decode()] == []
