"""Who is logged in at a socket, asked for only where admission depends on it: a phone comes by its seat."""

from importlib import import_module
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user
from django.utils.functional import SimpleLazyObject


class KnowsLogin:
    """Puts `user` into the scope of a socket, beside its cookies; looked up in the thread that first asks."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        cookies = scope["cookies"]
        return await self.application(scope | {"user": SimpleLazyObject(lambda: login(cookies))}, receive, send)


def login(cookies: dict[str, str]):
    """The user of the session that these cookies name, or nobody."""
    sessions = import_module(settings.SESSION_ENGINE)
    session = sessions.SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    return get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]
