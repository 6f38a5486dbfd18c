"""A Wi-Fi between phones and server that can go dark: nothing is refused, nothing arrives, and later all of it does."""

import asyncio

from tests.live.line import CHUNK, LossyLine


class DarkLine(LossyLine):
    """Connections survive the dark, as they do when a phone walks back into reach: what was sent comes late."""

    def __init__(self, port: int):
        super().__init__(port, loss=0.0)
        self.light = asyncio.Event()
        self.light.set()
        self.held = 0

    async def pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, passes) -> None:
        try:
            while data := await source.read(CHUNK):
                self.held += not self.light.is_set()
                await self.light.wait()
                target.write(data)
                await target.drain()
        finally:
            target.close()
