"""How a topic is put: an open question, about the work and not about persons (R-OS-6)."""

from pathlib import Path

from django.utils.translation import gettext as _

from people.blame import names
from people.text import composed
from workshops.kickoff.town.wording import is_closed
from workshops.lexicon import first_word
from workshops.models import Workshop

HERE = Path(__file__).parent


def advice(workshop: Workshop, question: str) -> list[str]:
    """What speaks against the question as it stands, each with the way to a better one."""
    plain = composed(question, "NFKC").casefold().replace("’", "'").strip()
    found = []
    if group := first_word(HERE, "persons", question):
        found.append(_("“%(group)s”: this talks about a group of people. Ask what we could do.") % {"group": group})
    elif names(question, workshop.organisation.people.all()):
        found.append(_("This names a person. Ask about the way of working."))
    if not plain.endswith("?") or is_closed(plain):
        found.append(_("Put it as an open question: How can we …? What would help to …?"))
    return found


def judging_word(text: str) -> str:
    """R-OS-4 S: the word that judges in an idea, "" where none does."""
    return first_word(HERE, "judging", text.replace("’", "'"))
