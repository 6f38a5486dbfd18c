from workshops.beside import Beside
from workshops.kickoff.afterwards import links


class OwnWord(Beside):
    """After the day the own phone leads to the own promises, in a closed event too."""

    order = 61
    phone = "afterwards/beside.html"
    stays = True

    def on_phone(self, workshop, run):
        if not (workshop.is_kickoff and workshop.current is None and links.is_open(workshop)):
            return None
        return {"workshop": workshop}
