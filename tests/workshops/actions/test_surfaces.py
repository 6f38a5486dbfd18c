"""What the three surfaces show of each step, and what is pushed to whom."""

import pytest

from tests.workshops.conftest import seq
from workshops.kickoff.actions.strategies import shown_strategy

pytestmark = pytest.mark.django_db(transaction=True)

MINE = '<div data-poke="mine"></div>'


def wall(hanna, workshop):
    return hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()


def mine(client, workshop):
    return client.get(f"/w/{workshop.public_id}/mine/").content.decode()


@pytest.mark.parametrize("step", ["draft", "cross-check"])
def test_wall_shows_the_rows_of_one_strategy(workshop, hanna, go_to, row, columns, step):
    shown, other = row(), row(strategy=columns[1], text="Try pre-coated sand")
    go_to("actions", step)
    page = wall(hanna, workshop)
    assert [f'id="action-{action.pk}"' in page for action in (shown, other)] == [True, False]
    hanna.post(f"/w/{workshop.public_id}/run/actions/strategy/", {})
    page = wall(hanna, workshop)
    assert [f'id="action-{action.pk}"' in page for action in (shown, other)] == [False, True]


def test_wall_shows_all_requests_above_nought_in_decide(workshop, hanna, go_to, row, columns):
    rows = [row(budget=500), row(), row(strategy=columns[1], budget=700)]
    go_to("actions", "decide")
    page = wall(hanna, workshop)
    assert [f'id="action-{action.pk}"' in page for action in rows] == [True, False, True]


def test_answer_pokes_the_phones_and_pushes_the_row(workshop, sit, go_to, row, pushed):
    action = row(owner="p42")
    go_to("actions", "cross-check")
    phone, before = sit("p42"), seq(workshop)
    phone.post(f"/w/{workshop.public_id}/actions/{action.pk}/acceptance/", {"revision": 1})
    assert (pushed("phone", before), pushed("console", before)) == (MINE, '<div data-poke="run"></div>')
    assert pushed("projector", before).strip().startswith(f'<tr id="action-{action.pk}"')


def test_decision_pushes_its_row_and_the_purse_and_never_a_list(workshop, sit, go_to, row, pushed):
    action = row(budget=38000)
    go_to("actions", "decide")
    phone, before = sit("p01"), seq(workshop)
    line = workshop.envelope.get(key="E1")
    phone.post(f"/w/{workshop.public_id}/actions/{action.pk}/decision/", {"outcome": "yes", "line": line.pk})
    html = pushed("projector", before)
    assert (html.count("<tr "), html.count('id="purse"'), "data-whole" in html) == (1, 1, False)
    assert "38\u202f000" in html
    assert pushed("phone", before) == MINE


def test_next_strategy_is_told_to_the_phones_of_the_draft(workshop, hanna, go_to, columns, pushed):
    go_to("actions", "draft")
    before = seq(workshop)
    hanna.post(f"/w/{workshop.public_id}/run/actions/strategy/", {})
    html = pushed("phone", before)
    assert ('id="on-the-wall"' in html, columns[1].heading in html, columns[0].heading in html) == (True, True, False)
    assert "data-whole" in pushed("projector", before)


@pytest.mark.parametrize(
    ("step", "key", "sees"),
    [
        ("draft", "p03", "type-action"),
        ("draft", "p01", ""),
        ("draft", "p10", ""),
        ("cross-check", "p42", "own-actions"),
        ("cross-check", "p10", ""),
        ("decide", "p01", "own-decisions"),
        ("decide", "p42", ""),
    ],
)
def test_each_phone_has_its_own_part(workshop, sit, go_to, row, step, key, sees):
    row(owner="p42", budget=500)
    go_to("actions", step)
    page = mine(sit(key), workshop)
    parts = ("type-action", "own-actions", "own-decisions")
    assert [part for part in parts if f'id="{part}"' in page] == ([sees] if sees else [])


@pytest.mark.parametrize("step", ["draft", "cross-check", "decide"])
def test_desk_shows_rows_flags_load_purse_and_log(workshop, hanna, go_to, row, person, step):
    row(owner="p06", measure="Meetings held", budget=180000)
    row(owner="p06", budget=100).decide("yes", line=workshop.envelope.get(key="E1"), by=person("p01"))
    go_to("actions", step)
    page = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    flags = {
        "draft": "R-ACT-8 R-PREP-6",
        "cross-check": "R-ACT-8 R-PREP-6 R-ACT-1",
        "decide": "R-ACT-8 R-PREP-6 R-ACT-1",
    }
    assert f'data-flags="{flags[step]}"' in page
    assert ('data-person="p06" data-count="2"' in page, page.count('data-outcome="yes"')) == (True, 1)


def test_wall_goes_to_the_first_strategy_when_the_shown_one_was_left(workshop, hanna, go_to, row, columns):
    """Sent to the annex, or emptied on the strategy wall meanwhile."""
    shown = row()
    run = go_to("actions", "draft")
    hanna.post(f"/w/{workshop.public_id}/run/actions/strategy/", {"strategy": columns[1].pk})
    workshop.columns.filter(pk=columns[1].pk).update(wave=3)
    assert shown_strategy(run) == columns[0]
    assert f'id="action-{shown.pk}"' in wall(hanna, workshop)
