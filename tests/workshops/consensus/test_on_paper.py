"""Stances and hands from paper, typed by the desk or by a host for the own group (R-GEN-16, R-CONS-3, R-CONS-7)."""

from decimal import Decimal

import pytest

from workshops.kickoff.consensus import fists, stances
from workshops.kickoff.consensus.models import Stance

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def host(workshop, sit):
    group = workshop.groups.get(letter="A")
    phone = sit(group.seats.filter(role="part").first().person.key)
    group.host = phone.seat
    group.save()
    return phone


def keep(phone, workshop, question, **data):
    return phone.post(f"/w/{workshop.public_id}/paper/counts/{question}/", data)


def test_r_gen_16_host_types_the_stances_of_the_own_group(workshop, host, clause):
    first = clause("")
    before = stances.tallies(workshop)[first.pk]
    assert keep(host, workshop, stances.question(first), count_support=5, count_live_with=2).status_code == 302
    assert keep(host, workshop, stances.question(first), count_support=6, count_live_with=1).status_code == 302
    told = stances.tallies(workshop)[first.pk]
    assert (told.support - before.support, told.live_with - before.live_with) == (6, 1)
    assert {one.group.letter for one in workshop.paper_counts.all()} == {"A"}


def test_r_cons_7_hear_me_first_on_paper_comes_with_its_words(workshop, host, clause):
    first = clause("")
    keep(host, workshop, stances.question(first), words="Before the drawings freeze")
    mark = Stance.objects.unheard().get(clause=first)
    assert (mark.seat, mark.value, mark.change) == (None, "hear_first", "Before the drawings freeze")
    assert "Before the drawings freeze" not in host.get(f"/w/{workshop.public_id}/wall/").content.decode()


def test_r_cons_9_stances_on_older_words_are_not_taken(workshop, host, clause):
    first = clause("")
    first.revision += 1
    answer = keep(host, workshop, stances.question(first), count_support=5)
    assert (answer.status_code, answer["X-Rule"], workshop.paper_counts.count()) == (409, "R-GEN-2", 0)


def test_r_cons_3_fingers_on_paper_are_hands_and_a_low_one_is_answered(workshop, host, hanna, go_to, found):
    run = go_to("consensus", "fist")
    assert keep(host, workshop, "fist", count_5=3, count_4=4, count_1=1).status_code == 302
    told = fists.hands(workshop)
    assert ({bar.value: bar.hands for bar in told.bars if bar.hands}, told.mean) == (
        {5: 3, 4: 4, 1: 1},
        Decimal("4.00"),
    )
    assert found(run, "R-CONS-3") == [("O", "Low hands without a reply: 1.")]
    reply = f"/w/{workshop.public_id}/run/fist/hands/1/reply/"
    assert hanna.post(reply, {"reply": "Earlier notices become a need."}).status_code == 302
    assert found(run, "R-CONS-3") == []


def test_r_cons_3_number_that_nobody_shows_is_not_answered(workshop, host, hanna, go_to):
    go_to("consensus", "fist")
    answer = hanna.post(f"/w/{workshop.public_id}/run/fist/hands/0/reply/", {"reply": "Nobody"})
    assert (answer.status_code, answer["X-Rule"], workshop.raised_hands.count()) == (409, "R-CONS-3", 0)


def test_host_of_no_group_types_nothing(workshop, sit, go_to):
    go_to("consensus", "fist")
    answer = keep(sit("p05"), workshop, "fist", count_5=3)
    assert (answer.status_code, workshop.paper_counts.count()) == (403, 0)
