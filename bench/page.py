"""The table and the drawing of `docs/performance.md`, written anew by each full run."""

import json
import os
import platform
import re
from datetime import date
from pathlib import Path

from bench.processes import CORES

DOCS = Path(__file__).resolve().parent.parent / "docs"
START, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"

GOALS: list[tuple[str, str, float]] = [
    ("lost", "deliveries lost, every window", 0),
    ("lost_in_burst", "deliveries lost, 300 notes at once to 100 watchers", 0),
    ("p95_ratio_300x10", "300 watchers, 10 notes/s: p95 ÷ bare", 2),
    ("p99_ratio_300x10", "300 watchers, 10 notes/s: p99 ÷ bare", 2),
    ("delivery_cpu_ratio_300x10", "300 watchers: processor time of a delivery ÷ bare", 1.5),
    ("p95_ratio_1000x50", "1,000 watchers, 50 notes/s: p95 ÷ bare", 2),
    ("p99_ratio_1000x50", "1,000 watchers, 50 notes/s: p99 ÷ bare", 2),
    ("delivery_cpu_ratio_1000x50", "1,000 watchers: processor time of a delivery ÷ bare", 1.5),
    ("delivery_cpu_growth_3000", "processor time of a delivery, 3,000 ÷ 300 watchers", 1.2),
    ("post_cpu_ms", "one post with its frames in two languages, ms of processor", 8),
    ("post_cpu_growth_10k", "processor time of a post, 10,000 ÷ 100 notes on the wall", 1.2),
    ("post_p99_ratio_sqlite", "200 posts at once, p99 ÷ plain view, SQLite", 0.6),
    ("post_p99_ratio_postgres", "200 posts at once, p99 ÷ plain view, PostgreSQL", 0.6),
    ("post_errors", "… of them refused or unanswered", 0),
    ("storm_300_s", "300 seats return onto 200 notes, s to the last", 0.7),
    ("next_300_p95_s", "*Next* with 300 phones, s to the own region, p95", 1.5),
    ("next_42_p95_s", "*Next* with 42 phones, s to the own region, p95", 0.4),
    ("rss_kb_per_socket", "KB a watching socket", 60),
    ("slow_growth_mb", "50 of 70 sockets not reading, MB grown", 25),
    ("catchup_10k_p95_ms", "catch-up after one change, 10,000 notes, ms p95", 50),
    ("pdf_live_p95_ratio", "42 phones while a PDF is set: p95 ÷ alone", 2),
    ("pdf_live_p95_ms", "42 phones while a PDF is set: p95, ms", 50),
]


def number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"


def table(found: dict[str, float]) -> str:
    rows = ["| Work | Figure | To reach | |", "|---|---:|---:|---|"]
    for key, label, goal in GOALS:
        if key in found:
            verdict = "✓" if found[key] <= goal else "missed"
            rows.append(f"| {label} | {number(found[key])} | ≤ {number(goal)} | {verdict} |")
    return "\n".join(rows)


def circumstances(rounds: int) -> str:
    return (
        f"Measured on {date.today().isoformat()}: {len(CORES)} cores, {platform.system()}, Python "
        f"{platform.python_version()}, {rounds} interleaved rounds, load average {os.getloadavg()[0]:.1f} at the end."
    )


def write(found: dict[str, float], rounds: int) -> None:
    """Put table, drawing and the line of JSON where the page keeps them; the words around stay."""
    file = DOCS / "performance.md"
    line = json.dumps({key: round(value, 3) for key, value in found.items()})
    drawing = "![Delivery on each watcher's screen, Tutti beside the bare server](performance.svg)"
    middle = f"{START}\n\n{circumstances(rounds)}\n\n{table(found)}\n\n{drawing}\n\n```json\n{line}\n```\n\n{END}"
    text = re.sub(f"{START}.*{END}", lambda _: middle, file.read_text(), flags=re.DOTALL)
    file.write_text(text)
    (DOCS / "performance.svg").write_text(plot(found))


def plot(found: dict[str, float]) -> str:
    """Each figure as a share of what is to be reached: the line at the end of the grey is the goal."""
    shown = [(label, found[key] / goal) for key, label, goal in GOALS if goal and key in found]
    left, wide, high = 420, 360, 24
    parts = []
    for place, (label, share) in enumerate(shown):
        y = 30 + place * high
        length = min(share, 2) * wide / 2
        colour = "#2f6f4f" if share <= 1 else "#b3261e"
        text = label.replace("&", "&amp;").replace("*", "")
        parts.append(
            f'<text x="{left - 10}" y="{y + 12}" text-anchor="end">{text}</text>'
            f'<rect x="{left}" y="{y}" width="{length:.0f}" height="14" fill="{colour}"/>'
            f'<text x="{left + length + 6:.0f}" y="{y + 12}">{100 * share:.0f} %</text>'
        )
    bottom = 40 + len(shown) * high
    goal = left + wide / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {bottom}" font-family="sans-serif" font-size="12">'
        f'<rect width="860" height="{bottom}" fill="#fff"/><text x="{goal}" y="18" text-anchor="middle">goal</text>'
        + "".join(parts)
        + f'<line x1="{goal}" y1="22" x2="{goal}" y2="{bottom - 8}" stroke="#222" stroke-dasharray="4 3"/></svg>\n'
    )
