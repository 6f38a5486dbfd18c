"""Preparing with the leader and the heads: the console's page, the leader's own, and a head's link."""

import pytest
from django.test import Client

from workshops.kickoff.preparation.models import Briefing, Sounding

pytestmark = pytest.mark.django_db(transaction=True)


def post(client, workshop, address, **data):
    return client.post(f"/w/{workshop.public_id}/{address}", data)


def test_page_shows_everything_that_is_prepared(workshop, hanna):
    page = hanna.get(f"/w/{workshop.public_id}/plan/prepare/").content.decode()
    texts = ("Do we hire for the night shift?", "300\u202f000 CNY", "17 of 19", "every rule is met")
    shown = [text in page for text in texts]
    assert shown == [True, True, True, True]


def test_likely_question_is_added_and_removed(workshop, hanna):
    post(hanna, workshop, "plan/questions/", text="Who covers the weekend?", topic="people")
    question = workshop.likely_questions.get(text="Who covers the weekend?")
    assert (question.topic, question.answer, question.decide_on_day) == ("people", "", False)
    post(hanna, workshop, f"plan/questions/{question.pk}/removal/")
    assert not workshop.likely_questions.filter(pk=question.pk).exists()


def test_question_without_words_stays_typed(workshop, hanna):
    before = workshop.likely_questions.count()
    assert post(hanna, workshop, "plan/questions/", text="", topic="people").status_code == 422
    assert workshop.likely_questions.count() == before


def test_head_answers_through_the_own_link(workshop, hanna):
    head = workshop.organisation.people.exclude(job_level="base").first()
    post(hanna, workshop, "plan/soundings/", head=head.pk)
    link = f"/w/{workshop.public_id}/sounding/{Sounding.objects.get().token}/"
    phone = Client()
    assert "What will your people ask?" in phone.get(link).content.decode()
    phone.post(f"{link}answers/", {"text": "Is overtime paid?", "topic": "pay_policy"})
    question = workshop.likely_questions.get(text="Is overtime paid?")
    assert (question.department, question.topic) == (head.department, "pay_policy")
    assert Sounding.objects.get().answered_at is not None


def test_link_of_a_head_ends_when_the_day_begins(workshop, hanna, go_to):
    head = workshop.organisation.people.exclude(job_level="base").first()
    post(hanna, workshop, "plan/soundings/", head=head.pk)
    go_to("contract", "agree")
    assert Client().get(f"/w/{workshop.public_id}/sounding/{Sounding.objects.get().token}/").status_code == 404


def test_decision_maker_reads_the_own_briefing_and_answers(workshop, sit):
    lead = sit("p01")
    page = lead.get(f"/w/{workshop.public_id}/briefing/").content.decode()
    assert [text in page for text in ("Your briefing", "Is there money for furnace lids?", "08:45")] == [True] * 3
    assert "Your briefing" in lead.get(f"/w/{workshop.public_id}/mine/").content.decode()
    post(lead, workshop, "briefing/answers/", worth="A plan that people defend without me")
    briefing = Briefing.objects.get()
    assert (briefing.worth, briefing.read_at is not None) == ("A plan that people defend without me", True)


def test_r_role_5_briefing_belongs_to_the_decision_maker(workshop, sit):
    phone = sit("p03")
    assert phone.get(f"/w/{workshop.public_id}/briefing/").status_code == 403
    assert post(phone, workshop, "briefing/answers/", worth="Mine").status_code == 403
    assert not Briefing.objects.exists()


@pytest.mark.parametrize(
    ("kind", "data", "kept"),
    [
        ("money", {"total": "500", "per_item": "100"}, (500, 100, None, False)),
        ("headcount", {"posts": "2", "from_existing_budgets": "on", "total": "7"}, (None, None, 2, True)),
        ("other", {"total": "7"}, (None, None, None, False)),
    ],
)
def test_envelope_has_lines_of_three_kinds(workshop, hanna, kind, data, kept):
    post(hanna, workshop, "plan/lines/", kind=kind, text="For the lids", **data)
    line = workshop.envelope.get(text="For the lids")
    assert (line.kind, line.total, line.per_item, line.posts, line.from_existing_budgets) == (kind, *kept)
    assert line.decided_by.key == "p01"


def test_money_without_a_number_is_asked_for(workshop, hanna):
    assert post(hanna, workshop, "plan/lines/", kind="money", text="For the lids").status_code == 422


def test_r_prep_6_lines_stand_once_the_day_began(workshop, hanna, go_to):
    go_to("contract", "agree")
    line = workshop.envelope.first()
    answers = [
        post(hanna, workshop, "plan/lines/", kind="money", text="More", total="1"),
        post(hanna, workshop, f"plan/lines/{line.pk}/removal/"),
    ]
    assert [(answer.status_code, answer["X-Rule"]) for answer in answers] == [(409, "R-PREP-6")] * 2
    assert workshop.envelope.count() == 3
