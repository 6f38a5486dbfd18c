"""Before the company wall: relevance, both scales, effect, waves, presenters, and what asks for a reason."""

import pytest
from lxml import html

from live import feed
from workshops.coaching import findings
from workshops.kickoff.strategy.models import Column, Score

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scored(workshop, go_to, hang, sit):
    """`scored("relevance", 3)` is the room before so many strategies, with four writers here."""
    phones = [sit(key) for key in ("p03", "p04", "p05", "p06")]
    workshop.rank_always = False
    workshop.save()

    def made(step: str, count: int):
        run = go_to("strategy", step)
        columns = [hang(f"One {n}", f"Two {n}", heading=f"Raise point {n}") for n in range(count)]
        return run, columns, phones

    return made


def rules(run, name: str, locks: bool = False) -> list[str]:
    return [f"{one.rule} {one.level}" for one in findings(run, locks=locks) if one.rule == name]


def test_a_tap_counts_once_and_the_last_one_stays(scored, act):
    _run, [column], [phone, *_rest] = scored("relevance", 1)
    for value in ("3", "1"):
        assert act(phone, f"strategy/columns/{column.pk}/relevance/", value=value).status_code == 200
    assert list(Score.objects.values_list("scale", "value")) == [("relevance", 1)]
    assert act(phone, f"strategy/columns/{column.pk}/relevance/", value="4").status_code == 422
    assert list(Score.objects.values_list("scale", "value")) == [("relevance", 1)]


def test_who_does_not_count_scores_nothing(workshop, scored, sit, act):
    _run, [column], _phones = scored("relevance", 1)
    for role in ("watch", "lead"):
        seat = sit(workshop.seats.filter(role=role).first().person.key)
        refused = act(seat, f"strategy/columns/{column.pk}/relevance/", value="3")
        assert (refused.status_code, refused["X-Rule"]) == (409, "R-GEN-2")
    assert Score.objects.count() == 0


def test_wall_shows_the_middle_only_when_everybody_has_tapped(workshop, scored, act, hanna):
    _run, [column], phones = scored("relevance", 1)
    for phone, value in zip(phones[:3], "321", strict=True):
        act(phone, f"strategy/columns/{column.pk}/relevance/", value=value)
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert "is the middle" not in wall
    act(phones[3], f"strategy/columns/{column.pk}/relevance/", value="3")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert "is the middle" in wall


def test_r_strat_6_asks_for_an_effect_and_for_relevance(workshop, scored, act, hanna):
    run, [column], phones = scored("relevance", 1)
    assert rules(run, "R-STRAT-6") == ["R-STRAT-6 O", "R-STRAT-6 O"]
    # Before a tap nothing is said of how little it moves, and nobody is led to drop it.
    untapped = [one for one in findings(run, locks=False) if one.rule == "R-STRAT-6"][1]
    assert untapped.what == f"Nobody has tapped for “{column}” yet."
    assert [fix.url for fix in untapped.fixes] == [f"/w/{workshop.public_id}/run/strategy/light/"]
    act(hanna, f"run/strategy/columns/{column.pk}/effect/", effect="Fewer parts come back")
    for phone, value in zip(phones, "1122", strict=True):
        act(phone, f"strategy/columns/{column.pk}/relevance/", value=value)
    assert rules(run, "R-STRAT-6") == []
    act(phones[3], f"strategy/columns/{column.pk}/relevance/", value="1")
    assert rules(run, "R-STRAT-6") == ["R-STRAT-6 O"]
    fix = next(one for one in findings(run, locks=False) if one.rule == "R-STRAT-6").fixes[0]
    assert hanna.post(fix.url, fix.fields).status_code == 302
    column.refresh_from_db()
    assert (column.wave, rules(run, "R-STRAT-6")) == (3, [])


