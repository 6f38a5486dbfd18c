"""What the facilitator reads of the days after, level S: R-FUP-1, R-FUP-3, R-FUP-4, R-FUP-5, R-FUP-8."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.calendar import working_day
from people.text import in_a_row
from workshops.coaching import ADVISE, Finding
from workshops.kickoff.afterwards import standing
from workshops.kickoff.afterwards.standing import Answers, Dated
from workshops.models import Workshop
from workshops.templatetags.room import day

RED = 10
"""Days after a check-in from which what nobody said is red (R-FUP-4)."""
TO_ANSWER = 5


def advice(workshop: Workshop, listed: list[Dated], answers: Answers) -> Iterator[Finding]:
    yield from not_sent(listed)
    yield from departments_not_told(workshop, listed)
    yield from not_heard(workshop, answers)
    yield from review_due(listed)
    yield from needs_unanswered(workshop)


def of(listed: list[Dated], key: str) -> Dated | None:
    return next((one for one in listed if one.planned.key == key), None)


def not_sent(listed: list[Dated]) -> Iterator[Finding]:
    """R-FUP-1 S: on the working day after, statement, actions, photos and questions go to all."""
    sending = of(listed, "send")
    if sending and sending.is_late:
        what = _("Statement, actions, pictures and questions have not been sent.")
        yield Finding("R-FUP-1", ADVISE, what, _("Send them while the day is still fresh, then tick the date off."))


def departments_not_told(workshop: Workshop, listed: list[Dated]) -> Iterator[Finding]:
    """R-FUP-3 S: by the tenth working day each head has told the own department."""
    telling = of(listed, "heads")
    if telling is None or telling.days >= 0:
        return
    waiting = [name for _key, name, tick in standing.departments(workshop) if tick is None]
    if waiting:
        what = _("Not told by their heads yet: %(departments)s.") % {"departments": in_a_row(waiting)}
        why = _("Goal, strategies, and what they mean here; who was not there reads and may add.")
        yield Finding("R-FUP-3", ADVISE, what, why, about=in_a_row(waiting))


def not_heard(workshop: Workshop, answers: Answers) -> Iterator[Finding]:
    """R-FUP-4 S: after 30, 60 and 90 days each owner says how it stands; after ten more days it is red."""
    asked_on, last = standing.since(workshop).date(), max(workshop.days)
    if asked_on <= last or not answers.waiting:
        return
    days = (workshop.today() - asked_on).days
    count = len(answers.waiting)
    what = ngettext(
        "%(count)d owner has not said how it stands.", "%(count)d owners have not said how it stands.", count
    )
    about = "red" if days > RED else ""
    yield Finding("R-FUP-4", ADVISE, what % {"count": count}, _("Send the link to each of them alone."), about=about)


def review_due(listed: list[Dated]) -> Iterator[Finding]:
    """R-FUP-5 S: each quarter is read together, and the picture of the vision is the first thing that is seen."""
    if review := standing.review_of(listed):
        what = _("The quarterly review of %(day)s is due.") % {"day": day(review.planned.date)}
        why = _("Hang the vision picture first, then read each goal and enter what it came to.")
        yield Finding("R-FUP-5", ADVISE, what, why)


def needs_unanswered(workshop: Workshop) -> Iterator[Finding]:
    """R-FUP-8 S: whoever was named says yes, no or later within five working days."""
    open_ones = [one for one in standing.asked(workshop) if one.tick is None]
    if open_ones and workshop.today() > working_day(workshop.organisation, max(workshop.days), TO_ANSWER):
        count = len(open_ones)
        what = ngettext("%(count)d need has no answer.", "%(count)d needs have no answer.", count) % {"count": count}
        yield Finding("R-FUP-8", ADVISE, what, _("Ask whoever is named for yes, no or later."))
