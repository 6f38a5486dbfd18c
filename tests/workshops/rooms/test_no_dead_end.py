"""No rule may leave a room unable to go on: whatever anybody does, the console alone has a next act that leads on.

A day that nobody planned well is played at random. After every act a facilitator tries, in a transaction that is taken
back, to bring the room on: *Next* with a reason for whatever asks, and for what stops it the tap or the way that the
rule names. `make ways-out` plays many more such days.
"""

import os
import random

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.workshops.conftest import member
from tests.workshops.rooms.play import ACTS
from tests.workshops.rooms.wild import WildPlay
from workshops import coaching, exchange, stages

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(3000)]

DAYS = int(os.environ.get("WAYS_OUT_DAYS", "0"))
"""Random days to play beyond the few that are always the same."""
WRITERS = 5
STEPS = st.integers(0, 3)
"""How far the room goes on after somebody did something."""
CHANCE = st.integers(0, 2**32 - 1).map(random.Random)


class Room(RuleBasedStateMachine):
    example: dict = {}

    def __init__(self):
        super().__init__()
        workshop = exchange.import_plan(self.example, None, None)
        self.desks = [member(workshop, f"{name}-{workshop.pk}@example.com", "fac") for name in ("hanna", "olga")]
        workshop.facilitator = self.desks[0]
        workshop.save()
        self.play = WildPlay(workshop, self.signed_in(self.desks[0]))
        self.said: list[str] = []

    def signed_in(self, user) -> Client:
        console = Client()
        console.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return console

    @initialize(variant=st.sampled_from(sorted(stages.VARIANTS)))
    def few_come(self, variant):
        workshop = self.play.workshop
        workshop.agenda.all().delete()
        workshop.variant = variant
        workshop.save()
        workshop.plan(stages.variant(variant))
        for key in ("p01", "p03", "p04", "p05"):
            self.play.sit(workshop.seats.get(person__key=key))

    # ---- what may happen ---------------------------------------------------------------------------------------

    @rule(chance=CHANCE, then=STEPS)
    def somebody_acts(self, chance, then):
        self.said.append(self.play.on_a_phone(chance))
        self.room_goes_on(then)

    @rule(chance=CHANCE, then=STEPS)
    def facilitator_acts(self, chance, then):
        self.said.append(self.play.at_the_desk(chance))
        self.room_goes_on(then)

    @rule(leaves=st.booleans(), number=st.integers(0, WRITERS), then=STEPS)
    def somebody_comes_or_leaves(self, leaves, number, then):
        here = self.play.here
        if leaves and here:
            self.play.leave(here[number % len(here)])
        elif len(here) < WRITERS:
            self.play.sit(*self.play.workshop.seats.writers().filter(checked_in_at=None)[:1])
        self.room_goes_on(then)

    @rule(number=st.integers(0, WRITERS), then=STEPS)
    def another_decides(self, number, then):
        """The decision maker hands over to a writer, and stays as one of them."""
        seats = self.play.workshop.seats
        before, after = seats.filter(role="lead").first(), seats.writers().order_by("pk")[number]
        for seat, role in ((after, "lead"), (before, "part")):
            if seat:
                self.play.console.post(self.play.path(f"plan/seats/{seat.pk}/role/"), {"role": role})
        self.room_goes_on(then)

    @rule(then=STEPS)
    def another_takes_over(self, then):
        self.desks.reverse()
        self.play.console = self.signed_in(self.desks[0])
        self.play.console.post(self.play.path("run/charge/"))
        self.room_goes_on(then)

    @rule(then=STEPS)
    def a_wrong_next_is_taken_back(self, then):
        self.play.console.post(self.play.path("run/back/"), {"expected": self.play.now().position})
        self.room_goes_on(then)

    @rule(skipped=st.booleans(), number=st.integers(0, 13), then=STEPS)
    def a_stage_is_skipped_or_reopened(self, skipped, number, then):
        runs = self.play.now().agenda.filter(state="pending" if skipped else "locked")
        if runs:
            kind = runs[number % len(runs)].kind
            verb = "skip" if skipped else "reopening"
            self.play.console.post(self.play.path(f"run/stages/{kind}/{verb}/"), {"reason": "Out of time"})
            self.said.append(f"{verb} {kind}")
        self.room_goes_on(then)

    def room_goes_on(self, steps: int) -> None:
        """Whoever is here does what the step asks for, then *Next*."""
        for _step in range(steps):
            position = self.play.now().position
            if act := ACTS.get(".".join(position.split(".")[:2])):
                act(self.play)
            self.said.append(f"on from {position}")
            assert position == "end" or self.play.goes_on(), self.told()

    # ---- what always holds -------------------------------------------------------------------------------------

    @invariant()
    def console_leads_on(self):
        with transaction.atomic():
            leads_on = self.play.goes_on()
            transaction.set_rollback(True)
        assert leads_on, self.told()

    def told(self) -> str:
        return "\n".join([f"stuck at {self.play.now().position}", *self.play.mended[-3:], *self.said[-12:]])

    def teardown(self):
        self.play.workshop.wipe()


def played(days: int, steps: int) -> None:
    calm = settings(
        max_examples=days,
        stateful_step_count=steps,
        derandomize=not DAYS,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(Room, settings=calm)


def test_there_is_always_a_next_legal_act(db, example):
    Room.example = example
    played(DAYS or 4, 150 if DAYS else 50)


def test_a_gate_without_a_way_out_is_found(db, example, monkeypatch):
    def nobody_passes(run):
        yield coaching.Finding("R-GEN-1", coaching.STOP, "Nobody passes.")

    gate = coaching.Rule("R-GEN-1", coaching.STOP, "checkin", "arrive", nobody_passes)
    monkeypatch.setitem(coaching.rules, ("checkin", "arrive"), [gate])
    Room.example = example
    with pytest.raises(AssertionError, match=r"stuck at checkin\.arrive"):
        played(2, 10)
