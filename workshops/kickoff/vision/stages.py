from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from live import Refused
from people.text import graphemes
from workshops.kickoff.vision import drawing, results, wording
from workshops.kickoff.vision.models import Canvas, Evening, Stroke
from workshops.kickoff.vision.prompts import DEMONSTRATION, PROMPTS, questions
from workshops.kickoff.vision.rules import silence_ends
from workshops.models import Note, Seat, StageRun, Wall
from workshops.own_words import Wording
from workshops.stages import HOST, LEAD, WRITERS, Stage, Step

MOST_CARDS = 3
REMARK = 120


def own_canvas(run: StageRun, seat: Seat) -> Canvas | None:
    """The canvas of the seat's own group; in a room of one group everybody's."""
    return next((one for one in Canvas.in_use(run.workshop) if one.group_id == seat.group_id), None)


def canvases_for(run: StageRun, group) -> list[Canvas]:
    """What a wall shows: one group's canvas, or all of them, each with its cards."""
    found = [one for one in Canvas.in_use(run.workshop) if group is None or one.group == group]
    for canvas in found:
        canvas.cards = list(results.cards_of(canvas).filter(state="wall"))  # type: ignore[attr-defined]
    return found


def wall_of(run: StageRun, canvas: Canvas, kind: str = "") -> Wall:
    return run.workshop.wall_for(run, canvas.group, kind)


class VisionStep(Step):
    hue = "apricot"
    pokes = frozenset({"canvas", "picture", "gallery", "title"})

    def entered(self, run, changing):
        for canvas in Canvas.stretch(run.workshop):
            wall_of(run, canvas)

    def projector(self, run, group):
        return {"canvases": canvases_for(run, group), "questions": questions()}

    def element(self, run, audience, kind, ref):
        return None if audience.surface == "projector" and kind not in ("quality", "presence") else ""


class Demo(VisionStep):
    key = "demo"
    title = gettext_lazy("Demonstration")
    prompt = gettext_lazy("What can a picture of a goal look like?")
    minutes = 8
    behind = gettext_lazy("Five questions to a picture")

    def projector(self, run, group):
        evening = Evening.of(run.workshop)
        return {"evening": evening, "demonstration": DEMONSTRATION, "questions": questions()}

    def mine(self, run, seat):
        return {"questions": questions()}

    def console(self, run):
        evening = Evening.of(run.workshop)
        prompts = [{"key": key, "name": Evening.Prompt(key).label, "text": text} for key, text in PROMPTS.items()]
        return {"evening": evening, "prompts": prompts, "demonstration": DEMONSTRATION}


class Imagine(VisionStep):
    key = "imagine"
    title = gettext_lazy("Imagine")
    prompt = gettext_lazy("The evening we made it")
    minutes = 7
    allows = {"note.add": WRITERS | LEAD}
    act = "vision/imagine_act.html"

    def entered(self, run, changing):
        super().entered(run, changing)
        Evening.kept(run.workshop).fall_silent()

    def moments(self, run):
        return [silence_ends(run)]

    def walls(self, run, seat):
        """The own group's; who leads belongs to none and may choose, though the phone advises against it (R-VIS-9)."""
        canvases = Canvas.in_use(run.workshop)
        if seat.role != Seat.Role.LEAD:
            canvases = [one for one in canvases if one.group_id == seat.group_id]
        return [wall_of(run, one) for one in canvases]

    def add_note(self, run, wall, seat, changing, **fields):
        """A scene card, hidden until the room draws; at most three a person."""
        own = wall.notes.filter(author=seat, state__in=["draft", "wall"])
        if own.count() >= MOST_CARDS and not seat.is_pile:
            raise Refused(_("You have three cards. Take one back to write another."), rule="R-GEN-3")
        return card(wall, seat, **fields)

    def question(self, run) -> Any:
        """The event's own words, else what was chosen for its evening."""
        return Wording(run.workshop).asked(self, get_language() or "en") or PROMPTS[Evening.of(run.workshop).prompt]

    def projector(self, run, group):
        cards = Note.objects.filter(wall__run=run, wall__kind="", state__in=["draft", "wall"])
        count = (cards.filter(wall__group=group) if group else cards).count()
        beside = Wording(run.workshop).beside(self, lambda: self.question(run))
        return {"question": self.question(run), "question_other": beside, "kept": count}

    def phone(self, run, group):
        return {"question": self.question(run)}

    def mine(self, run, seat):
        notes = Note.objects.filter(wall__run=run, wall__kind="", author=seat, state__in=["draft", "wall"])
        walls = self.walls(run, seat) if run.allows("note.add", seat) else []
        return {"walls": walls, "wall": walls[0] if walls else None, "notes": marked(notes.order_by("-pk"))}

    def console(self, run):
        writers = run.workshop.seats.writers().present()
        cards = marked(Note.objects.filter(wall__run=run, wall__kind="", state__in=["draft", "wall"]))
        authors = [card.author_id for card in cards]
        written = [authors.count(seat.pk) for seat in writers]
        return {
            "kept": len(cards),
            "none_yet": written.count(0),
            "written": sum(count > 0 for count in written),
            "asked_again": [card for card in cards if card.flags],
        }

    def element(self, run, audience, kind, ref):
        if audience.surface == "projector" and kind == "note":
            group = run.workshop.group_of(audience.group)
            return render_to_string("vision/kept.html", self.projector(run, group))
        return super().element(run, audience, kind, ref) if kind != "note" else ""


