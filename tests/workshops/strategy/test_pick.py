"""Half a day: three votes each on the own wall, and the notes that weigh most become the strategies (R-DAY-3)."""

import pytest

from workshops.coaching import findings
from workshops.kickoff.grouping import dealing
from workshops.kickoff.strategy.boards import company_board
from workshops.kickoff.strategy.models import Column, Pick, StrategyNote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def light(workshop, sit, go_to):
    """A half-day room of two groups with four notes each, before it picks."""
    workshop.variant = "department_light"
    workshop.save()
    workshop.agenda.filter(kind__in=["stakes", "swot", "town", "revise"]).update(state="skipped")
    dealing.deal(workshop, 2)
    phones = {key: sit(key) for key in ("p29", "p03", "p23", "p04")}
    go_to("strategy", "silent")

    def verb(live, changing):
        for group in live.groups.all():
            wall = live.wall_for(live.agenda.get(kind="strategy"), group)
            seat = live.seats.filter(group=group).present().first()
            for number in range(4):
                StrategyNote.write(wall, seat, f"Raise point {group.letter}{number}", "en")

    workshop.change("", "", verb)
    run = go_to("strategy", "pick")
    run.phones = phones
    return run


def note(text: str) -> StrategyNote:
    return StrategyNote.objects.get(text=f"Raise point {text}")


def test_half_a_day_picks_instead_of_clustering(light, workshop):
    assert [step.key for step in light.steps] == ["silent", "post", "pick"]
    workshop.variant = "full"
    workshop.save()
    run = workshop.agenda.get(kind="strategy")
    run.step = "post"
    assert [step.key for step in run.steps] == ["silent", "post", "cluster", "name", "merge", "relevance", "rank"]


def test_three_votes_one_on_a_note_on_the_own_wall(light, act):
    phone = light.phones["p29"]
    for text in ("A0", "A0", "A1", "A2"):
        assert act(phone, f"strategy/notes/{note(text).pk}/pick/", ticked="1").status_code == 200
    refused = act(phone, f"strategy/notes/{note('A3').pk}/pick/", ticked="1")
    assert (refused.status_code, refused["X-Rule"], Pick.objects.count()) == (409, "R-DAY-3", 3)
    foreign = act(light.phones["p23"], f"strategy/notes/{note('A3').pk}/pick/", ticked="1")
    assert (foreign.status_code, Pick.objects.count()) == (409, 3)
    act(phone, f"strategy/notes/{note('A0').pk}/pick/", ticked="")
    assert act(phone, f"strategy/notes/{note('A3').pk}/pick/", ticked="1").status_code == 200


def test_notes_with_most_votes_become_headings_in_order(light, workshop, act, hanna, next_step):
    for key, texts in {"p29": ("A0", "A1"), "p03": ("A1",), "p23": ("B2",), "p04": ("B2", "B3")}.items():
        for text in texts:
            act(light.phones[key], f"strategy/notes/{note(text).pk}/pick/", ticked="1")
    goal = workshop.goals.first()
    for text in ("A0", "A1", "B2"):
        response = act(hanna, f"run/strategy/notes/{note(text).pk}/picked/", confirmed="1", goals=goal.pk)
        assert response.status_code == 302
    assert next_step().status_code == 302
    assert workshop.agenda.get(kind="strategy").state == "locked"
    strategies = Column.objects.strategies()
    assert [(one.heading, one.rank, one.wave) for one in strategies] == [
        ("Raise point A1", 1, 1),
        ("Raise point B2", 2, 1),
        ("Raise point A0", 3, 1),
        ("More ideas", None, 3),
    ]
    assert [list(one.goals.all()) for one in strategies[:3]] == [[goal]] * 3


def test_r_strat_2_nothing_confirmed_stops_and_eight_are_refused(light, act, hanna, workshop, next_step):
    assert [f"{one.rule} {one.level}" for one in findings(light, locks=False)] == ["R-STRAT-2 H"]
    assert next_step().status_code == 409
    for text in ("A0", "A1", "A2", "A3", "B0", "B1", "B2"):
        act(hanna, f"run/strategy/notes/{note(text).pk}/picked/", confirmed="1")
    refused = act(hanna, f"run/strategy/notes/{note('B3').pk}/picked/", confirmed="1")
    assert (refused.status_code, len(company_board(light).chosen)) == (409, 7)
    act(hanna, f"run/strategy/notes/{note('A0').pk}/picked/")
    assert act(hanna, f"run/strategy/notes/{note('B3').pk}/picked/", confirmed="1").status_code == 302


def test_a_long_note_is_shortened_to_a_heading(light, act, hanna):
    StrategyNote.objects.filter(pk=note("A0").pk).update(text="把" * 80)
    long = StrategyNote.objects.get(text="把" * 80)
    act(hanna, f"run/strategy/notes/{long.pk}/picked/", confirmed="1")
    assert Column.objects.get().heading == "把" * 60
