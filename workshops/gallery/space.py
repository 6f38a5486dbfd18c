"""An open space as the gallery shows its walls: nothing raised yet, four corners at work, thanks of either kind."""

from types import SimpleNamespace
from typing import Any

from workshops.gallery.pieces import LONG, Shown, note

RULES = [("Whoever comes is the right person; rank stays at the door", "来的就是对的人，不分职级")]
QUESTIONS = (
    "Where does the night-time electricity go?",
    "怎么缩短找模具的时间？",
    LONG,
    "How do we keep a new customer?",
)
CLASSES = (("feasible", "Feasible", 5), ("testable", "To be tried", 3), ("inspiring", "Inspiring", 0))


def corners(ideas: int) -> dict[str, Any]:
    """Four sheets; the newest idea of each has just landed."""
    sheets = []
    for place, question in enumerate(QUESTIONS):
        newest = [note(number) for number in range(ideas)]
        for one in newest:
            one.is_fresh = one is newest[0]
        host = SimpleNamespace(name="罗静怡") if place else None
        more = {"state": "open", "joined": place, "joinings": SimpleNamespace(all=range(place)), "background": LONG}
        about = {"pk": place, "corner": "ABCD"[place], "question": question, "title": "", "host": host}
        sheets.append(SimpleNamespace(**about | more, ideas=ideas, newest=newest))
    return {"rules": RULES, "topics": sheets, "sheets": sheets, "total": 4 * ideas}


def award(has_reward: bool) -> dict[str, Any]:
    rows = [
        {"reward": SimpleNamespace(group=letter, points=points, paid=points * 100), "kinds": CLASSES}
        for letter, points in (("1", 12), ("2", 1))
    ]
    space = SimpleNamespace(has_reward=has_reward, currency="CNY", budget=4000, own_topic=False, mode="share")
    return {"rules": RULES, "rows": rows, "space": space, "ideas": 40, "to_do": 27}


def on_walls() -> list[Shown]:
    return [
        Shown("topics, none yet", "openspace/topics.projector.html", {"rules": RULES}),
        Shown("topics", "openspace/topics.projector.html", corners(0)),
        Shown("walk, no idea yet", "openspace/walk.projector.html", corners(0)),
        Shown("walk", "openspace/walk.projector.html", corners(3)),
        *(Shown(f"award, money: {paid}", "openspace/award.projector.html", award(paid)) for paid in (True, False)),
    ]
