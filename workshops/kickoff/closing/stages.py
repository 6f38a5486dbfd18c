from math import ceil

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from workshops.aloud import Aloud
from workshops.kickoff.closing import words
from workshops.kickoff.closing.dates import keep_all, planned
from workshops.models import Note
from workshops.stages import LEAD, WRITERS, Stage, Step
from workshops.surfaces import gone
from workshops.templatetags.room import day

SHOWN = 12
"""Parked items that fit on the wall; the others are counted."""


class Parked(Step):
    key = "parked"
    title = _("Parked items")
    prompt = _("Has each parked item a name or a date?")
    minutes = 3

    def projector(self, run, group):
        items = run.workshop.parked_items.select_related("owner")
        return {"items": items[:SHOWN], "more": max(0, items.count() - SHOWN)}

    def console(self, run):
        return {"tray": run.workshop.notes.late().count(), "parked_here": True}


class Dates(Step):
    key = "dates"
    title = _("Dates")
    prompt = _("When do we look again?")
    minutes = 2

    def projector(self, run, group):
        return {"dates": planned(run.workshop)}

    def console(self, run):
        return {"dates": planned(run.workshop)}

    def leaving(self, run, changing):
        """Going on confirms what nobody moved."""
        keep_all(run.workshop, run.workshop.facilitator)
        return False


class Word(Step):
    key = "word"
    title = _("One word")
    prompt = _("How do you leave?")
    behind = _("My word")
    minutes = 4
    may_repeat = True
    hue = "apricot"
    allows = {"note.add": WRITERS | LEAD}

    def entered(self, run, changing):
        words.wall_of(run)

    def walls(self, run, seat):
        return [words.wall_of(run)]

    def add_note(self, run, wall, seat, changing, **fields):
        return words.say(wall, fields["text"], fields["language"], seat, fields["key"])

    def projector(self, run, group):
        return {"words": words.said(run)}

    def mine(self, run, seat):
        return {
            "wall": words.wall_of(run),
            "notes": words.own(run, seat),
            "may_say": run.allows("note.add", seat),
        }

    def console(self, run):
        return {"words": words.said(run), "circle": words.circle(run).count()}

    def element(self, run, audience, kind, ref):
        """A word arrives as one element; a word taken back or hidden goes."""
        if kind != "note" or audience.surface != "projector":
            return ""
        note = Note.objects.filter(pk=ref, wall__run=run).first()
        return word_html(note) if note and note.is_on_wall else gone(f"note-{ref}")


class Photo(Step):
    key = "photo"
    title = _("Photo")
    prompt = _("All of us who want to be in it")
    behind = _("The picture of all of us")
    minutes = 2
    may_repeat = True
    takes_late = True
    allows = {"photo.add": WRITERS | LEAD | {"fac"}}
    pokes = frozenset({"picture"})

    def walls(self, run, seat):
        return [words.wall_of(run)]

    def add_note(self, run, wall, seat, changing, **fields):
        """A word that was on its way joins the others (R-GEN-3)."""
        return words.say(wall, fields["text"], fields["language"], seat, fields["key"])

    def projector(self, run, group):
        return {"words": words.said(run), "picture": group_photo(run.workshop)}

    def mine(self, run, seat):
        return {"picture": group_photo(run.workshop), "may_hang": run.allows("photo.add", seat)}

    def console(self, run):
        return {"picture": group_photo(run.workshop)}


def group_photo(workshop):
    """The newest group picture that nobody asked to take down (R-GEN-15)."""
    return workshop.pictures.shown().filter(kind="group").last()


def word_html(note: Note) -> str:
    return render_to_string("close/one_word.html", {"note": note})


class CloseStage(Stage):
    key = "close"
    title = _("Closing")
    movement = 4
    minutes = 11
    step_classes = (Parked, Dates, Word, Photo)

    def aloud(self, run, kind, number):
        """A parked item, with who answers it until when; otherwise a word that was said."""
        if kind != "parked":
            return super().aloud(run, kind, number)
        item = run.workshop.parked_items.select_related("owner").filter(pk=number).first()
        return item and Aloud(item.text, fact=" · ".join(filter(None, [str(item.owner or ""), day(item.due)])))

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 8 + ceil(writers / 6)
