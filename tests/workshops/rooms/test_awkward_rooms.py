"""Rooms as they come: each is played from open doors to the signed sheets, and none is stuck."""

import pytest

from tests.workshops.rooms.play import Play
from workshops import stages
from workshops.kickoff.consensus import versions
from workshops.kickoff.strategy.models import StrategyNote
from workshops.models import Seat
from workshops.rehearsal.browser import form_fields, form_on

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(workshop, hanna):
    """`room(17)` is a day with so many writers of the example here, and its decision maker."""

    def made(writers: int, lead: bool = True, variant: str = "full") -> Play:
        if variant != workshop.variant:
            workshop.agenda.all().delete()
            workshop.variant = variant
            workshop.save()
            workshop.plan(stages.variant(variant))
        seats = list(workshop.seats.writers().order_by("pk"))
        for watcher in workshop.seats.filter(role="watch").order_by("pk")[: max(0, writers - len(seats))]:
            watcher.role = "part"
            watcher.save()
            seats.append(watcher)
        for seat in seats[writers:]:
            seat.delete()
        play = Play(workshop, hanna)
        play.sit(*seats[:writers])
        if lead:
            play.sit(workshop.seats.get(role="lead"))
        return play

    return made


def state(play: Play) -> tuple[str, int, int]:
    """How the day stands, the newest version of the statement, and the hands under it."""
    document = versions.newest(play.now())
    return play.now().state, document.version if document else 0, play.signatures


def test_two_people(room):
    play = room(2)
    play.until("end")
    assert (state(play), play.workshop.groups.count()) == (("closing", 1, 3), 0)


def test_seventeen_of_whom_five_leave_at_lunch(room):
    play = room(17)
    play.until("strategy", "silent")
    play.leave(*play.here[:5])
    play.until("end")
    assert state(play) == ("closing", 1, 13)


def test_forty_in_four_groups(room):
    play = room(40)
    play.until("vision")
    sizes = [group.writers.count() for group in play.workshop.groups.all()]
    assert sizes == [10, 10, 10, 10]
    play.until("end")
    assert state(play) == ("closing", 1, 41)


def test_a_group_emptied_by_no_shows(room):
    play = room(18)
    play.until("vision", "imagine")
    gone = play.workshop.groups.get(letter="B")
    play.leave(*Seat.objects.filter(group=gone))
    play.until("end")
    assert (state(play), [str(one) for one in play.now().working_groups()]) == (("closing", 1, 10), ["A"])


def test_everybody_on_paper(room, workshop):
    play = room(6, lead=False)
    for seat in workshop.seats.all():
        seat.kind = "paper"
        seat.save()
    play.phones.clear()
    play.until("end")
    assert play.now().state == "closing"


def test_an_anonymous_silence_and_a_decision_maker_who_comes_at_noon(room, workshop):
    play = room(6, lead=False)
    play.until("strategy")
    assert play.console.post(play.path("run/stages/strategy/anonymity/"), {"step": "silent"}).status_code == 302
    play.sit(workshop.seats.get(role="lead"))
    play.until("end")
    authors = set(StrategyNote.objects.values_list("author", flat=True))
    assert (state(play), authors) == (("closing", 1, 7), {None})


PLAYED_ABOVE_AND_BELOW = {"full", "commit_first"}


@pytest.mark.parametrize("variant", sorted(set(stages.VARIANTS) - PLAYED_ABOVE_AND_BELOW))
def test_each_other_variant_of_the_day(room, variant):
    play = room(6, variant=variant)
    play.until("end")
    assert state(play) == ("closing", 1, 7)


def test_a_stage_skipped_and_one_reopened_from_two_stages_later(room):
    play = room(6)
    play.until("stakes")
    swot = play.now().agenda.get(kind="swot")
    assert play.console.post(play.path(f"run/stages/{swot.kind}/skip/"), {"reason": "Out of time"}).status_code == 302
    play.until("actions")
    reopened = play.console.post(play.path("run/stages/goals/reopening/"), {"step": "show", "reason": "A wrong figure"})
    assert (reopened.status_code, play.now().current.kind) == (302, "goals")
    play.until("end")
    states = {run.kind: (run.state, run.revision) for run in play.now().agenda.all()}
    assert (state(play), states["swot"], states["goals"]) == (("closing", 1, 7), ("skipped", 0), ("locked", 1))


def press(play: Play, address: str, **values) -> None:
    form = form_on(play.panel(), address)
    response = play.console.post(form.get("action"), form_fields(form) | values)
    assert response.status_code < 400, (address, response.content.decode())


def test_signed_first_then_changed_and_signed_again(room, workshop):
    """An answer of the town meeting makes version 2: who signed version 1 sees what is new and signs anew."""
    play = room(6, variant="commit_first")
    play.until("town", "ask")
    first, action = versions.newest(play.now()), workshop.actions.standing().first()
    press(play, "/run/questions/aloud/", lens="basis", text="How will we know that it pays?")
    press(play, "/answer/", text="By the yield", outcome="plan_changed", ref=action.key, words="A higher target")
    play.until("revise", "changes")
    press(play, "/values/", target="97")
    owner = play.workshop.seats.get(person=action.owner)
    assert play.fill(owner, "/confirmation/")
    press(play, "/application/")
    press(play, "/run/statement/")
    play.until("signing", "sign")
    again = [play.mine(seat).xpath("string(//*[@id='again'])") for seat in play.here]
    assert (["97" in words for words in again], play.signatures) == ([True] * 6, 0)
    play.until("end")
    assert (state(play), len(first.standing_signatures())) == (("closing", 2, 7), 7)
