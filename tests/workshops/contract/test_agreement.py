"""The opening contract: taps, concerns, R-OPEN-1, R-OPEN-2, R-OPEN-3."""

import pytest
from django.utils import timezone
from lxml import html

from workshops.coaching import findings
from workshops.kickoff.contract.models import AgreementTap

pytestmark = pytest.mark.django_db(transaction=True)


def tap(client, workshop, **data):
    return client.post(f"/w/{workshop.public_id}/agreement/", data)


def test_agreement_is_kept_with_its_seat(workshop, sit, go_to):
    go_to("contract", "agree")
    phone = sit("p03")
    response = tap(phone, workshop, answer="agree")
    assert response.status_code == 200
    assert list(AgreementTap.objects.values_list("seat", "answer", "concern")) == [(phone.seat.pk, "agree", "")]


def test_agreement_may_be_changed_until_lock(workshop, sit, go_to):
    go_to("contract", "agree")
    phone = sit("p03")
    tap(phone, workshop, answer="agree")
    tap(phone, workshop, answer="concern", concern="Will night shift read this too?")
    assert list(AgreementTap.objects.values_list("answer", "concern")) == [
        ("concern", "Will night shift read this too?")
    ]


def test_agreement_is_refused_outside_its_step(workshop, sit, go_to):
    go_to("contract", "welcome")
    response = tap(sit("p03"), workshop, answer="agree")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert not AgreementTap.objects.exists()


def test_agreement_of_observer_is_refused(workshop, sit, go_to):
    go_to("contract", "agree")
    response = tap(sit("p10"), workshop, answer="agree")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert not AgreementTap.objects.exists()


def test_agreement_without_seat_is_refused(workshop, client, go_to):
    go_to("contract", "agree")
    assert tap(client, workshop, answer="agree").status_code == 403
    assert not AgreementTap.objects.exists()


def test_concern_without_words_is_refused_and_keeps_the_old_tap(workshop, sit, go_to):
    go_to("contract", "agree")
    phone = sit("p03")
    tap(phone, workshop, answer="agree")
    response = tap(phone, workshop, answer="concern")
    assert (response.status_code, response["X-Rule"]) == (422, "R-OPEN-2")
    assert AgreementTap.objects.get().answer == "agree"


def test_r_open_2_nothing_is_agreed_without_a_tap(workshop, sit, go_to):
    go_to("contract", "agree")
    phone = sit("p03")
    page = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert ('data-answer=""' in page, "checked" in page) == (True, False)
    assert tap(phone, workshop).status_code == 422
    assert not AgreementTap.objects.exists()


def test_r_open_2_concern_is_shown_without_name(workshop, sit, go_to, hanna):
    go_to("contract", "agree")
    tap(sit("p08"), workshop, answer="concern", concern="Will night shift read this too?")
    concern = AgreementTap.objects.get()
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert "Will night shift read this too?" not in wall
    hanna.post(f"/w/{workshop.public_id}/run/agreement/{concern.pk}/reply/", {"reply": "Yes, in print."})
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    console = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    author = concern.seat
    assert [text in wall for text in ("Yes, in print.", author.name, author.name_latin)] == [True, False, False]
    assert [text in console for text in ("Yes, in print.", author.name, author.name_latin)] == [True, False, False]


def test_r_open_1_fires_on_a_concern_that_waits(workshop, sit, go_to, everybody_here):
    run = go_to("contract", "agree")
    for seat in everybody_here:
        AgreementTap.objects.create(workshop=workshop, seat=seat, answer="agree")
    tap(sit("p08"), workshop, answer="concern", concern="Who reads this?")
    assert [finding.rule for finding in findings(run, locks=True)] == ["R-OPEN-1"]


def test_r_open_1_fires_when_too_few_were_heard(workshop, go_to, everybody_here):
    run = go_to("contract", "agree")
    for seat in everybody_here[:14]:
        AgreementTap.objects.create(workshop=workshop, seat=seat, answer="agree")
    assert [finding.what for finding in findings(run, locks=True)] == ["14 of 18 agreed or were heard."]


def test_r_open_1_counts_nobody_who_still_rests_on_the_second_morning(workshop, go_to, everybody_here):
    run = go_to("contract", "agree")
    for seat in everybody_here[:10]:
        AgreementTap.objects.create(workshop=workshop, seat=seat, answer="agree")
    workshop.seats.filter(pk__in=[seat.pk for seat in everybody_here[:5]]).update(rests_at=timezone.now())
    assert [finding.what for finding in findings(run, locks=True)] == ["5 of 13 agreed or were heard."]


def test_r_open_1_is_silent_when_four_of_five_agreed(workshop, go_to, everybody_here):
    run = go_to("contract", "agree")
    for seat in everybody_here[:15]:
        AgreementTap.objects.create(workshop=workshop, seat=seat, answer="agree")
    assert findings(run, locks=True) == []


def test_r_open_1_asks_for_a_reason_and_keeps_it(workshop, go_to, next_step, everybody_here):
    run = go_to("contract", "agree")
    assert next_step().status_code == 409
    run.refresh_from_db()
    assert (run.state, list(run.overrides.all())) == ("open", [])
    assert next_step(R_OPEN_1="The room agreed").status_code == 302
    run.refresh_from_db()
    assert run.state == "locked"
    assert list(run.overrides.values_list("rule", "reason")) == [("R-OPEN-1", "The room agreed")]


def test_r_open_3_fires_on_eight_lines_and_not_on_seven(workshop, go_to):
    run = go_to("contract", "welcome")
    for order in range(7):
        workshop.agreements.create(order=order, text_en=f"Line {order}", text_zh="")
    assert findings(run, locks=False) == []
    workshop.agreements.create(order=7, text_en="Line 8", text_zh="")
    assert [finding.rule for finding in findings(run, locks=False)] == ["R-OPEN-3"]


def test_opening_line_stands_on_wall_and_phones_once_it_is_agreed(workshop, hanna, sit, go_to):
    workshop.checklist.all().delete()
    workshop.seats.filter(role="lead").update(name="Liang Qiwen", name_latin="Liang Qiwen")
    go_to("contract", "agree")
    tick = f"/w/{workshop.public_id}/plan/checklist/P02/"

    phone = sit("p03")

    def line(reader, path: str) -> str:
        page = html.fromstring(reader.get(path).content.decode())
        return " ".join(page.xpath("string(//figure[@class='opening'])").split())

    def lines() -> tuple[str, str]:
        return line(hanna, f"/w/{workshop.public_id}/wall/"), line(phone, f"/w/{workshop.public_id}/")

    seen = [lines()]
    for said in ({"state": "done", "note": "I came to listen."}, {"state": "done"}, {"state": "open"}):
        hanna.post(tick, said)
        seen.append(lines())
    said = "“I came to listen.”Liang Qiwen"
    assert seen == [("", ""), *[(said, said)] * 2, ("", "")]
