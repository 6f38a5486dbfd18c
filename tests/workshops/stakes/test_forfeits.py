"""Forfeits: proposed, looked at, asked six questions, chosen, R-STAKE-1…5, R-DEC-1…5."""

import pytest
from lxml import html

from tests.workshops.stakes.conftest import said
from workshops.coaching import findings
from workshops.kickoff.stakes.alarms import alarm
from workshops.kickoff.stakes.models import Forfeit
from workshops.models import LogEntry

pytestmark = pytest.mark.django_db(transaction=True)
WAGES = "Everyone pays 200 CNY from the wages"


def states(letter: str) -> list[tuple[str, str]]:
    return list(Forfeit.objects.filter(promise__group__letter=letter).values_list("text", "status"))


def test_r_stake_2_advice_is_put_off_for_one_group_alone(workshop, in_stakes, hanna):
    run = in_stakes("ideas")
    page = f"/w/{workshop.public_id}/run/panel/"
    wanted = [f"R-STAKE-2 {run.position} {one.pk}" for one in workshop.promises.order_by("group__letter")]
    told = lambda: [gate["name"] for gate in hanna.get(page).context["gates"] if gate["finding"].rule == "R-STAKE-2"]  # noqa: E731
    assert told() == wanted
    hanna.post(f"/w/{workshop.public_id}/run/cards/", {"card": wanted[0]})
    assert told() == wanted[1:]


def test_member_proposes_for_the_own_group(in_stakes, promise, sit, act):
    in_stakes("ideas")
    phone = sit("p34")
    address = f"promises/{promise('A').pk}/forfeits/"
    assert act(phone, address, text="Give a lunch talk", category="learn").status_code == 302
    found = Forfeit.objects.get()
    assert (found.promise, found.category, found.proposed_by, found.status) == (
        promise("A"),
        "learn",
        phone.seat,
        "proposed",
    )
    act(phone, f"forfeits/{found.pk}/withdrawal/")
    assert states("A") == [("Give a lunch talk", "withdrawn")]


def test_others_propose_nothing_and_take_nothing_back(workshop, in_stakes, promise, proposed, sit, act):
    in_stakes("ideas")
    address = f"promises/{promise('A').pk}/forfeits/"
    lead = workshop.decision_makers().get().person.key
    answers = [act(sit(key), address, text="Sing", category="perform").status_code for key in ("p04", "p10", lead)]
    assert answers == [403, 409, 409]
    song = proposed("A", "Sing a song", proposed_by=workshop.seats.get(person__key="p34"))
    assert act(sit("p05"), f"forfeits/{song.pk}/withdrawal/").status_code == 403
    assert states("A") == [("Sing a song", "proposed")]


def test_category_and_120_characters_are_needed(in_stakes, promise, sit, act):
    in_stakes("ideas")
    address = f"promises/{promise('A').pk}/forfeits/"
    phone = sit("p05")
    assert act(phone, address, text="Sing", category="").status_code == 422
    assert act(phone, address, text="火" * 121, category="perform").status_code == 422
    assert not Forfeit.objects.exists()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (WAGES, "R-DEC-1"),
        ("扣发半个月奖金", "R-DEC-1"),
        ("All the men get a crew cut", "R-DEC-2"),
        ("全员剃光头", "R-DEC-2"),
        ("The girls cook for the rest", "R-DEC-3"),
        ("A round of ice cream for 80 CNY each", "R-DEC-5"),
        ("每人出 60 元请客", "R-DEC-5"),
        ("Bake or buy dumplings for all night shifts, at most 50 CNY each", None),
        ("做一次厂区志愿清洁，上午完成", None),
        ("Sing a song in the canteen, group of nine", None),
        ("为其他部门画一幅感谢海报", None),
        ("Run 5 km together", None),
    ],
)
def test_r_stake_3_words_that_ring(workshop, text, rule):
    """R-STAKE-3, R-DEC-1, R-DEC-2, R-DEC-3, R-DEC-5: firing and silent."""
    found = alarm(text, workshop.organisation)
    assert (found.rule if found else None) == rule


def test_r_dec_5_cap_is_the_organisations(workshop):
    """R-DEC-5"""
    workshop.organisation.forfeit_cap = 100
    assert alarm("A round of ice cream for 80 CNY each", workshop.organisation) is None
    workshop.organisation.forfeit_cap = 0
    assert alarm("A coffee for 5 CNY", workshop.organisation).rule == "R-DEC-5"


def test_r_stake_1_one_tap_is_all_six_yes(in_stakes, promise, proposed, sit, act):
    """R-STAKE-1: by the group's host alone."""
    in_stakes("choose")
    song = proposed("B", "Sing a song in the canteen")
    assert [act(sit(key), f"forfeits/{song.pk}/answers/").status_code for key in ("p06", "p03")] == [409, 403]
    assert act(sit("p04"), f"forfeits/{song.pk}/answers/", no="").status_code == 302
    song.refresh_from_db()
    assert (song.status, song.answers, song.chosen) == ("passed", "yyyyyy", True)


