"""What is too large is refused before it is read: a body of fifty megabytes costs neither memory nor disk."""

import io

from django.core.handlers.asgi import ASGIRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

MOST = 24 * 1024 * 1024


class TooLarge(Exception):
    """More came than was announced, or than anybody may send."""


class BodiesWithinReason:
    """Answers 413 to a request that announces or sends more than `MOST` bytes, pictures and spreadsheets included."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > MOST:
            return await refuse(scope, send)
        came, started = 0, False

        async def counted():
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > MOST:
                raise TooLarge
            return message

        async def noticed(message):
            nonlocal started
            started = True
            await send(message)

        try:
            await self.application(scope, counted, noticed)
        except TooLarge:
            if not started:
                await refuse(scope, send)


async def refuse(scope, send) -> None:
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": answer(scope).encode()})


def answer(scope) -> str:
    """A page in the reader's language; to a script the words alone, which it shows beside its button."""
    request = ASGIRequest(scope, io.BytesIO())
    template = "partials/refusal.html" if "X-Requested-With" in request.headers else "errors/413.html"
    with translation.override(translation.get_language_from_request(request)):
        words = _("At most %(most)d MB can be sent at once. Choose a smaller picture or file.")
        return render_to_string(template, {"refusal": {"message": words % {"most": MOST // 1024**2}}})
