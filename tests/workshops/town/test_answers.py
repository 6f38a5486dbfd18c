"""What comes of a question: key words by a scribe, an outcome with what it needs (R-TOWN-6, -7, -8, -10)."""

from datetime import date

import pytest
from lxml import html

from workshops.kickoff.town.models import Answer

pytestmark = pytest.mark.django_db(transaction=True)

LAST_DAY = "2026-01-30"
GO_ON = {"R_TOWN_7": "The room agreed", "R_ACT_3": "The room agreed"}


@pytest.fixture
def answer(post, hanna):
    """`answer(question, outcome="clear")` keeps words and outcome on the console."""

    def kept(question, outcome="clear", text="Scan, real stock, real date.", **more):
        return post(hanna, f"run/questions/{question.pk}/answer/", text=text, outcome=outcome, **more)

    return kept


def kept(workshop):
    return list(Answer.objects.filter(question__workshop=workshop).values_list("outcome", "text", "due"))


def test_console_gives_words_answerer_and_outcome(workshop, asked, answer, go_to, last_change):
    go_to("town", "ask")
    question, seat = asked(), workshop.seats.get(person__key="p34")
    assert answer(question, by=seat.pk).status_code == 302
    question.refresh_from_db()
    assert (kept(workshop), question.state, question.answer.by) == (
        [("clear", "Scan, real stock, real date.", None)],
        "answered",
        seat,
    )
    assert last_change() == ("answer", str(question.pk))


def test_console_shows_the_question_with_its_outcomes(workshop, asked, answer, go_to, hanna):
    go_to("town", "ask")
    question = asked()
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert [panel.count(f'value="{one}" id="outcome-{question.pk}-{one}"') for one in Answer.Outcome.values] == [1] * 6
    answer(question)
    assert "pill--ok" in hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()


def test_scribe_of_the_group_types_for_somebody_else(workshop, asked, post, sit, go_to):
    go_to("town", "ask")
    question, phone, answerer = asked(), sit("p05"), workshop.seats.get(person__key="p34")
    assert 'id="scribe"' in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    response = post(phone, f"questions/{question.pk}/answer/", text="CRM list, every Friday", by=answerer.pk)
    answer = Answer.objects.get()
    assert (response.status_code, answer.text, answer.by, answer.typed_by) == (
        200,
        "CRM list, every Friday",
        answerer,
        phone.seat,
    )
    assert (answer.outcome, "CRM list" in sit("p03").get(f"/w/{workshop.public_id}/wall/").content.decode()) == (
        "",
        True,
    )


def test_scribe_is_never_the_answerer(workshop, asked, post, sit, go_to):
    go_to("town", "ask")
    question, phone = asked(), sit("p34")
    response = post(phone, f"questions/{question.pk}/answer/", text="Every Friday", by=phone.seat.pk)
    assert (response.status_code, response["X-Rule"], Answer.objects.count()) == (409, "R-TOWN-6", 0)


@pytest.mark.parametrize(("key", "status"), [("p06", 409), ("p10", 409), ("p01", 409)])
def test_only_the_group_that_presents_types(workshop, asked, post, sit, go_to, key, status):
    """p06 sits in the other group, p10 watches, p01 decides."""
    go_to("town", "ask")
    question, phone = asked(), sit(key)
    assert 'id="scribe"' not in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    response = post(phone, f"questions/{question.pk}/answer/", text="Every Friday")
    assert (response.status_code, Answer.objects.count()) == (status, 0)


def test_what_was_not_asked_has_no_answer(workshop, queued, answer, go_to):
    go_to("town", "ask")
    question = queued()
    response = answer(question)
    assert (response.status_code, response["X-Rule"], kept(workshop)) == (409, "R-TOWN-6", [])


def test_r_town_6_stops_until_each_question_has_an_outcome(workshop, asked, answer, go_to, next_step, found):
    go_to("town", "ask")
    question = asked()
    assert found("R-TOWN-6") == [("H", "1 asked without an outcome.")]
    assert next_step(**GO_ON).status_code == 409
    answer(question)
    assert found("R-TOWN-6") == []
    assert next_step(**GO_ON).status_code == 302


