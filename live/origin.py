from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier


class SameHostOnly:
    """Sockets are opened by our own pages alone: the Origin's host is the one that the browser asked for."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        headers = dict(scope["headers"])
        origin = urlsplit(headers.get(b"origin", b"").decode("latin-1"))
        host = headers.get(b"host", b"").decode("latin-1")
        application = self.application if origin.netloc and origin.netloc == host else WebsocketDenier()
        return await application(scope, receive, send)
