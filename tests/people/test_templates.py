"""What every template of the house keeps to, whoever renders it."""

import re
from pathlib import Path

from django.template.backends.django import get_installed_libraries
from django.template.library import import_library
from django.template.loader import get_template

TEMPLATES = Path(__file__).parents[2] / "templates"
LOAD = re.compile(r"\{% load (?!.* from )([^%]+?) %\}")
TAG, FILTER = re.compile(r"\{%\s*(\w+)"), re.compile(r"(?:\||\{% filter )(\w+)")


def test_templates_load_only_what_they_use():
    offered = {name: import_library(module) for name, module in get_installed_libraries().items()}
    idle = set()
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text()
        tags, filters = set(TAG.findall(text)), set(FILTER.findall(text))
        for name in " ".join(LOAD.findall(text)).split():
            if not (tags & offered[name].tags.keys() or filters & offered[name].filters.keys()):
                idle.add((str(file.relative_to(TEMPLATES)), name))
    assert idle == set()


def test_templates_load_all_that_they_use():
    """A name that nobody loads is told only by the page that shows the template, perhaps on the wall of a day."""
    for file in TEMPLATES.rglob("*.html"):
        get_template(str(file.relative_to(TEMPLATES)))
