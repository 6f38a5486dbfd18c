"""From the plan to the roster and back: a list is read in, what is wrong is told line by line, the good get seats."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

pytestmark = pytest.mark.django_db(transaction=True)
LINES = [["Name", "Department", "Age"], ["Lin Yue", "Quality", "31"], ["", "Quality", ""], ["王五", "质量部", ""]]


def as_csv() -> SimpleUploadedFile:
    text = "\n".join(",".join(line) for line in LINES)
    return SimpleUploadedFile("people.csv", text.encode(), "text/csv")


def as_xlsx() -> SimpleUploadedFile:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, line in enumerate(LINES):
        sheet.write_row(number, 0, line)
    book.close()
    return SimpleUploadedFile("people.xlsx", stream.getvalue(), "application/octet-stream")


def tree(response):
    return html.fromstring(response.content.decode())


@pytest.mark.parametrize("file", [as_csv, as_xlsx])
def test_list_is_read_in_from_the_plan(workshop, hanna, file):
    plan = f"/w/{workshop.public_id}/plan/"
    workshop.invite(workshop.organisation.people.all())
    [upload] = tree(hanna.get(plan)).xpath("//section[@id='seats']//a[contains(@href,'import')]/@href")
    preview = hanna.post(upload, {"roster": file()})
    page = tree(preview)
    wrong = [" ".join(row.text_content().split()) for row in page.xpath("//tr[@data-s='look']")]
    assert (preview.status_code, len(wrong)) == (422, 1)
    assert wrong[0].startswith("3–Name:")
    assert [one.text_content() for one in page.xpath("//p[not(@hidden) and contains(@class,'banner--warn')]//bdi")] == [
        "Age"
    ]
    form = page.xpath("//form[.//input[@name='digest']]")[0]
    hanna.post(form.get("action"), {"digest": form.xpath(".//input[@name='digest']/@value")[0]})
    seats = workshop.seats.count()
    offered = tree(hanna.get(plan)).xpath("//form[contains(@action,'/plan/roster/')]/button")
    assert [" ".join(one.text_content().split()) for one in offered] == ["Seat 2 more from the roster"]
    hanna.post(f"{plan}roster/")
    assert workshop.seats.count() == seats + 2
    assert workshop.seats.filter(name__in=["Lin Yue", "王五"]).count() == 2


def test_file_that_is_no_list_says_so_and_keeps_nothing(workshop, hanna):
    people = workshop.organisation.people.count()
    upload = f"/o/{workshop.organisation_id}/people/import/"
    answer = hanna.post(upload, {"roster": SimpleUploadedFile("people.xlsx", b"PK not a workbook")})
    assert answer.status_code == 422
    assert tree(answer).xpath("//*[@role='alert' or contains(@class,'hint--bad')]")
    assert workshop.organisation.people.count() == people
