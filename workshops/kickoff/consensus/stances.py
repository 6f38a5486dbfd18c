"""Taking a stance, reading on, answering "hear me first", and what the room's stances come to."""

from dataclasses import dataclass
from functools import partial

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from live import Refused
from people.models import Person
from workshops.kickoff.consensus.models import Clause, Reading, Reply, Stance
from workshops.models import Group, Seat, StageRun, Workshop
from workshops.stages import Counted

ENOUGH = 0.8
SUPPORT, LIVE_WITH, HEAR_FIRST = Stance.Value.SUPPORT, Stance.Value.LIVE_WITH, Stance.Value.HEAR_FIRST


def asked_clause(workshop: Workshop, pk: int, revision: int) -> Clause:
    """The clause as it was on the phone; refused when it says something else by now (R-CONS-9)."""
    clause = workshop.clauses.asked().filter(pk=pk).first()
    if clause is None:
        raise Refused(_("This clause is not on the page any more. Look at the page as it is now."), rule="R-CONS-7")
    if clause.revision != revision:
        raise Refused(_("The words were changed meanwhile. Read them as they are now, then say."), rule="R-CONS-9")
    return clause


def take(clause: Clause, seat: Seat, value: str, change: str = "", language: str = "en") -> Stance:
    """Say where one stands on the words as they are; saying it again replaces it, other words leave the old reply.

    Raises `Refused` for "hear me first" without what would change it (R-CONS-7).
    """
    must_say_what(value, change)
    words = {"value": value, "change": change if value == HEAR_FIRST else "", "language": language}
    stance = Stance.objects.filter(clause=clause, revision=clause.revision, seat=seat).first()
    stance = stance or Stance(clause=clause, revision=clause.revision, seat=seat)
    if (stance.value, stance.change) != (words["value"], words["change"]):
        stance.reply = None
    stance.value, stance.change, stance.language = words["value"], words["change"], words["language"]
    stance.at = timezone.now()
    stance.save()
    return stance


def must_say_what(value: str, change: str) -> None:
    if value == HEAR_FIRST and not change:
        raise Refused(_("Say in a few words what would change it, so that it is heard."), rule="R-CONS-7", status=422)


def take_back(clause: Clause, seat: Seat) -> None:
    """No stance any more on the words as they are."""
    Stance.objects.filter(clause=clause, revision=clause.revision, seat=seat).delete()


# ---- reading on ----------------------------------------------------------------------------------------------


def passed(seat: Seat) -> int:
    """How many clauses this phone has left behind."""
    reading = Reading.objects.filter(seat=seat).first()
    return reading.passed if reading else 0


def read_on(seat: Seat, place: int) -> None:
    """The clause at this place (from 1) was on the phone, and the next one comes."""
    now = passed(seat)
    if now < place <= now + 1:
        Reading.objects.update_or_create(seat=seat, defaults={"workshop": seat.workshop, "passed": place})


def place_of(clause: Clause) -> int:
    """Its number among the clauses that are asked about, from 1."""
    return [one.pk for one in clause.workshop.clauses.asked()].index(clause.pk) + 1


def last_was_on_the_phone(seat: Seat) -> bool:
    """Whether the last clause has come, so that one tap may answer all the others (R-CONS-7)."""
    return passed(seat) >= seat.workshop.clauses.asked().count() - 1


def support_the_others(workshop: Workshop, seat: Seat, revisions: dict[int, int]) -> list[Stance]:
    """One tap: an own "yes" to each clause without a stance, as it was on the phone.

    Guard R-CONS-7: not before the last clause was there.
    """
    if not last_was_on_the_phone(seat):
        raise Refused(_("Read to the last clause first; then one tap answers the others."), rule="R-CONS-7")
    own = set(Stance.objects.current().filter(seat=seat).values_list("clause", flat=True))
    return [
        take(clause, seat, SUPPORT)
        for clause in workshop.clauses.asked()
        if clause.pk not in own and revisions.get(clause.pk) == clause.revision
    ]


# ---- heard ---------------------------------------------------------------------------------------------------


