"""Every component in every state, as assistive technology finds it; pages stand as they are made, without a server."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from tests.browser import seen
from tests.servers import ROOT
from workshops.gallery import views
from workshops.gallery.shown import SURFACES

pytestmark = pytest.mark.browser
READERS = [("en", "dark"), ("zh-hans", "light")]


@pytest.mark.parametrize(("language", "scheme"), READERS)
def test_every_state_can_be_used_by_everybody(devices, language, scheme):
    found = {}
    for surface in SURFACES:
        with translation.override(language):
            page = views.page(RequestFactory().get("/"), surface).content.decode()
        device = devices(surface, color_scheme=scheme)
        device.set_content(page)
        device.add_style_tag(path=ROOT / "build" / "static" / "css" / f"{surface}.css")
        device.evaluate(seen.STILL)
        # The same board stands there empty and full; on a page of the room it stands once.
        found[surface] = [one for one in seen.violations(device) if not one.startswith("landmark-unique")]
    assert found == {surface: [] for surface in SURFACES}
