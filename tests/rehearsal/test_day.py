"""The newcomer's demonstration: a whole day with 42 phones against a running server."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

EXAMPLE = "examples/kickoff.json"
HANDS = """
from collections import Counter
from signing.models import Signature
from workshops.kickoff.commitments.sheets import subject_of
from workshops.models import Workshop
sheets = [subject_of(seat) for seat in Workshop.objects.get(is_rehearsal=True).seats.all()]
print(sorted(Counter(Signature.objects.filter(document__subject__in=sheets).values_list("mode", flat=True)).items()))
print(list(Workshop.objects.filter(is_rehearsal=False).order_by("pk").values_list("state", flat=True)))
"""


@pytest.mark.timeout(900)
def test_day_is_played_and_nothing_is_lost(server):
    tutti = server({"LOG_FORMAT": "json"}, options=())
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
    assert days == "['closed', 'prepared']"


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
    source = "".join(path.read_text() for path in Path("workshops/rehearsal").rglob("*.py"))
    assert [name for name in ("models", "django.db", "apps.get_model") if name in source] == []


def test_too_few_phones_are_told_how_many_speak():
    with pytest.raises(CommandError, match=r"^19 people .* or decide: --phones 19 or more\.$"):
        call_command("rehearse", EXAMPLE, "--phones", "18", "--email", "a@example.com", "--password", "x")


def test_silent_server_is_named(server):
    tutti = server(options=())
    address = tutti.url
    tutti.terminate()
    with pytest.raises(AssertionError, match=f"{address} does not answer: start it with make run."):
        tutti.manage("rehearse", EXAMPLE, "--base-url", address)
