"""What all tests share: throw-away servers, Tutti as a process, Chromium as the devices of a room."""

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import PATIENCE, Nginx, NotInstalled, Postgres, Redis, Schemas, Tutti

IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
MAY_SKIP_IN_CI: tuple[str, ...] = (
    # A container without the right to mount has no small disk to give; SQLite's is filled there all the same.
    "tests/faults/test_full_disk.py::test_f14_full_disk_is_told_loses_nothing_and_the_room_goes_on[small_disk]",
    # Nor is a compiler anywhere asked for.
    "tests/faults/test_power_cut.py::test_f2_power_cut_loses_nothing_that_was_acknowledged",
)
FAILED = pytest.StashKey[bool]()
# What holds of any example holds on a busy machine too: how long one takes there says nothing of the product.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


# --- the run itself -------------------------------------------------------------------------------------------------


def no_silent_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """In CI everything is installed, so whatever is skipped is a hole: it fails unless the list allows it."""
    expected_failure = hasattr(report, "wasxfail")
    if IN_CI and report.skipped and not expected_failure and report.nodeid not in MAY_SKIP_IN_CI:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    no_silent_skip(report)
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    no_silent_skip(report)
    return report


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded by now stays, as in a server that serves: to look through it for garbage was a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def no_rows_after_flush() -> None:
    """Emptying the tables after a test would write permissions and content types anew, which nothing here asks for."""
    from django.db.models.signals import post_migrate

    post_migrate.receivers.clear()
    post_migrate.sender_receivers_cache.clear()


# --- servers --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL; `.database()` gives the address of a new empty database."""
    try:
        server = Postgres()
    except NotInstalled as missing:
        pytest.skip(str(missing))
    with server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """A running Redis, `.url` is its address. Tests that kill it start one of their own: `with Redis() as redis`."""
    if not shutil.which("redis-server"):
        pytest.skip("Redis is not installed")
    with Redis() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    """The address of an empty PostgreSQL database that nobody else uses."""
    return postgres.database()


@pytest.fixture(scope="session")
def redis_url(redis: Redis) -> str:
    return redis.url


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return Schemas()


@pytest.fixture(params=["sqlite", "postgres"])
def database_shape(request: pytest.FixtureRequest, schemas: Schemas) -> dict[str, str]:
    """Runs the test twice: on one machine with SQLite, and as several machines with PostgreSQL and Redis.

    Use: `server(database_shape)`; a second `server(database_shape)` shares the PostgreSQL database.
    """
    if request.param == "sqlite":
        return {}
    postgres, redis = request.getfixturevalue("postgres"), request.getfixturevalue("redis")
    return {"DATABASE_URL": schemas.copy(postgres), "REDIS_URL": redis.url}


@pytest.fixture
def proxy() -> Iterator[Callable[..., Nginx]]:
    """`proxy(first, second)`: nginx before these servers, as `deploy/nginx/` sets it up; ends with the test."""
    with ExitStack() as stack:

        def start(*behind: Tutti) -> Nginx:
            try:
                return stack.enter_context(Nginx([tutti.port for tutti in behind]))
            except NotInstalled as missing:
                pytest.skip(str(missing))

        yield start


StartServer = Callable[..., Tutti]


def heard(server: Tutti) -> None:
    """Shown with a test that failed: what the server said is half of the finding. No screen was shown a makeshift."""
    print(f"--- the server said last ---\n{server.log[-6000:]}")
    assert "an element could not be shown" not in server.log


def starter(schemas: Schemas, stack: ExitStack) -> StartServer:
    def start(
        env: dict[str, str] | None = None, options: Sequence[str] = ("--no-demo",), home: Path | None = None
    ) -> Tutti:
        server = Tutti(env, options)
        server.home = home or server.home
        if "DATABASE_URL" not in server.extra and not (server.data / "tutti.sqlite3").exists():
            schemas.fill(server.data)
        stack.enter_context(server)
        stack.callback(heard, server)
        return server

    return start


