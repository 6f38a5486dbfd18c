"""Where a post goes, who sees it, and who may change it: R-GEN-3, -4, -8, -9, -22, -23, R-ROLE-5, -6."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops import exchange
from workshops.forms import mark
from workshops.kickoff.grouping import dealing
from workshops.models import Note, StageRun, Workshop

pytestmark = pytest.mark.django_db(transaction=True)

SILENT, POST = "strategy.silent.0", "strategy.post.0"


def send(client, workshop, text, **fields):
    return client.post(f"/w/{workshop.public_id}/notes/", {"text": text} | fields)


def notes(workshop):
    return list(workshop.notes.order_by("pk").values_list("text", "state"))


def test_note_of_an_open_step_is_kept(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone = sit("p03")
    assert send(phone, workshop, "Cut waste heat", step=SILENT).status_code == 201
    note = Note.objects.get()
    assert (note.text, note.state, note.author, note.number) == ("Cut waste heat", "draft", phone.seat, None)


def test_r_gen_3_retry_with_the_same_key_is_harmless(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone, key = sit("p03"), "0123456789abcdef0123456789abcdef"
    answers = [send(phone, workshop, "Cut waste heat", step=SILENT, key=key).status_code for _ in range(3)]
    assert (answers, notes(workshop)) == ([201, 201, 201], [("Cut waste heat", "draft")])


def test_r_gen_3_note_of_the_step_just_left_joins_within_a_minute(workshop, sit, go_to):
    go_to("strategy", "post")
    assert send(sit("p03"), workshop, "Still on its way", step=SILENT).status_code == 201
    assert notes(workshop) == [("Still on its way", "wall")]


def test_r_gen_3_note_that_comes_later_waits_in_the_late_tray(workshop, sit, go_to, hanna):
    run = go_to("strategy", "post")
    StageRun.objects.filter(pk=run.pk).update(step_opened_at=timezone.now() - timedelta(seconds=61))
    response = send(sit("p03"), workshop, "Too late", step=SILENT)
    assert (response.status_code, notes(workshop)) == (202, [("Too late", "late")])
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    tray = html.fromstring(panel).xpath("//*[@id='late-tray']//li//p")
    assert [line.text_content() for line in tray] == ["Too late"]


def test_r_gen_3_late_note_joins_by_the_facilitators_tap(workshop, sit, go_to, hanna):
    run = go_to("strategy", "post")
    wall = run.workshop.wall_for(run)
    StageRun.objects.filter(pk=run.pk).update(step_opened_at=timezone.now() - timedelta(seconds=61))
    phone = sit("p03")
    send(phone, workshop, "Too late", step=SILENT, wall=wall.pk)
    address = f"/w/{workshop.public_id}/notes/{Note.objects.get().pk}/admission/"
    assert phone.post(address).status_code == 302
    assert notes(workshop) == [("Too late", "late")]
    hanna.post(address)
    note = Note.objects.get()
    assert (note.state, note.number) == ("wall", 1)


def test_r_gen_3_closed_event_refuses_as_gone(workshop, sit, go_to):
    go_to("strategy", "silent")
    Workshop.objects.update(state="closed")
    response = send(sit("p03"), workshop, "Hello?", step=SILENT)
    assert (response.status_code, response["X-Rule"], notes(workshop)) == (410, "R-GEN-3", [])


def test_r_gen_3_no_seat_no_note(workshop, client, go_to):
    go_to("strategy", "silent")
    response = send(client, workshop, "Who am I?", step=SILENT)
    assert (response.status_code, notes(workshop)) == (403, [])


def test_r_gen_13_released_seat_posts_no_more(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone = sit("p03")
    phone.seat.release()
    response = send(phone, workshop, "Old phone", step=SILENT)
    assert (response.status_code, response["X-Rule"], notes(workshop)) == (403, "R-GEN-13", [])


def test_r_role_6_observer_is_in_no_n_and_in_no_group(workshop, sit):
    observer, writer = sit("p10").seat, sit("p03").seat
    assert list(workshop.seats.writers().present()) == [writer]
    dealing.deal(workshop, 2)
    observer.refresh_from_db()
    assert observer.group is None


def test_r_role_6_observer_posts_on_no_wall(workshop, sit, go_to):
    go_to("strategy", "silent")
    response = send(sit("p10"), workshop, "I only watch", step=SILENT)
    assert (response.status_code, response["X-Rule"], notes(workshop)) == (403, "R-ROLE-6", [])


def test_r_gen_4_author_rewords_and_withdraws_until_the_stage_is_locked(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone = sit("p03")
    send(phone, workshop, "Cut waste", step=SILENT)
    address = f"/w/{workshop.public_id}/notes/{Note.objects.get().pk}"
    assert phone.post(f"{address}/text/", {"text": "Cut waste heat"}).status_code == 200
    assert notes(workshop) == [("Cut waste heat", "draft")]
    assert phone.post(f"{address}/withdrawal/").status_code == 200
    assert notes(workshop) == [("Cut waste heat", "withdrawn")]


def test_r_gen_4_words_of_another_device_are_not_written_over_unseen(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone = sit("p03")
    send(phone, workshop, "Cut waste", step=SILENT)
    address = f"/w/{workshop.public_id}/notes/{Note.objects.get().pk}/text/"
    assert f'name="text_was" value="{mark("Cut waste")}"' in phone.get(f"/w/{workshop.public_id}/mine/").text
    first = {"text": "Cut waste heat", "text_was": mark("Cut waste")}
    assert phone.post(address, first).status_code == 200
    second = phone.post(address, {"text": "Cut scrap", "text_was": mark("Cut waste")})
    assert (second.status_code, second["X-Rule"], "Cut waste heat" in second.text) == (409, "R-GEN-4", True)
    assert notes(workshop) == [("Cut waste heat", "draft")]
    assert phone.post(address, first).status_code == 200
    assert phone.post(address, {"text": "Cut scrap", "text_was": mark("Cut waste heat")}).status_code == 200
    assert notes(workshop) == [("Cut scrap", "draft")]


def test_r_gen_4_after_the_lock_notes_stand(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone = sit("p03")
    send(phone, workshop, "Cut waste", step=SILENT)
    go_to("actions", "draft")
    response = phone.post(f"/w/{workshop.public_id}/notes/{Note.objects.get().pk}/text/", {"text": "Something else"})
    assert (response.status_code, response["X-Rule"], notes(workshop)) == (409, "R-GEN-4", [("Cut waste", "draft")])


def test_r_gen_4_another_authors_note_is_not_there(workshop, sit, go_to):
    go_to("strategy", "silent")
    send(sit("p03"), workshop, "Cut waste", step=SILENT)
    address = f"/w/{workshop.public_id}/notes/{Note.objects.get().pk}/text/"
    assert sit("p04").post(address, {"text": "Mine now"}).status_code == 404
    assert notes(workshop) == [("Cut waste", "draft")]


def test_r_gen_4_facilitator_hides_with_a_reason_and_the_log_keeps_it(workshop, sit, go_to, hanna):
    go_to("strategy", "post")
    send(sit("p03"), workshop, "Zhou is lazy", step=SILENT)
    number = Note.objects.get().pk
    assert hanna.post(f"/w/{workshop.public_id}/notes/{number}/hiding/", {"reason": "no"}).status_code == 422
    assert notes(workshop) == [("Zhou is lazy", "wall")]
    hanna.post(f"/w/{workshop.public_id}/notes/{number}/hiding/", {"reason": "names and blames a person"})
    assert notes(workshop) == [("Zhou is lazy", "hidden")]
    assert "Zhou is lazy" not in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert list(workshop.entries.values_list("act", "subject")) == [("hid a note", str(number))]


def test_r_gen_8_wall_and_console_show_no_author(workshop, sit, go_to, hanna):
    go_to("strategy", "silent")
    phone = sit("p08")
    send(phone, workshop, "Cut waste heat", step=SILENT)
    go_to("strategy", "post")
    pages = [hanna.get(f"/w/{workshop.public_id}/{page}").content.decode() for page in ("wall/", "run/panel/")]
    seat = phone.seat
    assert ["Cut waste heat" in page for page in pages] == [True, True]
    assert [name in page for page in pages for name in (seat.name, seat.name_latin)] == [False] * 4


def test_r_strat_1_others_do_not_see_notes_in_silence(workshop, sit, go_to, hanna):
    go_to("strategy", "silent")
    author, other = sit("p03"), sit("p04")
    send(author, workshop, "Cut waste heat", step=SILENT)
    own = author.get(f"/w/{workshop.public_id}/mine/").content.decode()
    seen = [
        other.get(f"/w/{workshop.public_id}/mine/").content.decode(),
        other.get(f"/w/{workshop.public_id}/").content.decode(),
        hanna.get(f"/w/{workshop.public_id}/wall/").content.decode(),
    ]
    assert [own.count("Cut waste heat") > 0, *("Cut waste heat" in page for page in seen)] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "This field is required."),
        ("x" * 201, "201 characters are too many here: at most 200. Shorten it by 1."),
        ("\x00\x07 ", "This field is required."),
    ],
)
def test_r_gen_9_text_without_or_above_measure_is_refused_with_numbers(workshop, sit, go_to, text, told):
    go_to("strategy", "silent")
    response = send(sit("p03"), workshop, text, step=SILENT)
    assert (response.status_code, notes(workshop)) == (422, [])
    assert told in response.content.decode()


def test_r_gen_9_two_hundred_graphemes_are_taken(workshop, sit, go_to):
    go_to("strategy", "silent")
    family = "👨‍👩‍👧‍👦"
    for text in (family * 200, "字" * 200):
        assert send(sit("p03"), workshop, text, step=SILENT).status_code == 201
    assert notes(workshop) == [(family * 200, "draft"), ("字" * 200, "draft")]


def test_r_gen_22_phones_look_up_when_the_room_talks(workshop, sit, go_to):
    phone = sit("p03")
    modes = {}
    for step in ("silent", "post", "cluster"):
        go_to("strategy", step)
        page = phone.get(f"/w/{workshop.public_id}/").content.decode()
        modes[step] = (page.count('class="lookup__h"'), page.count('id="compose"'))
    assert modes == {"silent": (0, 1), "post": (1, 0), "cluster": (1, 0)}


def test_r_gen_23_numbers_are_given_in_shuffled_order_when_notes_are_revealed(workshop, sit, go_to):
    go_to("strategy", "silent")
    for key in ("p03", "p04", "p05"):
        phone = sit(key)
        for n in range(6):
            send(phone, workshop, f"{key} {n}", step=SILENT)
    assert set(Note.objects.values_list("number", flat=True)) == {None}
    go_to("strategy", "post")
    in_order_of_writing = list(Note.objects.order_by("pk").values_list("number", flat=True))
    assert sorted(in_order_of_writing) == list(range(1, 19))
    assert in_order_of_writing != list(range(1, 19))


def test_r_role_5_projector_needs_link_seat_or_login_and_never_tells_who_is_missing(workshop, sit, client, hanna):
    address = f"/w/{workshop.public_id}/wall/"
    assert client.get(address).status_code == 403
    assert client.get(f"{address}?key=wrong").status_code == 403
    assert client.get(f"{address}?key={workshop.projector_key}").status_code == 302
    present = sit("p03").seat
    absent = workshop.seats.get(person__key="p04")
    wall = client.get(address).content.decode()
    assert [present.name in wall, absent.name in wall, absent.name_latin in wall] == [True, False, False]
    hanna.post(f"/w/{workshop.public_id}/doors/projector/")
    assert client.get(address).status_code == 403


def test_r_gen_4_a_hidden_note_is_not_the_authors_to_change(workshop, sit, go_to, hanna):
    go_to("strategy", "post")
    phone = sit("p03")
    send(phone, workshop, "Zhou is lazy", step=SILENT)
    address = f"/w/{workshop.public_id}/notes/{Note.objects.get().pk}"
    hanna.post(f"{address}/hiding/", {"reason": "names and blames a person"})
    answers = [phone.post(f"{address}/text/", {"text": "Zhou again"}), phone.post(f"{address}/withdrawal/")]
    assert [answer["X-Rule"] for answer in answers] == ["R-GEN-4", "R-GEN-4"]
    assert notes(workshop) == [("Zhou is lazy", "hidden")]


def test_broken_key_gets_a_clear_answer(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone = sit("p03")
    send(phone, workshop, "Cut waste heat", step=SILENT)
    response = phone.post(f"/w/{workshop.public_id}/notes/{Note.objects.get().pk}/withdrawal/", {"key": "short"})
    assert (response.status_code, notes(workshop)) == (422, [("Cut waste heat", "draft")])


def test_r_dec_8_no_wall_and_no_export_ranks_people(workshop, everybody_here, go_to, sit, hanna, example):
    """R-DEC-8: counts stand by department and group; nothing is ordered by what a person did."""
    go_to("strategy", "silent")
    for key, count in (("p03", 3), ("p04", 1)):
        phone = sit(key)
        for number in range(count):
            send(phone, workshop, f"Note {number} of {key}", step=SILENT)
    go_to("strategy", "post")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    names = [seat.name for seat in workshop.seats.writers()]
    assert [name for name in names if name in wall] == []
    assert not any("rank" in key for key in exchange.export_workshop(workshop)["attendance"][0])


def test_form_that_went_off_before_the_script_leads_back_to_its_page(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone, page = sit("p03"), f"/w/{workshop.public_id}/"
    browser = {"accept": "text/html,application/xhtml+xml;q=0.9", "referer": f"http://testserver{page}"}
    said = {"text": "Cut waste heat", "step": SILENT}
    plain = phone.post(f"{page}notes/", said, headers=browser)
    assert (plain.status_code, plain.get("Location")) == (302, page)
    scripted = phone.post(f"{page}notes/", said, headers=browser | {"x-requested-with": "outbox"})
    assert scripted.status_code == 201
    assert notes(workshop) == [("Cut waste heat", "draft")] * 2


def test_form_without_script_that_has_to_be_mended_keeps_its_words_and_leads_back(workshop, sit, go_to):
    go_to("strategy", "silent")
    phone, page = sit("p03"), f"/w/{workshop.public_id}/"
    address, long = f"{page}notes/", "热 🙂 <b>\n" + "x" * 200
    browser = {"accept": "text/html,application/xhtml+xml;q=0.9", "referer": f"http://testserver{page}"}
    said = {"text": long, "step": SILENT, "wall": str(workshop.wall_for(workshop.current, phone.seat.group).pk)}
    told = phone.post(address, said, headers=browser)
    form = html.document_fromstring(told.content.decode()).xpath("//form[@class='fault__mend']")[0]
    sent = {field.get("name"): field.value for field in form.inputs if field.get("name")}
    del sent["csrfmiddlewaretoken"]
    # A browser drops the first line break of a field, and would drop one of the text.
    kept = said | {"back": page, "text": f"\n{long}"}
    assert (told.status_code, form.get("action"), sent) == (422, address, kept)
    mended = sent | {"text": "Cut waste heat"}
    again = phone.post(address, mended, headers=browser | {"referer": f"http://testserver{address}"})
    assert (again.status_code, again.get("Location")) == (302, page)
    abroad = mended | {"back": "//evil.example/", "text": ""}
    lost = phone.post(address, abroad, headers=browser | {"referer": f"http://testserver{address}"})
    assert html.document_fromstring(lost.content.decode()).xpath("//nav/a/@href") == ["/"]
    assert notes(workshop) == [("Cut waste heat", "draft")]
