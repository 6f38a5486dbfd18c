"""The fault harness: short in `make test`, long with `make faults`, for twenty minutes with `make soak`."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import starter
from tests.faults.room import SCRATCH, LiveRoom
from tests.servers import ROOT, Tutti
from tests.workshops import days
from tests.workshops.conftest import example, member
from workshops.models import Workshop

__all__ = ["example"]

FIGURES = pytest.StashKey[dict[str, dict[str, object]]]()
REPORT = ROOT / "build" / "faults.json"
LONG, SOAK = 1200, 2400


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="faults at their full size; figures are held against limits")
    parser.addoption("--soak", action="store_true", help="twenty minutes of phones that come and go")


def asked(config: pytest.Config, name: str) -> bool:
    """Whether the run wants it; the options are unknown where only other folders run."""
    return bool(config.getoption(name, default=False))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = [item for item in items if not item.get_closest_marker("soak") or asked(config, "--soak")]
    wanted = [item for item in wanted if not item.get_closest_marker("long") or asked(config, "--long")]
    for item in wanted:
        if asked(config, "--long") or asked(config, "--soak"):
            item.add_marker(pytest.mark.timeout(SOAK if asked(config, "--soak") else LONG))
    items[:] = wanted


# --- sizes and figures ------------------------------------------------------------------------------------------------


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    return asked(request.config, "--long")


@pytest.fixture
def size(is_long: bool) -> Callable[[int, int], int]:
    """`size(short, long)`: how many, how often."""
    return lambda short, long: long if is_long else short


class Figures:
    """What a fault cost. Limits hold in the long form, on a quiet machine; the short form only notes."""

    def __init__(self, is_long: bool):
        self.is_long, self.found, self.missed = is_long, {}, []

    def __call__(self, **found: object) -> None:
        self.found |= {name: round(value, 3) if isinstance(value, float) else value for name, value in found.items()}

    def at_most(self, limit: float, **found: float) -> None:
        self(**found)
        self.missed += [f"{name} is {value:g}, above {limit:g}" for name, value in found.items() if value > limit]


@pytest.fixture
def figures(request: pytest.FixtureRequest, is_long: bool) -> Iterator[Figures]:
    noted, started = Figures(is_long), time.monotonic()
    yield noted
    noted(seconds=time.monotonic() - started)
    request.config.stash.setdefault(FIGURES, {})[request.node.name] = noted.found
    if is_long:
        assert noted.missed == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    found = config.stash.get(FIGURES, {})
    if not found or not (asked(config, "--long") or asked(config, "--soak")):
        return
    terminalreporter.section("figures")
    for name, values in found.items():
        terminalreporter.line(f"{name}: " + ", ".join(f"{key} {value}" for key, value in values.items()))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(found, indent=2))


# --- rooms ------------------------------------------------------------------------------------------------------------


def room_on(running: Tutti, seats: int = 10) -> LiveRoom:
    made = running.manage("make_room", "--seats", str(seats)).strip().splitlines()[-1]
    return LiveRoom(running, **json.loads(made))


@pytest.fixture
def scratch(server):
    """`scratch(shape, seats=20)`: a new server with one open room of the scratch ritual."""

    def made(shape: dict[str, str] | None = None, seats: int = 10, home: Path | None = None) -> LiveRoom:
        return room_on(server(SCRATCH | (shape or {}), home=home), seats)

    return made


@pytest.fixture(scope="session")
def standing(schemas) -> Iterator[list[LiveRoom]]:
    """Rooms of one server that stands for all faults which it has to outlive."""
    with ExitStack() as stack:
        running = starter(schemas, stack)(SCRATCH | {"METRICS": "on"})
        made = running.manage("make_room", "--seats", "10", "--rooms", "24").strip().splitlines()
        yield [LiveRoom(running, **json.loads(line)) for line in made]


@pytest.fixture
def room(standing) -> Callable[..., LiveRoom]:
    """`room(seats=100)`: a room of its own on the server that stands."""

    def made(seats: int = 10) -> LiveRoom:
        return standing.pop() if seats <= 10 else room_on(standing[-1].server, seats)

    return made


@pytest.fixture
def several(schemas, server, proxy, postgres, redis_url):
    """`several(seats, count)`: a room on so many processes, reached through the proxy, and the further processes."""

    def made(seats: int = 10, count: int = 2, **other: str) -> tuple[LiveRoom, list[Tutti]]:
        # Links and seats made by one process hold at the other, so both know the same secret.
        shape = {"DATABASE_URL": schemas.copy(postgres), "REDIS_URL": redis_url, "SECRET_KEY": "of both"}
        shape |= {"METRICS": "on"} | other
        found = room_on(server(SCRATCH | shape), seats)
        further = [server(SCRATCH | shape) for _ in range(count - 1)]
        found.line = proxy(found.server, *further)
        return found, further

    return made


@pytest.fixture
def day(transactional_db, example) -> Workshop:
    """The held day of the example, open again, with its people in their seats."""
    made = days.held(example)
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.state = Workshop.State.LIVE
    made.save()
    made.seats.update(left_at=None)
    return made
