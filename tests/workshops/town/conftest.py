"""The example's day up to the town meeting: two groups present, version 1 is frozen, nothing was asked yet."""

from datetime import date

import pytest

from live.models import Change
from tests.workshops import days
from tests.workshops.conftest import member
from workshops import coaching
from workshops.kickoff.consensus import versions
from workshops.kickoff.town.models import Question
from workshops.models import Workshop

OPEN = "How will we see after four weeks whether it pays?"
CLOSED = "Is the night tariff really worth it?"
LATER = ("town_meeting", "consensus_statement", "signatures")


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    """In place of the empty plan: strategies, actions and version 1 of the statement; everybody is here."""
    day = {key: value for key, value in example.items() if key not in LATER} | {"commitments": []}
    made = days.held(day)
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.save()
    made.seats.filter(checked_in_at__isnull=False).update(left_at=None)
    split(made, example)
    made.actions.filter(key="a08").update(start=date(2026, 3, 2))
    versions.fix(made)
    return made


def split(workshop: Workshop, example: dict) -> None:
    for letter, colour in (("A", "red"), ("B", "blue")):
        group, _made = workshop.groups.get_or_create(letter=letter, defaults={"colour": colour})
        people = example["expected"]["groups"][letter]
        workshop.seats.filter(person__key__in=people).update(group=group)
        keys = [row["id"] for row in example["strategy_columns"] if row["presented_by"] == letter]
        workshop.columns.filter(key__in=keys).update(presented_by=group)


@pytest.fixture
def post(workshop):
    """`post(phone, "questions/", text="…")` sends a form of the room."""
    return lambda client, address, **data: client.post(f"/w/{workshop.public_id}/{address}", data)


@pytest.fixture
def queued(workshop):
    """`queued("p33", lens="cost", target="C1")` is a question that waits in the queue."""

    def made(asker: str = "p33", text: str = OPEN, lens: str = "basis", target: str = "C4", **more) -> Question:
        seat = workshop.seats.get(person__key=asker)
        action = workshop.actions.filter(key=target).first()
        strategy = action.strategy if action else workshop.columns.filter(key=target).first()
        return Question.send(workshop, seat, True, text=text, lens=lens, strategy=strategy, action=action, **more)

    return made


@pytest.fixture
def asked(workshop, queued, go_to):
    """`asked(lens="cost", target="C1")` stands on the wall of the round that is shown."""

    def made(**said) -> Question:
        question = queued(**said)
        question.ask(workshop.agenda.get(kind="town"))
        return question

    return made


@pytest.fixture
def found(workshop):
    """`found("R-TOWN-6")` is what that rule says at the open step: level and words."""

    def says(rule: str) -> list[tuple[str, str]]:
        run = Workshop.objects.get(pk=workshop.pk).current
        return [(one.level, one.what) for one in coaching.findings(run, locks=True) if one.rule == rule]

    return says


@pytest.fixture
def last_change(workshop):
    return lambda: Change.objects.filter(room=workshop.room).order_by("seq").values_list("kind", "ref").last()


@pytest.fixture
def states(workshop):
    """What stands of all questions: key, state, text."""
    return lambda: list(workshop.questions.order_by("id").values_list("key", "state", "text"))
