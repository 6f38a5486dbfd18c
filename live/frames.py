"""A WebSocket frame encoded once for all sockets of a room, where uvicorn serves.

Encoding it anew for each of 300 phones is most of what a push costs. A consumer finds the way in its scope, through
origin and session middleware, and falls back to plain `send` where another server offers none.
"""

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

    def write_frame(self, frame: bytes) -> None:
        """Hand an encoded frame to the transport, which never waits; nothing happens on a socket that is closing."""
        if self.handshake_complete and not self.close_sent and not self.transport.is_closing():
            self.transport.write(frame)

    def waiting(self) -> int:
        """Bytes that have not left this process yet; what the kernel holds is not among them."""
        return 0 if self.disconnected else self.transport.get_write_buffer_size()

    def cut(self) -> None:
        """End a connection whose other side does not even take the word that it ends."""
        self.transport.abort()
