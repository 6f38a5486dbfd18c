"""The Wi-Fi between phones and server: a TCP proxy that goes dark, swallows replies, or breaks off."""

import asyncio
import contextlib
import random

CHUNK = 64 * 1024


class Line:
    """Forwards everything to a port.

    `loss`: of so many POSTs of notes the reply is cut before its first byte, after the server has sent it.
    `light`: while it is cleared nothing passes in either direction, nothing is refused, and later all of it comes.
    """

    def __init__(self, port: int, loss: float = 0.0, seed: int = 7):
        self.port, self.loss, self.chance = port, loss, random.Random(seed)
        self.light = asyncio.Event()
        self.light.set()
        self.held = self.cut = 0
        self.writers: set[asyncio.StreamWriter] = set()
        self.url = ""

    async def open(self) -> "Line":
        self.listening = await asyncio.start_server(self.carry, "127.0.0.1", 0, backlog=1024)
        self.url = f"http://127.0.0.1:{self.listening.sockets[0].getsockname()[1]}"
        return self

    async def close(self) -> None:
        self.listening.close()
        self.break_off()

    def break_off(self) -> None:
        """Reset every connection, as an access point does that restarts."""
        for writer in list(self.writers):
            writer.transport.abort()

    async def carry(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        doomed = asyncio.Event()
        try:
            await self.light.wait()
            server, to_server = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return to_phone.transport.abort()
        self.writers |= {to_phone, to_server}
        await asyncio.gather(
            self.pump(phone, to_server, lambda data: self.decide(data, doomed)),
            self.pump(server, to_phone, lambda _data: self.swallow(doomed)),
        )
        self.writers -= {to_phone, to_server}

    def decide(self, data: bytes, doomed: asyncio.Event) -> bool:
        if data.startswith(b"POST") and b"/notes/" in data[:200] and self.chance.random() < self.loss:
            doomed.set()
        return True

    def swallow(self, doomed: asyncio.Event) -> bool:
        self.cut += doomed.is_set()
        return not doomed.is_set()

    async def pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, passes) -> None:
        with contextlib.suppress(OSError):
            while (data := await source.read(CHUNK)) and passes(data):
                self.held += not self.light.is_set()
                await self.light.wait()
                target.write(data)
                await target.drain()
        target.close()
