"""Who sends questions, and where they go: the queue of the questioners, the coach's draft box of all others."""

import pytest
from django.utils import timezone

from live.feed import Audience, touched_since
from tests.workshops.town.conftest import CLOSED, OPEN
from workshops.kickoff.town.models import Question
from workshops.models import Workshop
from workshops.surfaces import POKE

pytestmark = pytest.mark.django_db(transaction=True)


def send(post, phone, **said):
    return post(phone, "questions/", **{"text": OPEN, "lens": "basis", "target": "C4"} | said)


@pytest.mark.parametrize(("key", "role"), [("p01", "lead"), ("p02", "coach"), ("p33", "head")])
def test_questioners_go_to_the_queue(workshop, post, sit, go_to, last_change, key, role):
    go_to("town", "collect")
    response = send(post, sit(key))
    question = workshop.questions.get()
    kept = (question.key, question.state, question.role, question.lens, question.strategy.key, question.text)
    assert (response.status_code, kept) == (201, ("q01", "queued", role, "basis", "C4", OPEN))
    assert last_change() == ("question", str(question.pk))
    assert OPEN in response.content.decode()


@pytest.mark.parametrize(("key", "role"), [("p06", "part"), ("p10", "watch")])
def test_everybody_else_sends_to_the_coach(workshop, post, sit, go_to, key, role):
    """R-ROLE-6: an observer may write to the draft box, and to nothing else."""
    go_to("town", "collect")
    assert send(post, sit(key)).status_code == 201
    assert list(workshop.questions.values_list("key", "state", "role")) == [("x01", "draft", role)]


def test_questioner_role_of_a_seat_asks_too(workshop, post, sit, go_to):
    workshop.seats.filter(person__key="p10").update(role="quest")
    go_to("town", "collect")
    send(post, sit("p10"))
    assert list(workshop.questions.values_list("state", "role")) == [("queued", "quest")]


@pytest.mark.parametrize("stage", [("checkin", "arrive"), ("strategy", "silent"), ("signing", "write")])
def test_r_gen_2_draft_box_is_open_beside_every_stage(workshop, post, sit, go_to, stage):
    go_to(*stage)
    phone = sit("p33")
    assert 'name="box"' in phone.get(f"/w/{workshop.public_id}/").content.decode()
    response = post(phone, "questions/", box="1", text=OPEN)
    assert (response.status_code, list(workshop.questions.values_list("state", "lens"))) == (201, [("draft", "")])
    assert 'data-into="asked-coach"' in response.content.decode()


def test_r_gen_2_draft_box_is_open_in_closing_and_not_after(workshop, post, sit, go_to):
    go_to("close", "photo")
    Workshop.objects.filter(pk=workshop.pk).update(state="closing")
    phone = sit("p10")
    assert post(phone, "questions/", box="1", text=OPEN).status_code == 201
    Workshop.objects.filter(pk=workshop.pk).update(state="closed")
    response = post(phone, "questions/", box="1", text=OPEN)
    assert (response.status_code, response["X-Rule"], workshop.questions.count()) == (410, "R-GEN-2", 1)


def test_draft_box_is_gone_where_the_town_meeting_is_skipped(workshop, post, sit, go_to, hanna):
    go_to("strategy", "silent")
    phone, cursor = sit("p33"), workshop.room.seq
    post(hanna, "run/stages/town/skip/", reason="Out of time")
    assert 'name="box"' not in phone.get(f"/w/{workshop.public_id}/").content.decode()
    # Phones that stand there already lose it too, and are told to fetch what is their own.
    workshop.room.refresh_from_db()
    pushed = touched_since(workshop.room, Audience("phone", "", "en"), cursor)
    assert (pushed.count('id="besides"'), pushed.count('name="box"'), pushed.count(POKE.format("mine"))) == (1, 0, 1)


def test_question_of_the_queue_names_its_angle(workshop, post, sit, go_to):
    go_to("town", "collect")
    response = send(post, sit("p33"), lens="")
    assert (response.status_code, workshop.questions.count()) == (422, 0)
    assert "Choose one of the seven" in response.content.decode()
    pages = [sit(key).get(f"/w/{workshop.public_id}/").content.decode() for key in ("p33", "p06")]
    assert [page.count('required data-asks="which-lens-mine"') for page in pages] == [7, 0]


@pytest.mark.parametrize("text", ["", "字" * 161])
def test_question_has_one_line_of_160(workshop, post, sit, go_to, text):
    go_to("town", "collect")
    assert (send(post, sit("p33"), text=text).status_code, workshop.questions.count()) == (422, 0)


