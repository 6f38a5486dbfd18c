from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES
from workshops.kickoff.vision import results, wording
from workshops.kickoff.vision.models import Canvas, Evening, QualityVote, TitleIdea
from workshops.kickoff.vision.stages import card, wall_of
from workshops.models import Note, Picture, StageRun, Wall, Workshop
from workshops.pictures import encode

PICTURES = Path(__file__).resolve().parents[3] / "examples" / "pictures"
QUALITIES = QualityVote.Quality.values


class VisionPart(Part):
    """`vision`: a canvas a group with its cards, votes, remarks and title; pictures go by their names alone."""

    order = 20

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        run = workshop.agenda.filter(kind="vision").first()
        if run is None or not content.get("vision"):
            return
        Evening.kept(workshop)
        canvases = {one.group.letter if one.group else "": one for one in Canvas.stretch(workshop)}
        for row in content["vision"]:
            if canvas := canvases.get(row.get("group") or ""):
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
    return bool(canvas.is_drawn or canvas.title or canvas.story or results.cards_of(canvas).exists())


# ---- a file's rows become ours ----------------------------------------------------------------------------


def canvas_from(row: dict, canvas: Canvas, run: StageRun, book: Book) -> None:
    canvas.tell(row.get("story", ""))
    canvas.call(row.get("title", ""), row.get("title_zh", ""))
    for name in row.get("pictures", []):
        canvas.hang(picture_named(canvas.workshop, name), name)
    wall = wall_of(run, canvas)
    for one in row.get("cards", []):
        note_from(one, one["author"], wall, book)
    for person, answers in row.get("quality_votes", {}).items():
        given = zip(row.get("quality_order", QUALITIES), answers, strict=True)
        QualityVote.cast(canvas, book.seat(person), {key: bool(yes) for key, yes in given})
    for one in [row["gallery_remark"]] if row.get("gallery_remark") else []:
        note_from(one, one["by"], wall_of(run, canvas, results.REMARKS), book)
    for one in row.get("more_remarks", []):
        note_from(one, one["by"], wall_of(run, canvas, results.REMARKS), book)
    for one in row.get("title_ideas", []):
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


def note_from(row: dict, author: str, wall: Wall, book: Book) -> Note:
    seat = book.seat(author)
    note = card(wall, seat, row["text"], LANGUAGES.get(row.get("lang", "en"), "en"), "")
    note.group = seat.group
    wall.number(note)
    note.save(update_fields=["number", "state", "group"])
    return note


def idea_from(row: dict, canvas: Canvas, book: Book) -> None:
    author = book.seat(row["by"]) if row.get("by") else None
    idea = TitleIdea.objects.create(canvas=canvas, text=row["text"], author=author)
    idea.voters.set([book.seat(key) for key in row.get("voters", [])])


# ---- and the way back -------------------------------------------------------------------------------------


def row_of(canvas: Canvas, book: Book) -> dict[str, Any]:
    remarks = [remark_of(note, book) for note in results.remarks_on(canvas).select_related("author__person", "group")]
    votes: dict[str, dict[str, bool]] = {}
    for vote in canvas.quality_votes.select_related("seat__person"):
        votes.setdefault(book.name_of(vote.seat) or "", {})[vote.quality] = vote.yes
    ideas = [idea_of(idea, book) for idea in canvas.title_ideas.select_related("author__person")]
    more = {"gallery_remark": remarks[:1] and remarks[0], "more_remarks": remarks[1:], "title_ideas": ideas}
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


def idea_of(idea: TitleIdea, book: Book) -> dict[str, Any]:
    return {
        "text": idea.text,
        "by": book.name_of(idea.author),
        "voters": [book.name_of(seat) for seat in idea.voters.select_related("person").order_by("pk")],
    }
