"""The entry for every ASGI server: HTTP to Django, sockets to the live rooms."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

from config.urls import socket_urlpatterns  # noqa: E402
from live.backup import running  # noqa: E402
from live.limits import BodiesWithinReason  # noqa: E402
from live.origin import SameHostOnly  # noqa: E402

serving = running.serve()
sockets = SameHostOnly(AuthMiddlewareStack(URLRouter(socket_urlpatterns)))
application = ProtocolTypeRouter({"http": BodiesWithinReason(http), "websocket": sockets})
