"""The lines to say: for each step its mode, what the facilitator says, and what a group does that is ahead."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Line(NamedTuple):
    mode: str
    say_en: str
    say_zh: str
    ahead_en: str
    ahead_zh: str

    def say(self, language: str) -> str:
        return self.say_zh if language.startswith("zh") else self.say_en

    def ahead(self, language: str) -> str:
        return self.ahead_zh if language.startswith("zh") else self.ahead_en


@cache
def lines() -> dict[tuple[str, str], Line]:
    with (Path(__file__).parent / "script.csv").open(encoding="utf-8", newline="") as script:
        rows = csv.DictReader(script)
        return {(row.pop("stage"), row.pop("step")): Line(**row) for row in rows}


def line(stage: str, step: str) -> Line:
    return lines().get((stage, step), Line("look", "", "", "", ""))
