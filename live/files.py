"""Styles, scripts and pictures of the house: served in the loop, beside the pages, which run in threads."""

from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponseNotFound
from django.middleware.security import SecurityMiddleware
from servestatic.middleware import ServeStaticMiddleware


async def not_there(request):
    return HttpResponseNotFound("There is no such file.\n", content_type="text/plain")


class FilesHandler(ASGIHandler):
    def load_middleware(self, is_async=True):
        chain = SecurityMiddleware(convert_exception_to_response(ServeStaticMiddleware(not_there)))
        self._middleware_chain = convert_exception_to_response(chain)