@pytest.mark.parametrize(("no", "rule"), [(1, "R-DEC-2"), (3, "R-DEC-1"), (4, "R-DEC-3"), (6, "R-DEC-4")])
def test_r_stake_1_any_no_refuses_with_its_question(in_stakes, proposed, sit, act, no, rule):
    """R-STAKE-1, R-DEC-1…4: the question is the reason."""
    in_stakes("choose")
    song = proposed("B", "Sing a song in the canteen")
    host = sit("p04")
    act(host, f"forfeits/{song.pk}/answers/", no=no)
    song.refresh_from_db()
    assert (song.status, song.refused_by, song.number_that_says_no, song.chosen) == ("refused", rule, no, False)
    assert act(host, f"forfeits/{song.pk}/choice/", chosen="1").status_code == 409


def test_r_stake_3_alarm_is_not_passed_by_all_six_yes(in_stakes, proposed, sit, act):
    """R-STAKE-3: who taps all yes is told what rings; R-DEC-1 names itself."""
    in_stakes("choose")
    bad = proposed("B", WAGES)
    response = act(sit("p04"), f"forfeits/{bad.pk}/answers/")
    assert (response.status_code, response["X-Rule"]) == (409, "R-DEC-1")
    assert states("B") == [(WAGES, "proposed")]


def test_r_stake_3_what_rings_holds_up_nothing_that_the_host_can_answer(workshop, in_stakes, proposed, sit):
    """R-STAKE-3: the host is asked for the rest first; what only the facilitator clears has no "all six yes"."""
    in_stakes("choose")
    proposed("B", WAGES)
    song = proposed("B", "Sing a song in the canteen")
    host = sit("p04")
    shown = html.fromstring(host.get(f"/w/{workshop.public_id}/mine/").content.decode())
    assert shown.xpath("//section[@id='six']/@data-forfeit") == [str(song.pk)]
    song.delete()
    shown = html.fromstring(host.get(f"/w/{workshop.public_id}/mine/").content.decode())
    assert (len(shown.xpath("//section[@id='six']")), shown.xpath("//form[@data-all-six]")) == (1, [])


def test_r_stake_3_facilitator_clears_a_false_alarm_with_a_reason(workshop, in_stakes, proposed, hanna, sit, act):
    """R-STAKE-3: logged; the six are still asked."""
    in_stakes("choose")
    cake = proposed("A", "Bake a fine cake for the night shift")
    assert act(hanna, f"run/forfeits/{cake.pk}/alarm/", reason="no").status_code == 422
    act(hanna, f"run/forfeits/{cake.pk}/alarm/", reason="“fine” means good here")
    assert LogEntry.objects.filter(rule="R-STAKE-3").values_list("act", "user", "subject").get() == (
        "cleared an alarm",
        workshop.facilitator.pk,
        str(cake.pk),
    )
    act(sit("p03"), f"forfeits/{cake.pk}/answers/")
    cake.refresh_from_db()
    assert (cake.status, cake.answers) == ("cleared", "yyyyyy")


def test_r_stake_3_true_alarm_is_refused_under_its_rule(in_stakes, proposed, hanna, act):
    """R-STAKE-3, R-DEC-2"""
    in_stakes("choose")
    bad = proposed("A", "All the men get a crew cut")
    act(hanna, f"run/forfeits/{bad.pk}/refusal/")
    bad.refresh_from_db()
    assert (bad.status, bad.refused_by) == ("refused", "R-DEC-2")


def test_r_stake_3_open_alarm_asks_before_the_room_goes_on(in_stakes, proposed, passed, hanna, act):
    """R-STAKE-3: O; silent once somebody looked."""
    run = in_stakes("choose")
    for letter in "AB":
        passed(letter, "Sing a song")
    bad = proposed("A", WAGES)
    assert said(run) == ["R-STAKE-3"]
    act(hanna, f"run/forfeits/{bad.pk}/refusal/")
    assert said(run) == []


def test_r_stake_2_three_at_most(in_stakes, passed, promise, sit, act):
    """R-STAKE-2"""
    in_stakes("choose")
    four = [passed("A", f"Song {number}") for number in range(4)]
    assert [forfeit.chosen for forfeit in four] == [True, True, True, False]
    host = sit("p03")
    assert act(host, f"forfeits/{four[3].pk}/choice/", chosen="1").status_code == 409
    act(host, f"forfeits/{four[0].pk}/choice/")
    assert act(host, f"forfeits/{four[3].pk}/choice/", chosen="1").status_code == 302
    assert [forfeit.text for forfeit in promise("A").chosen()] == ["Song 1", "Song 2", "Song 3"]


def test_r_stake_2_group_without_promise_gives_a_reason(workshop, in_stakes, passed, next_step, promise):
    """R-STAKE-2: O; that group has nothing to sign."""
    run = in_stakes("choose")
    passed("A", "Sing a song")
    assert said(run) == ["R-STAKE-2"]
    assert next_step().status_code == 409
    assert next_step(R_STAKE_2="The room agreed").status_code == 302
    assert [promise(letter).is_made for letter in "AB"] == [True, False]
    assert run.overrides.values_list("rule", "reason").get() == ("R-STAKE-2", "The room agreed")


