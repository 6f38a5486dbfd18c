"""One person's browser: keeps cookies, sends forms with their token, repeats what got no answer with the same key."""

import asyncio
import functools
import random
import secrets
import ssl
from dataclasses import dataclass, field

import httpx
from lxml import html

PATIENCE = 60.0
OUTBOX_PATIENCE = 10.0
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class Refusal(Exception):
    """The server said no, and what it said."""

    def __init__(self, path: str, response: httpx.Response):
        self.status = response.status_code
        self.rule = response.headers.get("X-Rule", "")
        words = " ".join(html.fromstring(response.text or "<p></p>").text_content().split())[:300]
        super().__init__(f"{path}: {self.status} {self.rule} {words}")


@dataclass
class Journal:
    """What the server acknowledged, what it kept aside, and what it did not take."""

    sent: int = 0
    acknowledged: dict[str, str] = field(default_factory=dict)
    late: dict[str, str] = field(default_factory=dict)
    repeated: int = 0
    unanswered: int = 0


@functools.cache
def trusted() -> ssl.SSLContext:
    """Whom all browsers trust: read once, for it takes a browser longer than a page."""
    return httpx.create_ssl_context()


class Browser:
    def __init__(self, base_url: str, language: str = "en"):
        self.base = base_url.rstrip("/")
        self.http = httpx.AsyncClient(
            base_url=self.base,
            timeout=httpx.Timeout(PATIENCE),
            headers={"Accept-Language": language},
            cookies={"django_language": language},
            follow_redirects=True,
            verify=trusted(),
            # Shorter than the server's own patience, or both ends close and send at the same moment.
            limits=httpx.Limits(max_connections=4, keepalive_expiry=2),
        )

    async def get(self, path: str) -> httpx.Response:
        try:
            response = await self.http.get(path)
        except httpx.RemoteProtocolError:
            # The server closed an idle connection just then: a browser asks again by itself.
            response = await self.http.get(path)
        if response.status_code >= 400:
            raise Refusal(path, response)
        return response

    async def page(self, path: str) -> html.HtmlElement:
        return html.fromstring((await self.get(path)).text)

    async def post(
        self, path: str, data: dict | None = None, files=None, patience: float = PATIENCE, **headers: str
    ) -> httpx.Response:
        """Send a form once; raises `Refusal` for every answer that is not a success."""
        token = self.http.cookies.get("csrftoken") or ""
        response = await self.http.post(
            path,
            data=(data or {}) | {"csrfmiddlewaretoken": token},
            files=files,
            headers={"X-CSRFToken": token, "Referer": self.base + path} | headers,
            timeout=patience,
        )
        if response.status_code >= 400:
            raise Refusal(path, response)
        return response

    async def send(self, path: str, data: dict, journal: Journal | None = None) -> httpx.Response:
        """Send as the outbox does: with a key of its own, again and again until the server says yes or no."""
        body = data | {"key": data.get("key") or secrets.token_hex(16)}
        wait = 0.25
        if journal:
            journal.sent += 1
        while True:
            try:
                response = await self.post(path, body, patience=OUTBOX_PATIENCE, **{"X-Requested-With": "outbox"})
                break
            except (httpx.TransportError, Refusal) as error:
                if isinstance(error, Refusal) and error.status not in AGAIN:
                    raise
                if journal:
                    journal.repeated += 1
                    journal.unanswered += isinstance(error, httpx.ReadTimeout)
                await asyncio.sleep(random.uniform(0, wait))
                wait = min(15.0, wait * 2)
        if journal:
            (journal.late if response.status_code == 202 else journal.acknowledged)[body["key"]] = data.get("text", "")
        return response

    async def close(self) -> None:
        await self.http.aclose()


def form_fields(form: html.HtmlElement) -> dict[str, str]:
    """The hidden and preset fields of a form, as a browser would send them."""
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def form_on(page: html.HtmlElement, address: str, **having: str) -> html.HtmlElement:
    """The form whose address ends like this, and whose fields are preset like `having`; raises `LookupError`."""
    for form in page.iter("form"):
        if (form.get("action") or "").endswith(address) and having.items() <= form_fields(form).items():
            return form
    raise LookupError(f"there is no form for {address} {having or ''} on this page")


def option(form: html.HtmlElement, field_name: str, *texts: str) -> str:
    """The value behind a choice that reads like one of these: a thing may have a name in each language."""
    for choice in form.xpath(".//select[@name=$name]//option", name=field_name):
        if any(text in choice.text_content() for text in texts):
            return choice.get("value")
    raise LookupError(f"{field_name} does not offer {' or '.join(texts)}")


def ticked(form: html.HtmlElement, field_name: str, text: str) -> str:
    """The value of the tick box or radio whose label holds this text."""
    for box in form.xpath(".//input[@name=$name]", name=field_name):
        label = box.getparent() if box.getparent().tag in ("label", "span") else box
        if text in label.text_content():
            return box.get("value")
    raise LookupError(f"{field_name} does not offer {text}")
