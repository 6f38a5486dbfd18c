"""`python -m bench`: every scenario, a table as it comes, JSON on the last line."""

import argparse
import json
import time
from collections.abc import Awaitable, Callable

import uvloop

from bench import crowd, page, printing, processes, screens, volley

Scenario = Callable[[int], Awaitable[dict[str, float]]]
SECONDS = 4.0

SCENARIOS: dict[str, Scenario] = {
    "crowd": lambda rounds: crowd.run(rounds, SECONDS),
    "burst": lambda rounds: crowd.burst(),
    "wall": lambda rounds: crowd.full_wall(SECONDS),
    "volley": volley.run,
    "storm": screens.storm,
    "next 300": lambda rounds: screens.turning(300, rounds),
    "next 42": lambda rounds: screens.turning(42, rounds),
    "slow": lambda rounds: screens.slow_readers(),
    "pdf": lambda rounds: printing.run(min(rounds, 3)),
}


async def measure(rounds: int, chosen: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in chosen:
        started = time.monotonic()
        print(f"— {name}", flush=True)
        found |= await SCENARIOS[name](rounds)
        print(f"  {time.monotonic() - started:.0f} s", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="The room under load, beside a bare socket server.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", action="append", choices=list(SCENARIOS), help="one scenario; may be repeated")
    wanted = parser.parse_args()
    processes.allow_many_files()
    processes.pin(processes.CLIENT_CORE)
    found = uvloop.run(measure(wanted.rounds, wanted.only or list(SCENARIOS)))
    print(page.table(found))
    if not wanted.only and wanted.rounds >= 5:
        page.write(found, wanted.rounds)
    print(json.dumps({key: round(value, 3) for key, value in found.items()}))


if __name__ == "__main__":
    main()
