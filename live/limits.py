"""What is too large is refused before it is read: a body of fifty megabytes costs neither memory nor disk."""

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
            return await refuse(send)
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
                await refuse(send)


async def refuse(send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"This is too large.\n"})
