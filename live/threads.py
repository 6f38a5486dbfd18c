"""Requests run from their first middleware to their last in one of a few long-lived threads.

Django gives each request of an ASGI server a thread and a database connection of its own, and changes threads at
each middleware; that costs more than most of our pages. Here threads and connections stay.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from live import hints, once

log = logging.getLogger(__name__)
FEW, MOST = 24, 192
STUCK = 0.1


class Work(NamedTuple):
    run: Callable[..., Any]
    arguments: tuple
    context: Context
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future

    def do(self) -> None:
        try:
            result, error = self.context.run(self.run, *self.arguments), None
        except BaseException as raised:
            result, error = None, raised
        try:
            self.loop.call_soon_threadsafe(self.settle, result, error)
        except RuntimeError:
            log.info("the server stopped before an answer was ready")

    def settle(self, result: Any, error: BaseException | None) -> None:
        if self.future.done():
            return
        if error:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)


class Threads:
    """A few, for they share one interpreter; twice as many whenever all of them wait for something while work lies.

    Who was last at work gets the next: what a request needs still lies in the processor's cache for that thread.
    """

    def __init__(self, few: int = FEW, most: int = MOST) -> None:
        self.few, self.most = few, most
        self.size = self.taken = 0
        self.idle: list[queue.SimpleQueue[Work]] = []
        self.counting = threading.Lock()
        self.lying: queue.SimpleQueue[Work] = queue.SimpleQueue()
        self.watching: asyncio.TimerHandle | None = None

    async def run(self, run: Callable[..., Any], *arguments: Any) -> Any:
        """The result of `run(*arguments)` in one of the threads; goes on to its end whoever hangs up meanwhile."""
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self.hand(Work(run, arguments, copy_context(), loop, future))
        if self.watching is None:
            self.watching = loop.call_later(STUCK, self.watch, loop, self.taken)
        return await future

    def hand(self, work: Work) -> None:
        with self.counting:
            (self.idle.pop() if self.idle else self.lying).put(work)
        if not self.lying.empty() and self.size < self.few:
            self.grow(1)

    def watch(self, loop: asyncio.AbstractEventLoop, taken: int) -> None:
        """Nothing was begun for a while although work lies: whoever holds the threads is waiting itself."""
        self.watching = None
        if self.lying.empty():
            return
        if self.taken == taken:
            self.grow(min(self.size, self.most - self.size))
        self.watching = loop.call_later(STUCK, self.watch, loop, self.taken)

    def grow(self, more: int) -> None:
        for _ in range(more):
            self.size += 1
            threading.Thread(target=self.work, name=f"request-{self.size}", daemon=True).start()

    def work(self) -> None:
        own: queue.SimpleQueue[Work] = queue.SimpleQueue()
        while True:
            with self.counting:
                if self.lying.empty():
                    self.idle.append(own)
                else:
                    own.put(self.lying.get())
            work = own.get()
            self.taken += 1
            work.do()
            del work


class Answer(NamedTuple):
    """A response as it travels."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class ThreadedHandler(ASGIHandler):
    """Django for an ASGI server, without static files: these go to `files`, which reads them in the loop."""

    def __init__(self, files: ASGIHandler) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self.files, self.threads = files, Threads()
        once.queues.append(lambda: not self.threads.lying.empty())

    async def __call__(self, scope, receive, send):
        if scope["path"].startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            return await self.files(scope, receive, send)
        hints.remember_loop()
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        answer = await self.threads.run(self.answer, scope, body)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    def answer(self, scope, body) -> Answer:
        """Everything about one request, in this thread; its end tells Django to look after the connection."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        response: Any = refused if request is None else self.get_response(request)
        response._handler_class = self.__class__
        try:
            return Answer(response.status_code, headers_of(response), b"".join(response))
        finally:
            response.close()
            body.close()


def headers_of(response: HttpResponseBase) -> list[tuple[bytes, bytes]]:
    headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    cookies = [
        (b"Set-Cookie", cookie.output(header="").strip().encode("ascii")) for cookie in response.cookies.values()
    ]
    return headers + cookies
