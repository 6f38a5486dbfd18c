"""A line between phones and server that sometimes swallows a reply after the server has sent it."""

import asyncio
import contextlib
import random

CHUNK = 64 * 1024


class LossyLine:
    """Forwards everything; of each POST's connection, `loss` of the replies are cut before their first byte."""

    def __init__(self, port: int, loss: float, seed: int = 7):
        self.port, self.loss, self.chance = port, loss, random.Random(seed)
        self.cut = 0
        self.url = ""

    async def open(self) -> "LossyLine":
        self.listening = await asyncio.start_server(self.carry, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.listening.sockets[0].getsockname()[1]}"
        return self

    async def close(self) -> None:
        self.listening.close()

    async def carry(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            server, to_server = await asyncio.open_connection("127.0.0.1", self.port)
            doomed = asyncio.Event()
            await asyncio.gather(
                self.pump(phone, to_server, lambda data: self.decide(data, doomed)),
                self.pump(server, to_phone, lambda _data: self.swallow(doomed)),
                return_exceptions=True,
            )

    def decide(self, data: bytes, doomed: asyncio.Event) -> bool:
        if data.startswith(b"POST") and b"/notes/" in data[:200] and self.chance.random() < self.loss:
            doomed.set()
        return True

    def swallow(self, doomed: asyncio.Event) -> bool:
        self.cut += doomed.is_set()
        return not doomed.is_set()

    async def pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, passes) -> None:
        try:
            while data := await source.read(CHUNK):
                if not passes(data):
                    break
                target.write(data)
                await target.drain()
        finally:
            target.close()
