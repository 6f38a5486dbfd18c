"""What people and machines put into the fields of the common pages: a clear answer, the text kept, never a fault."""

import html

import pytest
from django.core.cache import cache
from django.test import Client

from people.text import normalised
from workshops.models import Note, ParkedItem

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = {
    "empty": "",
    "blank": " \u3000\u200b\n",
    "too long": "长" * 201,
    "nul": "a\x00b",
    "surrogate": "a\ud800b",
    "markup": "<script>alert(1)</script><b>fat</b>",
    "zalgo": "Z" + "\u0301" * 3000 + "algo",
    "formula": '=HYPERLINK("http://x","y")',
    "right to left": "\u202eevil \u0645\u0631\u062d\u0628\u0627",
    "emoji": "👩‍👩‍👧‍👦" * 10,
    "template": "{{ 7*7 }}{% now %}${7*7}",
}
TOO_MUCH = {"empty", "blank", "too long"}


@pytest.fixture(autouse=True)
def no_wrong_codes_yet():
    cache.clear()


def sendable(text: str) -> str:
    """As a browser sends it: half a character becomes the sign for a character that is lost."""
    return text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("name", TEXTS)
def test_parked_topic(workshop, sit, go_to, name):
    go_to("contract", "agree")
    text = sendable(TEXTS[name])
    response = sit("p03").post(f"/w/{workshop.public_id}/parked/", {"text": text})
    kept = list(ParkedItem.objects.values_list("text", flat=True))
    if name in TOO_MUCH:
        assert (response.status_code, kept) == (422, [])
        assert 'role="alert"' in response.content.decode()
    else:
        assert (response.status_code, kept) == (201, [normalised(text)])
        assert html.escape(kept[0]) in response.content.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_note_is_kept_or_refused_with_its_reason(workshop, sit, go_to, name):
    go_to("contract", "agree")
    response = sit("p03").post(f"/w/{workshop.public_id}/notes/", {"text": sendable(TEXTS[name])})
    assert response.status_code == (422 if name in TOO_MUCH else 202)
    assert Note.objects.count() == (0 if name in TOO_MUCH else 1)


@pytest.mark.parametrize("name", TEXTS)
def test_name_at_the_door(workshop, name):
    text = sendable(TEXTS[name])
    department = workshop.organisation.departments.first()
    before = workshop.seats.count()
    page = Client().post(f"/j/{workshop.join_code}/door/", {"name": text, "department": department.pk})
    taken = len(normalised(text)) and name not in {"too long"}
    fits = page.status_code == 302
    assert page.status_code in (302, 422)
    assert workshop.seats.count() == before + fits
    assert taken or not fits
    if not fits and name == "too long":
        assert f'value="{text}"' in page.content.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_person_on_the_plan(workshop, hanna, name):
    text = sendable(TEXTS[name])
    department = workshop.organisation.departments.first()
    before = workshop.seats.count()
    page = hanna.post(
        f"/w/{workshop.public_id}/plan/people/", {"name": text, "department": department.pk, "role": "part"}
    )
    assert page.status_code in (302, 422)
    assert workshop.seats.count() == before + (page.status_code == 302)
    if name == "too long":
        assert text in page.content.decode()
    assert hanna.get(f"/w/{workshop.public_id}/plan/").status_code == 200


@pytest.mark.parametrize("name", TEXTS)
def test_title_of_a_new_workshop(workshop, hanna, name):
    form = {"name": sendable(TEXTS[name]), "organisation": workshop.organisation_id, "first_day": "2026-02-03"}
    page = hanna.post("/workshops/new/", form | {"variant": "full"})
    assert page.status_code in (302, 422)
    assert (page.status_code == 422) == (name in TOO_MUCH)
    assert hanna.get("/").status_code == 200


@pytest.mark.parametrize("name", TEXTS)
def test_reason_to_skip(workshop, hanna, name):
    before = workshop.agenda.get(kind="swot").state
    page = hanna.post(f"/w/{workshop.public_id}/run/stages/swot/skip/", {"reason": sendable(TEXTS[name])})
    assert page.status_code in (302, 422)
    skipped = workshop.agenda.get(kind="swot").state == "skipped"
    assert (skipped, before) == (page.status_code == 302, "pending")


@pytest.mark.parametrize("code", ["", "1234", "12345678901", "abcdefgh", "１２３４５６７８", "1234 5678", "0\x000"])
def test_code(client, workshop, code):
    page = client.post("/j/", {"code": code})
    assert page.status_code in (404, 422)
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize("minutes", ["", "0", "-5", "241", "1e9", "9" * 400, "five"])
def test_minutes(workshop, hanna, minutes):
    before = workshop.agenda.get(kind="swot").minutes
    page = hanna.post(f"/w/{workshop.public_id}/plan/stages/swot/minutes/", {"minutes": minutes})
    assert (page.status_code, workshop.agenda.get(kind="swot").minutes) == (422, before)


@pytest.mark.parametrize("total", ["", "-1", "1e400", "NaN", "Infinity", "9" * 60, "a lot", "1,5,5"])
def test_money(workshop, hanna, total):
    before = list(workshop.envelope.values_list("total"))
    page = hanna.post(f"/w/{workshop.public_id}/plan/envelope/", {"total": total})
    assert (page.status_code, list(workshop.envelope.values_list("total"))) == (422, before)


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"event": 1}', b"\xff\xfe", b"[" * 100_000])
def test_workshop_file(workshop, hanna, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = {"file": SimpleUploadedFile("w.json", content), "organisation": workshop.organisation_id}
    page = hanna.post("/workshops/import/", upload)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()


def test_five_megabytes_are_refused(workshop, hanna, sit, go_to):
    go_to("contract", "agree")
    flood = "x" * (5 * 1024 * 1024)
    answers = {
        "note": sit("p03").post(f"/w/{workshop.public_id}/notes/", {"text": flood}).status_code,
        "topic": sit("p04").post(f"/w/{workshop.public_id}/parked/", {"text": flood}).status_code,
        "person": hanna.post(f"/w/{workshop.public_id}/plan/people/", {"name": flood}).status_code,
    }
    assert answers == dict.fromkeys(answers, 400) or max(answers.values()) < 500
    assert (Note.objects.count(), ParkedItem.objects.count()) == (0, 0)


@pytest.mark.parametrize("path", ["/v/%00/", "/j/a%00b/seat/", "/w/8ff2a871b4a77eba4e69cf34/run/stages/%00/skip/"])
def test_address_with_a_nul_is_nobodys_and_asks_no_database(client, django_assert_num_queries, path):
    """PostgreSQL refuses such a text altogether (F13)."""
    with django_assert_num_queries(0):
        answer = client.get(path)
    assert (answer.status_code, [template.name for template in answer.templates][:1]) == (404, ["errors/404.html"])
