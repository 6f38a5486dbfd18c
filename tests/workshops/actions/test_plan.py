"""Typing rows in the draft: presets, dates inside the cycle, who may and what is pushed."""

import re
from datetime import date
from decimal import Decimal

import pytest

from live import Refused
from workshops.kickoff.actions.models import KeyAction

pytestmark = pytest.mark.django_db(transaction=True)


def type_row(client, workshop, column, **data):
    fields = {"strategy": column.pk, "text": "Book every core at the machine", "due": "2026-03-31"}
    return client.post(f"/w/{workshop.public_id}/actions/", fields | data)


def test_plan_presets_start_frequency_direction_and_no_budget(workshop, sit, go_to, columns, person):
    go_to("actions", "draft")
    phone = sit("p03")
    response = type_row(
        phone, workshop, columns[0], owner=person("p42").pk, baseline="4,1", target="2.5", measure="Scrap", unit="%"
    )
    assert response.status_code == 201
    fields = ("key", "owner__key", "start", "due", "baseline", "target", "better", "frequency", "budget")
    fields += ("budget_state", "accepted_at", "typed_by")
    assert list(KeyAction.objects.values_list(*fields)) == [
        (
            "a01",
            "p42",
            date(2026, 1, 16),
            date(2026, 3, 31),
            Decimal("4.1"),
            Decimal("2.5"),
            "down",
            "monthly",
            0,
            "none",
            None,
            phone.seat.pk,
        )
    ]


def test_keys_go_on_behind_a_withdrawn_row(row):
    first = row()
    first.withdraw("nobody takes it")
    assert [first.key, row().key] == ["a01", "a02"]


def test_plan_touches_the_row_and_pushes_it_to_the_wall_alone(workshop, sit, go_to, columns, touched, pushed):
    run = go_to("actions", "draft")
    touched()
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    type_row(sit("p03"), workshop, columns[0])
    action = KeyAction.objects.get()
    assert touched() == [("action", str(action.pk))]
    html = pushed("projector", before)
    assert html.startswith('<tr id="action-') or html.lstrip().startswith('<tr id="action-')
    assert f'data-into="plan-rows" data-order="{action.place}"' in html
    assert [pushed("phone", before), pushed("console", before)] == ["", '<div data-poke="run"></div>']
    assert run.step == "draft"


def test_plan_of_a_strategy_that_is_not_shown_leaves_the_wall(workshop, sit, go_to, columns, pushed):
    go_to("actions", "draft")
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    type_row(sit("p03"), workshop, columns[1])
    action = KeyAction.objects.get()
    assert pushed("projector", before).startswith(f'<template id="action-{action.pk}" data-gone></template>')


@pytest.mark.parametrize(("person_key", "step"), [("p10", "draft"), ("p01", "draft"), ("p03", "cross-check")])
def test_plan_is_refused_to_others_and_outside_its_step(workshop, sit, go_to, columns, person_key, step):
    go_to("actions", step)
    response = type_row(sit(person_key), workshop, columns[0])
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")
    assert not KeyAction.objects.exists()


def test_plan_without_seat_is_refused(workshop, client, go_to, columns):
    go_to("actions", "draft")
    assert type_row(client, workshop, columns[0]).status_code == 403
    assert not KeyAction.objects.exists()


def test_plan_repeated_with_its_key_is_one_row(workshop, sit, go_to, columns):
    go_to("actions", "draft")
    phone = sit("p03")
    answers = [type_row(phone, workshop, columns[0], key="0123456789abcdef") for _try in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    shown = [re.search(rb'<li id="typed-(\d+)"', answer.content)[1] for answer in answers]
    assert shown == [str(KeyAction.objects.get().pk).encode()] * 2


def test_plan_takes_a_strategy_of_this_workshop_only(workshop, sit, go_to, columns):
    go_to("actions", "draft")
    columns[0].wave = 3
    columns[0].save()
    response = type_row(sit("p03"), workshop, columns[0])
    assert response.status_code == 422
    assert not KeyAction.objects.exists()


@pytest.mark.parametrize("number", ["1,5", "1.5", "1，5"])
def test_values_are_typed_with_point_or_comma(workshop, sit, go_to, columns, number):
    go_to("actions", "draft")
    type_row(sit("p03"), workshop, columns[0], target=number)
    assert KeyAction.objects.get().target == Decimal("1.5")


def test_own_row_is_mended_in_draft_and_another_persons_is_not_found(workshop, sit, go_to, columns):
    go_to("actions", "draft")
    phone, other = sit("p03"), sit("p04")
    type_row(phone, workshop, columns[0])
    action = KeyAction.objects.get()
    url = f"/w/{workshop.public_id}/actions/{action.pk}/text/"
    data = {"strategy": columns[1].pk, "text": "Scan every core", "due": "2026-04-30"}
    assert other.post(url, data).status_code == 404
    assert phone.post(url, data).status_code == 200
    assert list(KeyAction.objects.values_list("text", "strategy__key", "due")) == [
        ("Scan every core", "C2", date(2026, 4, 30))
    ]


# ---- R-ACT-2 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "due"), [("2026-03-02", "2026-03-01"), ("2025-12-31", "2026-03-01"), ("", "2027-01-01")]
)
def test_r_act_2_fires_as_form_error(workshop, sit, go_to, columns, start, due):
    go_to("actions", "draft")
    response = type_row(sit("p03"), workshop, columns[0], start=start, due=due)
    assert response.status_code == 422
    assert not KeyAction.objects.exists()


@pytest.mark.parametrize(("start", "due"), [("2026-01-01", "2026-12-31"), ("2026-03-01", "2026-03-01")])
def test_r_act_2_is_silent_at_the_edges(workshop, sit, go_to, columns, start, due):
    go_to("actions", "draft")
    assert type_row(sit("p03"), workshop, columns[0], start=start, due=due).status_code == 201
    assert list(KeyAction.objects.values_list("start", "due")) == [(date.fromisoformat(start), date.fromisoformat(due))]


def test_r_act_2_guards_the_verb_too(row):
    with pytest.raises(Refused) as refused:
        row(due=date(2027, 1, 1))
    assert refused.value.rule == "R-ACT-2"
    assert not KeyAction.objects.exists()


def test_rows_stand_on_the_wall_in_the_order_of_their_strategies(workshop, sit, go_to, columns):
    go_to("actions", "draft")
    for column in (columns[1], columns[0], columns[1]):
        type_row(sit("p03"), workshop, column)
    in_order = list(workshop.actions.in_rank_order())
    assert [action.place for action in in_order] == sorted(action.place for action in in_order)
    assert [action.strategy for action in in_order] == [columns[0], columns[1], columns[1]]
