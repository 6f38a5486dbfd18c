"""A wall with more notes than it brings: the newest hang, the earlier are counted, and a frame says all of it."""

import itertools

import pytest
from lxml import html

from live import feed
from live.feed import Audience
from tests.faults import same
from workshops import newest

pytestmark = pytest.mark.django_db(transaction=True)
AUDIENCES = [Audience("projector", letter, "en") for letter in ("", "A")]


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Four notes are many here."""
    monkeypatch.setattr(newest, "MOST", 4)
    monkeypatch.setattr(newest.at_the_edge, "ready", None)


@pytest.fixture
def phones(groups, sit, go_to):
    """One of each group."""
    go_to("swot", "write")
    return sit("p03"), sit("p04")


@pytest.fixture
def wall(workshop, phones):
    """The surfaces of all walls and of one, kept true by frames alone."""
    return Kept(workshop)


class Kept:
    def __init__(self, workshop):
        self.room = workshop.room
        self.look()

    def look(self) -> None:
        self.cursor, self.pages = self.fresh()

    def fresh(self) -> tuple[int, dict]:
        self.room.refresh_from_db()
        return self.room.seq, {audience: self.frame(audience, -1).html for audience in AUDIENCES}

    def frame(self, audience: Audience, cursor: int) -> feed.Frame:
        return feed.since(self.room.pk, audience, cursor, str(self.room.epoch))

    def follow(self) -> list[str]:
        """What the frames said of the numbers that all walls show, once they gave just what a fresh page gives."""
        since, before = self.cursor, self.pages
        self.cursor, self.pages = self.fresh()
        for audience in AUDIENCES:
            said = self.frame(audience, since).html or ""
            assert "data-whole" not in said
            shown = same.lines(same.applied(before[audience], said))
            assert shown == same.lines(same.parsed(self.pages[audience]))
        page = same.parsed(self.pages[AUDIENCES[0]])
        return sorted("".join(one.text_content().split()) for one in page.xpath("//article/b"))


def said(wall, audience=AUDIENCES[0]) -> str:
    page = same.parsed(wall.pages[audience])
    return " ".join(" ".join(one.text_content() for one in page.xpath("//*[@id='earlier']")).split())


def counted(wall) -> list[str]:
    """How many hang in each field, and how many of them are earlier."""
    page = same.parsed(wall.pages[AUDIENCES[0]])
    earlier = {one.get("data-earlier"): one.get("data-count") for one in page.xpath("//*[@data-earlier]")}
    fields = page.xpath("//*[@data-pages]")
    hung = [one.text for one in page.xpath("//*[@data-hung]")]
    return [f"{count} {earlier.get(field.get('id'), 0)}" for count, field in zip(hung, fields, strict=True)]


def test_newest_notes_hang_and_the_earlier_ones_are_counted(wall, phones, write):
    """Up to as many as it brings nothing is said; each further note pushes out the one that came first."""
    phone, other = phones
    for text, field in [("one", "W"), ("two", "W"), ("three", "S"), ("four", "T")]:
        write(phone, field, text)
        wall.follow()
    assert [said(wall), counted(wall)] == ["", ["1 0", "2 0", "0 0", "1 0"]]
    for n, field in enumerate("WSO"):
        write(phone if n % 2 else other, field, f"more {n}")
        wall.follow()
    assert said(wall) == "The newest 4 of 7 hang here; all are in the workshop file."
    assert counted(wall) == ["2 1", "3 2", "1 0", "1 0"]
    assert said(wall, AUDIENCES[1]) == "The newest 4 of 5 hang here; all are in the workshop file."


def test_notes_come_back_and_leave_over_the_edge(wall, phones, write, act, hanna, tap):
    """Hidden, hung again, moved, merged and many at once: whoever follows by frames has what a fresh page has."""
    notes = [write(phones[0], "W", f"note {n}") for n in range(7)]
    assert wall.follow() == ["A4", "A5", "A6", "A7"]
    act(hanna, f"notes/{notes[5].pk}/hiding/", reason="it names a customer")
    assert wall.follow() == ["A3", "A4", "A5", "A7"]
    act(hanna, f"notes/{notes[0].pk}/hiding/", reason="it names a customer")
    assert wall.follow() == ["A3", "A4", "A5", "A7"]
    for note, field in ((notes[1], "S"), (notes[4], "T")):
        assert tap(hanna, f"run/swot/notes/{note.pk}/field/", column=field) is None
        wall.follow()
    for note in (notes[2], notes[3]):
        act(hanna, f"notes/{note.pk}/hiding/", reason="it is said twice")
    write(phones[1], "O", "one more")
    assert wall.follow() == ["A2", "A5", "A7", "B1"]
    assert said(wall) == ""


LATE = [("+", "+++"), ("++++++", "++"), ("++", "-"), ("-", "---"), ("--", "+-+"), ("+-", "--+")]


@pytest.mark.parametrize(("known", "meanwhile"), LATE)
@pytest.mark.parametrize("hung", [5, 8])
def test_frame_that_is_made_late_brings_the_same(wall, phones, write, act, hanna, hung, known, meanwhile):
    """While a screen is told of some changes the database may hold the next ones already."""
    notes, number = [write(phones[0], "W", f"note {n}") for n in range(hung)], itertools.count()

    def happen(changes: str) -> feed.Room:
        for sign in changes:
            if sign == "+":
                notes.append(write(phones[0], "W", f"{next(number)} more"))
            elif notes:
                act(hanna, f"notes/{notes.pop().pk}/hiding/", reason="it is said twice")
        return feed.head(wall.room.pk)

    wall.look()
    since, before = wall.cursor, wall.pages
    heads = happen(known), happen(meanwhile)
    _cursor, true = wall.fresh()
    for audience in AUDIENCES:
        page, cursor = before[audience], since
        for head in heads:
            told = feed.from_head(head, audience, cursor).html or ""
            page = "".join(html.tostring(one, encoding="unicode") for one in same.applied(page, told))
            cursor = head.seq
        assert same.lines(same.parsed(page)) == same.lines(same.parsed(true[audience]))


def test_wall_that_is_told_far_too_late_is_brought_whole(wall, phones, write, monkeypatch):
    """More has happened since than a frame allows for."""
    monkeypatch.setattr(newest, "AHEAD", 2)
    wholes = []
    for further in (2, 3):
        for n in range(5):
            write(phones[0], "W", f"{further} {n}")
        wall.look()
        write(phones[0], "W", f"{further} told")
        write(phones[0], "W", f"{further} told too")
        head = feed.head(wall.room.pk)
        for n in range(further):
            write(phones[0], "S", f"{further} meanwhile {n}")
        wholes.append("data-whole" in (feed.from_head(head, AUDIENCES[0], wall.cursor).html or ""))
    assert wholes == [False, True]