def test_r_town_6_one_tap_finds_out_all_that_are_left(workshop, asked, queued, post, hanna, go_to, found):
    """ "We don't know yet, by [date]" is a full answer; with the box ticked also for what nobody had time to ask."""
    go_to("town", "ask")
    for lens in ("cost", "people"):
        asked(lens=lens)
    later, of_the_other_group = queued(), queued(target="C1")
    assert post(hanna, "run/questions/find-out/", due=LAST_DAY).status_code == 302
    assert kept(workshop) == [("find_out", "", date(2026, 1, 30))] * 2
    assert found("R-TOWN-6") == []
    post(hanna, "run/questions/find-out/", due=LAST_DAY, also_queue="1")
    later.refresh_from_db()
    of_the_other_group.refresh_from_db()
    assert kept(workshop) == [("find_out", "", date(2026, 1, 30))] * 3
    assert (later.state, of_the_other_group.state) == ("answered", "queued")


@pytest.mark.parametrize("due", ["", "2026-01-31", "2026-01-15"])
def test_find_out_needs_a_day_within_ten_working_days(workshop, asked, answer, go_to, due):
    go_to("town", "ask")
    assert answer(asked(), "find_out", due=due).status_code == 422
    assert [outcome for outcome, _text, _due in kept(workshop)] in ([], [""])


def test_find_out_on_the_tenth_working_day_is_kept(workshop, asked, answer, go_to):
    go_to("town", "ask")
    assert answer(asked(), "find_out", due=LAST_DAY).status_code == 302
    assert [(outcome, due) for outcome, _text, due in kept(workshop)] == [("find_out", date(2026, 1, 30))]


def test_r_town_10_yes_is_a_decision_of_the_log(workshop, asked, answer, post, hanna, go_to):
    """Refused without one; the log itself refuses a yes above the envelope (R-PREP-6)."""
    go_to("town", "ask")
    question = asked()
    response = answer(question, "decision")
    assert (response.status_code, response["X-Rule"]) == (422, "R-TOWN-10")
    line = workshop.envelope.get(key="E1")
    above = post(hanna, "run/decisions/", topic="A second furnace", outcome="yes", line=line.pk, amount="100001")
    assert (above.status_code, above["X-Rule"]) == (409, "R-PREP-6")
    post(hanna, "run/decisions/", topic="Two lids more", outcome="yes", line=line.pk, amount="1000")
    decision = workshop.decisions.get(topic="Two lids more")
    assert (decision.stage, answer(question, "decision", decision=decision.pk).status_code) == ("town", 302)
    assert Answer.objects.get().decision == decision


def test_parked_question_goes_to_the_parking_lot_once(workshop, asked, answer, go_to):
    go_to("town", "ask")
    before, question = workshop.parked_items.count(), asked()
    for _turn in range(2):
        answer(question, "parked")
    item = workshop.parked_items.order_by("-id").first()
    assert (workshop.parked_items.count(), item.text, item.raised_by) == (before + 1, question.text, question.asker)


@pytest.mark.parametrize("outcome", ["plan_changed", "action_added"])
def test_change_is_kept_with_the_words_that_people_read_before_they_sign(workshop, asked, answer, go_to, outcome):
    go_to("town", "ask")
    question = asked(target="a08")
    silent = answer(question, outcome, words=" ")
    assert (silent.status_code, silent["X-Rule"], workshop.plan_changes.count(), kept(workshop)) == (
        422,
        "R-TOWN-11",
        0,
        [],
    )
    answer(question, outcome, words="After the lids")
    assert workshop.plan_changes.get().text == "After the lids"


def test_form_of_a_kept_answer_stands_as_it_was_kept(workshop, asked, answer, go_to, hanna):
    """Asked by a tap on its angle alone, it names no row: what was chosen is chosen there the next time."""
    go_to("town", "ask")
    question = asked(target="", text="")
    answer(question, "plan_changed", words="After the lids", ref="a08")
    panel = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
    assert panel.xpath(f"//*[@id='ref-{question.pk}']//option[@selected]/@value") == ["a08"]
    assert panel.xpath(f"//*[@id='change-{question.pk}']/@value") == ["After the lids"]
    assert str(question) == "Basis"


