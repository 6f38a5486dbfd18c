"""The gallery of those who build: every state by the partials of the pages, and no page of an installation."""

import pytest
from django.test import Client
from django.utils.html import escape

from workshops.gallery import views
from workshops.gallery.shown import SURFACES


@pytest.mark.parametrize("surface", SURFACES)
def test_gallery_shows_every_state_of_a_surface(rf, surface):
    page = views.page(rf.get(f"/gallery/{surface}/"), surface).content.decode()
    shown = SURFACES[surface]()
    assert page.count("<section") >= len(shown) >= 5
    assert all(escape(one.name) in page for one in shown)


@pytest.mark.django_db
def test_gallery_is_no_page_of_an_installation():
    assert Client().get("/gallery/phone/").status_code == 404
