"""Two hundred phones post in one instant: how long the last acknowledgements take, beside a plain view."""

import asyncio
import sys
from statistics import median

from bench import figures, posting
from bench.rooms import Room, open_room
from tests.servers import Postgres, Schemas, Tutti

PHONES = 200


class Plain(Tutti):
    """A server with a plain view at the address of notes."""

    def command(self) -> list[str]:
        return [sys.executable, "-m", "bench.plain"]


async def volley(room: Room) -> tuple[float, int]:
    """The p99 of the acknowledgements in seconds, and how many were refused or never came."""
    phones = [await posting.phone(room, number) for number in range(PHONES)]
    requests = [phone.note(posting.words(phone.number)) for phone in phones]
    answers = await asyncio.gather(*(phone.send(request) for phone, request in zip(phones, requests, strict=True)))
    for phone in phones:
        phone.close()
    errors = sum(answer.status != 201 for answer in answers)
    return figures.percentile([answer.seconds for answer in answers], 99), errors


async def compare(env: dict[str, dict[str, str]], rounds: int) -> tuple[list[float], list[float], int]:
    with open_room(PHONES, env=env["ours"]) as ours, open_room(PHONES, env=env["plain"], kind=Plain) as plain:
        await volley(ours), await volley(plain)
        both = [(await volley(ours), await volley(plain)) for _ in range(rounds)]
    return [one[0] for one, _ in both], [other[0] for _, other in both], sum(one[1] for one, _ in both)


def postgres_environments(server: Postgres) -> dict[str, dict[str, str]]:
    schemas = Schemas()
    return {kind: {"DATABASE_URL": schemas.copy(server)} for kind in ("ours", "plain")}


async def run(rounds: int) -> dict[str, float]:
    ours, plain, errors = await compare({"ours": {}, "plain": {}}, rounds)
    found = {"post_p99_ratio_sqlite": figures.median_ratio(ours, plain), "post_200_p99_s": median(ours)}
    with Postgres(durable=True) as server:
        ours, plain, more = await compare(postgres_environments(server), rounds)
    found |= {"post_p99_ratio_postgres": figures.median_ratio(ours, plain), "post_200_p99_postgres_s": median(ours)}
    return found | {"post_errors": errors + more}
