from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES
from workshops.kickoff.vision import ink, results, wording
from workshops.kickoff.vision.models import Canvas, Evening, QualityVote, Stroke, TitleIdea
from workshops.kickoff.vision.stages import card, wall_of
from workshops.kickoff.vision.strokes import is_full
from workshops.models import Note, Picture, StageRun, Wall, Workshop
from workshops.pictures import encode
from workshops.reading import Row, refuse, text_at

PICTURES = Path(__file__).resolve().parents[3] / "examples" / "pictures"
QUALITIES = QualityVote.Quality.values


class VisionPart(Part):
    """`vision`: a canvas a group with its cards, votes, remarks, title and what was drawn on screens.

    Photos go by their names alone.
    """

    order = 20

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        run = workshop.agenda.filter(kind="vision").first()
        if run is None or not content.get("vision"):
            return
        Evening.kept(workshop)
        canvases = {one.group.letter if one.group else "": one for one in Canvas.stretch(workshop)}
        for row in Row(content).rows("vision"):
            letter = row.content.get("group") or ""
            canvas = canvases.get(letter) or refuse(row.at("group"), _("“%(value)s” is unknown") % {"value": letter})
            canvas_from(row, canvas, run, book)

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        return {"vision": [row_of(canvas, book) for canvas in Canvas.in_use(workshop) if has_begun(canvas)]}

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        names = wording.names_of(workshop)
        canvases = {one.group.letter if one.group else "": one for one in Canvas.in_use(workshop)}
        for place, row in enumerate(content.get("vision", [])):
            canvas = canvases.get(row.get("group") or "")
            if canvas is None:
                continue
            path, opinions = f"vision[{place}]", results.opinions(canvas)
            if "expected_quality_yes" in row:
                said = {one.key: one.yes for one in opinions}
                yield Check(f"{path}.expected_quality_yes", row["expected_quality_yes"], said)
            if "expected_flags" in row:
                got = ["R-VIS-2"] if any(one.is_weak for one in opinions) else []
                yield Check(f"{path}.expected_flags", row["expected_flags"], got)
            for number, one in enumerate(row.get("cards", [])):
                if "expected_flags" in one:
                    got = [flag.rule for flag in wording.flags(one["text"], names)]
                    yield Check(f"{path}.cards[{number}].expected_flags", one["expected_flags"], got)


def has_begun(canvas: Canvas) -> bool:
    said = canvas.is_drawn or canvas.title or canvas.story or results.cards_of(canvas).exists()
    return bool(said or canvas.strokes.exists())


# ---- a file's rows become ours ----------------------------------------------------------------------------


def canvas_from(row: Row, canvas: Canvas, run: StageRun, book: Book) -> None:
    canvas.tell(row.text("story", Canvas._meta.get_field("story")))
    canvas.call(*(row.text(name, Canvas._meta.get_field("title")) for name in ("title", "title_zh")))
    for path, name in row.list("pictures"):
        name = text_at(name, path)[:200]
        canvas.hang(picture_named(canvas.workshop, name), name)
    strokes = [stroke_from(one, canvas, book) for one in row.rows("strokes")]
    if strokes and is_full(len(strokes) - 1, sum(one.size for one in strokes[:-1])):
        refuse(row.at("strokes"), _("the sheet is full"))
    canvas.strokes.bulk_create(strokes)
    if canvas.has_drawing:
        canvas.hang_drawing()
    wall, remarks = wall_of(run, canvas), wall_of(run, canvas, results.REMARKS)
    for one in row.rows("cards"):
        note_from(one, "author", wall, book)
    order = row.content.get("quality_order", QUALITIES)
    for person, answers in row.row("quality_votes").content.items():
        given = {key: bool(yes) for key, yes in zip(order, answers, strict=True)}
        QualityVote.cast(canvas, book.seat(person), {QualityVote.Quality(key).value: yes for key, yes in given.items()})
    if row.has("gallery_remark"):
        note_from(row.row("gallery_remark"), "by", remarks, book)
    for one in row.rows("more_remarks"):
        note_from(one, "by", remarks, book)
    for one in row.rows("title_ideas"):
        idea_from(one, canvas, book)


