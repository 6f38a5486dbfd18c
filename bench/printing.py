"""A document of twelve pages is set meanwhile, in a process of its own: are the phones still quick?"""

import asyncio
import subprocess
import sys
from statistics import median

from bench import figures, processes, rooms
from bench.fanout import measure, through_forms
from bench.watchers import close_all, watch_all
from tests.servers import ROOT

PHONES = 42
STROKE = "M1 9 C 12 -4, 20 24, 31 8 S 52 -2, 60 14"


def document() -> str:
    """Twelve pages with tables and forty signatures."""
    signature = f'<svg width="120" height="40"><path d="{STROKE}" fill="none" stroke="black"/></svg>'
    row = "<tr><td>We answer within a day</td><td>我们一天之内答复</td><td>Li Na</td><td>31 March</td></tr>"
    page = f"<section><h1>Commitments 承诺</h1><table>{row * 14}</table>{signature * 4}</section>"
    style = "section { break-after: page } td { border: 1px solid; padding: 4pt; font-family: 'Noto Serif CJK SC' }"
    return f"<html lang='en'><head><title>x</title><style>{style}</style></head><body>{page * 12}</body></html>"


async def run(rounds: int) -> dict[str, float]:
    alone, meanwhile = [], []
    with rooms.open_room(PHONES) as room:
        crowd = await watch_all((room.socket(n), room.cookies(n)) for n in range(PHONES))
        send = await through_forms(room)
        await measure(send, crowd, room.pid, 2, 2)
        for _ in range(rounds):
            alone.append((await measure(send, crowd, room.pid, 2, 4)).millis(95))
            press = subprocess.Popen([sys.executable, "-m", "bench.printing"], cwd=ROOT)
            processes.pin(processes.SERVER_CORE, press.pid)
            await asyncio.sleep(1)
            meanwhile.append((await measure(send, crowd, room.pid, 2, 4)).millis(95))
            press.kill()
            press.wait()
        close_all(crowd)
    return {"pdf_live_p95_ratio": figures.median_ratio(meanwhile, alone), "pdf_live_p95_ms": median(meanwhile)}


def main() -> None:
    """One document after the other, until it is ended."""
    from signing.press import press

    while True:
        press(document())


if __name__ == "__main__":
    main()
