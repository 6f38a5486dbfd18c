"""The boards of the desk as the gallery shows them: strategies in columns, people in groups; empty, full, too full."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from workshops.gallery.pieces import LONG, Shown, group, note
from workshops.models import Seat

HEADINGS = ("Cut scrap at the furnace", "Win two pump makers", "")


def hanging(number: int, text: str = "夜班浇注温度记录不完整", contested: bool = False) -> SimpleNamespace:
    made = note(number, text)
    made.__dict__.update({"called": str(number), "contested": contested, "plus_count": 0, "single": False})
    return made


def columns(*headings: str) -> list[SimpleNamespace]:
    """Two notes in each; the first one's second note is not agreed by all."""
    return [
        SimpleNamespace(
            pk=place,
            place=place,
            heading=heading,
            hanging=[hanging(10 * place + 1), hanging(10 * place + 2, LONG if place == 2 else "图纸晚到", place == 1)],
        )
        for place, heading in enumerate(headings, 1)
    ]


def board(pk: int, *headings: str, loose: int = 0) -> SimpleNamespace:
    standing, homeless = columns(*headings), [hanging(number) for number in range(1, loose + 1)]
    notes = [one for column in standing for one in column.hanging] + homeless
    return SimpleNamespace(
        pk=pk, group=group("B", "blue"), notes=notes, columns=standing, loose=homeless, orphans=homeless
    )


def suggested() -> dict[str, Any]:
    place = SimpleNamespace(place=2)
    ideas = [SimpleNamespace(pk=1, place=place, count=3), SimpleNamespace(pk=2, place=None, count=1)]
    for number, one in enumerate(ideas, 1):
        one.__dict__.update({"note": hanging(number), "note_id": number, "column_id": 2 if one.place else None})
    return {"suggestions": ideas}


def circle(letter: str, colour: str, *names: str) -> SimpleNamespace:
    """A group with its people, the first of whom hosts and the last of whom has not come."""
    came = timezone.now()
    members = [Seat(pk=place, name=name, checked_in_at=came) for place, name in enumerate(names, 1)]
    members[-1].checked_in_at = None
    for seat in members:
        seat.__dict__["called"] = seat.name
    return SimpleNamespace(group=group(letter, colour, members[0]) if letter else None, members=members)


def shown() -> list[Shown]:
    full = [circle("A", "red", "罗静怡", "Luca Meyer", LONG), circle("B", "blue", "孙伟"), circle("", "", "吴迪")]
    return [
        Shown("board, quiet", "strategy/boards.html", {"boards": [board(1)]}),
        Shown("board", "strategy/boards.html", {"boards": [board(2, *HEADINGS, loose=2)], "may_undo": True}),
        Shown("board, nine columns", "strategy/boards.html", {"boards": [board(3, *HEADINGS * 3, loose=1)]}),
        Shown("suggestions", "strategy/suggestions.html", suggested()),
        Shown("groups, nobody dealt", "grouping/board.html", {"circles": [], "may_deal": True}),
        Shown("groups", "grouping/board.html", {"circles": full, "may_deal": True}),
        Shown("groups, too late to deal", "grouping/board.html", {"circles": full[:2]}),
    ]
