"""Two groups come to one wall: merged, carried, annexed; what is alone finds a column."""

import pytest
from lxml import html

from workshops.coaching import findings
from workshops.kickoff.grouping import dealing
from workshops.kickoff.strategy import boards
from workshops.kickoff.strategy.boards import company_board, group_boards, waiting_columns
from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.models import StageRun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walls(workshop, sit, go_to):
    """Two groups of two with a host each, three columns a wall: `walls("merge")` goes to that step."""
    dealing.deal(workshop, 2)
    phones = {key: sit(key) for key in ("p29", "p03", "p23", "p04")}
    for letter, key in (("A", "p29"), ("B", "p23")):
        workshop.groups.get(letter=letter).led_by(phones[key].seat)

    def made(step: str) -> StageRun:
        run = go_to("strategy", "cluster")

        def verb(live, changing):
            for group in live.groups.all():
                wall = live.wall_for(live.agenda.get(kind="strategy"), group)
                for number in range(3):
                    column = Column.open_on(wall)
                    column.name_as(f"Raise {group.letter}{number}")
                    for place in range(2):
                        seat = live.seats.filter(group=group).present().first()
                        StrategyNote.write(wall, seat, f"{group.letter}{number}{place}", "en").hang(column)

        workshop.change("", "", verb)
        run = go_to("strategy", step) if step != "cluster" else run
        return StageRun.objects.get(pk=run.pk)

    made.phones = phones
    return made


def rules(run) -> list[str]:
    return [f"{finding.rule} {finding.level}" for finding in findings(run, locks=False)]


def column(key: str) -> Column:
    return Column.objects.get(key=key)


def test_each_group_stands_before_its_own_wall(workshop, walls, sit):
    run = walls("cluster")
    assert [(board.group.letter, len(board.columns)) for board in group_boards(run)] == [("A", 3), ("B", 3)]
    page = walls.phones["p23"].get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert ("B00" in page, "A00" in page) == (True, False)


def test_r_strat_12_stops_while_a_column_waits_and_one_tap_carries_all(workshop, walls, hanna, act, next_step):
    run = walls("merge")
    assert [one.key for one in waiting_columns(run)] == ["A1", "A2", "A3", "B1", "B2", "B3"]
    assert "R-STRAT-12 H" in rules(run)
    refused = next_step()
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-STRAT-12")
    fix = next(one for one in findings(run, locks=False) if one.rule == "R-STRAT-12").fixes[0]
    assert hanna.post(fix.url).status_code == 302
    assert (waiting_columns(run), rules(run)) == ([], [])
    carried = [(one.heading, [source.key for source in one.merged_from.all()]) for one in company_board(run).columns]
    assert carried == [(f"Raise {letter}{n}", [f"{letter}{n + 1}"]) for letter in "AB" for n in range(3)]


def test_r_strat_12_nothing_comes_to_the_company_wall_before_the_room_merges(workshop, walls, hanna, act):
    run = walls("cluster")
    answers = [
        act(hanna, f"run/strategy/columns/{column('A1').pk}/carrying/", into="new"),
        act(hanna, "run/strategy/carrying/"),
        act(hanna, "run/strategy/annex/", columns=str(column("A1").pk), reason="Next year, said the room"),
    ]
    assert [(one.status_code, one["X-Rule"]) for one in answers] == [(409, "R-STRAT-12")] * 3
    assert (company_board(run).columns, Column.objects.count()) == ([], 6)


def test_r_strat_12_column_is_carried_once_and_only_to_the_company_wall(workshop, walls, hanna, act):
    run = walls("merge")
    carrying = f"run/strategy/columns/{column('A1').pk}/carrying/"
    astray = act(hanna, carrying, into=column("B1").pk)
    assert act(hanna, carrying, into="new").status_code == 302
    again = act(hanna, carrying, into="new")
    assert [(one.status_code, one["X-Rule"]) for one in (astray, again)] == [(409, "R-STRAT-10"), (409, "R-STRAT-12")]
    assert [one.heading for one in company_board(run).columns] == ["Raise A0"]
    assert [one.key for one in waiting_columns(run)] == ["A2", "A3", "B1", "B2", "B3"]


def test_columns_of_two_groups_are_joined_and_taken_apart_again(workshop, walls, hanna, act):
    run = walls("merge")
    act(hanna, f"run/strategy/columns/{column('A1').pk}/carrying/", into="new")
    company = company_board(run).columns[0]
    assert act(hanna, f"run/strategy/columns/{column('B1').pk}/carrying/", into=company.pk).status_code == 302
    company = company_board(run).columns[0]
    assert [note.called for note in company.hanging] == ["A1", "A2", "B1", "B2"]
    assert sorted(one.key for one in company.merged_from.all()) == ["A1", "B1"]
    act(hanna, "run/strategy/undo/")
    company = company_board(run).columns[0]
    assert [one.key for one in company.merged_from.all()] == ["A1"]
    assert "B1" in [one.key for one in waiting_columns(run)]


