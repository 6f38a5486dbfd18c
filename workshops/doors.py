"""The ways in: addresses that phones can reach, drawn as QR; recomputed, for a laptop changes its network."""

import contextlib
import ipaddress
import socket
import time
from functools import lru_cache
from urllib.parse import urlsplit

import segno
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from workshops.models import Seat, Workshop

LOOK_AGAIN = 3
"""Seconds for which the addresses of this machine are not asked anew: walls are drawn more often."""


def lan_addresses() -> list[str]:
    """This machine's own addresses in private networks, the one of the default route first."""
    return list(addresses_at(int(time.monotonic() // LOOK_AGAIN)))


@lru_cache(maxsize=1)
def addresses_at(moment: int) -> tuple[str, ...]:
    found = []
    for target in ("192.0.2.1", "10.255.255.255"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                # Connecting a datagram socket sends nothing: it only asks which own address would be used.
                probe.connect((target, 9))
                found.append(probe.getsockname()[0])
            except OSError:
                continue
    with contextlib.suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    usable = [address for address in found if not ipaddress.ip_address(address).is_loopback]
    return tuple(dict.fromkeys(usable))


def base_urls() -> list[str]:
    """Addresses to offer, best first: the public one, else those of the local network, else this machine's."""
    if settings.PUBLIC_URL:
        return [settings.PUBLIC_URL]
    return [f"http://{address}:{settings.PORT}" for address in [*lan_addresses(), "localhost"]]


class AddressForm(forms.Form):
    """To which address of this machine the QR leads: one of those that it has now."""

    door = forms.ChoiceField()

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["door"].choices = [(address, address) for address in base_urls()]  # type: ignore[attr-defined]


def base_url(workshop: Workshop) -> str:
    """The address that the facilitator chose while it is still offered, or the best."""
    offered = base_urls()
    return workshop.door if workshop.door in offered else offered[0]


def host(workshop: Workshop) -> str:
    """The address as it is read aloud and typed: without its scheme."""
    return urlsplit(base_url(workshop)).netloc


def join_url(base: str, workshop: Workshop) -> str:
    return base + reverse("join", args=[workshop.join_code]).rstrip("/")


def square(workshop: Workshop) -> SafeString:
    """The way in to scan."""
    return qr_svg(join_url(base_url(workshop), workshop))


def projector_url(base: str, workshop: Workshop) -> str:
    return f"{base}{reverse('wall', args=[workshop.public_id])}?key={workshop.projector_key}"


def personal_url(seat: Seat) -> str:
    return base_url(seat.workshop) + personal_path(seat)


def personal_path(seat: Seat) -> str:
    return reverse("seat_personal", args=[seat.workshop.join_code, seat.pk, seat.personal_token])


@lru_cache(maxsize=64)
def qr_svg(text: str) -> SafeString:
    """Near-black on pure white with a quiet margin of two modules, in every theme."""
    drawn = segno.make(text, error="m", micro=False)
    # segno's output holds only numbers and the two colours given here.
    return mark_safe(
        drawn.svg_inline(border=2, dark="#211A15", light="#FFFFFF", omitsize=True, svgclass="qr", lineclass=None)
    )
