"""The floor: a picows server that sends every message of a writer to all watchers, and nothing else."""

import json
import subprocess
import sys
from typing import Self

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_create_server

from bench import processes

watchers: set[WSTransport] = set()


class Broadcast(WSListener):
    def __init__(self, watches: bool) -> None:
        self.watches = watches

    def on_ws_connected(self, transport: WSTransport) -> None:
        if self.watches:
            watchers.add(transport)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()
            return
        text = frame.get_payload_as_bytes()
        for watcher in watchers:
            watcher.send(WSMsgType.TEXT, text)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        watchers.discard(transport)


def listener(request: WSUpgradeRequest) -> Broadcast:
    return Broadcast(request.path != b"/write")


async def main() -> None:
    server = await ws_create_server(listener, "127.0.0.1", 0, backlog=2048)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await server.serve_forever()


class Bare:
    """The floor as a process of its own, on the servers' core."""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen([sys.executable, "-m", "bench.bare"], stdout=subprocess.PIPE)
        processes.pin(processes.SERVER_CORE, self.process.pid)
        assert self.process.stdout
        self.url = f"ws://127.0.0.1:{json.loads(self.process.stdout.readline())['port']}"
        return self

    @property
    def pid(self) -> int:
        return self.process.pid

    def __exit__(self, *exception: object) -> None:
        self.process.kill()
        self.process.wait()


if __name__ == "__main__":
    uvloop.run(main())