def test_one_reason_carries_columns_to_the_annex(workshop, walls, hanna, act):
    run = walls("merge")
    numbers = f"{column('A1').pk},{column('B1').pk}"
    refused = act(hanna, "run/strategy/annex/", columns=numbers, reason="no")
    assert (refused.status_code, len(waiting_columns(run))) == (422, 6)
    assert act(hanna, "run/strategy/annex/", columns=numbers, reason="Next year, said the room").status_code == 302
    board = company_board(run)
    assert [(one.wave, one.wave_reason) for one in board.columns] == [(3, "Next year, said the room")] * 2
    assert board.chosen == []


def test_a_host_carries_columns_of_the_own_group_alone(workshop, walls, act):
    run = walls("merge")
    host = walls.phones["p29"]
    refused = act(host, f"strategy/columns/{column('B1').pk}/carrying/", into="new")
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-ROLE-7")
    assert act(host, f"strategy/columns/{column('A1').pk}/carrying/", into="new").status_code == 200
    member = act(walls.phones["p03"], f"strategy/columns/{column('A2').pk}/carrying/", into="new")
    assert (member.status_code, [one.key for one in waiting_columns(run)]) == (409, ["A2", "A3", "B1", "B2", "B3"])


def test_a_host_moves_any_note_of_the_own_wall_and_takes_it_back(workshop, walls, act):
    walls("cluster")
    host, note = walls.phones["p23"], StrategyNote.objects.get(text="B00")
    foreign = StrategyNote.objects.get(text="A00")
    StrategyNote.objects.filter(pk=note.pk).update(author=walls.phones["p04"].seat)
    assert act(host, "strategy/placing/", note=note.pk, column=column("B2").pk).status_code == 200
    note.refresh_from_db()
    assert note.column == column("B2")
    assert act(host, "strategy/undo/").status_code == 200
    note.refresh_from_db()
    assert note.column == column("B1")
    refused = act(host, "strategy/placing/", note=foreign.pk, column=column("A2").pk)
    assert refused.status_code == 409
    foreign.refresh_from_db()
    assert foreign.column == column("A1")


def test_r_strat_3_a_single_goes_on_alone_and_must_find_a_column(workshop, walls, hanna, act, next_step):
    run = walls("cluster")
    note = StrategyNote.objects.get(text="B00")
    act(hanna, "run/strategy/placing/", note=note.pk, column="")
    act(hanna, "run/strategy/placing/", note=StrategyNote.objects.get(text="B01").pk, column=column("B2").pk)
    assert [finding.what for finding in findings(run, locks=False)] == ["Wall B: No home yet: 1."]
    act(hanna, f"run/strategy/notes/{note.pk}/alone/")
    assert rules(run) == []
    next_step(), next_step()
    run.refresh_from_db()
    act(hanna, "run/strategy/carrying/")
    assert (run.step, next(one.what for one in findings(run, locks=False))) == ("merge", "No home yet: B1.")
    home = company_board(run).columns[0]
    act(hanna, "run/strategy/placing/", note=note.pk, column=home.pk)
    assert "R-STRAT-3 H" not in rules(run)


def test_nothing_goes_alone_where_there_is_one_wall(workshop, go_to, sit, hang, hanna, act):
    sit("p03")
    go_to("strategy", "cluster")
    [note] = hang("Alone", column=False)
    refused = act(hanna, f"run/strategy/notes/{note.pk}/alone/")
    assert (refused.status_code, refused["X-Rule"]) == (409, "R-STRAT-3")


def test_a_group_that_has_gone_is_out_of_the_gate_and_its_notes_come_along(workshop, walls, hanna, act, next_step):
    run = walls("cluster")
    loose = StrategyNote.objects.get(text="B00")
    act(hanna, "run/strategy/placing/", note=loose.pk, column="")
    act(hanna, "run/strategy/placing/", note=StrategyNote.objects.get(text="B01").pk, column=column("B2").pk)
    assert rules(run) == ["R-STRAT-3 H"]
    workshop.seats.filter(group__letter="B").update(left_at="2026-01-16T04:00:00Z")
    assert rules(run) == []
    next_step(), next_step()
    run.refresh_from_db()
    assert [one.key for one in waiting_columns(run)] == ["A1", "A2", "A3", "B2", "B3"]
    loose.refresh_from_db()
    assert loose.single
    act(hanna, "run/strategy/carrying/")
    act(hanna, "run/strategy/placing/", note=loose.pk, column=company_board(run).columns[0].pk)
    assert rules(run) == []