def picture_named(workshop: Workshop, name: str) -> Picture | None:
    """A picture that lies beside the examples; of any other the file knows the name alone."""
    file = PICTURES / Path(name).name
    if not file.is_file():
        return None
    try:
        return Picture.objects.keep(workshop, Picture.Kind.CANVAS, encode(file.read_bytes()))
    except ValidationError:
        return None


def stroke_from(row: Row, canvas: Canvas, book: Book) -> Stroke:
    """Not stored yet. Points are measured as a phone's are."""
    fields = row.fields(Stroke, "pen", "width", "points")
    try:
        stroke = Stroke.along(canvas=canvas, seat=row.one_or_none("by", book.seats), **fields)
    except ValueError:
        return refuse(row.at("points"), _("“%(value)s” is unknown") % {"value": fields["points"][:40]})
    if stroke.size > ink.MOST_POINTS:
        refuse(row.at("points"), _("at most %(most)d points are taken") % {"most": ink.MOST_POINTS})
    return stroke


def note_from(row: Row, author: str, wall: Wall, book: Book) -> Note:
    seat = row.one_of(author, book.seats)
    language = row.one_of("lang", LANGUAGES, "en")
    note = card(wall, seat, row.text("text", Note._meta.get_field("text")), language, "")
    note.group = seat.group
    wall.number(note)
    note.save(update_fields=["number", "state", "group"])
    return note


def idea_from(row: Row, canvas: Canvas, book: Book) -> None:
    author = row.one_or_none("by", book.seats)
    text = row.text("text", TitleIdea._meta.get_field("text"))
    idea = TitleIdea.objects.create(canvas=canvas, text=text, author=author)
    idea.voters.set([book.seats[key] for _path, key in row.list("voters")])


# ---- and the way back -------------------------------------------------------------------------------------


def row_of(canvas: Canvas, book: Book) -> dict[str, Any]:
    remarks = [remark_of(note, book) for note in results.remarks_on(canvas).select_related("author__person", "group")]
    votes: dict[str, dict[str, bool]] = {}
    for vote in canvas.quality_votes.select_related("seat__person"):
        votes.setdefault(book.name_of(vote.seat) or "", {})[vote.quality] = vote.yes
    ideas = [idea_of(idea, book) for idea in canvas.title_ideas.select_related("author__person")]
    strokes = [stroke_of(stroke, book) for stroke in canvas.strokes.select_related("seat__person")]
    more = {
        "strokes": strokes,
        "gallery_remark": remarks[:1] and remarks[0],
        "more_remarks": remarks[1:],
        "title_ideas": ideas,
    }
    return {
        "group": canvas.group.letter if canvas.group else "",
        "title": canvas.title,
        "title_zh": canvas.title_other,
        "story": canvas.story,
        "pictures": canvas.names,
        "cards": [card_of(note, book) for note in results.cards_of(canvas).select_related("author__person")],
        "quality_order": QUALITIES,
        "quality_votes": {key: [int(said[name]) for name in QUALITIES] for key, said in votes.items()},
    } | {name: value for name, value in more.items() if value}


def card_of(note: Note, book: Book) -> dict[str, Any]:
    return {"author": book.name_of(note.author), "text": note.text, "lang": FILE_LANGUAGES[note.language]}


def remark_of(note: Note, book: Book) -> dict[str, Any]:
    return {
        "from_group": note.group.letter if note.group else "",
        "by": book.name_of(note.author),
        "text": note.text,
        "lang": FILE_LANGUAGES[note.language],
    }


def stroke_of(stroke: Stroke, book: Book) -> dict[str, Any]:
    return {"by": book.name_of(stroke.seat), "pen": stroke.pen, "width": stroke.width, "points": stroke.points}


def idea_of(idea: TitleIdea, book: Book) -> dict[str, Any]:
    return {
        "text": idea.text,
        "by": book.name_of(idea.author),
        "voters": [book.name_of(seat) for seat in idea.voters.select_related("person").order_by("pk")],
    }
