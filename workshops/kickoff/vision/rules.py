from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Organisation
from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.vision import results, wording
from workshops.kickoff.vision.models import Canvas, Evening
from workshops.kickoff.vision.prompts import QUESTIONS
from workshops.models import Note
from workshops.ways import from_paper

SILENCE = timedelta(minutes=3)
LEAD = "lead"


def at_work(run) -> list[Canvas]:
    """The canvases of groups with a writer present: a group without is out of every gate."""
    groups = run.workshop.working_groups()
    return [canvas for canvas in Canvas.in_use(run.workshop) if canvas.group in groups]


def called(canvas: Canvas) -> str:
    return _("Group %(letter)s") % {"letter": canvas.group.letter} if canvas.group else _("The room")


def cards(run):
    return Note.objects.filter(wall__run=run, wall__kind="", state__in=["draft", "wall"])


@rule("R-VIS-7", ASK, "vision", "demo")
def the_example_was_shown(run):
    """A rational room sees the demonstration before it imagines."""
    rational = run.workshop.organisation.tone == Organisation.Tone.RATIONAL
    if rational and Evening.of(run.workshop).demonstrated_at is None:
        fix = Fix(_("Show it on the wall"), reverse("desk_vision_demonstrate", args=[run.workshop.public_id]))
        what = _("The example was not on the wall yet.")
        yield Finding("R-VIS-7", ASK, what, _("Rational people draw once they have seen that it is allowed."), (fix,))


def silence_ends(run):
    since = Evening.of(run.workshop).silent_since or run.step_opened_at
    return since + SILENCE if since else None


@rule("R-VIS-5", ASK, "vision", "imagine")
def three_minutes_of_silence(run):
    ends = silence_ends(run)
    if ends and timezone.now() < ends:
        what = _("Three minutes of silence are not over yet.")
        yield Finding("R-VIS-5", ASK, what, _("The second card is mostly the better one."))


@rule("R-VIS-8", ADVISE, "vision", "imagine")
def everybody_wrote_a_card(run):
    written = set(cards(run).values_list("author", flat=True))
    here = run.workshop.seats.writers().present()
    missing = sum(seat.pk not in written for seat in here)
    if missing:
        what = ngettext("%(count)d person has no card yet.", "%(count)d people have no card yet.", missing)
        why = _("Invite them by a quiet word, never by name.")
        yield Finding("R-VIS-8", ADVISE, what % {"count": missing}, why, (from_paper(run),))


@rule("R-VIS-3", ADVISE, "vision", "imagine")
def cards_say_what_is_there(run):
    count = sum(wording.is_negative(card.text) for card in cards(run))
    if count:
        what = ngettext("%(count)d card says what is gone.", "%(count)d cards say what is gone.", count)
        fixes = (Fix.at("look-again"),)
        yield Finding("R-VIS-3", ADVISE, what % {"count": count}, _("Say what is there instead."), fixes)


@rule("R-VIS-4", ADVISE, "vision", "imagine")
def cards_show_a_scene(run):
    names = wording.names_of(run.workshop)
    count = sum(wording.is_vague(card.text, names) for card in cards(run))
    if count:
        what = ngettext("%(count)d card shows no scene.", "%(count)d cards show no scene.", count)
        fixes = (Fix.at("look-again"),)
        yield Finding("R-VIS-4", ADVISE, what % {"count": count}, _("What would a camera see?"), fixes)


@rule("R-VIS-6", ADVISE, "vision", "imagine")
def cards_speak_of_more_than_money(run):
    names = wording.names_of(run.workshop)
    for canvas in at_work(run):
        texts = list(results.cards_of(canvas).values_list("text", flat=True))
        if texts and all(wording.is_money_only(text, names) for text in texts):
            what = _("%(group)s speaks only of money.") % {"group": called(canvas)}
            why = _("What does the money make possible, and for whom?")
            yield Finding("R-VIS-6", ADVISE, what, why, about=str(canvas.pk))


def to_pictures(run) -> tuple[Fix, ...]:
    """Where a picture is taken down or a card hidden; cards stay unseen while they are written."""
    return (Fix.at("pictures"),) if run.step == "draw" else ()


@rule("R-VIS-9", ADVISE, "vision", "imagine", "draw")
def the_boss_holds_no_pen(run):
    drew = run.workshop.pictures.shown().filter(uploaded_by__role=LEAD, canvas_place__isnull=False)
    if cards(run).filter(author__role=LEAD).exists() or drew.exists():
        what = _("The decision maker wrote or drew for a group.")
        yield Finding("R-VIS-9", ADVISE, what, _("It is the team’s picture, not the boss’s promise."), to_pictures(run))


@rule("R-VIS-1", STOP, "vision", "draw")
def each_group_has_a_picture(run):
    """At least one picture, or a story of display width 60 or more."""
    for canvas in at_work(run):
        if not canvas.is_drawn:
            what = _("%(group)s has no picture and no story yet.") % {"group": called(canvas)}
            if canvas.story:
                what = _("%(group)s has no picture, and its story is too short.") % {"group": called(canvas)}
            why = _("Take a photo of the paper, or type its story in two sentences, here or on a phone.")
            fix = Fix.at(f"hang-{canvas.pk}", _("Photo or story from here"))
            yield Finding("R-VIS-1", STOP, what, why, (fix,), about=str(canvas.pk))


@rule("R-VIS-2", ADVISE, "vision", "check")
def the_picture_holds(run):
    """A quality with fewer than 60 % yes: its question again, and the way back to the pens."""
    for canvas in at_work(run):
        for opinion in results.opinions(canvas):
            if opinion.is_weak:
                figures = {"group": called(canvas), "quality": opinion.name, "yes": opinion.yes, "all": opinion.votes}
                what = _("%(group)s: %(quality)s %(yes)d of %(all)d.") % figures
                address = reverse("go_back", args=[run.workshop.public_id])
                back = Fix(_("Back to the pens"), address, {"step": "draw", "expected": run.position})
                yield Finding("R-VIS-2", ADVISE, what, str(QUESTIONS[opinion.key]), (back,), about=str(canvas.pk))


@rule("", ADVISE, "vision", "gallery")
def every_picture_was_shown(run):
    """Completion of the step: each group shown."""
    for canvas in at_work(run):
        if canvas.is_drawn and canvas.shown_at is None:
            what = _("%(group)s has not shown its picture yet.") % {"group": called(canvas)}
            show = Fix(_("Show it on the wall"), reverse("desk_vision_show", args=[run.workshop.public_id, canvas.pk]))
            yield Finding(
                "",
                ADVISE,
                what,
                _("Two minutes of telling, then one remark each."),
                (show,),
                str(canvas.pk),
            )


@rule("", ADVISE, "vision", "name")
def every_picture_has_a_title(run):
    """Completion of the step: each canvas has a title."""
    for canvas in at_work(run):
        if not canvas.title:
            what = _("The picture of %(group)s has no title yet.") % {"group": called(canvas)}
            title = Fix.at(f"desk-title-{canvas.pk}")
            yield Finding(
                "", ADVISE, what, _("The title heads the statement. One tap confirms it."), (title,), str(canvas.pk)
            )
