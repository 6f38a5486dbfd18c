"""The entry for every ASGI server: HTTP to Django, sockets to the live rooms."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.sessions import CookieMiddleware  # noqa: E402

from config.urls import socket_urlpatterns  # noqa: E402
from live.backup import running  # noqa: E402
from live.files import FilesHandler  # noqa: E402
from live.limits import BodiesWithinReason  # noqa: E402
from live.logins import KnowsLogin  # noqa: E402
from live.origin import SameHostOnly  # noqa: E402
from live.threads import ThreadedHandler  # noqa: E402

serving = running.serve()
http = ThreadedHandler(FilesHandler())
sockets = SameHostOnly(CookieMiddleware(KnowsLogin(URLRouter(socket_urlpatterns))))
application = ProtocolTypeRouter({"http": BodiesWithinReason(http), "websocket": sockets})
