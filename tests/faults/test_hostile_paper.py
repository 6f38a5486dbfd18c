"""F15: what people write never becomes a part of the page that is printed; that the press fetches nothing anyhow, and
is killed when it takes too long, stands in tests/signing/test_press.py.
"""

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation
from lxml import html

from workshops.papers import papers, printing

pytestmark = pytest.mark.django_db(transaction=True)
MARKUP = (
    '</p></td></style><script src="http://outside.example/script"></script><img src="http://outside.example/image">'
    '<object data="file:///etc/passwd"></object><iframe src="http://outside.example/frame"></iframe>'
    '<link rel="stylesheet" href="http://outside.example/sheet"><link rel="attachment" href="file:///etc/passwd">'
    "<style>@import url(http://outside.example/import); p { background: url(file:///etc/passwd) }</style> {{ 7*7 }}"
)
FETCHED = ("src", "href", "data", "srcset", "poster")


@pytest.fixture
def hostile(day) -> str:
    """The day with this in each text that anybody could write."""
    words = MARKUP + "x" * 400
    for model in apps.get_models():
        if model._meta.app_config.name.startswith("workshops"):
            for field in model._meta.local_fields:
                free = isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique
                if free and not isinstance(field, models.JSONField) and (field.max_length or 500) >= 400:
                    model._default_manager.exclude(**{field.name: ""}).update(**{field.name: words})
    day.refresh_from_db()
    return words


def made_of(page: str) -> tuple[set[str], set[str]]:
    """The kinds of elements of a page, and what it would fetch."""
    tree = html.fromstring(page)
    places = {one.get(name, "") for one in tree.iter() for name in FETCHED if isinstance(one.tag, str)}
    tags = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
    return tags, {place for place in places if place and not place.startswith(("data:", "#"))}


def test_f15_papers_are_made_of_the_same_elements_whatever_was_written(day, hostile):
    assert len(made_of(hostile)[1]) == 5
    printed = 0
    for paper in filter(lambda paper: paper.template, papers.values()):
        with translation.override("en"):
            page = printing.html(paper, day, paper.content(day), "en")
        tags, fetched = made_of(page)
        assert (paper.key, tags & {"script", "object", "iframe", "link"}, fetched) == (paper.key, set(), set())
        printed += "&lt;script src=" in page
    assert printed > 3
