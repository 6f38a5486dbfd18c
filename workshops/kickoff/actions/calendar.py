"""Key actions as a calendar file (RFC 5545): one day-long entry on the day until which each is done."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from workshops.kickoff.actions.models import KeyAction
from workshops.models import Workshop

OCTETS = 75
STAMP = "%Y%m%dT%H%M%SZ"


def calendar(workshop: Workshop, actions: Iterable[KeyAction]) -> str:
    """The file's text; what people wrote is escaped, so that no line of theirs becomes one of the format."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tutti//Key actions//EN", "METHOD:PUBLISH"]
    for action in actions:
        lines += entry(workshop, action)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def entry(workshop: Workshop, action: KeyAction) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{workshop.public_id}-{action.key}@tutti",
        f"DTSTAMP:{timezone.now().strftime(STAMP)}",
        f"DTSTART;VALUE=DATE:{action.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{action.due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(action.text)}",
        f"DESCRIPTION:{escaped(action.strategy.heading)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """At most 75 octets a line, never cut inside a character; what follows begins with a space."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > OCTETS - bool(parts):
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part])
