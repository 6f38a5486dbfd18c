"""What is asked before going live: R-PREP-4, -5, -7, -10, and the day's own advice there."""

import pytest

from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)


def rules(workshop) -> list[tuple[str, str]]:
    return [(finding.rule, finding.level) for finding in Workshop.objects.get(pk=workshop.pk).findings()]


def open_item(workshop, key: str) -> None:
    workshop.checklist.filter(key=key).update(state="open")


def test_example_is_prepared(workshop):
    assert rules(workshop) == []


def test_r_prep_4_fewer_than_five_questions(workshop):
    workshop.likely_questions.exclude(topic="budget").first().delete()
    assert rules(workshop) == []
    workshop.likely_questions.exclude(topic="budget").first().delete()
    assert rules(workshop) == [("R-PREP-4", "S")]


def test_r_prep_4_none_about_budget(workshop):
    workshop.likely_questions.filter(topic="budget").update(topic="other")
    assert rules(workshop) == [("R-PREP-4", "S")]


def test_r_prep_5_one_questioner_alone(workshop, hanna):
    workshop.seats.filter(role="fac").update(role="watch")
    assert rules(workshop) == [("R-PREP-5", "O")]
    seat = workshop.seats.get(person__key="p03")
    hanna.post(f"/w/{workshop.public_id}/plan/seats/{seat.pk}/asking/")
    assert rules(workshop) == []


def test_r_prep_5_questioners_who_have_not_practised(workshop, next_step):
    open_item(workshop, "P06")
    assert rules(workshop) == [("R-PREP-5", "O")]
    assert next_step().status_code == 409
    assert next_step(R_PREP_5="The room agreed").status_code == 302


def test_r_prep_5_is_silent_without_the_town_meeting(workshop, hanna):
    open_item(workshop, "P06")
    hanna.post(f"/w/{workshop.public_id}/run/stages/town/skip/", {"reason": "Out of time"})
    assert rules(workshop) == []


def test_r_prep_7_rational_team_without_a_picture(workshop, hanna):
    open_item(workshop, "P12")
    assert rules(workshop) == [("R-PREP-7", "S")]
    hanna.post(f"/w/{workshop.public_id}/plan/profile/", {"tone": "expressive", "age": "young"})
    workshop.organisation.refresh_from_db()
    assert (rules(workshop), workshop.organisation.tone, workshop.organisation.age) == ([], "expressive", "young")


def test_r_prep_10_two_groups_need_walls_and_hosts(workshop):
    open_item(workshop, "P18")
    assert rules(workshop) == []
    for letter, colour in (("A", "red"), ("B", "blue")):
        workshop.groups.create(letter=letter, colour=colour)
    assert rules(workshop) == [("R-PREP-10", "S")]
    workshop.checklist.filter(key="P18").update(state="not_needed")
    assert rules(workshop) == []


def test_r_day_1_is_told_before_going_live(workshop):
    workshop.agenda.filter(kind__in=["vision", "stakes"]).update(minutes=20)
    assert rules(workshop) == [("R-DAY-1", "S")]