def test_r_stake_2_celebration_only_is_a_promise(in_stakes, passed, promise, hanna, act):
    """R-STAKE-2"""
    run = in_stakes("choose")
    passed("A", "Sing a song")
    act(hanna, f"run/promises/{promise('B').pk}/only/", only="1")
    assert said(run) == ["R-STAKE-2"]
    act(hanna, f"run/promises/{promise('B').pk}/celebration/", celebration="一起去湖边野餐")
    assert said(run) == []
    assert (promise("B").chosen(), promise("B").is_made) == ([], True)


def test_r_stake_5_balance_by_default_and_never_the_challenge(workshop, in_stakes, promise, sit, hanna, act):
    """R-STAKE-5"""
    in_stakes("ideas")
    first = workshop.goals.first()
    made = promise("A")
    assert (made.goal, made.tier, made.due) == (first, "balance", first.date)
    other = workshop.goals.all()[2]
    data = {"goal": other.pk, "due": "2026-12-31"}
    for client, address in ((sit("p03"), f"promises/{made.pk}/aim/"), (hanna, f"run/promises/{made.pk}/aim/")):
        response = act(client, address, tier="challenge", **data)
        assert (response.status_code, response["X-Rule"]) == (422, "R-STAKE-5")
    assert promise("A").goal == first
    act(sit("p03"), f"promises/{made.pk}/aim/", tier="sprint", **data)
    assert (promise("A").goal, promise("A").tier, promise("A").value) == (other, "sprint", other.sprint)


def test_r_stake_5_stops_without_goal_or_date(workshop, in_stakes, passed, promise, hanna):
    """R-STAKE-5: H, with the way out to name them."""
    run = in_stakes("choose")
    for letter in "AB":
        passed(letter, "Sing a song")
    assert said(run) == []
    made = promise("A")
    made.due = None
    made.save()
    assert said(run) == ["R-STAKE-5"]
    page = html.fromstring(hanna.get(f"/w/{workshop.public_id}/run/panel/").content)
    assert page.xpath("//details[@open]//form[contains(@action, '/aim/')]/ancestor::details/@id") == [
        fix.url.removeprefix("#") for one in findings(run, locks=False) for fix in one.fixes
    ]


def test_three_votes_when_more_than_three_passed(workshop, in_stakes, passed, sit, act):
    in_stakes("choose")
    four = [passed("A", f"Song {number}") for number in range(4)]
    phone = sit("p05")
    given = [act(phone, f"forfeits/{forfeit.pk}/vote/").status_code for forfeit in four]
    assert given == [302, 302, 302, 409]
    act(phone, f"forfeits/{four[0].pk}/vote/")
    votes = [forfeit.votes for forfeit in Forfeit.objects.by_votes().order_by("id")]
    assert votes == [0, 1, 1, 0]
    assert act(sit("p04"), f"forfeits/{four[0].pk}/vote/").status_code == 403


def test_console_alone_can_run_the_stage(in_stakes, promise, hanna, act):
    """R-GEN-16: whatever a host or a group does."""
    run = in_stakes("ideas")
    for letter in "AB":
        act(hanna, f"run/promises/{promise(letter).pk}/forfeits/", text=f"Sing for {letter}", category="perform")
    assert said(run) == []
    in_stakes("choose")
    for forfeit in Forfeit.objects.all():
        act(hanna, f"run/forfeits/{forfeit.pk}/answers/")
        act(hanna, f"run/forfeits/{forfeit.pk}/choice/", chosen="1")
    assert said(run.workshop.agenda.get(kind="stakes")) == []


def test_short_form_asks_for_a_celebration_and_nothing_else(workshop, in_stakes, promise, sit, act):
    """Celebration only; the rules of what is left out are silent."""
    run = in_stakes("ideas")
    assert said(run) == ["R-STAKE-2"]
    run.is_short = True
    run.save()
    page = sit("p05").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert "/forfeits/" not in page
    for letter, key in (("A", "p05"), ("B", "p06")):
        act(sit(key), f"promises/{promise(letter).pk}/celebration/", celebration="A picnic at the lake")
    assert said(run) == []
    assert run.following is None


def test_idea_that_rings_or_was_refused_is_not_read_out(workshop, in_stakes, proposed, hanna, act):
    """Before the six, what does not ring may be put to the room, on the wall of its group alone (R-STAKE-3)."""
    in_stakes("choose")
    kind, rings, refused = (proposed("A", text) for text in ("Sing a song", "We pay a fine", "Run a mile"))
    refused.refuse("R-DEC-2")
    stars = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert [f'aria-label="Read {one.text} out"' in stars for one in (kind, rings, refused)] == [True, False, False]
    answers = [act(hanna, "run/reading-out/", kind="forfeit", number=one.pk) for one in (rings, refused, kind)]
    assert [(one.status_code, one.headers.get("X-Rule")) for one in answers] == [
        (409, "R-GEN-4"),
        (409, "R-GEN-4"),
        (302, None),
    ]
    walls = [hanna.get(f"/w/{workshop.public_id}/wall/?group={letter}").content.decode() for letter in "AB"]
    assert ["Sing a song" in wall for wall in walls] == [True, False]
