"""The coach's queue: pass with a reason, rephrase, order, take from the draft box, ask."""

import pytest
from lxml import html

from tests.workshops.town.conftest import CLOSED, OPEN
from workshops.kickoff.town.models import Question
from workshops.models import Override

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("text", "rule"), [(CLOSED, "R-TOWN-1"), ("What nonsense is this?", "R-TOWN-2"), ("我不同意，怎么办", "R-TOWN-3")]
)
def test_held_question_is_not_asked(workshop, hanna, post, queued, go_to, text, rule):
    """R-TOWN-1, R-TOWN-2, R-TOWN-3: refused with the rule; the ways out are other words, or a reason."""
    go_to("town", "ask")
    question = queued(text=text)
    response = post(hanna, f"run/questions/{question.pk}/asking/")
    question.refresh_from_db()
    assert (response.status_code, response["X-Rule"], question.state) == (409, rule, "flagged")


def test_r_town_1_is_passed_with_a_reason_that_is_kept(workshop, hanna, post, queued, go_to):
    go_to("town", "collect")
    question = queued(text=CLOSED)
    assert post(hanna, f"run/questions/{question.pk}/pass/", reason="so").status_code == 422
    reason = "The yes itself is what we need"
    assert post(hanna, f"run/questions/{question.pk}/pass/", reason=reason).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.reason, question.passed_by) == ("queued", reason, workshop.facilitator)
    assert list(Override.objects.values_list("rule", "reason", "step")) == [("R-TOWN-1", reason, "collect")]


def test_r_town_4_and_5_do_not_hold(hanna, post, queued, go_to):
    go_to("town", "ask")
    for text in ("What does it cost? Who pays?", "Why do you start in May?"):
        question = queued(text=text)
        assert post(hanna, f"run/questions/{question.pk}/asking/").status_code == 302


def test_coach_offers_other_words(workshop, hanna, post, queued, go_to, states):
    go_to("town", "collect")
    question = queued(text=CLOSED)
    assert post(hanna, f"run/questions/{question.pk}/words/", text="Isn't it late?").status_code == 302
    second = workshop.questions.get(key="q02")
    post(hanna, f"run/questions/{second.pk}/words/", text=OPEN)
    assert states() == [("q01", "merged", CLOSED), ("q02", "merged", "Isn't it late?"), ("q03", "queued", OPEN)]
    assert workshop.questions.get(key="q03").original == question


def test_coach_puts_one_first(workshop, hanna, post, queued, go_to):
    go_to("town", "ask")
    keys = [queued().key for _turn in range(3)]
    third = workshop.questions.get(key=keys[2])
    assert post(hanna, f"run/questions/{third.pk}/first/").status_code == 302
    assert [one.key for one in workshop.questions.queue()] == ["q03", "q01", "q02"]


def test_questions_to_who_presents_come_first(workshop, hanna, queued, go_to):
    keys = {letter: workshop.columns.filter(presented_by__letter=letter).first().key for letter in "AB"}
    for letter in "BAB":
        queued(target=keys[letter])

    def shown() -> list[str]:
        page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
        return page.xpath("//*[@data-question]/@data-question")

    seen = []
    for step, turn in (("collect", 0), ("present", 0), ("ask", 0), ("ask", 1)):
        go_to("town", step)
        workshop.agenda.filter(kind="town").update(turn=turn)
        seen.append(shown())
    assert seen == [["q01", "q02", "q03"], ["q02", "q01", "q03"], ["q02", "q01", "q03"], ["q01", "q03", "q02"]]


def test_draft_becomes_a_question_of_a_questioner(workshop, hanna, post, go_to, states):
    go_to("town", "collect")
    draft = Question.send(workshop, workshop.seats.get(person__key="p10"), False, text="夜里谁看温度记录？")
    asker = workshop.seats.get(person__key="p33")
    said = {"text": OPEN, "lens": "people", "target": "C1", "asker": asker.pk}
    assert post(hanna, f"run/questions/{draft.pk}/taking/", **said).status_code == 302
    assert states() == [("x01", "merged", "夜里谁看温度记录？"), ("q01", "queued", OPEN)]
    question = workshop.questions.get(key="q01")
    assert (question.from_draft, question.asker, question.role) == (draft, asker, "head")


def test_draft_is_left_out_and_stays_in_the_log(workshop, hanna, post, go_to):
    go_to("town", "collect")
    draft = Question.send(workshop, workshop.seats.get(person__key="p10"), False, text=OPEN)
    assert post(hanna, f"run/questions/{draft.pk}/leaving/").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.text) == ("withdrawn", OPEN)


def test_console_types_a_question_for_somebody(workshop, hanna, post, go_to):
    """R-GEN-16: a room on paper runs by the console alone."""
    go_to("town", "collect")
    asker = workshop.seats.get(person__key="p01")
    post(hanna, "run/questions/", text=OPEN, lens="cost", target="C1", asker=asker.pk)
    assert list(workshop.questions.values_list("state", "role", "asker")) == [("queued", "lead", asker.pk)]


def test_asked_aloud_is_one_tap_on_a_lens_and_is_never_flagged(workshop, hanna, post, go_to):
    go_to("town", "ask")
    assert post(hanna, "run/questions/aloud/", lens="people").status_code == 302
    assert post(hanna, "run/questions/aloud/", lens="cost", text="Is it worth it?").status_code == 302
    rows = [(one.lens, one.state, one.aloud, one.role, one.turn, one.flags) for one in workshop.questions.all()]
    assert rows == [("people", "asked", True, "", 0, []), ("cost", "asked", True, "", 0, [])]


def test_asked_aloud_belongs_to_the_step_ask(workshop, hanna, post, go_to):
    go_to("town", "present")
    response = post(hanna, "run/questions/aloud/", lens="people")
    assert (response.status_code, response["X-Rule"], workshop.questions.count()) == (409, "R-GEN-2", 0)


def test_wrong_tap_puts_a_question_back(workshop, hanna, post, queued, asked, go_to):
    go_to("town", "ask")
    question = asked()
    post(hanna, "run/questions/aloud/", lens="people")
    aloud = workshop.questions.get(aloud=True)
    for one in (question, aloud):
        assert post(hanna, f"run/questions/{one.pk}/return/").status_code == 302
        one.refresh_from_db()
    assert (question.state, question.asked_at, aloud.state) == ("queued", None, "withdrawn")


def test_r_town_9_calm_card_while_a_denial_waits(workshop, queued, go_to, found):
    go_to("town", "collect")
    queued()
    assert found("R-TOWN-9") == []
    queued(text="Aliens? Impossible, what for?")
    assert found("R-TOWN-9") == [("S", "However odd the idea: ask only for purpose, source of data and way.")]


def test_collect_advises_one_passed_question_a_round(workshop, queued, go_to, found):
    go_to("town", "collect")
    queued(target="C2")
    queued(target="C1", text=CLOSED)
    assert found("R-TOWN-7") == [("S", "No question for group B yet.")]
    assert found("R-TOWN-1") == [("S", "1 to rephrase before they are asked.")]
    queued(target="C5")
    assert found("R-TOWN-7") == []


def test_phones_do_not_reach_the_queue(workshop, sit, post, queued, go_to):
    go_to("town", "ask")
    question = queued()
    for key in ("p01", "p33"):
        assert post(sit(key), f"run/questions/{question.pk}/asking/").status_code == 302
    question.refresh_from_db()
    assert question.state == "queued"
