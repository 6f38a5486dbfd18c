"""The newcomer's demonstration: a whole day with 42 phones against a running server."""

import asyncio
import json
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from django.core.management import CommandError, call_command

from tests.conftest import starter
from tests.servers import free_port
from workshops.rehearsal.browser import Browser
from workshops.rehearsal.day import Day
from workshops.rehearsal.screen import Screen

EXAMPLE = "examples/kickoff.json"
HANDS = """
from collections import Counter
from signing.models import Signature
from workshops.kickoff.commitments.sheets import subject_of
from workshops.models import Workshop
sheets = [subject_of(seat) for seat in Workshop.objects.get(is_rehearsal=True, kind="kickoff").seats.all()]
print(sorted(Counter(Signature.objects.filter(document__subject__in=sheets).values_list("mode", flat=True)).items()))
print(list(Workshop.objects.filter(is_rehearsal=False).order_by("pk").values_list("state", flat=True)))
"""


@pytest.fixture(scope="module")
def tutti(schemas):
    """One server with the demonstration's login, on which both kinds of event are played."""
    with ExitStack() as stack:
        yield starter(schemas, stack)({"LOG_FORMAT": "json"}, options=())


@pytest.mark.timeout(900)
def test_day_is_played_and_nothing_is_lost(tutti):
    said = json.loads(tutti.manage("rehearse", EXAMPLE, "--phones", "42", "--base-url", tutti.url).splitlines()[-1])
    said.pop("seconds")
    assert said == {
        "phones": 42,
        "notes": 124,
        "acknowledged": 124,
        "late": 0,
        "lost": 0,
        "twice": 0,
        "walls_converged": True,
        "stages_locked": 14,
        "signatures": 19,
        "documents": 24,
        "mismatches": [],
        "overrides": said["overrides"],
    }
    assert [text for text in written() if text in tutti.log] == []
    # The file's hands but one, which signs with a pen; three of the others share a tablet.
    hands, days = tutti.manage("shell", "-v0", "-c", HANDS).split("\n")[-3:-1]
    assert hands == "[('drawn', 13), ('paper', 1), ('typed', 5)]"
    # The day of the file was held, the one beside it is prepared for a try.
    assert days == "['closed', 'prepared', 'closed']"


@pytest.mark.timeout(600)
def test_open_space_is_played_in_five_acts_and_followed(tutti, tmp_path):
    """Two corners of the example: circle, topics, walk, home, thanks, owners, reports and visits."""
    file = tmp_path / "openspace.json"
    file.write_text(json.dumps(two_corners(), ensure_ascii=False), encoding="utf-8")
    told = tutti.manage("rehearse", str(file), "--base-url", tutti.url, "--no-documents")
    said = json.loads(told.splitlines()[-1])
    said.pop("seconds")
    assert said == {
        "phones": 11,
        "notes": 10,
        "acknowledged": 10,
        "late": 0,
        "lost": 0,
        "twice": 0,
        "walls_converged": True,
        "stages_locked": 1,
        "signatures": 0,
        "documents": 0,
        "mismatches": [],
        "overrides": [],
    }


def two_corners() -> dict:
    """The groups 1 and 2 of the example with what they wrote at each other's corners, which earns half of it each."""
    content = json.loads(Path("examples/openspace.json").read_text(encoding="utf-8"))
    groups = {"1", "2"}
    opinions = [row for row in content["opinions"] if row["topic"] in ("T1", "T2") and row["author_group"] in groups]
    ideas = {row["id"] for row in opinions}
    return content | {
        "event": content["event"] | {"corners": 2},
        "groups": [row for row in content["groups"] if row["key"] in groups],
        "topics": [row for row in content["topics"] if row["group"] in groups],
        "opinions": opinions,
        "todos": [row for row in content["todos"] if row["opinion"] in ideas],
        "expected_rewards": {"paid": {"1": 1000, "2": 1000}},
        "expected_todo_order": None,
    }


def written() -> set[str]:
    """Everybody's name and whatever people wrote on that day: none of it belongs into a log."""
    texts: set[str] = set()

    def gather(value) -> None:
        if isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                gather(inner)
        elif isinstance(value, str) and (" " in value or not value.isascii()):
            texts.add(value)

    gather(json.loads(Path(EXAMPLE).read_text(encoding="utf-8")))
    return texts


def test_rehearsal_imports_no_model():
    acts = [Path("openspace/acts.py"), *Path("workshops/rehearsal").rglob("*.py")]
    source = "".join(path.read_text() for path in acts)
    assert [name for name in ("models", "django.db", "apps.get_model") if name in source] == []


def test_too_few_phones_are_told_how_many_speak():
    with pytest.raises(CommandError, match=r"^19 people .* or decide: --phones 19 or more\.$"):
        call_command("rehearse", EXAMPLE, "--phones", "18", "--email", "a@example.com", "--password", "x")


def test_a_day_that_breaks_off_leaves_no_screen_that_follows():
    day = Day(json.loads(Path(EXAMPLE).read_text(encoding="utf-8")), f"http://127.0.0.1:{free_port()}", 19)
    day.walls.append(Screen(Browser(day.base), "/w/0/wall/"))
    with pytest.raises(httpx.ConnectError):
        asyncio.run(day.play("kickoff.json", b"", "a@example.com", "x"))
    assert (day.walls[0].leaving, day.walls[0].browser.http.is_closed) == (True, True)


def test_silent_server_is_named(server):
    tutti = server(options=())
    address = tutti.url
    tutti.terminate()
    with pytest.raises(AssertionError, match=f"{address} does not answer: start it with make run."):
        tutti.manage("rehearse", EXAMPLE, "--base-url", address)
