"""The gallery of those who build: every state by the partials of the pages, and no page of an installation."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from tests.servers import ROOT
from workshops.gallery import views
from workshops.gallery.shown import SURFACES

SHARED = ("console/", "followup/", "notes/", "partials/", "phone/", "pictures/", "projector/")
"""What pages of several rituals are put together of."""
ELSEWHERE = {
    *("console/panel.html", "phone/surface.html", "projector/surface.html"),  # Whole screens, of what stands here.
    *("console/refusal.html", "partials/outbox.html", "partials/unreached.html"),  # Hidden until a script fills them.
}


@pytest.mark.parametrize("surface", SURFACES)
def test_gallery_shows_every_state_of_a_surface(rf, surface):
    page = views.page(rf.get(f"/gallery/{surface}/"), surface).content.decode()
    shown = SURFACES[surface]()
    assert page.count("<section") >= len(shown) >= 5
    assert all(escape(one.name) in page for one in shown)


def test_gallery_holds_every_part_that_pages_share():
    folder = ROOT / "templates"
    parts = {
        page.relative_to(folder).as_posix(): set(re.findall(r'include "([^"]+)"', page.read_text()))
        for page in folder.rglob("*.html")
    }
    held, asked = set(), [one.template for surface in SURFACES.values() for one in surface()]
    while asked:
        if (name := asked.pop()) not in held:
            held.add(name)
            asked += parts.get(name, ())
    shared = {name for name in set().union(*parts.values()) if name.startswith(SHARED)}
    assert shared - held == ELSEWHERE


@pytest.mark.django_db
def test_gallery_is_no_page_of_an_installation():
    assert Client().get("/gallery/phone/").status_code == 404
