"""Why: the heaviest weakness of each group is asked for its causes, down to one in our own hands (R-SWOT-5, -6, -7)."""

import pytest

from tests.workshops.swot.conftest import findings
from workshops.kickoff.swot.models import SwotNote, WhyStep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def weak(hang) -> list[SwotNote]:
    return hang("A", "W", "Dates change twice", "Quotes take long", "Trials wait")


def link(act, phone, note, order, text="Because", control="ours"):
    response = act(phone, f"swot/notes/{note.pk}/whys/", order=order, text=text, control=control)
    return response.status_code, response.headers.get("X-Rule", "")


def priorities() -> list[str]:
    return list(SwotNote.objects.filter(priority=True).order_by("pk").values_list("text", flat=True))


def test_first_weakness_is_chosen_when_the_step_opens(workshop, groups, go_to, weak):
    go_to("swot", "vote")
    assert priorities() == []
    go_to("swot", "why")
    assert priorities() == ["Dates change twice"]


def test_host_changes_it_and_two_are_the_most(workshop, groups, sit, go_to, weak, act):
    go_to("swot", "why")
    host, other = sit(groups["A"].host.person.key), sit("p03")
    assert groups["A"].host.person.key != "p03"

    def choose(phone, note, wanted):
        response = act(phone, f"swot/notes/{note.pk}/priority/", wanted=wanted)
        return response.status_code, response.headers.get("X-Rule", "")

    assert choose(host, weak[1], "1") == (200, "")
    assert choose(host, weak[2], "1") == (409, "R-SWOT-5")
    assert choose(other, weak[2], "1") == (409, "R-GEN-2")
    assert choose(sit(groups["B"].host.person.key), weak[1], "") == (403, "R-ROLE-7")
    assert priorities() == ["Dates change twice", "Quotes take long"]
    assert choose(host, weak[0], "") == (200, "")
    assert choose(host, weak[1], "") == (200, "")
    assert priorities() == []


def test_choice_stays_when_the_room_comes_back(workshop, groups, go_to, weak, hanna, tap):
    go_to("swot", "why")
    tap(hanna, f"run/swot/notes/{weak[0].pk}/priority/", wanted="")
    tap(hanna, f"run/swot/notes/{weak[2].pk}/priority/", wanted="1")
    workshop.agenda.filter(kind="swot").update(step="vote")
    go_to("swot", "why")
    assert priorities() == ["Trials wait"]


def test_only_a_weakness_is_asked(workshop, groups, go_to, hang, hanna, tap):
    [strong] = hang("A", "S", "Samples in 12 days")
    go_to("swot", "why")
    assert tap(hanna, f"run/swot/notes/{strong.pk}/priority/", wanted="1") == "409 R-SWOT-5"


def test_r_swot_5_five_steps_are_the_most(workshop, groups, sit, go_to, weak, act):
    go_to("swot", "why")
    scribe = sit("p03")
    for order in range(1, 6):
        assert link(act, scribe, weak[0], order, f"Cause {order}") == (200, "")
    assert link(act, scribe, weak[0], 6) == (409, "R-SWOT-5")
    assert list(WhyStep.objects.values_list("order", "text")) == [(order, f"Cause {order}") for order in range(1, 6)]
    assert act(scribe, f"swot/notes/{weak[0].pk}/whys/last/").status_code == 200
    assert WhyStep.objects.count() == 4


def test_two_scribes_do_not_type_the_same_step(workshop, groups, sit, go_to, weak, act):
    go_to("swot", "why")
    assert link(act, sit("p03"), weak[0], 1, "First") == (200, "")
    assert link(act, sit("p05"), weak[0], 1, "First too") == (409, "R-SWOT-5")
    assert link(act, sit("p04"), weak[0], 2, "Not my wall") == (403, "R-ROLE-7")
    assert list(WhyStep.objects.values_list("text", flat=True)) == ["First"]


def test_who_can_change_it_has_to_be_said(workshop, groups, sit, go_to, weak, act):
    go_to("swot", "why")
    response = act(sit("p03"), f"swot/notes/{weak[0].pk}/whys/", order=1, text="Because")
    assert (response.status_code, "Say who can change it" in response.content.decode()) == (422, True)