def test_r_strat_7_asks_with_six_columns_and_is_silent_with_five(workshop, scored, act):
    run, columns, phones = scored("rank", 6)
    assert rules(run, "R-STRAT-7") == ["R-STRAT-7 O"]
    everything = {f"{scale}-{one.pk}": "4" for one in columns for scale in ("immediacy", "speed")}
    for phone in phones[:2]:
        assert act(phone, "strategy/ranking/", **everything).status_code == 200
    assert rules(run, "R-STRAT-7") == ["R-STRAT-7 O"]
    act(phones[2], "strategy/ranking/", **everything)
    assert rules(run, "R-STRAT-7") == []


def test_r_strat_7_is_asked_of_few_columns_only_where_it_is_set(workshop, scored):
    run, _columns, _phones = scored("rank", 5)
    assert rules(run, "R-STRAT-7") == []
    workshop.rank_always = True
    workshop.save()
    run.refresh_from_db()
    run = workshop.agenda.get(pk=run.pk)
    assert rules(run, "R-STRAT-7") == ["R-STRAT-7 O"]


def test_what_was_left_out_keeps_what_it_had(scored, act):
    _run, [first, second], [phone, *_rest] = scored("rank", 2)
    act(phone, "strategy/ranking/", **{f"immediacy-{first.pk}": "5", f"speed-{first.pk}": "1"})
    act(phone, "strategy/ranking/", **{f"immediacy-{second.pk}": "2"})
    given = {(one.column_id, one.scale): one.value for one in Score.objects.all()}
    assert given == {(first.pk, "immediacy"): 5, (first.pk, "speed"): 1, (second.pk, "immediacy"): 2}


def test_effect_goals_and_figures_are_kept_together(workshop, scored, act, hanna):
    _run, [column], _phones = scored("relevance", 1)
    goal = workshop.goals.first()
    sent = {"effect": "Fewer parts come back", "effect_other": "返工更少", "goals": goal.pk, f"value-{goal.pk}": "2.7"}
    assert act(hanna, f"run/strategy/columns/{column.pk}/effect/", **sent).status_code == 302
    column.refresh_from_db()
    assert (column.effect, column.effect_other, list(column.goals.all())) == (
        "Fewer parts come back",
        "返工更少",
        [goal],
    )
    assert [(one.goal, str(one.value.normalize())) for one in column.effect_values.all()] == [(goal, "2.7")]
    act(hanna, f"run/strategy/columns/{column.pk}/effect/", effect="Fewer parts come back")
    assert list(column.effect_values.all()) == []


def test_phones_are_told_what_is_said_of_the_column_in_the_light(workshop, scored, act, hanna):
    _run, [column], _phones = scored("relevance", 1)
    before = feed.head(workshop.room_id).seq
    act(hanna, f"run/strategy/columns/{column.pk}/effect/", effect="Fewer parts come back")
    pushed = feed.since(workshop.room_id, feed.Audience("phone", "", "en"), before).html
    (card,) = [one for one in html.fragments_fromstring(pushed) if one.get("id") == "light-card"]
    assert card.find_class("light__effect")[0].text == "Fewer parts come back"


def test_a_wave_set_by_hand_needs_a_reason_and_stays(workshop, scored, act, hanna, next_step):
    _run, [first, _second, _third], _phones = scored("rank", 3)
    path, later = f"run/strategy/columns/{first.pk}/wave/", "Comes later: Ma Ning, at 14:00"
    assert act(hanna, path, wave="2", reason="").status_code == 422
    assert act(hanna, path, wave="2", reason=later).status_code == 302
    assert next_step().status_code == 302
    assert list(Column.objects.order_by("pk").values_list("wave", flat=True)) == [2, 1, 1]
    assert workshop.agenda.get(kind="strategy").state == "locked"


def test_the_wall_shows_the_order_or_whether_it_adds_up(workshop, scored, act, hanna):
    _run, _columns, _phones = scored("rank", 3)
    assert 'class="ranks"' in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    act(hanna, "run/strategy/light/", step="rank")
    assert 'class="ways"' in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()


def test_the_light_falls_on_one_column_on_wall_and_phones(workshop, scored, act, hanna):
    _run, [_first, second], [phone, *_rest] = scored("relevance", 2)
    act(hanna, "run/strategy/light/", column=second.pk)
    assert f"strategy/columns/{second.pk}/relevance/" in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
