"""The list on which strategies stand: three to five a field and group, by rank; host or console swaps (R-SWOT-11)."""

import pytest

from tests.workshops.swot.conftest import findings
from workshops.kickoff.swot import results
from workshops.kickoff.swot.models import SwotNote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def strong(hang) -> list[SwotNote]:
    return hang("A", "S", *[f"Strong {number}" for number in range(1, 8)])


def listed() -> list[str]:
    return list(SwotNote.objects.filter(top=True).order_by("rank").values_list("text", flat=True))


def test_first_five_are_the_list_until_somebody_changes_it(workshop, groups, go_to, strong, hanna, act):
    go_to("swot", "agree")
    assert listed() == [f"Strong {number}" for number in range(1, 6)]
    act(hanna, f"notes/{strong[0].pk}/hiding/", reason="it names a customer")
    assert listed() == [f"Strong {number}" for number in range(2, 7)]


def test_host_swaps_on_the_own_wall(workshop, groups, sit, go_to, strong, act, hang):
    [other] = hang("B", "S", "Elsewhere")
    go_to("swot", "agree")
    host = sit(groups["A"].host.person.key)
    assert act(host, f"swot/notes/{strong[4].pk}/top/", wanted="").status_code == 200
    assert act(host, f"swot/notes/{strong[6].pk}/top/", wanted="1").status_code == 200
    assert act(host, f"swot/notes/{other.pk}/top/", wanted="").status_code == 403
    assert act(sit("p03"), f"swot/notes/{strong[0].pk}/top/", wanted="").status_code == 409
    assert listed() == ["Strong 1", "Elsewhere", "Strong 2", "Strong 3", "Strong 4", "Strong 7"]


def test_console_swaps_on_any_wall_and_it_stays(workshop, groups, go_to, strong, hanna, tap):
    go_to("swot", "agree")
    assert tap(hanna, f"run/swot/notes/{strong[4].pk}/top/", wanted="") is None
    workshop.agenda.filter(kind="swot").update(step="why")
    go_to("swot", "agree")
    assert listed() == ["Strong 1", "Strong 2", "Strong 3", "Strong 4"]


def test_r_swot_11_list_of_three_to_five(workshop, groups, everybody_here, go_to, strong, hanna, tap):
    run = go_to("swot", "agree")
    assert [one for one in findings(run, "R-SWOT-11") if "Strengths" in one[1] and "Wall A" in one[1]] == []
    for note in strong[:3]:
        tap(hanna, f"run/swot/notes/{note.pk}/top/", wanted="")
    asks = ("O", "Wall A · Strengths: 2 notes in the list, three to five wanted.")
    assert asks in findings(run, "R-SWOT-11")
    for note in (*strong[:3], strong[5]):
        tap(hanna, f"run/swot/notes/{note.pk}/top/", wanted="1")
    asks = ("O", "Wall A · Strengths: 6 notes in the list, three to five wanted.")
    assert asks in findings(run, "R-SWOT-11")


def test_r_swot_11_thin_field_is_only_told_of(workshop, groups, everybody_here, go_to, hang):
    for letter in "AB":
        for field in "SWO":
            hang(letter, field, *[f"{letter}{field}{number}" for number in range(3)])
        hang(letter, "T", f"{letter}T", f"{letter}T2")
    run = go_to("swot", "agree")
    assert findings(run, "R-SWOT-11") == [
        ("S", "Wall A · Threats: 2 notes in the list, three to five wanted."),
        ("S", "Wall B · Threats: 2 notes in the list, three to five wanted."),
    ]


def test_r_swot_10_note_without_a_goal_is_told_and_linked(workshop, groups, go_to, strong, hanna, tap, sit, act):
    goal = workshop.goals.first()
    SwotNote.objects.exclude(pk__in=[strong[0].pk, strong[6].pk]).update(goal=goal)
    run = go_to("swot", "agree")
    assert findings(run, "R-SWOT-10") == [("S", "Linked to no goal: A 1, A 7.")]
    assert tap(hanna, f"run/swot/notes/{strong[0].pk}/goal/", goal=goal.pk) is None
    host = sit(groups["A"].host.person.key)
    assert act(host, f"swot/notes/{strong[6].pk}/goal/", goal=goal.pk).status_code == 200
    assert findings(run, "R-SWOT-10") == []


def test_results_give_the_list_by_group_field_and_rank(workshop, groups, go_to, hang):
    hang("B", "S", "B strong")
    hang("A", "T", "A threat")
    hang("A", "S", *[f"A strong {number}" for number in range(1, 7)])
    go_to("swot", "agree")
    top = [note.text for note in results.top_notes(workshop)]
    assert top == [*[f"A strong {number}" for number in range(1, 6)], "A threat", "B strong"]
    assert [note.text for note in results.notes(workshop)] == [
        *[f"A strong {number}" for number in range(1, 7)],
        *["A threat", "B strong"],
    ]
