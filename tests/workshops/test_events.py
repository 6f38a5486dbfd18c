"""An event of one stage, as further rituals are: registered here, planned, opened, played and closed."""

import pytest
from django.test import Client

from workshops import coaching, exchange, stages
from workshops.coaching import ASK, STOP, Finding
from workshops.models import Workshop
from workshops.models.steering import CLOSURE, START
from workshops.stages import Stage, Step
from workshops.surfaces import movements
from workshops.timetable import Timetable

pytestmark = pytest.mark.django_db(transaction=True)


class Ask(Step):
    key, title, minutes = "ask", "Ask", 10


class Answer(Step):
    key, title, minutes = "answer", "Answer", 20


class Round(Stage):
    key, title, minutes = "round", "Round", 30
    is_event = True
    may_be_skipped = False
    step_classes = (Ask, Answer)


@pytest.fixture
def round_table(monkeypatch):
    """The ritual of this file, registered while a test runs."""
    monkeypatch.setitem(stages.registry, Round.key, Round())
    monkeypatch.setattr(coaching, "rules", coaching.rules.copy())


@pytest.fixture
def planned(workshop, hanna, round_table) -> Workshop:
    """An event of that kind, made as a facilitator makes one, with the roster of the example."""
    form = {"name": "Round table", "organisation": workshop.organisation_id, "first_day": "2026-04-17"}
    answer = hanna.post("/workshops/new/", form | {"place": "", "variant": "round"})
    made = Workshop.objects.get(name_en="Round table")
    assert answer["Location"] == f"/w/{made.public_id}/plan/"
    return made


def press_next(hanna: Client, event: Workshop) -> tuple[int, str]:
    data = {"expected": Workshop.objects.get(pk=event.pk).position}
    answer = hanna.post(f"/w/{event.public_id}/run/next/", data)
    return answer.status_code, answer.get("X-Rule", "")


def test_event_of_one_stage_holds_this_stage_alone(planned):
    assert list(planned.agenda.values_list("kind", "minutes")) == [("round", 30)]
    assert (planned.kind, planned.variant, planned.addable) == ("round", "round", [])


def test_event_goes_live_without_the_rules_of_a_kickoff(planned, hanna):
    assert press_next(hanna, planned) == (302, "")
    assert press_next(hanna, planned) == (302, "")
    assert Workshop.objects.get(pk=planned.pk).position == "round.answer.0"
    assert press_next(hanna, planned) == (302, "")
    assert Workshop.objects.get(pk=planned.pk).state == "closing"
    hanna.post(f"/w/{planned.public_id}/run/closure/")
    assert Workshop.objects.get(pk=planned.pk).state == "closed"


def test_event_asks_its_own_rules_before_start_and_closure(planned, hanna, workshop):
    @coaching.rule("R-OS-1", STOP, START, "round")
    def never(run):
        yield Finding("R-OS-1", STOP, "Not today.")

    @coaching.rule("R-OS-13", ASK, CLOSURE, "round")
    def hardly(run):
        yield Finding("R-OS-13", ASK, "Not yet.")

    assert press_next(hanna, planned) == (409, "R-OS-1")
    assert "R-OS-1" not in [one.rule for one in workshop.findings()]
    coaching.rules.pop((START, "round"))
    for _step in range(3):
        assert press_next(hanna, planned) == (302, "")
    assert [one.rule for one in Workshop.objects.get(pk=planned.pk).findings()] == ["R-OS-13"]


def test_steps_are_the_beats_of_the_stave(planned, hanna):
    press_next(hanna, planned)
    press_next(hanna, planned)
    event = Workshop.objects.get(pk=planned.pk)
    stave = movements(event, event.shown)
    assert [(beat["label"], beat["state"]) for beat in stave["movements"]] == [("Ask", "done"), ("Answer", "now")]
    assert stave["played"] == 75
    bars = Timetable.of(event).parts()
    assert [(bar["label"], bar["minutes"], bar["state"]) for bar in bars] == [
        ("Ask", 10, "done"),
        ("Answer", 20, "now"),
    ]


def test_pages_of_an_event_ask_for_nothing_of_a_kickoff(planned, hanna):
    page = hanna.get(f"/w/{planned.public_id}/plan/").content.decode()
    parts = ('id="seats"', 'id="envelope"', 'id="checklist"', "/prepare/", "goals/")
    assert [part in page for part in parts] == [True, False, False, False, False]
    assert hanna.post(f"/w/{planned.public_id}/plan/day/", {"opening": "10:00"}).status_code == 302
    assert f"{Workshop.objects.get(pk=planned.pk).opening:%H:%M}" == "10:00"
    papers = hanna.get(f"/w/{planned.public_id}/papers/").content.decode()
    assert ["cards.pdf" in papers, "bag.pdf" in papers, "briefing.pdf" in papers] == [True, False, False]


class RoundPart(exchange.Part):
    kind = "round"

    def completed(self, content):
        about = content["event"] | {"cycle_start": "2026-01-01", "cycle_end": "2026-12-31"}
        return {"departments": [], "people": [], "goals": [], "attendance": []} | content | {"event": about}

    def dump(self, workshop, book):
        return {"answers": []}


def test_event_goes_into_a_short_file_and_out_again(round_table, monkeypatch, transactional_db):
    monkeypatch.setattr(exchange, "parts", [*exchange.parts, RoundPart()])
    organisation = {"name_en": "Qinghewan", "name_zh": "清禾湾"}
    about = {"title": "Round table", "title_zh": "", "date": "2026-04-17", "place": "Hall 2"}
    made = exchange.import_workshop({"kind": "round", "event": about, "organisation": organisation})
    assert (made.kind, made.agenda.get().kind) == ("round", "round")
    written = exchange.export_workshop(made)
    assert (written["kind"], "answers" in written, "swot_notes" in written) == ("round", True, False)
    with pytest.raises(exchange.NotAWorkshopFile):
        exchange.import_workshop({"kind": "circle", "event": about, "organisation": organisation})
