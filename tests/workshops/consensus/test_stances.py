"""Reading in silence: R-CONS-7 and R-CONS-10."""

from datetime import timedelta

import pytest
from django.utils import timezone

from live.feed import Audience, since
from workshops.kickoff.consensus import stances
from workshops.kickoff.consensus.models import Stance

pytestmark = pytest.mark.django_db(transaction=True)


def page(client, workshop, where="mine/") -> str:
    return client.get(f"/w/{workshop.public_id}/{where}").content.decode()


def own(phone) -> list[tuple[str, str, str]]:
    rows = Stance.objects.filter(seat=phone.seat).order_by("clause__order")
    return [(one.clause.ref, one.value, one.change) for one in rows]


def support_others(phone, workshop):
    rows = {f"clause-{one.pk}": one.revision for one in workshop.clauses.asked()}
    return phone.post(f"/w/{workshop.public_id}/clauses/support/", rows)


def read_to_the_last(phone, workshop):
    for one in list(workshop.clauses.asked())[:-1]:
        phone.post(f"/w/{workshop.public_id}/clauses/{one.pk}/reading/", {"revision": one.revision})


def test_stance(workshop, sit, clause, say):
    phone = sit("p28")
    assert say(phone, clause(""), "support").status_code == 200
    assert say(phone, clause("C2"), "hear_first", change="Before the drawings freeze").status_code == 200
    assert own(phone) == [("", "support", ""), ("C2", "hear_first", "Before the drawings freeze")]


def test_stance_is_changed_and_taken_back(workshop, sit, clause, say):
    phone = sit("p28")
    say(phone, clause("C2"), "hear_first", change="Before the drawings freeze")
    say(phone, clause("C2"), "live_with")
    assert own(phone) == [("C2", "live_with", "")]
    back = f"/w/{workshop.public_id}/clauses/{clause('C2').pk}/stance/withdrawal/"
    assert phone.post(back, {"revision": 1}).status_code == 200
    assert own(phone) == []


def test_r_cons_7_nothing_is_chosen_for_anybody(workshop, sit, reading):
    html = page(sit("p28"), workshop)
    assert ('aria-pressed="true"' in html, "data-chosen" in html) == (False, False)


def test_r_cons_7_hear_me_first_says_what_would_change_it(workshop, sit, clause, say):
    phone = sit("p28")
    response = say(phone, clause("C2"), "hear_first")
    assert (response.status_code, response["X-Rule"], own(phone)) == (422, "R-CONS-7", [])
    assert say(phone, clause("C2"), "live_with").status_code == 200


def test_r_cons_7_one_tap_for_the_others_comes_after_the_last_clause(workshop, sit, clause, say):
    phone = sit("p28")
    say(phone, clause(""), "live_with")
    assert 'id="support-others"' not in page(phone, workshop)
    response = support_others(phone, workshop)
    assert (response.status_code, response["X-Rule"], len(own(phone))) == (409, "R-CONS-7", 1)
    read_to_the_last(phone, workshop)
    assert 'id="support-others"' in page(phone, workshop)
    assert support_others(phone, workshop).status_code == 200
    assert [value for _ref, value, _change in own(phone)] == ["live_with"] + ["support"] * 5


def test_reading_on_does_not_leap(workshop, sit, clause):
    phone = sit("p28")
    last = list(workshop.clauses.asked())[-1]
    phone.post(f"/w/{workshop.public_id}/clauses/{last.pk}/reading/", {"revision": 1})
    assert stances.passed(phone.seat) == 0
    assert support_others(phone, workshop).status_code == 409


def test_one_tap_leaves_out_a_clause_that_says_something_else_by_now(workshop, sit, clause):
    phone = sit("p28")
    read_to_the_last(phone, workshop)
    clause("C5").__class__.objects.filter(ref="C5").update(revision=2)
    phone.post(f"/w/{workshop.public_id}/clauses/support/", {f"clause-{one.pk}": 1 for one in workshop.clauses.asked()})
    assert "C5" not in [ref for ref, _value, _change in own(phone)]


def test_one_of_the_others_is_taken_back_by_itself(workshop, sit, clause):
    phone = sit("p28")
    read_to_the_last(phone, workshop)
    support_others(phone, workshop)
    phone.post(f"/w/{workshop.public_id}/clauses/{clause('C4').pk}/stance/withdrawal/", {"revision": 1})
    assert [ref for ref, _value, _change in own(phone)] == ["", "C2", "C1", "C5", "C3"]


