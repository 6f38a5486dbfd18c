"""Twenty phones at once: each vote, move and signature that was acknowledged is in the database, and none too many."""

import asyncio
import json
from dataclasses import dataclass

import pytest

from tests.faults.room import SCRATCH
from workshops.rehearsal.browser import Browser, Refusal

FOUND = """
import json
from signing.models import Signature
from workshops.kickoff.strategy.models import MovedNote, StrategyNote
from workshops.kickoff.swot.models import Vote
print(json.dumps({
    "votes": sorted(Vote.objects.values_list("seat", "note", "count")),
    "columns": dict(StrategyNote.objects.values_list("pk", "column")),
    "moves": sorted(MovedNote.objects.values_list("note", flat=True)),
    "hands": sorted(Signature.objects.filter(document__kind="sheet").values_list("signer_key", flat=True)),
}))
"""
TOKEN = "a" * 32


@dataclass
class Phone:
    room: str
    browser: Browser
    duty: dict

    async def post(self, address: str, **data) -> bool:
        """Whether it was acknowledged; a rule may say no, a fault of the server fails the test."""
        try:
            await self.browser.post(f"/w/{self.room}/{address}", data)
        except Refusal as refusal:
            if refusal.status != 409:
                raise
            return False
        return True


@pytest.fixture
def running(server, database_shape):
    return server(SCRATCH | database_shape)


def phones(running, step: str) -> list[Phone]:
    """The room stands in that step; its twenty phones, each with what there is for it to do."""
    room = json.loads(running.manage("stand_at", step).strip().splitlines()[-1])
    opened = []
    for duty in room["phones"]:
        browser = Browser(running.url)
        browser.http.follow_redirects = False
        browser.http.cookies.update({room["cookie"]: duty["ticket"], "csrftoken": TOKEN})
        opened.append(Phone(room["id"], browser, duty))
    return opened


async def vote(phone: Phone) -> list[list[int]]:
    """Five dots on four notes at once, of which three may be placed (R-SWOT-9)."""
    wanted = list(zip(phone.duty["notes"], (2, 1, 1, 1), strict=True))
    answers = await asyncio.gather(*(phone.post(f"swot/notes/{note}/votes/", count=count) for note, count in wanted))
    return [[phone.duty["seat"], note, count] for (note, count), placed in zip(wanted, answers, strict=True) if placed]


async def move(phone: Phone) -> list[tuple[int, int]]:
    """Each own note to three columns, one after the other: what was acknowledged, in this order."""
    done = []
    for column in phone.duty["columns"][:3]:
        for note in phone.duty["notes"]:
            if await phone.post("strategy/placing/", note=note, column=column):
                done.append((note, column))
    return done


async def sign(phone: Phone) -> None:
    """The same finger twice, as on a slow line."""
    read = {name: phone.duty[name] for name in ("statement", "sheet")}
    hand = read | {"typed_name": phone.duty["name"], "key": f"{phone.duty['seat']:032x}"}
    assert await asyncio.gather(*(phone.post("signature/", **hand) for _tap in range(2))) == [True, True]


async def all_at_once(act, opened: list[Phone]) -> list:
    done = await asyncio.gather(*map(act, opened))
    await asyncio.gather(*(phone.browser.close() for phone in opened))
    return done


@pytest.mark.timeout(600)
async def test_votes_moves_and_signatures_of_twenty_at_once(running):
    votes = await all_at_once(vote, phones(running, "vote"))
    moves = await all_at_once(move, phones(running, "cluster"))
    signing = phones(running, "sign")
    await all_at_once(sign, signing)
    there = json.loads(running.manage("shell", "-v0", "-c", FOUND).strip().splitlines()[-1])
    assert there["votes"] == sorted(one for placed in votes for one in placed)
    assert [sum(count for _seat, _note, count in placed) for placed in votes] == [3] * 20
    last = {str(note): column for done in moves for note, column in done}
    assert {note: there["columns"][note] for note in last} == last
    assert len(last) == 40
    assert there["hands"] == sorted(f"seat:{phone.duty['seat']}" for phone in signing)
