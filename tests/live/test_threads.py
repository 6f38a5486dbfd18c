"""Requests in a few threads that stay: no thread and no connection for each, and nobody waits behind who waits."""

import asyncio
import threading

import httpx
import pytest
from django.utils import translation

from live import once
from live.threads import Threads
from tests.servers import PATIENCE


async def test_threads_stay():
    threads = Threads(few=1, most=1)
    assert len({await threads.run(threading.get_ident) for _ in range(20)}) == 1


async def test_errors_come_back_to_whoever_asked():
    def fail():
        raise ValueError("as it is")

    with pytest.raises(ValueError, match="as it is"):
        await Threads().run(fail)


async def test_who_waits_in_all_threads_keeps_nobody_waiting():
    threads, gate = Threads(few=2, most=16), threading.Event()
    stuck = [asyncio.ensure_future(threads.run(gate.wait, 30)) for _ in range(5)]
    assert await asyncio.wait_for(threads.run(lambda: "quick"), 20) == "quick"
    gate.set()
    assert await asyncio.gather(*stuck) == [True] * 5


async def test_never_more_threads_than_allowed():
    threads, gate = Threads(few=1, most=3), threading.Event()
    stuck = [asyncio.ensure_future(threads.run(gate.wait, 30)) for _ in range(6)]
    while threads.size < 3:
        await asyncio.sleep(0.02)
    for _ in range(3):
        threads.watch(asyncio.get_running_loop(), threads.taken)
    assert threads.size == 3
    gate.set()
    assert await asyncio.gather(*stuck) == [True] * 6


async def test_work_goes_on_when_nobody_waits_for_it_any_more():
    threads, gate, ended = Threads(few=1), threading.Event(), threading.Event()

    def work():
        gate.wait(30)
        ended.set()

    asked = asyncio.ensure_future(threads.run(work))
    await asyncio.sleep(0)
    asked.cancel()
    gate.set()
    assert await asyncio.to_thread(ended.wait, 30)
    assert await threads.run(lambda: "still there") == "still there"


async def test_what_one_request_sets_in_its_context_the_next_does_not_find():
    threads = Threads(few=1)
    await threads.run(translation.activate, "zh-hans")
    assert await threads.run(translation.get_language) == translation.get_language()


def test_served_pages_files_cookies_and_refusals_are_whole(server):
    tutti = server()
    with httpx.Client(base_url=tutti.url, timeout=PATIENCE) as browser:
        page = browser.get("/accounts/login/", follow_redirects=True)
        assert (page.status_code, "csrftoken" in browser.cookies) == (200, True)
        style = next(line for line in page.text.splitlines() if 'rel="stylesheet"' in line)
        file = browser.get(style.split('href="')[1].split('"')[0])
        assert (file.status_code, file.headers["Content-Type"].split(";")[0]) == (200, "text/css")
        assert browser.get("/nothing/here/").status_code == 404
        refused = browser.post("/accounts/login/", data={"login": "x"}, headers={"X-CSRFToken": "wrong"})
        assert refused.status_code == 403


def test_only_in_a_rush_many_share_what_is_the_same(monkeypatch):
    made: list[int] = []

    def make():
        made.append(1)
        return len(made)

    assert [once.in_a_rush("a quiet room", make) for _ in range(3)] == [1, 2, 3]
    monkeypatch.setattr(once, "queues", [lambda: False, lambda: True])
    assert [once.in_a_rush("a full room", make) for _ in range(3)] == [4, 4, 4]


def test_what_is_stale_does_not_lie_about(monkeypatch):
    monkeypatch.setattr(once, "shelf", {})
    monkeypatch.setattr(once, "FRESH", 0.0)
    for change in range(5):
        once.once(("a wall", change), lambda: "some megabytes")
    assert list(once.shelf) == [("a wall", 4)]


def test_who_was_told_to_ask_makes_a_rush(monkeypatch):
    made: list[int] = []
    monkeypatch.setattr(once, "queues", [])
    once.expect_rush()
    assert [once.in_a_rush("all phones", lambda: made.append(1) or len(made)) for _ in range(3)] == [1, 1, 1]
    monkeypatch.setattr(once.Rush, "until", 0.0)
    assert [once.in_a_rush("all phones", lambda: made.append(1) or len(made)) for _ in range(2)] == [2, 3]