def card(wall: Wall, seat: Seat, text: str, language: str, key: str, **fields) -> Note:
    return wall.notes.create(
        workshop=wall.workshop,
        author=seat,
        group=wall.group,
        text=text,
        language=language,
        client_key=key,
        state=Note.State.DRAFT,
    )


def marked(notes) -> list[Any]:
    """Cards with what the coach asks about their words."""
    found = list(notes.select_related("wall__run", "wall__group", "workshop__room"))
    names = wording.names_of(found[0].workshop) if found else frozenset()
    for note in found:
        note.flags = wording.flags(note.text, names)
    return found


class Draw(VisionStep):
    key = "draw"
    title = gettext_lazy("Draw")
    prompt = gettext_lazy("What touches you? One picture for the group.")
    minutes = 34
    allows = {"canvas.fill": WRITERS | LEAD | HOST, drawing.VERB: WRITERS}
    takes_late = True
    # A late card, or one that the desk hides: the group reads its cards on its own phones.
    pokes = VisionStep.pokes | {"note"}
    passes_desk = frozenset({drawing.KIND})
    behind = gettext_lazy("Our cards and our picture")

    def entered(self, run, changing):
        """All cards open together, with their numbers in shuffled order (R-GEN-23)."""
        super().entered(run, changing)
        for canvas in Canvas.in_use(run.workshop):
            wall = wall_of(run, canvas)
            wall.reveal(list(wall.notes.filter(state=Note.State.DRAFT)))

    def walls(self, run, seat):
        canvas = own_canvas(run, seat)
        return [wall_of(run, canvas)] if canvas else []

    def add_note(self, run, wall, seat, changing, **fields):
        """A card that was on its way when the room went on (R-GEN-3)."""
        note = card(wall, seat, **fields)
        wall.number(note)
        note.save(update_fields=["number", "state"])
        return note

    def leaving(self, run, changing):
        drawing.hang_all(run.workshop)
        return False

    def projector(self, run, group):
        return super().projector(run, group) | {"on_screens": run.workshop.draws_on_screens}

    def phone(self, run, group):
        return {"sheet": drawing.sheet_of(run.workshop, group)}

    def element(self, run, audience, kind, ref):
        return (
            drawing.element(run, audience, ref) if kind == drawing.KIND else super().element(run, audience, kind, ref)
        )

    def mine(self, run, seat):
        leads = seat.role == Seat.Role.LEAD
        found = canvases_for(run, None) if leads else [one for one in canvases_for(run, None) if owns(one, seat)]
        may_draw = run.workshop.draws_on_screens and run.allows(drawing.VERB, seat)
        return {
            "canvases": found,
            "taken": Note.objects.filter(wall__run=run, wall__kind="", author=seat, state=Note.State.HIDDEN),
            "may_fill": run.allows("canvas.fill", seat),
            "pens": Stroke.Pen.choices if may_draw else [],
            "widths": Stroke.Width.choices,
        }

    def console(self, run):
        return {"canvases": canvases_for(run, None), "notes": hung(run, "")}


def hung(run: StageRun, kind: str):
    """Cards or remarks of all groups as they hang, for the desk."""
    notes = Note.objects.on_wall().filter(wall__run=run, wall__kind=kind)
    return notes.select_related("group").order_by("wall", "number")


def owns(canvas: Canvas, seat: Seat) -> bool:
    return canvas.group_id == seat.group_id


class Check(VisionStep):
    key = "check"
    title = gettext_lazy("Check")
    prompt = gettext_lazy("Five questions to our picture")
    minutes = 5
    allows = {"canvas.judge": WRITERS, "canvas.thumbs": HOST}
    behind = gettext_lazy("Yes or not yet?")

    def mine(self, run, seat):
        canvas = own_canvas(run, seat)
        votes = {vote.quality: vote.yes for vote in canvas.quality_votes.filter(seat=seat)} if canvas else {}
        return {
            "canvas": canvas,
            "questions": [{**one, "yes": votes.get(one["key"])} for one in questions()],
            "votes": votes,
            "opinions": results.opinions(canvas) if canvas and seat.is_host else [],
            "members": members(run, canvas) if canvas else 0,
            "may_judge": run.allows("canvas.judge", seat),
            "may_count": run.allows("canvas.thumbs", seat),
        }

    def console(self, run):
        found = Canvas.in_use(run.workshop)
        for canvas in found:
            canvas.opinions = results.opinions(canvas)  # type: ignore[attr-defined]
            canvas.members = members(run, canvas)  # type: ignore[attr-defined]
        return {"canvases": found}


