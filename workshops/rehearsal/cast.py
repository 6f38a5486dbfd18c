"""Who plays: people with phones, the facilitator at the console, projectors that nobody touches."""

import asyncio
import contextlib
from dataclasses import dataclass

from lxml import html

from workshops.rehearsal.browser import PATIENCE, Browser, Journal, Refusal, form_fields, form_on
from workshops.rehearsal.screen import Screen


async def sit(browser: Browser, code: str, name: str, pin: str = "") -> None:
    """Scan, find the own name, tap it; whose seat another device holds types the PIN (R-GEN-13)."""
    roster = (await browser.page(f"/j/{code}")).get_element_by_id("roster")
    seat = roster.xpath(".//button[@name='seat'][.//*[normalize-space(text())=$name]]", name=name)[0]
    response = await browser.post(roster.get("action"), form_fields(roster) | {"seat": seat.get("value")})
    if pin:
        form = html.fromstring(response.text).get_element_by_id("pin-form")
        await browser.post(form.get("action"), form_fields(form) | {"pin": pin})


@dataclass
class Player:
    """One person of the file with a phone."""

    key: str
    name: str
    role: str
    browser: Browser
    room: str
    screen: Screen | None = None

    async def join(self, code: str, pin: str = "") -> None:
        """The phone is in the room; with the PIN it is again after another device."""
        if self.screen:
            await self.screen.close()
        await sit(self.browser, code, self.name, pin)
        self.screen = await Screen(self.browser, f"/w/{self.room}/").open()

    async def pin(self) -> str:
        """Four digits that the own phone shows and nobody else's."""
        return (await self.browser.page(f"/w/{self.room}/seat/")).xpath("string(//p[@class='own-seat__pin']/b)").strip()

    async def mine(self) -> html.HtmlElement:
        """The own region as the phone fetches it when it is poked."""
        return fragment((await self.browser.get(f"/w/{self.room}/mine/")).text)

    async def fill(self, address: str, journal: Journal | None = None, having: dict | None = None, **values: object):
        """Fill the form of the own region with this address and send it as the outbox does."""
        form = form_on(await self.mine(), address, **(having or {}))
        if form.xpath(".//input[@name='pin']"):
            # Whoever has changed the device since check-in signs with the PIN (R-SIGN-1).
            values = {"pin": await self.pin()} | values
        fields = form_fields(form) | {name: value for name, value in values.items() if value is not None}
        return await self.browser.send(form.get("action"), fields, journal)

    async def has_form(self, address: str) -> bool:
        try:
            form_on(await self.mine(), address)
        except LookupError:
            return False
        return True


class Facilitator:
    """The console: one *Next*, and what only it may do."""

    def __init__(self, browser: Browser):
        self.browser, self.room = browser, ""
        self.seen: html.HtmlElement | None = None

    async def sign_in(self, email: str, password: str) -> None:
        page = await self.browser.page("/accounts/login/")
        fields = form_fields(form_on(page, "")) | {"login": email, "password": password}
        await self.browser.post("/accounts/login/", fields)

    async def upload(self, name: str, content: bytes) -> str:
        """Carry the file in as a rehearsal; the id of its room."""
        page = await self.browser.page("/workshops/import/")
        fields = form_fields(page.xpath("//form[.//input[@type='file']]")[0])
        organisation = page.xpath("//select[@name='organisation']/option/@value")
        fields |= {"organisation": organisation[0], "rehearsal": "on"}
        response = await self.browser.post(
            "/workshops/import/", fields, files={"file": (name, content, "application/json")}
        )
        self.room = response.url.path.split("/")[2]
        return self.room

    async def panel(self) -> html.HtmlElement:
        self.seen = fragment((await self.browser.get(f"/w/{self.room}/run/panel/")).text)
        return self.seen

    async def position(self) -> str:
        """Where the room stands, as the *Next* of the console says; "" when there is no *Next* any more."""
        found = (await self.panel()).xpath("//form[contains(@action, '/run/next/')]//input[@name='expected']/@value")
        return found[0] if found else ""

    async def press(self, address: str, having: dict | None = None, **values: object):
        """Send the form of the console with this address, filled: the one that is seen, else that of a fresh panel."""
        values = {name: value for name, value in values.items() if value is not None}
        if self.seen is not None:
            with contextlib.suppress(LookupError, Refusal):
                return await self.send(form_on(self.seen, address, **(having or {})), values)
        return await self.send(form_on(await self.panel(), address, **(having or {})), values)

    async def send(self, form: html.HtmlElement, values: dict, files=None):
        """Send a form as the page of the console does: the answer is the panel as it is then."""
        fields = form_fields(form) | values
        response = await self.browser.post(form.get("action"), fields, files, PATIENCE, **{"HX-Request": "true"})
        self.seen = fragment(response.text) if 'id="next"' in response.text else None
        return response

    async def next(self, reason: str) -> list[str]:
        """Press *Next*; what asks for a reason gets it. The rules that asked."""
        form = form_on(await self.panel(), "/run/next/")
        asking = [name for name in form.xpath(".//input/@name") if name.startswith("reason-")]
        await self.send(form, dict.fromkeys(asking, reason))
        return [name.removeprefix("reason-") for name in asking]


def fragment(text: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{text}</div>")


async def all_of(*acts) -> list:
    """Everybody at once; the first refusal is told."""
    return await asyncio.gather(*acts)


__all__ = ["Facilitator", "Player", "Refusal", "all_of"]
