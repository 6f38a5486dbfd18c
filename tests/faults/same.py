"""F0, for every change that any test makes: what a screen had, brought up to date, is what a fresh page shows.

    pytest -p tests.faults.same tests/workshops …

Each change of a room is looked at inside its transaction: the surfaces before it, the frame that is made of it, and
the surfaces after it. A frame put on the old surface, as `static/js/place.js` does, must give the new one. Nothing of
this is in the product. An operation is the address that was asked, or the verb that a test calls by itself. At the same
step it is looked at again only when it touched other kinds of things.
A test may try something and take it back; the product never shows what was not committed.
"""

import json
import os
import threading
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from django.core.signals import request_finished, request_started
from django.http import parse_cookie
from django.urls import Resolver404, resolve
from django.utils import translation
from lxml import html

from workshops.rehearsal.screen import place

REPORT = "SAME_REPORT"
POKE = 'data-poke="mine"'
asking = threading.local()
done: Counter[tuple] = Counter()
"""How often an operation at a step was held against fresh pages, by the kinds of things that it touched."""
known: Counter[tuple] = Counter()
"""How often in a row an operation at a step showed nothing that had not been looked at before."""
screens: Counter[str] = Counter()
wrong: dict[tuple, str] = {}
unshown: dict[str, str] = {}
"""Rooms of tests that no page could show, so that nothing could be held against it."""
highest: dict[int, int] = {}
AGAIN, ENOUGH = 2, 8


def parsed(text: str) -> html.HtmlElement:
    """Without what goes by itself, ten seconds after somebody sat down (R-GEN-21)."""
    page = html.fragment_fromstring(text, create_parent="div")
    for passing in page.find_class("wrong-name"):
        passing.drop_tree()
    return page


def applied(before: str, frame: str) -> html.HtmlElement:
    """The old surface with a frame on it."""
    page, homeless = parsed(before), []
    for element in parsed(frame):
        if element.get("data-poke") is None and element.get("id") and not place(page, element):
            homeless.append(element)
    for element in homeless:
        place(page, element)
    tell_hung(page)
    return page


def tell_hung(page: html.HtmlElement) -> None:
    """A screen counts the notes of a field and of all fields itself, as `static/js/pages.js` does."""
    behind = page.xpath("descendant::*[@data-earlier]")
    earlier = {one.get("data-earlier"): int(one.get("data-count")) for one in behind}
    for sign in page.xpath("descendant::*[@data-hung]"):
        [field] = sign.xpath("ancestor::section[1]/*[@data-pages]")
        sign.text = str(len(field.xpath("*[contains(@class, 'note--no')]")) + earlier.get(field.get("id"), 0))
    shown = page.xpath("descendant::*[@data-pages]/*[contains(@class, 'note--no')]")
    count = len(shown) + sum(earlier.values())
    for line in page.xpath("descendant::*[@data-sum]"):
        for words, shows in zip(line, (count == 1, count != 1), strict=True):
            words.attrib.pop("hidden", None)
            words.attrib.update({} if shows else {"hidden": ""})
        line[1].find("b").text = str(2 if count == 1 else count)


def lines(page: html.HtmlElement) -> list[str]:
    """The page without what is personal, one line a tag and one a text, blanks folded."""
    told = []
    for one in page.iter():
        if not isinstance(one.tag, str) or one.xpath("ancestor::*[@data-region]"):
            continue
        marks = " ".join(f"{name}={' '.join(value.split())}" for name, value in sorted(one.attrib.items()))
        told.append(f"<{one.tag} {marks}>")
        own = [one.text if one.get("data-region") is None else ""]
        told += [" ".join(part.split()) for part in [*own, *(child.tail for child in one)] if part and part.strip()]
    return told


def difference(shown: list, true: list) -> str:
    gone = list((Counter(true) - Counter(shown)).elements())
    more = list((Counter(shown) - Counter(true)).elements())
    if not gone and not more:
        pairs = [pair for pair in zip(shown, true, strict=True) if pair[0] != pair[1]]
        return f"another order: {pairs[0]}"
    return f"stale {more[:4]}, missing {gone[:4]}"


def audiences(workshop):
    from live.feed import Audience

    letters = ["", *sorted(workshop.groups.values_list("letter", flat=True))[:2]]
    return [Audience(surface, letter, "en") for surface in ("projector", "phone") for letter in letters]


def surfaces_of(room):
    """Each audience with the surface that a fresh page of it would have."""
    from live.feed import renderers
    from workshops.models import Workshop

    renderer, whole = renderers[room.kind], {}
    workshop = Workshop.objects.get(room=room)
    for audience in audiences(workshop):
        with translation.override(audience.language):
            whole[audience] = renderer.whole(room, audience)
    return whole


def actor_of(room) -> int | None:
    """The seat whose request this is, on the thread that asked; its own screen is brought up to date by the reply."""
    from workshops import access

    claim = access.claim_from(asked().cookies, room.public_id)
    return claim[0] if claim else None


def regions_of(room, actor: int | None) -> dict[int, str]:
    """What is personal on the phones of a few others who are here."""
    from django.contrib.auth.models import AnonymousUser
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    from workshops.models import Workshop
    from workshops.views.phone import own

    workshop, found = Workshop.objects.get(room=room), {}
    others = workshop.seats.present().exclude(pk=actor).exclude(kind="paper").order_by("group__letter", "id")
    for seat in {seat.group_id: seat for seat in others}.values():
        request = RequestFactory().get("/")
        request.workshop, request.seat, request.user = workshop, seat, AnonymousUser()
        seat.secret = ""
        with translation.override("en"):
            found[seat.pk] = render_to_string("phone/mine.html", own(request), request)
    return found


