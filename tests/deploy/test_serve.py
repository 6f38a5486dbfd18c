"""Tutti as a process: it says where it is, answers, survives a kill with its address, and opens on every device."""

import signal

import httpx
import pytest
from django.conf import settings

from tests.servers import PATIENCE, wait_for


def test_the_product_answers_in_both_shapes(server, database_shape):
    tutti = server(database_shape)
    assert httpx.get(tutti.url + "/healthz", timeout=PATIENCE).json() == {"status": "ok", "version": settings.VERSION}
    assert tutti.manage("migrate", "--check", "--verbosity=0") == ""


def test_a_killed_product_comes_back_says_what_it_does_and_ends_without_complaint(server):
    tutti = server()
    address = tutti.url
    tutti.kill()
    assert not tutti.healthy()
    tutti.start()
    assert (tutti.url, tutti.healthy()) == (address, True)
    tutti.process.send_signal(signal.SIGUSR1)
    wait_for(lambda: "in tell_what_threads_do" in tutti.log, "what its threads do")
    assert tutti.healthy()
    tutti.terminate()
    assert (tutti.alive, tutti.log.count("Current thread"), "Traceback" in tutti.log) == (False, 1, False)


@pytest.mark.browser
@pytest.mark.parametrize("device", ["phone", "console"])
def test_the_first_page_opens_without_an_error(devices, module_server, device):
    page = devices(device, module_server.url)
    assert page.locator("main").count() == 1
