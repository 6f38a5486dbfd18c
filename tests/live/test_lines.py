"""The way to a socket: encoded once or plain, it carries the same, and who does not read holds nobody up."""

import asyncio
import socket
import time

import pytest
import uvicorn
import websockets

from live import lines
from live.frames import SharedFrames
from live.lines import FrameLine, Message, PlainLine, line_to

LENGTHS = [0, 1, 50, 125, 126, 127, 4096, 65_535, 65_536, 65_537, 70_000]
TEXTS = ["x" * length for length in LENGTHS] + ["合奏" * 35_000, "🎼" * 50]


class Served:
    """A server whose sockets only ever get what a test pushes."""

    def __init__(self, ws):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"ws://127.0.0.1:{self.listening.getsockname()[1]}/"
        config = uvicorn.Config(
            self.application,
            interface="asgi3",
            ws=ws,
            ws_per_message_deflate=False,
            lifespan="off",
            log_level="critical",
        )
        self.server = uvicorn.Server(config)
        self.lines: asyncio.Queue = asyncio.Queue()
        self.gone = asyncio.Event()

    async def application(self, scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})

        async def push(text):
            await send({"type": "websocket.send", "text": text})

        async def close():
            await send({"type": "websocket.close"})

        self.lines.put_nowait(line_to(scope, push, close))
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self.gone.set()

    async def __aenter__(self):
        self.serving = asyncio.create_task(self.server.serve(sockets=[self.listening]))
        return self

    async def __aexit__(self, *exception):
        self.server.should_exit = True
        await self.serving


WAYS = pytest.mark.parametrize(
    ("ws", "kind"), [(SharedFrames, FrameLine), ("websockets-sansio", PlainLine)], ids=["encoded once", "plain"]
)


@WAYS
async def test_texts_of_every_length_arrive_as_they_were(ws, kind):
    async with Served(ws) as served, websockets.connect(served.address, max_size=None, compression=None) as phone:
        line = await served.lines.get()
        assert type(line) is kind
        for text in TEXTS:
            line.push(Message(text))
            assert await phone.recv() == text


async def test_one_message_is_encoded_once_for_all_sockets():
    async with Served(SharedFrames) as served:
        phones = [await websockets.connect(served.address, compression=None) for _ in range(3)]
        message = Message("for all")
        for _phone in phones:
            (await served.lines.get()).push(message)
        assert [await phone.recv() for phone in phones] == ["for all"] * 3
        frame = message.frame
        assert frame is message.frame
        for phone in phones:
            await phone.close()


@WAYS
async def test_a_closed_socket_takes_a_push_without_a_word(ws, kind):
    async with Served(ws) as served:
        async with websockets.connect(served.address, compression=None):
            line = await served.lines.get()
        await served.gone.wait()
        line.push(Message("nobody is there"))
        assert (line.is_stuck, line.is_busy) == (False, kind is PlainLine)


@WAYS
async def test_who_does_not_read_is_bounded_and_holds_nobody_up(ws, kind, monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE", 0.2)
    async with Served(ws) as served:
        asleep = await websockets.connect(served.address, compression=None, max_queue=1, ping_interval=None)
        asleep.transport.pause_reading()
        slow = await served.lines.get()
        awake = await websockets.connect(served.address, compression=None)
        quick = await served.lines.get()
        message = Message("y" * 100_000)
        while not slow.is_busy:
            slow.push(message)
            await asyncio.sleep(0)
        quick.push(Message("hello"))
        assert await awake.recv() == "hello"
        if kind is FrameLine:
            assert slow.protocol.waiting() <= lines.MOST_WAITING + len(message.frame)
        async with asyncio.timeout(30):
            while not slow.is_stuck:
                if not slow.is_busy:  # The kernel has carried some of it over meanwhile.
                    slow.push(message)
                await asyncio.sleep(0.02)
        assert (quick.is_stuck, quick.is_busy) == (False, False)
        slow.drop()
        if kind is FrameLine:
            await asyncio.wait_for(served.gone.wait(), 30)
        assert slow.is_stuck is False
        asleep.transport.abort()
        await awake.close()


async def test_what_the_kernel_does_not_take_arrives_behind_what_it_took():
    async with Served(SharedFrames) as served:
        phone = await websockets.connect(served.address, compression=None, max_size=None, max_queue=1)
        line = await served.lines.get()
        texts = []
        while line.is_clear:
            texts.append(str(len(texts)) * 300_000)
            line.push(Message(texts[-1]))
        line.push(Message("last"))
        assert [await phone.recv() for _ in texts] == texts
        assert await phone.recv() == "last"
        await phone.close()


async def test_who_reads_slowly_but_reads_is_not_dropped(monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE", 1.0)
    async with Served(SharedFrames) as served:
        phone = await websockets.connect(served.address, compression=None, max_size=None, max_queue=1)
        line = await served.lines.get()
        end = time.monotonic() + 1.5 * lines.PATIENCE
        while time.monotonic() < end:
            if not line.is_busy:
                line.push(Message("z" * 200_000))
            await phone.recv()
            await asyncio.sleep(0.03)
            assert line.is_stuck is False
        await phone.close()
