"""What the surfaces show while the room reads, listens and shows its hands."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workshops.kickoff.consensus import fists, stances
from workshops.kickoff.consensus.clauses import shown_clause
from workshops.kickoff.consensus.models import Clause, Page, Reply, Stance
from workshops.kickoff.consensus.rewording import source_of
from workshops.kickoff.consensus.statement import content
from workshops.models import Seat, StageRun, Workshop

FINGERS = range(fists.MOST + 1)
STANDS = _("Where I stand")


# ---- the wall ------------------------------------------------------------------------------------------------


def wall(run: StageRun) -> dict[str, Any]:
    """The page as a list of its clauses, and the one at hand in full; old and new words where it was reworded."""
    workshop, shown = run.workshop, shown_clause(run)
    text = content(workshop)
    printed = {one["id"]: one for one in text["strategies"] + text["annex"]}
    return {
        "statement": text,
        "clauses": numbered(workshop, shown),
        "shown": shown,
        "strategy": printed.get(shown.ref) if shown else None,
        "goals": goals_of(text, workshop, shown),
        "reworded": both_ways(shown) if shown and shown.was_reworded else None,
    } | counts(run)


def numbered(workshop: Workshop, shown: Clause | None) -> list[dict[str, Any]]:
    """The clauses that are asked about, with what was before, is now and comes; numbered as on phone and console."""
    rows, is_past = [], shown is not None
    for number, clause in enumerate(workshop.clauses.asked(), start=1):
        is_now = clause == shown
        is_past = is_past and not is_now
        state = "now" if is_now else "done" if is_past else "todo"
        is_strategy = clause.kind == Clause.Kind.STRATEGY
        rows.append({"clause": clause, "number": number, "is_strategy": is_strategy, "state": state})
    return rows


def goals_of(text: dict, workshop: Workshop, shown: Clause | None) -> list[dict]:
    """The goals of which the clause at hand speaks: all in the goal line, else those that its strategy serves."""
    if shown is None or shown.kind == Clause.Kind.GOALS:
        return text["goals"]
    column = source_of(shown)
    served = set(column.goals.values_list("key", flat=True)) if column else set()
    return [goal for goal in text["goals"] if goal["id"] in served and goal["adds_up"]][:1]


def both_ways(clause: Clause) -> dict[str, list[str]]:
    old, new = clause.reworded_in(get_language() or "en")
    return {"old": old, "new": new}


def counts(run: StageRun) -> dict[str, Any]:
    """How the room stands on the clause at hand, in numbers; while people still read in silence nothing."""
    shown = shown_clause(run)
    tally = stances.tallies(run.workshop).get(shown.pk) if shown and run.step != "read" else None
    return {"tally": tally, "shown": shown}


# ---- a phone -------------------------------------------------------------------------------------------------


def rows_of(seat: Seat) -> list[dict[str, Any]]:
    """The clauses as this seat sees them, with the own stance on the words as they are."""
    language = get_language() or "en"
    own = {one.clause_id: one for one in Stance.objects.current().filter(seat=seat).select_related("reply")}
    rows = []
    for place, clause in enumerate(seat.workshop.clauses.asked(), start=1):
        lines = clause.text_in(language).split("\n")
        other = clause.text_in("en" if language.startswith("zh") else "zh").split("\n")[0]
        rows.append(
            {
                "clause": clause,
                "place": place,
                "heading": lines[0],
                "other": other if other != lines[0] else "",
                "lines": lines[1:],
                "stance": own.get(clause.pk),
                "reworded": both_ways(clause) if clause.was_reworded else None,
            }
        )
    return rows


def own(run: StageRun, seat: Seat) -> dict[str, Any]:
    """Clause by clause: the one at hand, what was said so far, and after the last the one tap for the others."""
    rows, passed = rows_of(seat), stances.passed(seat)
    waiting = [row for row in rows if row["stance"] is None]
    all_came = stances.last_was_on_the_phone(seat)
    ahead = rows[passed] if passed < len(rows) else None
    later = run.workshop.clauses.standing().filter(kind=Clause.Kind.DECISIONS).first()
    is_open = ahead is not None and (ahead["stance"] is None or not all_came)
    now = ahead if is_open else next(iter(waiting), None)
    return {
        "may_say": True,
        "rows": rows,
        "now": now,
        "others": waiting if all_came else [],
        "all_came": all_came,
        "came": min(passed + 1, len(rows)),
        "spoken": [row for row in rows if row["stance"] and row["stance"].value == Stance.Value.HEAR_FIRST],
        "said": [row for row in rows if row["stance"]],
        "introduction": introduction_of(run.workshop),
        "later": later.text_in(get_language() or "en") if later else "",
    }


def introduction_of(workshop: Workshop) -> Clause | None:
    return workshop.clauses.standing().filter(kind=Clause.Kind.INTRO).first()


def listening(run: StageRun, seat: Seat) -> dict[str, Any]:
    """New words ask at once; the own stances stand one tap behind the look-up."""
    rows = rows_of(seat)
    again = [row for row in rows if row["reworded"] and row["stance"] is None]
    marks = Stance.objects.unheard().filter(seat=seat, clause__workshop=run.workshop)
    return {
        "may_say": True,
        "rows": rows,
        "again": again,
        "unheard": marks.select_related("clause"),
        "said": [row for row in rows if row["stance"]],
        "behind": "" if again or marks else STANDS,
    }


def own_fist(run: StageRun, seat: Seat) -> dict[str, Any]:
    page = Page.of(run.workshop)
    fist = run.workshop.fists.filter(seat=seat).first()
    return {"may_show": not page.hands_are_raised, "fist": fist, "fingers": FINGERS}


# ---- the console ---------------------------------------------------------------------------------------------


def desk(run: StageRun) -> dict[str, Any]:
    """Counts a clause; names only at "hear me first", here and nowhere else (R-CONS-10)."""
    workshop, shown = run.workshop, shown_clause(run)
    found, language = stances.tallies(workshop), get_language() or "en"
    marks = list(Stance.objects.marks().filter(clause__workshop=workshop).select_related("seat", "reply__by"))
    unheard = set(Stance.objects.unheard().filter(clause__workshop=workshop).values_list("pk", flat=True))
    rows = [
        {
            "clause": clause,
            "place": place,
            "heading": clause.heading_in(language),
            "tally": found[clause.pk],
            "marks": [mark for mark in marks if mark.clause_id == clause.pk],
            "waits": any(mark.clause_id == clause.pk and mark.pk in unheard for mark in marks),
            "source": source_of(clause),
            "deeds": deeds_of(clause),
            "reworded": both_ways(clause) if clause.was_reworded else None,
        }
        for place, clause in enumerate(workshop.clauses.asked(), start=1)
    ]
    return {
        "rows": rows,
        "unheard": unheard,
        "shown": shown,
        "present": workshop.seats.writers().present().count(),
        "reply_outcomes": Reply.Outcome.choices,
        "groups": workshop.groups.all(),
        "people": workshop.organisation.people.order_by("name"),
        "may_reword": run.step == "voice",
    }


def deeds_of(clause: Clause):
    column = source_of(clause)
    return column.actions.standing() if column else []


def fist_desk(run: StageRun) -> dict[str, Any]:
    workshop = run.workshop
    raised = {one.value: one for one in workshop.raised_hands.all()}
    return {
        "hands": fists.hands(workshop),
        "present": workshop.seats.writers().present().count(),
        "low": [(fist, fists.was_heard(fist)) for fist in fists.low(workshop)],
        "low_hands": fists.low_hands(workshop),
        "raised": [(value, raised[value].count if value in raised else "") for value in reversed(FINGERS)],
        "page": Page.of(workshop),
        "people": workshop.organisation.people.order_by("name"),
    }
