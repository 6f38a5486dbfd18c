"""One act: freeze the own sheet and sign it. R-SIGN-1, 2, 3, 6, 7, 8, 9."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from live.models import Change
from signing.models import Document, Signature
from tests.workshops.commitments.conftest import HAND, read
from tests.workshops.conftest import seq
from workshops.kickoff.commitments import hands
from workshops.kickoff.commitments.models import Commitment
from workshops.kickoff.commitments.sheets import sheet_of
from workshops.kickoff.consensus import versions
from workshops.models import Seat

pytestmark = pytest.mark.django_db(transaction=True)


def sheets():
    return Document.objects.filter(kind="sheet")


def touched(workshop, before: int) -> list[tuple[str, str]]:
    changes = Change.objects.filter(room=workshop.room, seq__gt=before).order_by("seq")
    return list(changes.values_list("kind", "ref"))


def test_sign(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone, before = sit("p28"), seq(workshop)
    response = sign(phone)
    signature = Signature.objects.get()
    sheet, statement = signature.document, versions.newest(workshop)
    assert response.status_code == 201
    assert f'data-signature="{signature.pk}"' in response.content.decode()
    assert (signature.name, signature.person.key, signature.mode) == ("Anna Lindqvist", "p28", "drawn")
    assert (signature.strokes, signature.kind, signature.transport) == (HAND, "agree", "http")
    assert (sheet.kind, sheet.version, sheet.stands_by) == ("sheet", 1, statement)
    assert touched(workshop, before) == [("signature", str(signature.pk))]
    assert list(workshop.entries.filter(act="signed").values_list("seat", "rule")) == [(phone.seat.pk, "R-SIGN-1")]


def test_sign_on_the_chinese_page_keeps_the_language_read(workshop, sit, go_to, sign):
    """R-SIGN-1"""
    go_to("signing", "sign")
    phone = sit("p05")
    phone.cookies["django_language"] = "zh-hans"
    assert sign(phone, typed_name="郝建国").status_code == 201
    signature = Signature.objects.get()
    assert (signature.language, signature.mode, signature.typed) == ("zh-hans", "typed", "郝建国")


def test_r_sign_9_sheet_says_what_is_promised_and_what_it_stands_by(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    sign(sit("p28"))
    statement, sheet = versions.newest(workshop), sheets().get()
    digits = statement.short_hash
    promise = workshop.commitments.get(seat__person__key="p28")
    assert sheet.parsed["commitments"] == [
        {
            "id": promise.pk,
            "text_en": promise.text,
            "text_zh": "",
            "due": "2026-03-02",
            "seen_by": "",
            "need": "",
            "need_from": "",
            "need_from_key": "",
            "to_leader": False,
        }
    ]
    assert sheet.parsed["stand_en"] == f"I stand by statement 1, version 2, hash {digits}."
    assert sheet.parsed["stand_zh"] == f"我认同共识书第 1 号第 2 版，校验码 {digits}。"


def test_r_sign_7_the_fixed_line_is_signed_with_the_sheet(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    sign(sit("p28"))
    fixed = sheets().get().parsed
    assert fixed["fixed_en"] == "A working promise, not an employment contract; no effect on pay by itself."
    assert fixed["fixed_zh"] == "工作承诺，不是劳动合同，本身不影响薪酬。"


def test_r_sign_3_stale_statement_is_refused_and_nothing_is_stored(workshop, sit, go_to):
    go_to("signing", "sign")
    phone = sit("p28")
    sent, before = read(phone, workshop), seq(workshop)
    workshop.introduction = "Nineteen colleagues."
    workshop.save()
    versions.fix(workshop)
    response = phone.post(f"/w/{workshop.public_id}/signature/", sent)
    assert (response.status_code, response["X-Rule"]) == (409, "R-SIGN-3")
    assert (sheets().count(), Signature.objects.count(), touched(workshop, before)) == (0, 0, [])


def test_r_sign_9_stale_sheet_is_refused_and_nothing_is_stored(workshop, sit, go_to):
    go_to("signing", "sign")
    phone = sit("p28")
    sent = read(phone, workshop)
    workshop.commitments.get(seat=phone.seat).reword(text="I will freeze drawings ten days before.")
    response = phone.post(f"/w/{workshop.public_id}/signature/", sent)
    assert (response.status_code, response["X-Rule"]) == (409, "R-SIGN-3")
    assert (sheets().count(), Signature.objects.count()) == (0, 0)


def test_r_sign_3_signature_stays_with_its_version_and_is_asked_for_again(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    sign(phone)
    first = versions.newest(workshop)
    workshop.introduction = "Nineteen colleagues."
    workshop.save()
    second = versions.fix(workshop)
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert [words in page for words in ('id="again"', "Nineteen colleagues.", 'id="hand"')] == [True, True, True]
    assert (len(first.standing_signatures()), len(second.standing_signatures())) == (1, 0)
    assert sign(phone).status_code == 201
    assert (len(first.standing_signatures()), len(second.standing_signatures())) == (1, 1)
    assert list(sheets().values_list("version", "stands_by__version")) == [(1, 2), (2, 3)]


def test_r_sign_3_nothing_is_asked_again_while_the_version_stands(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    sign(phone)
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert [words in page for words in ('id="again"', 'id="hand"', 'id="my-signature"')] == [False, False, True]


def test_r_sign_9_changed_promise_gives_the_next_sheet_and_leaves_the_others(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    anna, ibrahim = sit("p28"), sit("p39")
    sign(anna), sign(ibrahim)
    promise = workshop.commitments.get(seat=anna.seat)
    data = {"text": "I will freeze drawings ten days before.", "due": "2026-03-02"}
    assert anna.post(f"/w/{workshop.public_id}/commitments/{promise.pk}/text/", data).status_code == 200
    assert sign(anna).status_code == 201
    versions_of = {seat: list(sheets().filter(subject__endswith=f":{seat.pk}")) for seat in (anna.seat, ibrahim.seat)}
    assert [sheet.version for sheet in versions_of[anna.seat]] == [1, 2]
    assert [sheet.version for sheet in versions_of[ibrahim.seat]] == [1]
    assert len(hands.standing(workshop)) == 2


def test_r_sign_9_changed_promise_asks_for_the_own_sheet_and_for_no_other(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    anna, ibrahim = sit("p28"), sit("p39")
    sign(anna), sign(ibrahim)
    workshop.commitments.get(seat=anna.seat).reword(text="I will freeze drawings ten days before.")
    pages = [phone.get(f"/w/{workshop.public_id}/mine/").content.decode() for phone in (anna, ibrahim)]
    asked = [[words in page for words in ('id="again-sheet"', 'id="again"', 'id="hand"')] for page in pages]
    assert asked == [[True, False, True], [False, False, False]]
    assert (len(hands.standing(workshop)), sign(anna).status_code, len(hands.standing(workshop))) == (2, 201, 2)


def test_thanks_say_which_voice_it_was(workshop, sit, go_to, sign):
    """R-SIGN-6: n of m, and nobody else."""
    go_to("signing", "sign")
    sign(sit("p39"))
    phone = sit("p28")
    page = sign(phone, remark="If Sales confirms in time.").content.decode()
    assert "You are voice 2 of 3." in page
    workshop.seats.update(checked_in_at=None)
    assert "You are voice 2 of 3." in phone.get(f"/w/{workshop.public_id}/sheet/").content.decode()
    assert "Signed with a remark: “If Sales confirms in time.”" in page
    assert "I stand by version 2" in page
    assert f"{timezone.localtime(Signature.objects.last().signed_at, workshop.organisation.zone):%H:%M}" in page


def test_sign_twice_gives_one(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    sign(phone)
    before = seq(workshop)
    assert sign(phone, remark="again").status_code == 201
    assert list(Signature.objects.values_list("remark", flat=True)) == [""]
    assert (sheets().count(), touched(workshop, before)) == (1, [])


def test_repeated_key_gives_one(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    assert [sign(phone, key="k" * 20).status_code for _turn in range(2)] == [201, 201]
    assert Signature.objects.count() == 1


def test_r_sign_8_remark_makes_it_an_agreement_with_reservation(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    sign(sit("p28"), remark="If Sales confirms in time.")
    sign(sit("p39"))
    assert list(Signature.objects.order_by("pk").values_list("kind", "remark")) == [
        ("agree_with_reservation", "If Sales confirms in time."),
        ("agree", ""),
    ]
    assert len(hands.standing(workshop)) == 2


@pytest.mark.parametrize(
    ("hand", "what"),
    [
        ({"strokes": "", "typed_name": ""}, "Sign with your finger along the line, or type your name instead."),
        ({"typed_name": "Somebody Else"}, "Type your name as it stands on the list: Anna Lindqvist."),
        ({"strokes": "M1 1L1 1"}, "Sign with your finger along the line, or type your name instead."),
    ],
)
def test_hand_that_is_none_is_refused_and_no_sheet_is_left_behind(workshop, sit, go_to, hand, what):
    """R-SIGN-1: a typed name has to be one's own."""
    go_to("signing", "sign")
    phone = sit("p28")
    sent = read(phone, workshop, **hand)
    response = phone.post(f"/w/{workshop.public_id}/signature/", sent)
    assert response.status_code == 422
    assert what in response.content.decode()
    assert (sheets().count(), Signature.objects.count()) == (0, 0)