def test_outcome_may_turn_out_otherwise(workshop, asked, answer, go_to):
    """The change that it had announced is declined with that reason; it does not vanish."""
    go_to("town", "ask")
    question = asked(target="a08")
    answer(question, "plan_changed", words="After the lids")
    answer(question, "clear")
    change = workshop.plan_changes.get()
    assert (change.state.value, change.reason, kept(workshop)[0][0]) == (
        "declined",
        "The answer turned out otherwise",
        "clear",
    )


def test_r_town_7_asks_for_three_lenses_of_each_group(workshop, asked, answer, go_to, found):
    go_to("town", "ask")
    assert found("R-TOWN-7")[0] == ("O", "Group A was not asked: Strength or weakness, What is new.")
    for lens in ("swot_link", "innovation"):
        answer(asked(lens=lens))
    assert found("R-TOWN-7")[0] == ("O", "Group A was asked from 2 angles.")
    answer(asked(lens="cost"))
    assert found("R-TOWN-7") == [("S", "Group A, not asked yet: Way to the goal, Data source, Basis, People.")]


def test_r_town_7_short_form_asks_for_two(workshop, asked, answer, go_to, found):
    go_to("town", "ask")
    for lens in ("swot_link", "innovation"):
        answer(asked(lens=lens))
    workshop.agenda.filter(kind="town").update(is_short=True)
    assert [level for level, _what in found("R-TOWN-7")] == ["S"]


def test_r_town_7_without_swot_nobody_asks_for_its_links(workshop, asked, answer, go_to, found):
    workshop.agenda.filter(kind="swot").update(state="skipped")
    go_to("town", "ask")
    assert found("R-TOWN-7")[0] == ("O", "Group A was not asked: What is new.")


def test_r_town_7_counts_questions_of_the_own_strategies(workshop, asked, answer, go_to, found):
    go_to("town", "ask")
    for lens in ("swot_link", "innovation", "cost"):
        answer(asked(lens=lens, target="C1"))
    assert found("R-TOWN-7")[0] == ("O", "Group A was not asked: Strength or weakness, What is new.")


def test_r_town_8_advises_when_the_decision_maker_asks_first_or_most(workshop, asked, answer, go_to, found):
    go_to("town", "ask")
    answer(asked(asker="p01"))
    assert found("R-TOWN-8") == [("S", "The decision maker asked first.")]
    answer(asked(asker="p01"))
    assert found("R-TOWN-8")[1] == ("S", "The decision maker asked 2 of 2 questions.")


def test_r_town_8_is_silent_on_a_third(workshop, asked, answer, go_to, found):
    go_to("town", "ask")
    for asker in ("p33", "p01", "p39"):
        answer(asked(asker=asker))
    assert found("R-TOWN-8") == []


@pytest.mark.parametrize("named", [False, True])
def test_r_town_12_wall_names_the_role_and_the_name_by_setting(workshop, asked, sit, go_to, named):
    workshop.question_names_on_wall = named
    workshop.save()
    go_to("town", "ask")
    asked(asker="p33")
    wall = sit("p03").get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert ["许文丽" in wall, "Head of department" in wall] == [named, not named]


def test_wall_never_shows_a_flag(workshop, hanna, post, queued, go_to, sit):
    go_to("town", "ask")
    question = queued(text="Is the night tariff really worth it?")
    question.pass_on(workshop.facilitator, "The room agreed")
    post(hanna, f"run/questions/{question.pk}/asking/")
    wall = sit("p03").get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert ["Is the night tariff" in wall, "Closed" in wall, "R-TOWN" in wall] == [True, False, False]


def test_wall_says_the_angle_in_its_own_language(workshop, asked, go_to, sit):
    """What people typed stays as typed; what the angle asks is the tool's, whatever language the question is in."""
    go_to("town", "ask")
    asked(lens="basis", text="How will we see whether it pays?")
    phone = sit("p03")
    said = []
    for language in ("en", "zh-hans"):
        phone.cookies["django_language"] = language
        page = html.fromstring(phone.get(f"/w/{workshop.public_id}/wall/").content.decode())
        said.append(page.xpath("string(//*[@class='from'])").split(" · ")[-1].strip())
    assert said == ["What makes you expect that it works here?", "有什么依据让您相信在这里行得通？"]
