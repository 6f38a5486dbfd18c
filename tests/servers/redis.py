"""Redis, which several processes of a room speak through."""

import shutil
import socket

from tests.servers.process import NotInstalled, Server, free_port


class Redis(Server):
    """A Redis of its own on loopback that keeps nothing."""

    def command(self) -> list[str]:
        program = shutil.which("redis-server")
        if not program:
            raise NotInstalled("Redis is not installed")
        self.port = self.port or free_port()
        words = {"--port": self.port, "--bind": "127.0.0.1", "--save": "", "--appendonly": "no", "--dir": self.folder}
        return [program, *(str(part) for pair in words.items() for part in pair)]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"
