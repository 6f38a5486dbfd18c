"""The screens of an open space, under the names of their pictures, and when each is at its most telling."""

from tests.browser.screens import Book, Screen, console, phone, tapped, wall

VISITOR, KEEPER, RAISER, OWNER = "p22", "p26", "p09", "p33"
ON_ITS_SIDE = {"viewport": {"width": 1180, "height": 820}}

SPACE = Book(
    before={
        "openspace.circle": (phone("os-circle", VISITOR, tapped),),
        "openspace.topics": (phone("os-topic", RAISER, tapped),),
        "openspace.home": (
            Screen("tablet-os-home", "tablet", "/w/{room}/", KEEPER, tapped, ON_ITS_SIDE),
            phone("os-home", KEEPER, tapped),
        ),
    },
    after={
        "openspace.circle": (wall("os-circle"), console("os-circle")),
        "openspace.topics": (wall("os-topics"), console("os-topics"), phone("os-joined", VISITOR, tapped)),
        "openspace.walk": (wall("os-walk"), phone("os-corner", VISITOR), phone("os-host", KEEPER), console("os")),
        "openspace.home": (wall("os-home"), console("os-home")),
        "openspace.award": (wall("os-award"), phone("os-award", VISITOR), console("os-award")),
        "end": (
            console("os-followup", "/w/{room}/weeks/"),
            phone("os-todos", OWNER, path="/w/{room}/todos/"),
        ),
    },
    papers={
        "poster-os-corner": ("/w/{room}/papers/corners.pdf?language=en", 1),
        "poster-os-corner-zh": ("/w/{room}/papers/corners.pdf?language=zh-hans", 1),
        "report-openspace": ("/w/{room}/papers/openspace.pdf?language=en", 1),
        "report-openspace-zh": ("/w/{room}/papers/openspace.pdf?language=zh-hans", 1),
    },
)