def test_r_cons_7_asks_until_four_of_five_said_where_they_stand(workshop, sit, clause, everybody_here, found, reading):
    *writers, _gone, _gone_too, _gone_as_well = everybody_here
    assert len(writers) == 15
    workshop.seats.writers().exclude(pk__in=[seat.pk for seat in writers]).update(left_at=timezone.now())
    for seat in writers[:11]:
        for one in workshop.clauses.asked():
            stances.take(one, seat, "support")
    assert found(reading, "R-CONS-7") == [
        ("O", "Clauses with few stances: 1 (11/15), 2 (11/15), 3 (11/15), 4 (11/15), 5 (11/15), 6 (11/15).")
    ]
    for one in workshop.clauses.asked():
        stances.take(one, writers[11], "live_with")
    assert found(reading, "R-CONS-7") == []


def test_r_cons_7_is_silent_when_the_timer_has_run(workshop, everybody_here, found, reading):
    assert [level for level, _what in found(reading, "R-CONS-7")] == ["O"]
    reading.step_opened_at = timezone.now() - timedelta(hours=1)
    reading.save()
    assert found(reading, "R-CONS-7") == []


def test_r_cons_7_counts_who_is_present(workshop, sit, clause, everybody_here, found, reading):
    for one in workshop.clauses.asked():
        stances.take(one, everybody_here[0], "support")
    workshop.seats.writers().exclude(pk=everybody_here[0].pk).update(left_at=timezone.now())
    assert found(reading, "R-CONS-7") == []
    everybody_here[0].leave()
    workshop.seats.writers().filter(pk=everybody_here[1].pk).update(left_at=None)
    assert len(found(reading, "R-CONS-7")) == 1


@pytest.mark.parametrize("who", ["p10", "p01"])
def test_who_does_not_count_takes_no_stance(workshop, sit, clause, say, who):
    phone = sit(who)
    response = say(phone, clause("C2"), "support")
    assert (response.status_code, response["X-Rule"], own(phone)) == (409, "R-GEN-2", [])


def test_stance_on_words_that_were_changed_meanwhile_is_refused(workshop, sit, clause, say):
    phone = sit("p28")
    where = f"/w/{workshop.public_id}/clauses/{clause('C2').pk}/stance/"
    workshop.clauses.filter(ref="C2").update(revision=2)
    response = phone.post(where, {"value": "support", "revision": 1})
    assert (response.status_code, response["X-Rule"], own(phone)) == (409, "R-CONS-9", [])


def test_open_decisions_are_read_along_and_take_no_stance(workshop, sit, reading, say):
    phone = sit("p28")
    assert say(phone, workshop.clauses.get(kind="decisions"), "support").status_code == 409
    assert own(phone) == []


def test_r_cons_10_names_and_words_stand_on_the_console_alone(workshop, hanna, sit, clause, say):
    phone = sit("p28")
    cursor = workshop.room.changes.count()
    say(phone, clause("C2"), "hear_first", change="Before the drawings freeze")
    said = "Before the drawings freeze"
    console = page(hanna, workshop, "run/")
    assert (said in console, phone.seat.name in console.split("clause-desk", 1)[1]) == (True, True)
    assert (said in page(phone, workshop), said in page(sit("p03"), workshop)) == (True, False)
    assert (said in page(hanna, workshop, "wall/"), said in page(sit("p10"), workshop, "")) == (False, False)
    for surface in ("projector", "phone"):
        assert said not in since(workshop.room.pk, Audience(surface, "", "en"), cursor).html


def test_r_cons_10_nothing_of_it_leaves_in_a_file(workshop, sit, clause, say):
    from workshops import exchange

    say(sit("p28"), clause("C2"), "hear_first", change="Before the drawings freeze")
    out = exchange.export_workshop(workshop)
    assert out["clauses"][1]["rounds"] == [{"counts": {"support": 0, "live_with": 0, "hear_first": 1}}]
    assert ("Before the drawings freeze" in str(out), "p28" in str(out["clauses"])) == (False, False)


def test_wall_shows_no_counts_while_people_read_in_silence(workshop, hanna, sit, clause, say, go_to):
    say(sit("p28"), clause(""), "support")
    assert 'data-value="support"' not in page(hanna, workshop, "wall/")
    go_to("consensus", "voice")
    assert 'data-value="support"><b>1</b>' in page(hanna, workshop, "wall/")


def test_r_gen_16_counts_and_marks_from_paper(workshop, hanna, sit, clause, reading):
    where = f"/w/{workshop.public_id}/run/clauses/{clause('C2').pk}/paper/"
    group = workshop.groups.get_or_create(letter="A", defaults={"colour": "red"})[0].letter
    for support in (3, 4):
        hanna.post(where, {"group": group, "support": support, "live_with": 1, "change": ""})
    hanna.post(where, {"change": "夜班谁来"})
    assert stances.tallies(workshop)[clause("C2").pk].counts == {"support": 4, "live_with": 1, "hear_first": 1}
    sit("p03").post(where, {"support": 9})
    assert stances.tallies(workshop)[clause("C2").pk].support == 4