def test_r_swot_5_gate_asks_until_the_cause_is_ours(workshop, groups, everybody_here, go_to, weak, hanna, tap):
    run = go_to("swot", "why")
    asks = [("O", "Wall A · 1 has not reached a cause that we can change.")]
    assert findings(run, "R-SWOT-5") == asks
    for order, control in ((1, "ours"), (2, "ours"), (3, "others")):
        tap(hanna, f"run/swot/notes/{weak[0].pk}/whys/", order=order, text=f"Cause {order}", control=control)
    assert findings(run, "R-SWOT-5") == asks
    assert tap(hanna, f"run/swot/notes/{weak[0].pk}/whys/", order=4, text="Two lists", control="ours") is None
    assert findings(run, "R-SWOT-5") == []
    assert tap(hanna, f"run/swot/notes/{weak[0].pk}/whys/last/") is None
    assert findings(run, "R-SWOT-5") == asks
    tap(hanna, f"run/swot/notes/{weak[0].pk}/priority/", wanted="")
    assert findings(run, "R-SWOT-5") == []


def test_r_swot_5_next_asks_for_a_reason_and_takes_it(workshop, groups, everybody_here, go_to, weak, next_step):
    go_to("swot", "why")
    assert next_step().status_code == 409
    assert next_step(R_SWOT_5="Out of time").status_code == 302
    assert workshop.agenda.get(kind="swot").step == "agree"


def test_r_swot_6_cause_that_names_somebody_is_told(workshop, groups, go_to, weak, hanna, tap):
    run = go_to("swot", "why")
    tap(hanna, f"run/swot/notes/{weak[0].pk}/whys/", order=1, text="The lists differ", control="ours")
    assert findings(run, "R-SWOT-6") == []
    tap(hanna, f"run/swot/notes/{weak[0].pk}/whys/", order=2, text="Zhou Guoqiang keeps two lists", control="ours")
    assert findings(run, "R-SWOT-6") == [("S", "Cause 2 of A 1 speaks of a person.")]


def test_r_swot_6_cause_that_names_a_trait_is_told(workshop, groups, go_to, weak, hanna, tap):
    run = go_to("swot", "why")
    tap(hanna, f"run/swot/notes/{weak[0].pk}/whys/", order=1, text="The shift is careless", control="ours")
    assert findings(run, "R-SWOT-6") == [("S", "Cause 1 of A 1 speaks of a person.")]


def test_r_swot_7_weakness_of_others_moves_to_the_threats_by_one_tap(workshop, groups, go_to, weak, hanna, tap):
    run = go_to("swot", "why")
    tap(hanna, f"run/swot/notes/{weak[0].pk}/whys/", order=1, text="The exchange price rises", control="others")
    run.refresh_from_db()
    [finding] = [one for one in run.findings() if one.rule == "R-SWOT-7"]
    assert finding.what == "A 1: Its last cause is decided by others. A threat?"
    [fix] = finding.fixes
    assert hanna.post(fix.url, fix.fields, headers={"HX-Request": "true"}).status_code == 200
    weak[0].refresh_from_db()
    assert (weak[0].quadrant, weak[0].priority) == ("T", False)
    assert findings(run, "R-SWOT-7") == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        *[("Our fixtures are worn out", True), ("We lose people", True), ("我们的夹具磨损", True)],
        *[("Weak suppliers close", False), ("Ourense opens a plant", False), ("客户用焊接件", False)],
    ],
)
def test_r_swot_7_threat_in_our_own_hands_is_a_weakness(workshop, groups, go_to, hang, text, fires):
    hang("A", "T", text)
    run = go_to("swot", "evidence")
    assert len(findings(run, "R-SWOT-7")) == fires


def test_wall_shows_one_weakness_and_its_chain(workshop, groups, go_to, weak, hang, hanna, tap):
    [other] = hang("B", "W", "Core stock by hand")
    go_to("swot", "why")
    tap(hanna, f"run/swot/notes/{other.pk}/whys/", order=1, text="Cores are missing", control="ours")

    def shown(group: str = "") -> list[bool]:
        page = hanna.get(f"/w/{workshop.public_id}/wall/?group={group}").content.decode()
        return [text in page for text in ("Dates change twice", "Core stock by hand", "Cores are missing")]

    assert [shown(), shown("A"), shown("B")] == [[False, True, True], [True, False, False], [False, True, True]]
    tap(hanna, "run/reading-out/", kind="note", number=weak[0].pk)
    assert shown() == [True, False, False]