def reply(clause: Clause, text: str, outcome: str, by: Person | None = None, stance: Stance | None = None) -> Reply:
    """Answer one mark, or all that wait on this clause; what is parked goes to the parking lot without a name."""
    marks = Stance.objects.unheard().filter(clause=clause)
    waiting = list(marks.filter(pk=stance.pk) if stance else marks)
    if not waiting:
        raise Refused(_("Nobody waits to be heard on this clause now."), rule="R-CONS-8")
    given = Reply.objects.create(clause=clause, text=text, outcome=outcome, by=by)
    for mark in waiting if outcome == Reply.Outcome.PARKED else []:
        clause.workshop.parked_items.create(text=mark.change)
    Stance.objects.filter(pk__in=[mark.pk for mark in waiting]).update(reply=given)
    return given


def hear_on_paper(clause: Clause, change: str) -> Stance:
    """ "Hear me first" of somebody on paper, typed by the console (R-GEN-16)."""
    must_say_what(HEAR_FIRST, change)
    return Stance.objects.create(clause=clause, revision=clause.revision, value=HEAR_FIRST, change=change)


def count_on_paper(clause: Clause, group: Group | None, counts: dict[str, int], user=None) -> None:
    """Stances on paper as counts of a group; typing them again replaces them (R-GEN-16)."""
    for value, count in counts.items():
        clause.workshop.paper_counts.update_or_create(
            question=question(clause), group=group, value=value, defaults={"count": count, "by": user}
        )


def counted_on_paper(run: StageRun) -> list[Counted]:
    """Each clause as it reads now; "hear me first" comes with its words, one at a time (R-CONS-7)."""
    yes = [(SUPPORT.value, Stance.Value.SUPPORT.label), (LIVE_WITH.value, Stance.Value.LIVE_WITH.label)]
    words = _("Hear me first: what would change it?")
    return [
        Counted(question(one), f"{place} {heading_of(one)}", yes, "stance", None, words, partial(hear_on_paper, one))
        for place, one in enumerate(run.workshop.clauses.asked(), start=1)
    ]


def heading_of(clause: Clause) -> str:
    return clause.heading_in(get_language() or "en")


def question(clause: Clause) -> str:
    """How counts from paper name the words that they answer."""
    return f"clause {clause.pk} {clause.revision}"


# ---- what it comes to ----------------------------------------------------------------------------------------


@dataclass
class Tally:
    """How many stand where on one clause as it is worded now; no names (R-CONS-10)."""

    support: int = 0
    live_with: int = 0
    hear_first: int = 0

    @property
    def taken(self) -> int:
        return self.support + self.live_with + self.hear_first

    @property
    def counts(self) -> dict[str, int]:
        return {"support": self.support, "live_with": self.live_with, "hear_first": self.hear_first}


def tallies(workshop: Workshop, present_only: bool = False) -> dict[int, Tally]:
    """By clause, of the writers and of paper; a gate asks about those who are present alone."""
    found = {clause.pk: Tally() for clause in workshop.clauses.asked()}
    current = Stance.objects.current().filter(clause__in=found)
    for stance in current.of_present() if present_only else current.of_writers():
        own = found[stance.clause_id]
        setattr(own, stance.value, getattr(own, stance.value) + 1)
    questions = {question(clause): clause.pk for clause in workshop.clauses.asked()}
    for paper in workshop.paper_counts.filter(question__in=questions):
        own = found[questions[paper.question]]
        setattr(own, paper.value, getattr(own, paper.value) + paper.count)
    return found


def timer_has_run(run: StageRun) -> bool:
    return run.ends_at is not None and run.ends_at <= timezone.now()


def too_few(workshop: Workshop, reworded_only: bool = False) -> list[tuple[Clause, int]]:
    """Clauses on which fewer than 80 % of the writers present said where they stand, with how many did (R-CONS-7)."""
    present, found = workshop.seats.writers().present().count(), tallies(workshop, present_only=True)
    clauses = [one for one in workshop.clauses.asked() if one.was_reworded or not reworded_only]
    return [(one, found[one.pk].taken) for one in clauses if found[one.pk].taken < ENOUGH * present]
