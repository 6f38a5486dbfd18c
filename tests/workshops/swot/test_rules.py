"""What the coach says while the room writes and adds facts: each rule once firing and once silent."""

import pytest

from tests.workshops.swot.conftest import findings
from workshops.kickoff.swot.flags import cards, likeness
from workshops.kickoff.swot.models import SwotNote

pytestmark = pytest.mark.django_db(transaction=True)


def rules(note: SwotNote) -> list[str]:
    return [card.rule for card in cards(SwotNote.objects.get(pk=note.pk))]


def test_r_swot_1_empty_field_asks_for_a_reason(workshop, groups, everybody_here, go_to, hang, next_step):
    for letter in "AB":
        for field in "SWO":
            hang(letter, field, *[f"{letter}{field}{number}" for number in range(3)])
    run = go_to("swot", "write")
    assert findings(run, "R-SWOT-1") == [
        ("O", "Wall A · Nothing under Threats yet."),
        ("O", "Wall B · Nothing under Threats yet."),
    ]
    assert next_step().status_code == 409
    hang("A", "T", "At", "Bt", "Ct")
    hang("B", "T", "At B", "Bt B")
    assert findings(run, "R-SWOT-1") == [("S", "Wall B · Fewer than three notes under Threats.")]
    assert next_step().status_code == 302


def test_r_swot_1_group_that_has_gone_is_out_of_the_gate(workshop, groups, sit, go_to, hang):
    sit("p03")
    for field in "SWOT":
        hang("A", field, *[f"A{field}{number}" for number in range(3)])
    assert findings(go_to("swot", "write"), "R-SWOT-1") == []


def test_room_of_one_group_has_one_wall(workshop, sit, go_to, write):
    run = go_to("swot", "write")
    phone = sit("p03")
    for field in "SWO":
        write(phone, field, f"Under {field}")
    assert [what for _level, what in findings(run, "R-SWOT-1")] == [
        "Nothing under Threats yet.",
        "Fewer than three notes under Strengths, Weaknesses, Opportunities.",
    ]
    assert list(run.walls.values_list("group", flat=True)) == [None]


def test_r_swot_2_strength_without_a_customer(workshop, groups, go_to, hang):
    [bare] = hang("A", "S", "Samples in 12 days", evidence="2025")
    [seen] = hang("A", "S", "Complaints in a day", evidence="2025", customer="Hailan Pumps")
    assert (rules(bare), rules(seen)) == (["R-SWOT-2"], [])
    assert findings(go_to("swot", "evidence"), "R-SWOT-2") == [
        ("S", "Strengths that no customer is named for: A 1."),
    ]


def test_r_swot_3_and_4_evidence_with_a_number(workshop, groups, go_to, hang):
    [bare] = hang("A", "W", "Quotes take long")
    [vague] = hang("A", "W", "Trials wait", evidence="People say so")
    [proven] = hang("A", "W", "Dates change", evidence="37 of 112")
    [chinese] = hang("A", "W", "Orders wait", evidence="去年十月")
    [chance] = hang("A", "O", "Pump makers near us")
    assert [rules(note) for note in (bare, vague, proven, chinese, chance)] == [
        *[["R-SWOT-3"], ["R-SWOT-4"]],
        *[[], [], []],
    ]
    assert findings(go_to("swot", "evidence"), "R-SWOT-4") == [("S", "Facts without a number: A 2.")]


@pytest.mark.parametrize(("market", "others", "fires"), [(3, 2, False), (4, 2, True), (0, 3, False)])
def test_r_swot_8_chances_are_not_only_sales(workshop, groups, everybody_here, go_to, hang, market, others, fires):
    hang("B", "O", *[f"Sales {number}" for number in range(market)], lens="market")
    hang("B", "O", *[f"Other {number}" for number in range(others)], lens="people")
    hang("B", "S", *[f"Strong {number}" for number in range(9)], lens="market")
    expected = [("S", f"Wall B · {market} of {market + others} chances are sales.")] if fires else []
    assert findings(go_to("swot", "write"), "R-SWOT-8") == expected


def test_r_dec_6_note_that_blames_somebody(workshop, groups, go_to, hang):
    [blame] = hang("A", "O", "周国强从来不填表", evidence="2025")
    [fact] = hang("A", "O", "Trials always wait for a free line", evidence="2025")
    names = set(workshop.organisation.people.values_list("name", flat=True))
    assert "周国强" in names
    assert (rules(blame), rules(fact)) == (["R-DEC-6"], [])
    assert findings(go_to("swot", "write"), "R-DEC-6") == [("S", "These notes speak of a person: A 1.")]


def test_r_gen_10_note_that_nobody_reads_from_three_metres(workshop, groups, go_to, hang):
    [long] = hang("A", "O", "字" * 41)
    [short] = hang("A", "O", "短" * 40)
    assert (rules(long), rules(short)) == (["R-GEN-10"], [])
    assert findings(go_to("swot", "write"), "R-GEN-10") == [("S", "Too long to read from three metres: A 1.")]


def test_r_gen_11_the_same_twice_on_one_wall(workshop, groups, go_to, hang, hanna):
    hang("A", "O", "Waste heat could dry the cores")
    hang("B", "O", "WASTE HEAT could dry the cores!")
    run = go_to("swot", "write")
    assert findings(run, "R-GEN-11") == []
    [twin] = hang("A", "O", "Waste heat could dry the cores.")
    run.refresh_from_db()
    [finding] = [one for one in run.findings() if one.rule == "R-GEN-11"]
    assert finding.what == "A 2 says the same as A 1."
    [fix] = finding.fixes
    assert hanna.post(fix.url, fix.fields, headers={"HX-Request": "true"}).status_code == 200
    twin.refresh_from_db()
    assert twin.merged_into.text == "Waste heat could dry the cores"
    assert findings(run, "R-GEN-11") == []


def test_r_gen_11_what_sounds_alike_is_a_hint_only(workshop, groups, hang):
    hang("A", "O", "Waste heat could dry the cores at night")
    [near] = hang("A", "O", "Waste heat could dry the cores at nights")
    [card] = cards(near)
    assert (card.rule, card.text, card.other) == ("R-GEN-11", "Sounds like 1.", None)
    assert likeness("Waste heat", "Night rates") < 0.85
