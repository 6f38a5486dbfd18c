from django.utils.translation import gettext as _

from workshops.beside import Asked, Beside
from workshops.kickoff.commitments import links
from workshops.kickoff.commitments.stages import written
from workshops.kickoff.commitments.writing import have_begun, may_write

ASKS = "revise"
"""While owners confirm changes of the plan there, everybody else writes."""


class OwnSheet(Beside):
    """The way to the own promises from the town meeting on, and to the own sheet once people sign (R-GEN-2)."""

    order = 60
    phone = "commitments/beside.html"
    stays = True

    def on_phone(self, workshop, run):
        """In a closed event as long as somebody may still sign."""
        may_still = workshop.state == "closed" and workshop.is_kickoff and links.is_open(workshop)
        if not may_still and not have_begun(workshop):
            return None
        return {"workshop": workshop, "is_signing": links.is_open(workshop)}

    def asked(self, run, seat):
        if run.kind != ASKS or not may_write(run.workshop, seat):
            return None
        return Asked(_("Write my promise"), "commitments/own.html", written(seat) | {"may_write": True})