@pytest.fixture
def server(schemas: Schemas) -> Iterator[StartServer]:
    """Starts Tutti as a process: `tutti = server()`, `server({"REDIS_URL": …})`, `server(database_shape)`.

    It has `.url .data .log .manage(…) .kill() .terminate() .restart()` and ends with the test.
    """
    with ExitStack() as stack:
        yield starter(schemas, stack)


@pytest.fixture(scope="module")
def module_server(schemas: Schemas) -> Iterator[Tutti]:
    """One running Tutti for all tests of a file, for those that leave each other alone."""
    with ExitStack() as stack:
        yield starter(schemas, stack)()


# --- devices --------------------------------------------------------------------------------------------------------

DEVICES: dict[str, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "tablet": {"viewport": {"width": 820, "height": 1180}, "is_mobile": True, "has_touch": True},
    "projector": {"viewport": {"width": 1920, "height": 1080}},
    "console": {"viewport": {"width": 1366, "height": 768}},
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# A laptop on the venue's Wi-Fi without HTTPS: to a browser that is another thing than its own machine.
VENUE = "venue.test"
# Nothing outside this machine may be needed, so nothing outside is found.
FLAGS = [
    f"--host-resolver-rules=MAP {VENUE} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Playwright's Browser, driving the Chromium of the system."""
    from playwright.sync_api import sync_playwright

    program = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    # Playwright keeps an event loop in this thread, which is why browser tests have a process of their own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS + root, timeout=PATIENCE * 1000)
        yield browser
        browser.close()


class Devices:
    """The devices of one test, each with cookies and storage of its own.

    `devices("phone", tutti.url + "/j/…", locale="zh-CN")` opens one and goes there. Errors of scripts and of the
    content security policy fail the test; one that means them calls `devices.errors.clear()`. `script` runs in each
    of its pages before the page's own.
    """

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.pages: list[tuple[str, Any]] = []
        self.errors: list[str] = []

    def __call__(self, device: str, url: str | None = None, script: str = "", **context: Any) -> Any:
        page = self.browser.new_context(**DEVICES[device] | context).new_page()
        page.add_init_script(script)
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: self.errors.append(f"{device}: {error}"))
        page.on("console", lambda message: self.note(device, message))
        self.pages.append((device, page))
        if url:
            page.goto(url)
        return page

    def note(self, device: str, message: Any) -> None:
        # A request that fails is told to the console too, and losing the network is what many tests are about.
        if (
            message.type == "error"
            and "Failed to load resource" not in message.text
            and not message.text.startswith(("htmx:sendError", "htmx:afterRequest"))
            and "WebSocket" not in message.text
        ):
            self.errors.append(f"{device}: {message.text}")

    def photograph(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for number, (device, page) in enumerate(self.pages):
            if not page.is_closed():
                page.screenshot(path=folder / f"{name}-{number}-{device}.png", timeout=5_000)


@pytest.fixture
def devices(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Devices]:
    opened = Devices(chromium)
    yield opened
    if request.node.stash.get(FAILED, False):
        safe = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
        opened.photograph(Path("build/failures"), safe)
    for _, page in opened.pages:
        page.context.close()
    assert opened.errors == []


@pytest.fixture
def phone(devices: Devices) -> Any:
    """A page on a touch phone, 390 × 844."""
    return devices("phone")


@pytest.fixture
def tablet(devices: Devices) -> Any:
    return devices("tablet")


@pytest.fixture
def projector(devices: Devices) -> Any:
    """A page on the projector, 1920 × 1080."""
    return devices("projector")


@pytest.fixture
def console(devices: Devices) -> Any:
    """A page on the facilitator's laptop, 1366 × 768."""
    return devices("console")


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`assert axe(page) == []`: what assistive technology would stumble over, one text a place."""
    from tests.browser.seen import violations

    return violations