def test_r_sign_1_observer_cannot_sign(workshop, sit, go_to, sign):
    """R-ROLE-6"""
    go_to("signing", "sign")
    response = sign(sit("p10"))
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert (sheets().count(), Signature.objects.count()) == (0, 0)


def test_r_sign_1_another_seats_hashes_do_not_sign_for_it(workshop, sit, go_to):
    go_to("signing", "sign")
    anna, ibrahim = sit("p28"), sit("p39")
    response = ibrahim.post(f"/w/{workshop.public_id}/signature/", read(anna, workshop))
    assert (response.status_code, response["X-Rule"]) == (409, "R-SIGN-3")
    assert Signature.objects.count() == 0


def test_without_seat_nothing_is_signed(workshop, sit, go_to, client):
    go_to("signing", "sign")
    assert client.post(f"/w/{workshop.public_id}/signature/", read(sit("p28"), workshop)).status_code == 403
    assert Signature.objects.count() == 0


@pytest.mark.parametrize("step", ["write", "say"])
def test_nobody_signs_before_the_step(workshop, sit, go_to, sign, step):
    go_to("signing", step)
    response = sign(sit("p28"))
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert Signature.objects.count() == 0


def test_r_sign_1_broken_session_needs_the_pin(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    seat = phone.seat
    seat.release()
    phone = sit("p28")
    assert (sign(phone).status_code, Signature.objects.count()) == (403, 0)
    wrong = sign(phone, pin=f"{(int(phone.seat.pin) + 1) % 10_000:04d}")
    assert (wrong.status_code, Seat.objects.get(pk=seat.pk).wrong_pins, Signature.objects.count()) == (403, 1, 0)
    assert wrong["X-Field"] == "pin"
    assert sign(phone, pin=phone.seat.pin).status_code == 201


def test_r_sign_1_shared_tablet_needs_the_pin(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    Seat.objects.filter(pk=phone.seat.pk).update(kind="tablet")
    assert (sign(phone)["X-Rule"], Signature.objects.count()) == ("R-SIGN-1", 0)
    signed = sign(phone, pin=phone.seat.pin)
    assert (signed.status_code, "Pass the tablet on" in signed.content.decode()) == (201, True)


def test_r_sign_2_full_text_is_one_tap_away_and_nothing_is_ticked(workshop, sit, go_to):
    go_to("signing", "sign")
    phone = sit("p28")
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert f'href="/w/{workshop.public_id}/statement/"' in page
    assert [words in page for words in ("checked", "selected")] == [False, False]
    full = phone.get(f"/w/{workshop.public_id}/statement/").content.decode()
    statement = versions.newest(workshop).parsed
    assert [action["text"] in full for one in statement["strategies"] for action in one["actions"]] == [True] * 14


def test_leader_signs_last_what_was_granted(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    lead = sit("p01")
    assert (sign(lead).status_code, Signature.objects.count()) == (409, 0)
    pages = [phone.get(f"/w/{workshop.public_id}/").content.decode() for phone in (lead, sit("p10"), sit("p28"))]
    assert [("You sign last" in page, "Others sign now." in page) for page in pages] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    go_to("signing", "support")
    assert "Read and sign" in lead.get(f"/w/{workshop.public_id}/").content.decode()
    assert sign(lead).status_code == 201
    page = lead.get(f"/w/{workshop.public_id}/").content.decode()
    assert [words in page for words in ("Read and sign", "What I signed")] == [False, True]
    sheet, signature = sheets().get(), Signature.objects.get()
    assert (signature.role_en, signature.role_zh) == ("Decision maker", "决策者")
    assert [one["topic"] for one in sheet.parsed["granted"]] == [
        decision.topic for decision in workshop.decisions.filter(outcome="yes")
    ]
    assert sheet.parsed["commitments"][0]["text_en"] == (
        "I give 266\u202f500 CNY for 10 key actions. Besides: Retired specialists two days a week."
    )
    assert (
        sheet.parsed["commitments"][0]["text_zh"]
        == "我给出266\u202f500 CNY，用于10项行动。另外：Retired specialists two days a week。"
    )


def test_r_town_11_nobody_signs_while_the_statement_is_stale(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    workshop.stale.create(kind=versions.KIND, because="strategy")
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    refused = sign(phone)
    assert (refused.status_code, refused["X-Rule"], Signature.objects.count()) == (409, "R-TOWN-11", 0)
    assert ('id="stale"' in page, 'id="hand"' in page) == (True, False)
    workshop.stale.clear()
    assert sign(phone).status_code == 201


def test_who_comes_late_still_signs_while_the_leader_reads(workshop, sit, go_to, sign):
    go_to("signing", "support")
    assert sign(sit("p24")).status_code == 201


def test_eighteen_phones_sign_at_once_and_nothing_is_lost(workshop, all_phones, go_to):
    go_to("signing", "sign")
    sent = [read(phone, workshop) for phone in all_phones]
    start, codes = threading.Barrier(len(all_phones)), []

    def post(phone, data):
        start.wait()
        codes.append(phone.post(f"/w/{workshop.public_id}/signature/", data).status_code)
        connection.close()

    threads = [threading.Thread(target=post, args=pair) for pair in zip(all_phones, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [201] * 18
    keys = sorted(signature.signer_key for signature in hands.standing(workshop))
    assert keys == sorted(f"seat:{phone.seat.pk}" for phone in all_phones)
    assert versions.newest(workshop).expected_signatures == 19


def test_r_sign_6_not_now_stores_nothing(workshop, sit, go_to):
    go_to("signing", "sign")
    phone = sit("p28")
    phone.get(f"/w/{workshop.public_id}/mine/")
    before = (workshop.entries.count(), sheets().count(), seq(workshop))
    phone.get(f"/w/{workshop.public_id}/sheet/")
    assert (workshop.entries.count(), sheets().count(), seq(workshop)) == before


def test_sheet_of_a_seat_without_promise_is_only_the_sentence(workshop, sit, go_to, sign):
    go_to("signing", "sign")
    phone = sit("p28")
    asked = ["No promise of yours stands on it yet." in phone.get(f"/w/{workshop.public_id}/").content.decode()]
    Commitment.objects.all().delete()
    asked.append("No promise of yours stands on it yet." in phone.get(f"/w/{workshop.public_id}/").content.decode())
    assert asked == [False, True]
    assert sign(phone).status_code == 201
    assert sheets().get().parsed["commitments"] == []


def test_preview_has_the_hash_that_the_frozen_sheet_gets(workshop, sit):
    seat = sit("p28").seat
    preview = sheet_of(seat, versions.newest(workshop))
    assert preview.freeze().content_hash == preview.hash
