"""What an operator sees: numbers without names, readiness, and log lines that tell nobody's words."""

import io
import json
import logging
import sqlite3
import sys

import httpx
import pytest
from django.core.cache import cache

from config.logs import JsonLines
from live import metrics
from tests.servers import PATIENCE, Tutti

METRICS = {"METRICS": "on"}


async def test_numbers_count_changes_and_sockets_and_name_nobody(scratch):
    room = scratch(METRICS)
    phones = await room.opened(2)
    browser = phones[0].browser
    key = "0123456789abcdef0123456789abcdef"
    before = numbers((await browser.get("/metrics")).text)
    for _ in range(2):
        await browser.post(f"/w/{room.id}/notes/", {"text": "a canary in the mine", "key": key})
    await room.reached(room.screens)
    text = (await browser.get("/metrics")).text
    after = numbers(text)
    assert after["tutti_changes_total"] - before["tutti_changes_total"] == 1
    assert after["tutti_repeats_total"] - before["tutti_repeats_total"] == 1
    assert after["tutti_commit_seconds_count"] - before["tutti_commit_seconds_count"] == 2
    surfaces = {
        surface: after[f'tutti_sockets{{surface="{surface}"}}'] for surface in ("phone", "projector", "console")
    }
    assert surfaces == {"phone": 2, "projector": 2, "console": 0}
    assert [word for word in ("canary", "Writer", room.id, room.code, key) if word in text] == []
    await room.close()


def numbers(text: str) -> dict[str, float]:
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


@pytest.mark.django_db
def test_numbers_are_shown_only_where_they_are_asked_for(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS = True
    assert client.get("/metrics").headers["Content-Type"].startswith("text/plain")


def test_histogram_counts_each_step_with_those_below():
    histogram = metrics.Histogram("tutti_test_seconds", "For a test.")
    metrics.everything.remove(histogram)
    for seconds in (0.005, 0.3, 60):
        histogram.observe(seconds)
    said = dict(line.rsplit(" ", 1) for line in histogram.lines())
    steps = [said[f'tutti_test_seconds_bucket{{le="{step}"}}'] for step in ("0.005", "0.25", "0.5", "30", "+Inf")]
    assert steps == ["1", "1", "2", "2", "3"]
    assert (said["tutti_test_seconds_sum"], said["tutti_test_seconds_count"]) == ("60.305000", "3")


@pytest.mark.django_db
def test_ready_means_schema_and_cache(client, settings, monkeypatch):
    assert client.get("/readyz").json() == {"status": "ready", "version": settings.VERSION}
    monkeypatch.setattr(cache, "get", lambda name: None)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready", "missing": ["cache"]})


def test_a_database_without_this_schema_is_not_ready_and_nobody_serves_it(server):
    tutti: Tutti = server()
    with sqlite3.connect(tutti.data / "tutti.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'openspace'")
    answer = httpx.get(tutti.url + "/readyz", timeout=PATIENCE)
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready", "missing": ["database"]})
    with pytest.raises(AssertionError, match=r"bring it up to date first: \S+ manage.py upgrade\n$"):
        tutti.manage("serve", "--port", "0")


def test_json_lines_carry_neither_arguments_nor_words_of_errors():
    try:
        raise ValueError("a canary in an error")
    except ValueError:
        record = logging.LogRecord(
            "tutti",
            logging.ERROR,
            __file__,
            7,
            "Not Found: %s\na canary on a second line",
            ("/j/canary/",),
            sys.exc_info(),
        )
    line = JsonLines().format(record)
    said = json.loads(line)
    assert (said["level"], said["message"], said["exception"]) == ("ERROR", "Not Found: %s", "ValueError")
    assert ("canary" in line, "\n" in line, len(said["trace"])) == (False, False, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "told"), [("/v/a-secret/", "/v/<str:public_id>/"), ("/a-secret/", "an address of nobody's")]
)
def test_lines_name_the_kind_of_an_address_and_no_link(client, path, told):
    (console,) = [one for one in logging.getLogger().handlers if one.name == "console"]
    written = io.StringIO()
    before = console.setStream(written)
    assert client.get(path).status_code == 404
    console.setStream(before)
    assert written.getvalue().partition(" WARNING ")[2] == f"django.request: Not Found: {told}\n"


def test_served_logs_are_json_where_they_are_asked_for(server):
    tutti = server({"LOG_FORMAT": "json"})
    httpx.get(tutti.url + "/w/ffffffffffffffffffffffff/wall/", timeout=PATIENCE)
    (line,) = [json.loads(line) for line in tutti.log.splitlines() if line.startswith("{")]
    assert (line["logger"], line["message"]) == ("django.request", "%s: %s")
