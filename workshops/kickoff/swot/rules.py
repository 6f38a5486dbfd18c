from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import colon, in_a_row
from workshops.coaching import ADVISE, ASK, Finding, Fix, rule, seen
from workshops.kickoff.swot import sheets
from workshops.kickoff.swot.boards import Board, of_wall, share_with_evidence
from workshops.kickoff.swot.fields import ASKED, BY_LETTER
from workshops.kickoff.swot.flags import Card, cards, judges_person, people_of, twin_of
from workshops.kickoff.swot.models import Field, Lens, SwotNote, Vote, WhyStep
from workshops.kickoff.swot.models.vote import VOTES_A_FIELD
from workshops.kickoff.swot.models.why import FEWEST_STEPS
from workshops.ways import from_paper

FEW, MOST_TOP = 3, 5
PROVEN_SHARE, SALES_SHARE = 0.70, 0.60
CALLED = 12


def hung(run) -> list[SwotNote]:
    return Board(run).notes


def people_here(run) -> list:
    return people_of(run.workshop)


def groups_here(run) -> list:
    return run.workshop.working_groups()


def carded(run) -> list[tuple[SwotNote, Card]]:
    """Every note with each of its cards, without those that come from likeness."""
    people = seen(run, people_here)
    return [(note, card) for note in seen(run, hung) for card in cards(note, people, [])]


def by_group(run):
    """Each working group with what hangs on its wall; groups without anybody present are out of every gate."""
    return [(group, of_wall(seen(run, hung), group)) for group in seen(run, groups_here)]


def said(group, what: str) -> str:
    """What a rule says, with the wall where there are several."""
    return _("Wall %(letter)s · %(what)s") % {"letter": group.letter, "what": what} if group else what


def spoken(notes) -> str:
    """Spoken numbers as they are called, the first dozen of many."""
    called = in_a_row(note.spoken for note in notes[:CALLED])
    return called if len(notes) <= CALLED else f"{called} … ({len(notes)})"


def names(fields) -> str:
    return in_a_row(str(one.many) for one in fields)


@rule("R-SWOT-1", ASK, "swot", "write")
def no_field_is_empty(run):
    for group, notes in by_group(run):
        empty = [one for one in ASKED if not in_field(notes, one.letter)]
        if empty:
            what = said(group, _("Nothing under %(fields)s yet.") % {"fields": names(empty)})
            yield Finding("R-SWOT-1", ASK, what, _("Silence first, then look at the thin field."), (from_paper(run),))


@rule("R-SWOT-1", ADVISE, "swot", "write")
def fields_hold_three(run):
    for group, notes in by_group(run):
        thin = [one for one in ASKED if 0 < len(in_field(notes, one.letter)) < FEW]
        if thin:
            what = said(group, _("Fewer than three notes under %(fields)s.") % {"fields": names(thin)})
            why = _("Write one note for the field with the fewest.")
            yield Finding("R-SWOT-1", ADVISE, what, why, (from_paper(run),))


def in_field(notes, letter: str) -> list[SwotNote]:
    return [note for note in notes if note.quadrant == letter]


@rule("R-SWOT-2", ADVISE, "swot", "evidence")
def strengths_have_a_customer(run):
    yield from told(run, "R-SWOT-2", _("Strengths that no customer is named for: %(numbers)s."), Fix.at("facts"))


@rule("R-SWOT-4", ADVISE, "swot", "evidence")
def evidence_has_a_number(run):
    yield from told(run, "R-SWOT-4", _("Facts without a number: %(numbers)s."), Fix.at("facts"))


@rule("R-DEC-6", ADVISE, "swot", "write", "evidence")
def nobody_is_blamed(run):
    yield from told(run, "R-DEC-6", _("These notes speak of a person: %(numbers)s."), *to_incoming(run))


@rule("R-GEN-10", ADVISE, "swot", "write")
def notes_are_short(run):
    yield from told(run, "R-GEN-10", _("Too long to read from three metres: %(numbers)s."), *to_incoming(run))


def to_incoming(run) -> tuple[Fix, ...]:
    """Where the latest notes stand, to be hidden or moved; only while they are written."""
    return (Fix.at("incoming"),) if run.step == "write" else ()


def told(run, id: str, what: str, *fixes: Fix):
    """One finding for all notes that have this card."""
    found = [(note, card) for note, card in seen(run, carded) if card.rule == id]
    if found:
        numbers = spoken([note for note, _card in found])
        yield Finding(id, ADVISE, what % {"numbers": numbers}, found[0][1].text, fixes)


@rule("R-GEN-11", ADVISE, "swot", "write", "evidence")
def nothing_hangs_twice(run):
    """The same words twice on one wall: one tap merges them, +1 (R-GEN-11)."""
    notes = seen(run, hung)
    for note in notes:
        if twin := twin_of(note, [mate for mate in notes if mate.wall_id == note.wall_id and mate.pk < note.pk]):
            what = _("%(note)s says the same as %(other)s.") % {"note": note.spoken, "other": twin.spoken}
            yield Finding("R-GEN-11", ADVISE, what, fixes=(merging(run, note, twin),))