def test_one_group_carries_its_columns_as_they_stand_and_back(workshop, roster_of_five, go_to, hanna, act, hang_on):
    run = go_to("strategy", "name")
    hang_on("A", "One", "Two")
    run = go_to("strategy", "merge")
    assert [(one.key, one.wall.group) for one in company_board(run).columns] == [("A1", None)]
    assert "R-STRAT-12 H" not in rules(run)
    hanna.post(f"/w/{workshop.public_id}/run/step/", {"expected": run.position, "step": "name"})
    run.refresh_from_db()
    assert [len(board.columns) for board in group_boards(run)] == [1]


@pytest.fixture
def roster_of_five(workshop, sit):
    workshop.seats.exclude(person__key__in=["p03", "p04", "p05", "p06", "p07"]).update(role="watch")
    for key in ("p03", "p04", "p05", "p06", "p07"):
        sit(key)
    dealing.deal(workshop, 1)


@pytest.fixture
def hang_on(workshop):
    def hung(letter: str, *texts: str) -> None:
        def verb(live, changing):
            wall = live.wall_for(live.agenda.get(kind="strategy"), live.groups.get(letter=letter))
            home = Column.open_on(wall)
            for text in texts:
                StrategyNote.write(wall, None, text, "en").hang(home)

        workshop.change("", "", verb)

    return hung


def test_an_effect_written_meanwhile_is_not_written_over(workshop, walls, act):
    walls("merge")
    number = column("A1").pk
    first, second = walls.phones["p29"], walls.phones["p03"]
    assert act(first, f"strategy/columns/{number}/effect/", effect="Fewer parts come back", was="").status_code == 200
    refused = act(second, f"strategy/columns/{number}/effect/", effect="Dates hold", was="")
    assert refused.status_code == 409
    assert column("A1").effect == "Fewer parts come back"
    foreign = act(second, f"strategy/columns/{column('B1').pk}/effect/", effect="Dates hold", was="")
    assert (foreign.status_code, foreign["X-Rule"]) == (409, "R-ROLE-7")


@pytest.mark.parametrize(
    ("groups", "planned", "minutes"),
    [
        (1, 75, {"cluster": 31, "merge": 2}),
        (2, 85, {"cluster": 33, "merge": 10}),
        (3, 95, {"cluster": 33, "merge": 20}),
    ],
)
def test_merge_takes_ten_minutes_for_each_group_but_one(workshop, go_to, groups, planned, minutes):
    dealing.deal(workshop, groups)
    run = go_to("strategy", "merge")
    run.minutes = planned
    told = {step.key: taken for step, taken in run.plan}
    assert {key: told[key] for key in minutes} == minutes
    assert (sum(told.values()), run.step_minutes, run.clock_started_at) == (
        planned,
        minutes["merge"],
        run.step_opened_at,
    )


def test_r_strat_2_offers_the_annex_for_the_column_with_fewest_notes(workshop, walls, hanna):
    """One tap carries a tenth column away; the other way out is to join what is alike."""
    run = walls("merge")
    wall = boards.company_wall(run)
    for number in range(10):
        column = Column.open_on(wall)
        column.name_as(f"Raise {number}")
        for place in range(2 + (number != 8)):
            StrategyNote.write(wall, workshop.seats.get(person__key="p03"), f"{number} {place}", "en").hang(column)
    (stop,) = [one for one in findings(run, locks=False) if one.rule == "R-STRAT-2"]
    assert (stop.level, [fix.method for fix in stop.fixes]) == ("H", ["get", "post"])
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
    assert len(page.xpath(f"//*[@id='{stop.fixes[0].url.removeprefix('#')}'][@data-board]")) == 1
    hanna.post(stop.fixes[1].url, stop.fixes[1].fields)
    assert list(Column.objects.filter(wall=wall, wave=3).values_list("heading", flat=True)) == ["Raise 8"]
    assert [one.level for one in findings(run, locks=False) if one.rule == "R-STRAT-2"] == ["S"]


def test_r_strat_3_leads_to_the_ways_out_of_its_wall(workshop, walls, hanna):
    run = walls("cluster")
    for board in group_boards(run):
        StrategyNote.write(board.wall, workshop.seats.get(person__key="p03"), "Lonely", "en").hang(None)
    ways = [one.fixes[0].url.removeprefix("#") for one in findings(run, locks=False) if one.rule == "R-STRAT-3"]
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
    assert ways == [f"ways-{board.pk}" for board in group_boards(run)]
    assert [len(page.xpath(f"//details[@id='{way}']")) for way in ways] == [1, 1]
