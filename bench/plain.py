"""The same form as Django serves a plain view: a thread and a connection for each request, its own COMMIT."""

import json
import os
import socket
from functools import partial

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

import uvicorn  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.views.decorators.http import require_POST  # noqa: E402

from live.writer import Job, apply  # noqa: E402
from workshops import access  # noqa: E402
from workshops.forms import NoteForm  # noqa: E402
from workshops.posting import accept  # noqa: E402
from workshops.views.notes import answer  # noqa: E402


@require_POST
def note(request, public_id):
    form = NoteForm(request.POST)
    claim = access.claim_from(request.COOKIES, public_id)
    assert claim
    assert form.is_valid()
    verb = partial(accept, claim=claim, **form.cleaned_data)
    job = Job(public_id, form.sent_key, form.body_hash, verb)
    apply(public_id, [job])
    if job.error:
        raise job.error
    return answer(request, job.outcome)


urlpatterns = [path("w/<str:public_id>/notes/", note), path("", include("config.urls"))]


def main() -> None:
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.plain"
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    print(json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
    config = uvicorn.Config(get_asgi_application(), lifespan="off", log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    # Addresses are read from this module under its own name.
    from bench.plain import main as run

    run()
