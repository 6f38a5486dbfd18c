"""Tutti as a process: it says where it is, answers, survives a kill with its address, and opens on every device."""

import httpx
import pytest
from django.conf import settings


def test_the_product_answers_in_both_shapes(server, database_shape):
    tutti = server(database_shape)
    assert httpx.get(tutti.url + "/healthz").json() == {"status": "ok", "version": settings.VERSION}
    assert tutti.manage("migrate", "--check", "--verbosity=0") == ""


def test_a_killed_product_comes_back_under_its_address(server):
    tutti = server()
    address = tutti.url
    tutti.kill()
    assert not tutti.healthy()
    tutti.start()
    assert (tutti.url, tutti.healthy()) == (address, True)


def test_an_administrator_ends_it_without_a_word_of_complaint(server):
    tutti = server()
    tutti.terminate()
    assert (tutti.alive, "Traceback" in tutti.log) == (False, False)


@pytest.mark.browser
@pytest.mark.parametrize("device", ["phone", "console"])
def test_the_first_page_opens_without_an_error(devices, module_server, device):
    page = devices(device, module_server.url)
    assert page.locator("main").count() == 1
