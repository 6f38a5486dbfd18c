"""A WebSocket frame encoded once for all sockets of a room, where uvicorn serves.

Encoding it anew for each of 300 phones is most of what a push costs. A consumer finds the way in its scope, through
origin and session middleware, and falls back to plain `send` where another server offers none.
"""

import os
from functools import cached_property

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

EXTENSION = "tutti.frames"


def encode(text: str) -> bytes:
    """The text as it stands on the wire, from a server and uncompressed."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class SharedFrames(WebSocketsSansIOProtocol):
    """Give it to uvicorn as its WebSocket protocol, with compression off."""

    def handle_connect(self, event):
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][EXTENSION] = {"protocol": self}

    @cached_property
    def open_file(self) -> int:
        """The socket as the kernel knows it, or -1 where what goes over it is encrypted."""
        encrypted = self.transport.get_extra_info("sslcontext")
        return -1 if encrypted else self.transport.get_extra_info("socket").fileno()

    def write_frame(self, frame: bytes) -> bool:
        """Hand an encoded frame to the kernel and what it does not take to the transport; whether the kernel took all.

        Never waits; nothing happens on a socket that is closing. A transport keeps each write until the loop has done
        everything else.
        """
        if self.transport.is_closing() or self.close_sent or not self.handshake_complete:
            return True
        sent = 0
        if self.open_file >= 0 and not self.transport.get_write_buffer_size():
            try:
                sent = os.write(self.open_file, frame)
            except OSError:
                sent = 0  # What else goes wrong with this socket its transport finds out, and ends it.
        if sent < len(frame):
            self.transport.write(frame[sent:])
        return sent == len(frame)

    def waiting(self) -> int:
        """Bytes that have not left this process yet; what the kernel holds is not among them."""
        return 0 if self.disconnected else self.transport.get_write_buffer_size()

    def cut(self) -> None:
        """End a connection whose other side does not even take the word that it ends."""
        self.transport.abort()
