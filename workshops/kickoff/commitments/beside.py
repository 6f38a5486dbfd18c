from workshops.beside import Beside
from workshops.kickoff.commitments import links
from workshops.kickoff.commitments.writing import have_begun


class OwnSheet(Beside):
    """The way to the own promises from the town meeting on, and to the own sheet once people sign (R-GEN-2)."""

    order = 60
    phone = "commitments/beside.html"

    def on_phone(self, workshop, run):
        if not have_begun(workshop):
            return None
        return {"workshop": workshop, "is_signing": links.is_open(workshop)}