def members(run: StageRun, canvas: Canvas) -> int:
    return run.workshop.seats.writers().present().of_group(canvas.group).count()


class Gallery(VisionStep):
    key = "gallery"
    title = gettext_lazy("Gallery")
    prompt = gettext_lazy("What does this picture do to you?")
    minutes = 12
    allows = {"note.add": WRITERS, "gallery.tell": WRITERS}
    behind = gettext_lazy("One remark")

    def entered(self, run, changing):
        super().entered(run, changing)
        for canvas in Canvas.in_use(run.workshop):
            wall_of(run, canvas, results.REMARKS)
        if run.workshop.canvases.shown() is None and (first := run.workshop.canvases.following()):
            first.show()

    def walls(self, run, seat):
        """The canvas that is shown, for everybody but those who drew it; the own one where there is no other."""
        shown = run.workshop.canvases.shown()
        is_only = len(Canvas.in_use(run.workshop)) == 1
        return [wall_of(run, shown, results.REMARKS)] if shown and (is_only or not owns(shown, seat)) else []

    def add_note(self, run, wall, seat, changing, **fields):
        """One remark a person and canvas, of at most 120 characters; it hangs at once."""
        if (length := graphemes(fields["text"])) > REMARK:
            message = _("%(count)d characters are too many here: at most %(limit)d. Shorten it by %(over)d.")
            figures = {"count": length, "limit": REMARK, "over": length - REMARK}
            raise Refused(message % figures, rule="R-GEN-9", status=422)
        if wall.notes.filter(author=seat, state="wall").exists() and not seat.is_pile:
            raise Refused(_("One remark a picture. Take yours back to write another."), rule="R-GEN-3")
        note = card(wall, seat, **fields)
        note.group = seat.group
        wall.number(note)
        note.save(update_fields=["number", "state", "group"])
        return note

    def projector(self, run, group):
        shown = run.workshop.canvases.whole().shown()
        others = run.workshop.seats.writers().present()
        if shown and shown.group:
            others = others.exclude(group=shown.group)
        remarks = list(results.remarks_on(shown)) if shown else []
        return {"theme": "stage", "canvas": shown, "remarks": remarks, "others": others.count()}

    def mine(self, run, seat):
        shown, walls = run.workshop.canvases.whole().shown(), self.walls(run, seat)
        notes = Note.objects.filter(wall__in=walls, author=seat, state="wall")
        return {
            "canvas": shown,
            "is_ours": bool(shown and owns(shown, seat)),
            "may_tell": run.allows("gallery.tell", seat),
            "wall": walls[0] if walls and run.allows("note.add", seat) else None,
            "notes": notes.select_related("wall__run", "wall__group", "workshop__room"),
        }

    def console(self, run):
        found, seats = Canvas.in_use(run.workshop), run.workshop.seats.writers().present()
        for canvas in found:
            canvas.remarks = results.remarks_on(canvas).count()  # type: ignore[attr-defined]
            canvas.seats = list(seats.of_group(canvas.group))  # type: ignore[attr-defined]
        return {
            "canvases": found,
            "canvas": run.workshop.canvases.shown(),
            "following_canvas": run.workshop.canvases.following(),
            "notes": hung(run, results.REMARKS),
        }


class Name(VisionStep):
    key = "name"
    title = pgettext_lazy("step", "Name")
    prompt = gettext_lazy("What is the title of our picture?")
    minutes = 4
    allows = {"title.suggest": WRITERS, "title.vote": WRITERS, "title.confirm": HOST}

    def projector(self, run, group):
        found = canvases_for(run, group)
        for canvas in found:
            canvas.ideas = list(canvas.title_ideas.by_votes()[:4])  # type: ignore[attr-defined]
        return {"canvases": found}

    def mine(self, run, seat):
        canvas = own_canvas(run, seat)
        ideas = canvas.title_ideas.as_seen_by(seat) if canvas else []
        return {
            "canvas": canvas,
            "ideas": ideas,
            "may_suggest": run.allows("title.suggest", seat),
            "may_confirm": run.allows("title.confirm", seat),
        }

    def console(self, run):
        return self.projector(run, None)


class VisionStage(Stage):
    key = "vision"
    title = gettext_lazy("Vision canvas")
    movement = 1
    minutes = 70
    step_classes = (Demo, Imagine, Draw, Check, Gallery, Name)
    plan_card = "vision/plan.html"

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 62 + 4 * groups

    def adopt(self, note: Note) -> None:
        """A late card or remark hangs as it is: it has no typed child."""
