"""What no browser sends: too large, or no HTTP at all, or it never reads (F9, F10, F11). The room does not notice."""

import asyncio
import random
import re
import socket
import struct
import time

import httpx
import pytest
import websockets

from tests.faults.process import memory, open_files
from tests.faults.room import Verdict

CHUNK = 64 * 1024
MEGABYTE = 1024 * 1024
HANDSHAKE = (
    "GET /ws/w/{room}/?as=projector&since=0 HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
)
REQUESTS = [
    b"\x00" * 64,
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /%00%ff HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: \x00\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
]
FRAMES = [
    b"\x81\x05hello",  # unmasked
    b"\x83\x80\x00\x00\x00\x00",  # reserved opcode
    b"\xc1\x80\x00\x00\x00\x00",  # a reserved bit
    b"\x81\x82\x00\x00\x00\x00\xff\xfe",  # no UTF-8
    b"\x81\xff" + struct.pack("!Q", 2**63) + b"\x00\x00\x00\x00",  # a length that nobody has
    b"\x89\xfe\x00\x80\x00\x00\x00\x00" + b"p" * 128,  # a ping that is too long
    b"\x80\x80\x00\x00\x00\x00",  # the rest of nothing
]


async def spoken(server, data: bytes, wait: float = 30.0) -> bytes:
    """What a raw connection is answered, to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    answer = b""
    try:
        writer.write(data)
        await writer.drain()
        writer.write_eof()
        answer = await asyncio.wait_for(reader.read(MEGABYTE), wait)
    except (OSError, TimeoutError):
        pass
    finally:
        writer.close()
    return answer


async def closed_after(server, shake: bytes, frame: bytes) -> bool:
    """Whether the server ends a socket that was opened well and then says this."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(shake)
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
    writer.write(frame)
    try:
        async with asyncio.timeout(30):
            while await reader.read(CHUNK):
                pass
        return True
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    finally:
        writer.close()


async def untouched(room, phones) -> None:
    """The room goes on: a note is taken and every screen shows it, and nothing was thrown meanwhile."""
    await room.note(phones[0], "still here")
    assert (await room.texts())[-1] == "still here"
    assert await room.verdict() == Verdict()
    assert re.search("Internal Server Error|Exception in|could not be", room.server.log) is None


async def test_f9_bodies_beyond_reason_are_refused_before_they_are_read(room):
    room = room()
    phones = await room.opened(1)
    before = memory(room.server)
    browser = phones[0].browser
    address = f"/w/{room.id}/notes/"
    announced = f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {50 * MEGABYTE}\r\n\r\n"
    assert (await spoken(room.server, announced.encode())).startswith(b"HTTP/1.1 413")

    async def pieces():
        for _ in range(50):
            yield b"x" * MEGABYTE

    try:
        answer = await browser.http.post(address, content=pieces())
        assert answer.status_code == 413
    except httpx.TransportError:
        pass  # refused while it was still being sent
    large = await browser.http.post(address, data={"text": "y" * 5 * MEGABYTE})
    assert large.status_code in (400, 403, 413)
    assert memory(room.server) - before < 50 * MEGABYTE
    await untouched(room, phones)
    await room.close()


async def test_f9_a_socket_that_says_too_much_is_closed(room):
    room = room()
    phones = await room.opened(1)
    wall = room.screens[0]
    address = room.server.url.replace("http", "ws") + wall.socket + "&since=0"
    headers = {"Cookie": "; ".join(f"{one.name}={one.value}" for one in wall.browser.http.cookies.jar)}
    for words, code in (("x" * 1025, 1009), ("x" * 1_100_000, 1009)):
        async with websockets.connect(address, origin=room.server.url, additional_headers=headers) as socket:
            await socket.send(words)
            await asyncio.wait_for(socket.wait_closed(), 30)
        assert socket.close_code == code
    await untouched(room, phones)
    await room.close()


async def settled(server, before: int, patience: float = 30.0) -> int:
    """Open files, once no more than before are left, or after a while."""
    end = time.monotonic() + patience
    while open_files(server) > before and time.monotonic() < end:
        await asyncio.sleep(0.1)
    return open_files(server)