def personal(text: str, frame: str = "") -> list[str]:
    """A region without its form's tokens, with a frame on it."""
    page = parsed(text)
    for token in page.xpath("descendant::*[@name='csrfmiddlewaretoken']"):
        token.drop_tree()
    for element in parsed(frame):
        if element.get("id"):
            place(page, element)
    return lines(page)


def stale_regions(room, name: str, before: dict, actor: int | None, frames: dict, kinds: tuple) -> None:
    """Others' phones whose personal part looks different now, and which nobody pokes to fetch it."""
    phones = [frame for audience, frame in frames.items() if audience.surface == "phone"]
    if any(frame is None or POKE in frame for frame in phones):
        return
    after, test = regions_of(room, actor), os.environ.get("PYTEST_CURRENT_TEST", "")
    for seat in before.keys() & after.keys():
        screens["mine"] += 1
        shown, true = personal(before[seat], phones[0] if phones else ""), personal(after[seat])
        if shown != true:
            where = (name, "mine", "another's", " ".join(kinds))
            wrong.setdefault(where, f"{difference(shown, true)} in {test}")


def name_of(job) -> str:
    """The address that was asked, or the verb behind a change that a test makes by itself."""
    if address := job.__dict__.get("address"):
        return address
    verb = getattr(job.verb, "func", job.verb)
    within = dict(zip(verb.__code__.co_freevars, verb.__closure__ or (), strict=True))
    verb = within["verb"].cell_contents if "verb" in within else verb
    return f"{verb.__module__}.{verb.__qualname__}"


def forget_what_was_taken_back(room) -> None:
    """What was made of a number that the room gives out a second time is of another state of it."""
    from live import once

    if room.seq < highest.get(room.pk, 0):
        with once.shelving:
            once.shelf.clear()


def compare(room, name: str, before: dict, cursor: int, kinds: tuple) -> dict:
    from live import feed

    frames = {}
    after = surfaces_of(room)
    for audience in before.keys() & after.keys():
        with translation.override(audience.language):
            frame = frames[audience] = feed.touched_since(room, audience, cursor)
        if frame is None:
            continue
        screens[audience.surface] += 1
        shown, true = lines(applied(before[audience], frame)), lines(parsed(after[audience]))
        if shown != true:
            where = (name, audience.surface, audience.group and "group", " ".join(kinds))
            test = os.environ.get("PYTEST_CURRENT_TEST", "")
            wrong.setdefault(where, f"{difference(shown, true)} in {test}")
    return frames


def watch() -> None:
    """Look at every change from now on."""
    from live.models import Change
    from live.writer import Job
    from workshops.models import Workshop

    original = Job.apply

    def apply(self, room, batch=None):
        forget_what_was_taken_back(room)
        try:
            look(self, room, batch)
        finally:
            highest[room.pk] = room.seq

    def look(self, room, batch):
        name, cursor = name_of(self), room.seq
        if room.kind != "workshop" or name.startswith("tests."):
            return original(self, room, batch)
        here = name, Workshop.objects.get(room=room).position
        if known[here] >= ENOUGH:
            return original(self, room, batch)
        actor = self.__dict__.get("actor")
        try:
            before, own = surfaces_of(room), regions_of(room, actor)
        except Exception as error:
            unshown[name] = f"{error!r} in {os.environ.get('PYTEST_CURRENT_TEST', '')}"
            return original(self, room, batch)
        original(self, room, batch)
        # What is kept for a state of the room is asked by the number that the row tells.
        room.save(update_fields=["seq"])
        touched = Change.objects.filter(room=room, seq__gt=cursor).order_by("seq").values_list("kind", flat=True)
        kinds = tuple(dict.fromkeys(touched))
        known[here] += 1
        if done[*here, kinds] < AGAIN:
            known[here] = 0
            done[*here, kinds] += 1
            frames = compare(room, name, before, cursor, kinds)
            stale_regions(room, name, own, actor, frames, kinds)

    made = Job.__init__

    def remember(self, room, *arguments, **named):
        made(self, room, *arguments, **named)
        self.actor, self.address = actor_of(SimpleNamespace(public_id=room)), asked().address

    Job.apply, Job.__init__ = apply, remember
    request_started.connect(begun, weak=False)
    request_finished.connect(ended, weak=False)


class Asked(NamedTuple):
    """The address that a request asks, and whose cookies it carries."""

    address: str = ""
    cookies: dict[str, str] = {}


def requests() -> list[Asked]:
    """Those that run on this thread: a test may ask one while another is at work."""
    asking.__dict__.setdefault("requests", [])
    return asking.requests


def asked() -> Asked:
    return requests()[-1] if requests() else Asked()


def begun(environ=None, scope=None, **named) -> None:
    cookies = parse_cookie((environ or {}).get("HTTP_COOKIE", ""))
    try:
        address = resolve((environ or {}).get("PATH_INFO", "")).url_name or ""
    except Resolver404:
        address = ""
    requests().append(Asked(address, cookies))


def ended(**named) -> None:
    if requests():
        requests().pop()


def pytest_runtest_setup() -> None:
    """A request that ended with an error never said that it ended."""
    requests().clear()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session) -> None:
    watch()


def found() -> dict:
    """What was looked at, and what was shown wrongly."""
    return {
        "operations": sorted({name for name, _position, _kinds in done}),
        "changes": sum(done.values()),
        "screens": screens.total(),
        "unshown": unshown,
        "wrong": [[*key, what] for key, what in sorted(wrong.items())],
    }


def pytest_terminal_summary(terminalreporter) -> None:
    terminalreporter.line(json.dumps(found(), indent=1))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """What was found must not get lost where something else fails at the very end of a long run."""
    if file := os.environ.get(REPORT):
        Path(file).write_text(json.dumps(found(), indent=1))
