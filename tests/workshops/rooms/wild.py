"""People who do whatever their screens offer, sensible or not."""

import random

from django.test import Client
from lxml import html

from tests.workshops.rooms.play import Play
from workshops.rehearsal.browser import form_fields

# Leaving for good, for another language or without the data is no act of the day; *Next* and its end are played apart.
LEAVE_ALONE = ("/run/next/", "/run/closure/", "/wipe/", "/accounts/", "/language/", "/i18n/")
ANSWERED = (200, 201, 202, 204, 302, 303, 403, 404, 409, 410, 413, 422, 429)
TEXTS = ("", "Raise the yield", "把换型时间减半", "2026-06-30", "95.5", "0", "3", "Why so?", "=1+1", "x" * 300)
DESKS = ("run/panel/", "run/panel/", "run/panel/", "plan/", "run/paper/")


class WildPlay(Play):
    """A play in which a refusal is an answer like any other; only a fault is not."""

    def must_be_taken(self, address, response) -> None:
        assert response.status_code in ANSWERED, (address, response.status_code)

    def on_a_phone(self, chance: random.Random) -> str:
        here = self.here + list(self.workshop.seats.filter(role="lead", pk__in=self.phones))
        if not here:
            return "nobody"
        seat = chance.choice(here)
        return self.act(self.phones[seat.pk], "mine/", chance)

    def at_the_desk(self, chance: random.Random) -> str:
        return self.act(self.console, chance.choice(DESKS), chance)

    def act(self, client: Client, page: str, chance: random.Random) -> str:
        """Send one of the forms that the page holds; what was sent."""
        content = client.get(self.path(page)).content.decode()
        forms = forms_on(html.fromstring(f"<div>{content}</div>"))
        if not forms:
            return "nothing to fill in"
        form = chance.choice(forms)
        address, data = form.get("action") or self.path(page), filled(form, chance)
        response = client.post(address, data)
        self.must_be_taken(address, response)
        return f"{address} {data} → {response.status_code}"


def forms_on(page: html.HtmlElement) -> list[html.HtmlElement]:
    return [
        form
        for form in page.iter("form")
        if form.get("method") == "post" and not any(part in (form.get("action") or "") for part in LEAVE_ALONE)
    ]


def filled(form: html.HtmlElement, chance: random.Random) -> dict[str, object]:
    """The form with something in each field: mostly what it offers, now and then what it does not."""
    fields: dict[str, object] = dict(form_fields(form))
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name] | .//button[@name]"):
        name, kind = field.get("name"), field.get("type", "text")
        if field.tag == "select":
            fields[name] = chance.choice(field.xpath(".//option/@value") or [""])
        elif field.tag == "button" or kind in ("radio", "checkbox"):
            if chance.random() < 0.5:
                fields[name] = field.get("value", "on")
        elif kind not in ("hidden", "file") and name != "csrfmiddlewaretoken":
            fields[name] = chance.choice(TEXTS)
    return fields