def test_question_to_what_is_not_in_the_plan_is_a_form_error(workshop, post, sit, go_to):
    go_to("town", "collect")
    assert send(post, sit("p33"), target="C99").status_code == 422
    assert send(post, sit("p33"), target="a08").status_code == 201
    assert list(workshop.questions.values_list("action__key", "strategy__key")) == [("a08", "C4")]


def test_same_key_twice_is_one_question(workshop, post, sit, go_to):
    go_to("town", "collect")
    phone = sit("p33")
    answers = [send(post, phone, key="a" * 32).status_code for _turn in range(2)]
    assert (answers, workshop.questions.count()) == ([201, 201], 1)


def test_r_town_1_held_question_waits_with_the_coach_and_shows_how_to_open_it(workshop, post, sit, go_to, states):
    go_to("town", "collect")
    phone = sit("p01")
    page = send(post, phone, text=CLOSED).content.decode()
    assert states() == [("q01", "flagged", CLOSED)]
    assert ['data-rule="R-TOWN-1"' in page, "Open it a little" in page, "What makes you expect" in page] == [True] * 3
    question = workshop.questions.get()
    again = post(phone, f"questions/{question.pk}/words/", text=OPEN)
    assert (again.status_code, states()) == (200, [("q01", "merged", CLOSED), ("q02", "queued", OPEN)])
    new = workshop.questions.get(key="q02")
    assert (new.rephrase_of, new.original, new.lens, new.asker) == (question, question, "basis", question.asker)
    assert f'id="own-question-{question.pk}" data-gone' in again.content.decode()


def test_author_takes_a_question_back_until_it_is_asked(workshop, post, sit, go_to, states):
    go_to("town", "ask")
    phone = sit("p33")
    send(post, phone)
    send(post, phone)
    first, second = workshop.questions.order_by("id")
    assert post(phone, f"questions/{first.pk}/withdrawal/").status_code == 200
    second.ask(workshop.agenda.get(kind="town"))
    assert post(phone, f"questions/{second.pk}/withdrawal/").status_code == 409
    assert [state for _key, state, _text in states()] == ["withdrawn", "asked"]


def test_question_of_somebody_else_is_not_found(workshop, post, sit, go_to, states):
    go_to("town", "collect")
    send(post, sit("p33"))
    question, other = workshop.questions.get(), sit("p39")
    found = [
        post(other, f"questions/{question.pk}/{what}/", text="Else?").status_code for what in ("words", "withdrawal")
    ]
    assert (found, states()) == ([404, 404], [("q01", "queued", OPEN)])


def test_phone_shows_the_own_questions_only(workshop, post, sit, go_to):
    go_to("town", "collect")
    send(post, sit("p33"))
    pages = [sit(key).get(f"/w/{workshop.public_id}/mine/").content.decode() for key in ("p33", "p39")]
    assert [OPEN in page for page in pages] == [True, False]


def test_r_town_12_no_votes_and_no_counts(workshop, post, sit, go_to):
    """A question has an order that the coach gives, and nothing that could count voices."""
    names = {field.name for field in Question._meta.get_fields()}
    assert names & {"votes", "likes", "upvotes", "count"} == set()
    go_to("town", "collect")
    for key in ("p33", "p39", "p22"):
        send(post, sit(key))
    wall = sit("p03").get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert [OPEN in wall, "3" in wall.split("</header>")[1].split("</main>")[0]] == [False, False]


def test_unanswered_likely_questions_come_first_in_the_box(workshop, post, sit, hanna, go_to):
    """P04: what nobody had an answer to before the day."""
    go_to("town", "collect")
    post(sit("p10"), "questions/", box="1", text=OPEN)
    page = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert page.index("Do we hire for the night shift?") < page.index(f'data-draft="{workshop.questions.get().key}"')
    assert "Can we buy a scanner?" not in page
    likely = workshop.likely_questions.get(text="Do we hire for the night shift?")
    said = {"text": "Who works the night shift?", "lens": "people", "target": ""}
    assert post(hanna, f"run/likely/{likely.pk}/taking/", **said).status_code == 302
    question = workshop.questions.get(from_likely=likely)
    assert (question.state, question.role) == ("queued", "coach")
    assert "Do we hire" not in hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()


def test_import_day_has_no_moment_of_asking_before_it_is_asked(workshop, queued):
    before = timezone.now()
    question = queued()
    assert (question.asked_at, question.created_at >= before) == (None, True)
