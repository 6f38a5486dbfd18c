"""Browsers inside chat programs: they show two bars, forget, and hide the way out; a seat's page leads out of them."""

from django.http import HttpRequest

from workshops.doors import personal_path
from workshops.models import Seat

NAMES = (
    "MicroMessenger",
    "wxwork",
    "DingTalk",
    "Lark",
    "Feishu",
    "MQQBrowser",
    " QQ/",
    "Weibo",
    "AlipayClient",
    "WhatsApp",
    "FBAN",
    "FBAV",
    "Instagram",
    "Line/",
)
"""How their user agents give them away."""


def way_out(request) -> str:
    """Where the browser of a chat program finds the address that carries this seat; "" in any other browser."""
    seat = request.seat
    if not is_in_a_chat(request) or seat.kind == Seat.Kind.TABLET or not seat.workshop.has_open_doors:
        return ""
    return personal_path(seat) + "?sit"


def is_in_a_chat(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    return any(name in agent for name in NAMES)