def merging(run, note: SwotNote, other: SwotNote) -> Fix:
    url = reverse("swot_merge_desk", args=[run.workshop.public_id, note.pk])
    return Fix(_("Merge, +1"), url, {"into": str(other.pk)})


@rule("R-SWOT-3", ADVISE, "swot", "evidence")
def most_notes_have_a_fact(run):
    for group, notes in by_group(run):
        proven, asked = share_with_evidence(notes)
        if asked and proven < PROVEN_SHARE * asked:
            what = _("%(proven)d of %(asked)d strengths and weaknesses have a fact.")
            what = said(group, what % {"proven": proven, "asked": asked})
            why = _("Whoever knows the month or the number, say it.")
            yield Finding("R-SWOT-3", ADVISE, what, why, (Fix.at("facts"),))


@rule("R-SWOT-5", ASK, "swot", "why")
def weaknesses_reach_a_cause_of_ours(run):
    """Three steps or more, and the last one in our own hands."""
    for group, notes in by_group(run):
        for note in notes:
            if note.priority and not (len(note.chain) >= FEWEST_STEPS and note.last_why.is_ours):
                what = _("%(number)s has not reached a cause that we can change.") % {"number": note.number}
                why = _("Three to five times why, until the last answer is in our own hands.")
                fixes = (Fix.at(f"desk-chain-{note.pk}"),)
                yield Finding("R-SWOT-5", ASK, said(group, what), why, fixes, about=note.key)


@rule("R-SWOT-6", ADVISE, "swot", "why")
def causes_name_nobody(run):
    people = seen(run, people_here)
    for step in WhyStep.objects.filter(note__wall__run=run, note__state="wall").select_related("note__group"):
        if judges_person(step, people):
            note = SwotNote.objects.select_related("group").get(pk=step.note_id)
            what = _("Cause %(order)d of %(number)s speaks of a person.")
            what %= {"order": step.order, "number": note.spoken}
            why = _("Describe what happened and what in the way of working made it possible.")
            yield Finding("R-SWOT-6", ADVISE, what, why, (Fix.at(f"desk-chain-{note.pk}"),))


@rule("R-SWOT-7", ADVISE, "swot", "write", "evidence", "why")
def inside_and_outside_are_kept_apart(run):
    """The move is one tap."""
    for note, card in seen(run, carded):
        if card.rule == "R-SWOT-7":
            url = reverse("swot_field_desk", args=[run.workshop.public_id, note.pk])
            label = _("To %(field)s") % {"field": BY_LETTER[card.to].many}
            fix = Fix(label, url, {"column": card.to})
            yield Finding("R-SWOT-7", ADVISE, f"{note.spoken}{colon()}{card.text}", fixes=(fix,))


@rule("R-SWOT-8", ADVISE, "swot", "write", "evidence")
def chances_are_not_only_sales(run):
    for group, notes in by_group(run):
        chances = in_field(notes, Field.O)
        sales = sum(note.lens == Lens.MARKET for note in chances)
        if sales > SALES_SHARE * len(chances):
            what = said(group, _("%(sales)d of %(all)d chances are sales.") % {"sales": sales, "all": len(chances)})
            yield Finding("R-SWOT-8", ADVISE, what, _("Look also at people, process, technology."), (Fix.at("walls"),))


@rule("R-SWOT-9", ADVISE, "swot", "vote")
def everybody_has_voted(run):
    """The step is done when all have voted or its time is over; nobody is named."""
    here = run.workshop.seats.writers().present()
    placed = Vote.objects.filter(note__wall__run=run, seat__in=here).values_list("seat").annotate(Sum("count"))
    through = sum(count >= VOTES_A_FIELD * len(ASKED) for _seat, count in placed)
    open_ones = here.count() - through - sheets.voters(run)
    if open_ones > 0:
        what = ngettext("%(count)d person has votes left.", "%(count)d people have votes left.", open_ones)
        what %= {"count": open_ones}
        why = _("Wait until all have voted, or until the time is over.")
        yield Finding("R-SWOT-9", ADVISE, what, why, (Fix.at("paper-votes", _("Votes on paper")),))


@rule("R-SWOT-10", ADVISE, "swot", "agree")
def notes_serve_a_goal(run):
    loose = sorted((note for note in seen(run, hung) if note.goal is None), key=lambda note: (not note.top, note.place))
    if loose:
        what = _("Linked to no goal: %(numbers)s.") % {"numbers": spoken(loose)}
        yield Finding("R-SWOT-10", ADVISE, what, _("Which goal does it help or hinder?"), (Fix.at("unlinked"),))


@rule("R-SWOT-11", ASK, "swot", "agree")
def lists_hold_three_to_five(run):
    """Asked about where a longer list would be possible; a thin field is only told of."""
    for group, notes in by_group(run):
        for one in ASKED:
            hung = in_field(notes, one.letter)
            listed = sum(note.top for note in hung)
            if FEW <= listed <= MOST_TOP:
                continue
            level = ASK if len(hung) >= FEW else ADVISE
            what = _("%(field)s: %(listed)d notes in the list, three to five wanted.")
            what = said(group, what % {"field": one.many, "listed": listed})
            place = Fix.at(f"list-{group.letter if group else 'room'}")
            yield Finding("R-SWOT-11", level, what, _("Strategies stand on this list."), (place,))
