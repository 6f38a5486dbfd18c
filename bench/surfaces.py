"""`python -m bench.surfaces`: what phone and wall weigh and ask of their browsers; writes the section of the docs.

A real Chromium opens a real room. Bytes are counted as they come over the line; slow lines are Chromium's own, with
the round trip on each request. Frames are read from the browser's own count of work.
"""

import json
import os
import platform
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from bench import page as docs
from bench import rooms

START, END = "<!-- surfaces: written by python -m bench.surfaces -->", "<!-- end of surfaces -->"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
WALL = {"viewport": {"width": 1920, "height": 1080}}
LINES = {"1600": (1600, 150), "400": (400, 400)}
"""Kilobits a second and milliseconds of a round trip."""
NOTES, RATE, SECONDS, BURST = 200, 5, 9, 50
"""Together fewer than the 300 notes that a wall holds."""
PATIENCE = 30_000
"""Milliseconds."""

GOALS: list[tuple[str, str, float]] = [
    ("phone_kb", "phone, first view: KB over the line", 80),
    ("phone_requests", "phone, first view: requests", 8),
    ("phone_script_kb", "phone: KB of script", 45),
    ("field_1600_s", "field there at 1.6 Mbit/s and 150 ms, s", 2),
    ("live_1600_s", "… and the page live, s", 2),
    ("field_400_s", "field there at 400 kbit/s and 400 ms, s", 5),
    ("live_400_s", "… and the page live, s", 5),
    ("wall_longest_ms", f"wall, {NOTES} notes and {RATE} more a second: longest task, ms", 100),
    ("wall_busy", "… main thread busy, %", 50),
    ("burst_s", f"{BURST} notes in one frame onto {NOTES}: settled after, s", 1),
]

WATCH_TASKS = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
    window.longest = Math.max(window.longest, duration);
  })).observe({ entryTypes: ["longtask"] });
}"""
SETTLED = """([wanted, patience]) => new Promise((done, failed) => {
  const began = performance.now();
  let from = 0;
  const look = () => {
    const notes = document.querySelectorAll("#surface .note--no").length;
    if (!from && notes > window.before) from = performance.now();
    const moves = document.querySelector(".is-arriving");
    if (notes >= wanted && !moves) done((performance.now() - from) / 1000);
    else if (performance.now() - began > patience) failed(new Error(`${notes} of ${wanted} notes are shown`));
    else requestAnimationFrame(look);
  };
  look();
})"""


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome-stable")
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


def screen(chromium: Browser, room: rooms.Room, device: dict[str, Any]) -> Page:
    """A new browser of the first seat, with nothing in its cache."""
    context = chromium.new_context(**device)
    pairs = [part.split("=", 1) for part in room.cookies(0).split("; ")]
    context.add_cookies([{"name": name, "value": value, "url": room.server.url} for name, value in pairs])
    return context.new_page()


def weight(chromium: Browser, room: rooms.Room) -> dict[str, float]:
    page = screen(chromium, room, PHONE)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    line.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    line.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    page.goto(f"{room.server.url}/w/{room.id}/")
    page.locator("body[data-live=live]").wait_for()
    page.wait_for_load_state("networkidle")
    script = sum(sizes[key] for key, kind in kinds.items() if kind == "Script" and key in sizes)
    page.context.close()
    return {
        "phone_kb": sum(sizes.values()) / 1024,
        "phone_requests": len(sizes),
        "phone_script_kb": script / 1024,
    }


def on_a_slow_line(chromium: Browser, room: rooms.Room, name: str) -> dict[str, float]:
    kilobits, millis = LINES[name]
    page = screen(chromium, room, PHONE)
    line = page.context.new_cdp_session(page)
    bytes_a_second = kilobits * 1000 / 8
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": millis,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
    began = time.monotonic()
    page.goto(f"{room.server.url}/w/{room.id}/", wait_until="commit")
    page.locator("#compose textarea").wait_for()
    field = time.monotonic() - began
    page.locator("body[data-live=live]").wait_for()
    live = time.monotonic() - began
    page.context.close()
    return {f"field_{name}_s": field, f"live_{name}_s": live}


def post(client: httpx.Client, room: rooms.Room, number: int) -> None:
    note = {"wall": room.wall, "column": "SWOT"[number % 4], "step": room.step, "evidence": "March, 3 of 40"}
    words = f"{number} lids of the furnace leak and the shift waits 交接时找不到工具"
    said = note | {"text": words, "key": f"{number:032x}", "csrfmiddlewaretoken": rooms.TOKEN}
    client.post(f"/w/{room.id}/swot/notes/", data=said).raise_for_status()


def work(line: Any) -> float:
    told = line.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in told if one["name"] == "TaskDuration")


def wall(chromium: Browser, room: rooms.Room) -> dict[str, float]:
    page = screen(chromium, room, WALL)
    page.goto(f"{room.server.url}/w/{room.id}/wall/")
    page.locator("body[data-live=live]").wait_for()
    line = page.context.new_cdp_session(page)
    line.send("Performance.enable")
    headers = {"Cookie": room.cookies(0), "Referer": room.server.url, "X-CSRFToken": rooms.TOKEN}
    with httpx.Client(base_url=room.server.url, headers=headers) as client:
        post(client, room, 1)
        page.wait_for_timeout(1000)
        page.evaluate(WATCH_TASKS)
        before, began = work(line), time.monotonic()
        for number in range(2, RATE * SECONDS + 2):
            post(client, room, number)
            page.wait_for_timeout(max(0, 1000 * (began + (number - 1) / RATE - time.monotonic())))
        busy = (work(line) - before) / (time.monotonic() - began)
        longest = page.evaluate("window.longest")
        shown = page.evaluate("window.before = document.querySelectorAll('#surface .note--no').length")
        page.context.set_offline(True)
        for number in range(1000, 1000 + BURST):
            post(client, room, number)
    page.context.set_offline(False)
    settled = page.evaluate(SETTLED, [shown + BURST, PATIENCE])
    page.context.close()
    return {"wall_longest_ms": longest, "wall_busy": 100 * busy, "burst_s": settled}


def measure() -> dict[str, float]:
    with rooms.open_room(42, NOTES) as room, browser() as chromium:
        found = weight(chromium, room)
        for name in LINES:
            found |= on_a_slow_line(chromium, room, name)
        return found | wall(chromium, room)


def table(found: dict[str, float]) -> str:
    rows = ["| What | Figure | To reach | |", "|---|---:|---:|---|"]
    for key, label, goal in GOALS:
        verdict = "✓" if found[key] <= goal else "missed"
        rows.append(f"| {label} | {docs.number(found[key])} | ≤ {docs.number(goal)} | {verdict} |")
    return "\n".join(rows)


def write(found: dict[str, float]) -> None:
    file = docs.DOCS / "performance.md"
    when = f"Measured on {date.today().isoformat()}: {platform.system()}, {os.cpu_count()} cores, headless Chromium, "
    when += f"load average {os.getloadavg()[0]:.1f} at the end."
    middle = f"{START}\n\n{when}\n\n{table(found)}\n\n{END}"
    file.write_text(re.sub(f"{START}.*{END}", lambda _: middle, file.read_text(), flags=re.DOTALL))


def main() -> None:
    found = measure()
    write(found)
    print(table(found))
    print(json.dumps({key: round(value, 3) for key, value in found.items()}))


if __name__ == "__main__":
    main()