async def test_f10_what_is_no_http_harms_nobody(room, size, figures):
    room = room()
    phones = await room.opened(1)
    chance, before = random.Random(7), open_files(room.server)
    noise = [chance.randbytes(chance.randrange(1, 400)) for _ in range(size(20, 483))]
    figures(cases=len(REQUESTS) + len(noise) + len(FRAMES))
    for data in REQUESTS + noise:
        answer = await spoken(room.server, data)
        assert not answer.startswith(b"HTTP/1.1 5"), (data[:80], answer[:200])
    assert await settled(room.server, before) <= before
    await untouched(room, phones)
    await room.close()


async def test_f10_frames_that_break_the_rules_close_their_own_socket_only(room):
    room = room()
    phones = await room.opened(1)
    cookie = "; ".join(f"{one.name}={one.value}" for one in room.screens[0].browser.http.cookies.jar)
    shake = HANDSHAKE.format(room=room.id, host=f"127.0.0.1:{room.server.port}", cookie=cookie).encode()
    assert [frame[:9] for frame in FRAMES if not await closed_after(room.server, shake, frame)] == []
    await untouched(room, phones)
    await room.close()


# --- who never reads ------------------------------------------------------------------------------------------------


def deaf(server, shake: bytes) -> socket.socket:
    """A socket that was opened well, with a window of four kilobytes, and is never read."""
    line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", server.port))
    line.sendall(shake)
    assert line.recv(12) == b"HTTP/1.1 101"
    return line


@pytest.mark.long
async def test_f11_who_reads_nothing_is_dropped_and_holds_nobody_up(scratch, figures):
    """Forty sockets sleep while the whole wall is pushed again and again; what a line does, `test_lines` shows."""
    room = scratch({"METRICS": "on"}, seats=10)
    phones = await room.opened(10)
    await asyncio.gather(
        *(room.note(phone, f"{number}-{n} " + "长" * 180) for number, phone in enumerate(phones) for n in range(8))
    )
    cookie = "; ".join(f"{one.name}={one.value}" for one in room.screens[0].browser.http.cookies.jar)
    shake = HANDSHAKE.format(room=room.id, host=f"127.0.0.1:{room.server.port}", cookie=cookie).encode()
    before, files = memory(room.server), open_files(room.server)
    asleep = [await asyncio.to_thread(deaf, room.server, shake) for _ in range(40)]
    lags, started, most = [], time.monotonic(), 0
    while time.monotonic() - started < 60:
        await room.next(room.facilitator, "scratch.write.0")
        lags.append(await room.reached())
        back = {"expected": "scratch.look.0", "step": "write"}
        await room.facilitator.post(f"/w/{room.id}/run/step/", back)
        lags.append(await room.reached())
        most = max(most, memory(room.server))
    dropped = re.search(r"sockets_dropped_total (\d+)", (await phones[0].browser.get("/metrics")).text)
    figures(dropped=int(dropped.group(1)))
    figures.at_most(256, kilobytes_each=(most - before) / 40 / 1024)
    figures.at_most(1, lag=max(lags))
    figures.at_most(0, left_open=await settled(room.server, files) - files)
    for line in asleep:
        line.close()
    assert await room.verdict() == Verdict()
    await room.close()


@pytest.mark.long
async def test_f9_large_bodies_hold_nobody_up(room, figures):
    """Others post as before while bodies of five megabytes come in."""
    room = room()
    phones = await room.opened(6)
    await room.burst(phones, 10)
    quiet = sorted(room.journal.seconds)[-3]
    before, address = memory(room.server), f"/w/{room.id}/notes/"
    flood = [
        asyncio.create_task(phones[0].browser.http.post(address, data={"text": "y" * 5 * MEGABYTE})) for _ in range(10)
    ]
    room.journal.seconds.clear()
    await room.burst(phones[1:], 10)
    await asyncio.gather(*flood, return_exceptions=True)
    figures(p95_quiet=quiet)
    figures.at_most(50, megabytes=(memory(room.server) - before) / MEGABYTE)
    figures.at_most(quiet * 1.2 + 0.2, p95_meanwhile=sorted(room.journal.seconds)[-3])
    await room.close()
