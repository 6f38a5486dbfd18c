"""What is open beside every step, whatever the room does (R-GEN-2): a ritual adds its own in its `ready()`."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from workshops.models import Seat, StageRun, Workshop


class Beside:
    """Something that phones and console offer below the step; subclass it and register it.

    `phone` and `console` name its templates, in which the answer of `on_phone` and `on_console` is `beside`.
    """

    order = 50
    phone = ""
    console = ""
    stays = False
    """Whether phones offer it in a closed event too."""

    def on_phone(self, workshop: "Workshop", run: "StageRun | None") -> dict[str, Any] | None:
        """What every phone shows, nothing personal; `None` while there is nothing."""
        return None

    def on_console(self, workshop: "Workshop", run: "StageRun | None") -> dict[str, Any] | None:
        return None

    def asked(self, run: "StageRun", seat: "Seat") -> "Asked | None":
        """What the line of the open step asks of this seat: its phone has it one tap behind, not among all the rest."""
        return None


class Shown(NamedTuple):
    template: str
    context: dict[str, Any]


class Asked(NamedTuple):
    label: str
    template: str
    context: dict[str, Any]


registered: list[Beside] = []


def register(one: type[Beside]) -> None:
    registered.append(one())
    registered.sort(key=lambda beside: beside.order)


def on_phones(workshop: "Workshop", run: "StageRun | None") -> list[Shown]:
    if workshop.state not in ("live", "closing", "closed"):
        return []
    offered = [one for one in registered if one.stays or workshop.state != "closed"]
    found = [(one.phone, one.on_phone(workshop, run)) for one in offered]
    return [Shown(template, context) for template, context in found if context is not None]


def on_the_console(workshop: "Workshop", run: "StageRun | None") -> list[Shown]:
    if workshop.state not in ("live", "closing"):
        return []
    found = [(one.console, one.on_console(workshop, run)) for one in registered]
    return [Shown(template, context) for template, context in found if context is not None]


def asked_of(run: "StageRun | None", seat: "Seat") -> list[Asked]:
    if run is None or run.state != "open":
        return []
    return [found for one in registered if (found := one.asked(run, seat))]
