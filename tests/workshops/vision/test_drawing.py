"""Drawing together on screens: a switch of the event for remote seats; one stroke, one post."""

import io
import json
import re
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from live import feed
from live.feed import Audience
from tests.workshops.vision.conftest import photo, said
from workshops import exchange
from workshops.kickoff.vision import ink, results, strokes
from workshops.kickoff.vision.exchange import VisionPart
from workshops.kickoff.vision.models import Canvas, Stroke
from workshops.models import Picture, Workshop
from workshops.retention import own_data
from workshops.surfaces import WorkshopRenderer

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = json.loads((Path(__file__).parent / "ink.json").read_text())
TOKENS = Path(__file__).parents[3] / "static" / "css" / "tokens.css"
LINE = "100 400 4 600 380 4 1100 420 4"
PHONE = {"HTTP_X_REQUESTED_WITH": "outbox"}


@pytest.fixture
def drawing(workshop, in_vision):
    """The room draws, on screens too; gives the run."""
    Workshop.objects.update(draws_on_screens=True)
    return in_vision("draw")


@pytest.fixture
def stroke(workshop, canvas):
    """`stroke(phone, "A", pen="r")` posts one as the outbox does."""

    def drawn(phone, letter: str, **said):
        data = {"pen": "k", "width": "2", "points": LINE} | said
        return phone.post(f"/w/{workshop.public_id}/vision/canvases/{canvas(letter).pk}/strokes/", data, **PHONE)

    return drawn


@pytest.fixture
def back(workshop, canvas):
    def taken(phone, letter: str, **said):
        address = f"/w/{workshop.public_id}/vision/canvases/{canvas(letter).pk}/strokes/back/"
        return phone.post(address, said, **PHONE)

    return taken


def own_answer(answer) -> tuple[str, str]:
    """What the own screen is told: the stroke, and what stands under the sheet then."""
    told, said = answer.content.decode().split("<p ", 1)
    return told.strip(), html.fromstring(f"<p {said}").text_content()


def page(client, workshop, name: str = "") -> str:
    return client.get(f"/w/{workshop.public_id}/{name}").content.decode()


def pushed(workshop, surface: str, letter: str, pk: int) -> str | None:
    audience = Audience(surface, letter, "en")
    return WorkshopRenderer().elements(workshop.room, audience, [("stroke", str(pk))])


# ---- the switch ---------------------------------------------------------------------------------------------


def test_without_the_switch_nothing_of_it_shows(workshop, in_vision, sit, stroke, hanna):
    in_vision("draw")
    phone = sit("p05")
    shown = page(phone, workshop) + page(phone, workshop, "mine/") + page(hanna, workshop, "wall/")
    assert re.findall(r"sheet-\d|drawing\.js|data-pad", shown) == []
    refused = stroke(phone, "A")
    assert (refused.status_code, refused["X-Rule"], Stroke.objects.count()) == (409, "R-GEN-2", 0)


def test_facilitator_switches_it_on_in_the_plan_and_off_again(workshop, hanna):
    address = f"/w/{workshop.public_id}/plan/vision/screens/"
    assert "For people who are not in the room" in page(hanna, workshop, "plan/")
    answer = hanna.post(address, {"on": "1"})
    assert answer["Location"] == f"/w/{workshop.public_id}/plan/#screens"
    assert Workshop.objects.get().draws_on_screens is True
    hanna.post(address, {"on": ""})
    assert Workshop.objects.get().draws_on_screens is False


def test_switched_off_while_people_draw_it_leaves_every_screen(workshop, drawing, sit, stroke, hanna):
    stroke(sit("p05"), "A")
    hanna.post(f"/w/{workshop.public_id}/plan/vision/screens/", {"on": ""})
    assert "sheet-" not in page(hanna, workshop, "wall/") + page(sit("p05"), workshop)
    assert said(drawing) == ["R-VIS-1"]


# ---- a stroke -----------------------------------------------------------------------------------------------


def test_stroke_comes_to_the_group_and_to_the_walls(workshop, drawing, canvas, sit, stroke, hanna):
    phone = sit("p05")
    answer = stroke(phone, "A", pen="r", width="3")
    drawn = Stroke.objects.get()
    assert (answer.status_code, drawn.seat, drawn.canvas, drawn.size) == (201, phone.seat, canvas("A"), 3)
    shown, _said = own_answer(answer)
    assert f'id="stroke-{drawn.pk}" data-into="sheet-{canvas("A").pk}"' in shown
    assert shown.count('class="ink p-r" stroke-width="24"') == 1
    there = [pushed(workshop, *one, drawn.pk) for one in [("phone", "A"), ("projector", ""), ("projector", "A")]]
    assert there == [shown] * 3
    assert [pushed(workshop, *one, drawn.pk) for one in [("phone", "B"), ("projector", "B")]] == [""] * 2
    assert shown in page(sit("p07"), workshop)
    assert shown in page(hanna, workshop, "wall/")
    assert shown not in page(sit("p04"), workshop)


def test_desk_looks_again_only_when_a_canvas_begins_or_ceases_to_hold_something(workshop, drawing, sit, stroke, back):
    phone, audience = sit("p05"), Audience("console", "", "en")
    asked = []
    for act in (stroke, stroke, back, back):
        cursor = Workshop.objects.get().room.seq
        act(phone, "A")
        asked.append(feed.since(workshop.room_id, audience, cursor).html)
    assert asked == ['<div data-poke="run"></div>', "", "", '<div data-poke="run"></div>']


def test_same_stroke_sent_twice_with_its_key_is_drawn_once(drawing, sit, stroke):
    phone, key = sit("p05"), "0123456789abcdef0123"
    answers = [stroke(phone, "A", key=key).content for _try in range(2)]
    assert (answers[0], Stroke.objects.count()) == (answers[1], 1)
    assert stroke(phone, "A", key=key, pen="b").status_code == 422


def test_other_group_is_not_found_and_who_only_watches_draws_nothing(workshop, drawing, sit, stroke, back):
    stroke(sit("p05"), "A")
    lead = sit(workshop.decision_makers().get().person.key)
    assert [stroke(sit("p04"), "A").status_code, back(sit("p04"), "A").status_code] == [404, 404]
    assert [stroke(one, "A").status_code for one in (lead, sit("p10"))] == [404, 404]
    assert Stroke.objects.count() == 1
    assert "data-pad" not in page(lead, workshop, "mine/")


def test_nothing_is_drawn_in_another_step(workshop, drawing, in_vision, sit, stroke, back):
    phone = sit("p05")
    stroke(phone, "A")
    in_vision("check")
    answers = [stroke(phone, "A"), back(phone, "A")]
    assert [(one.status_code, one["X-Rule"]) for one in answers] == [(409, "R-GEN-2")] * 2
    assert Stroke.objects.count() == 1


BAD = {
    "nothing": {"points": ""},
    "no numbers": {"points": "abc"},
    "NUL": {"points": "1 2 4\x00"},
    "infinite": {"points": "inf 2 4"},
    "huge": {"points": "1e309 2 4"},
    "negative": {"points": "-1 2 4"},
    "fraction": {"points": "1.5 2 4"},
    "other digits": {"points": "١ 2 4"},
    "two of three": {"points": "1 2"},
    "beside the sheet": {"points": "1201 2 4"},
    "below the sheet": {"points": "1 801 4"},
    "no pressure": {"points": "1 2 0"},
    "too hard": {"points": "1 2 9"},
    "two blanks": {"points": "1  2 4"},
    "other pen": {"pen": "x"},
    "other width": {"width": "4"},
    "markup": {"points": '1 2 4"/><script>'},
}


def test_what_is_no_stroke_is_refused(drawing, sit, stroke):
    phone = sit("p05")
    assert {name: stroke(phone, "A", **given).status_code for name, given in BAD.items()} == dict.fromkeys(BAD, 422)
    assert Stroke.objects.count() == 0


def test_stroke_of_too_many_points_says_so(drawing, sit, stroke):
    phone, point = sit("p05"), "1200 800 8"
    answer = stroke(phone, "A", points=" ".join([point] * 201))
    assert answer.status_code == 422
    assert "This stroke has 201 points; at most 200 are taken." in answer.content.decode()
    assert stroke(phone, "A", points=" ".join([point] * 200)).status_code == 201


@pytest.mark.parametrize(("limit", "most"), [("MOST_STROKES", 2), ("MOST_POINTS", 6)])
def test_full_sheet_says_so_and_takes_on_when_somebody_takes_back(monkeypatch, drawing, sit, stroke, back, limit, most):
    monkeypatch.setattr(strokes, limit, most)
    phone = sit("p05")
    answers = [stroke(phone, "A") for _time in range(3)]
    assert [one.status_code for one in answers] == [201, 201, 409]
    assert "The sheet is full." in answers[2].content.decode()
    assert stroke(sit("p04"), "B").status_code == 201
    back(phone, "A")
    assert stroke(phone, "A").status_code == 201


# ---- the own undo -------------------------------------------------------------------------------------------


def test_own_data_hold_the_own_strokes(workshop, drawing, sit, stroke):
    """R-GEN-18"""
    stroke(sit("p05"), "A", pen="r")
    found = own_data(workshop.seats.get(person__key="p05"))["vision.stroke.seat"]
    assert [(row["pen"], row["points"]) for row in found] == [("r", LINE)]


def test_undo_takes_back_the_own_last_stroke_and_no_other(workshop, drawing, sit, stroke, back):
    mine, other = sit("p05"), sit("p07")
    for phone in (mine, mine, other):
        stroke(phone, "A")
    first, second, theirs = Stroke.objects.all()
    answer = back(mine, "A", key="0123456789abcdef0123")
    gone = f'<template id="stroke-{second.pk}" data-gone></template>'
    assert own_answer(answer) == (gone, "")
    assert pushed(workshop, "phone", "A", second.pk) == gone
    # A lost answer, asked for again, takes back no second one.
    assert own_answer(back(mine, "A", key="0123456789abcdef0123")) == (gone, "")
    assert list(Stroke.objects.all()) == [first, theirs]
    last, none = (f'<template id="stroke-{number}" data-gone></template>' for number in (first.pk, 0))
    none_left = "None of these strokes is yours. What others drew, they take back themselves."
    assert [own_answer(back(mine, "A")) for _time in range(2)] == [(last, ""), (none, none_left)]
    assert list(Stroke.objects.all()) == [theirs]


# ---- the picture of the group -------------------------------------------------------------------------------


def test_drawing_becomes_the_picture_of_the_group(workshop, drawing, canvas, sit, stroke, act, next_step, hanna):
    """R-VIS-1 is content with it; from the next step on it hangs as a photo would."""
    stroke(sit("p05"), "A", pen="r", width="3")
    assert said(drawing) == ["R-VIS-1"]
    stroke(sit("p04"), "B")
    assert said(drawing) == []
    assert next_step().status_code == 302
    first, second = (canvas(letter).picture for letter in "AB")
    assert first.digest != second.digest
    assert [one["picture"] for one in results.of(workshop)] == [first, second]
    image = Image.open(io.BytesIO(bytes(first.file.data)))
    assert (image.size, image.getpixel((800, 60))) == ((1600, 1067), pytest.approx((255, 253, 248), abs=3))
    assert image.getpixel((800, 515)) == pytest.approx((0xB5, 0x40, 0x2B), abs=12)
    assert f"/pictures/{first.pk}/" in page(hanna, workshop, "wall/")


def test_photo_takes_the_place_of_the_drawing(workshop, drawing, canvas, sit, stroke, act, next_step, hanna):
    for letter, key in (("A", "p05"), ("B", "p04")):
        stroke(sit(key), letter)
    act(sit("p05"), f"vision/canvases/{canvas('A').pk}/pictures/", picture=photo())
    held = Picture.objects.get()
    wall = page(hanna, workshop, "wall/")
    assert re.findall(r'id="sheet-(\d+)"', wall) == [str(canvas("B").pk)]
    next_step()
    assert (canvas("A").picture, canvas("A").names) == (held, ["canvas_a1.jpg"])


def test_drawn_on_after_going_back_it_hangs_anew(drawing, canvas, in_vision, sit, stroke, next_step):
    for letter, key in (("A", "p05"), ("B", "p04")):
        stroke(sit(key), letter)
    next_step()
    before = [canvas(letter).picture.pk for letter in "AB"]
    in_vision("draw")
    stroke(sit("p05"), "A", points="600 100 4")
    next_step()
    after = [canvas(letter).picture.pk for letter in "AB"]
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]
    assert canvas("A").pictures == [Picture.objects.get(pk=after[0])]


def test_file_carries_the_strokes(workshop, drawing, canvas, sit, stroke):
    stroke(sit("p05"), "A", pen="g", width="1")
    out = VisionPart().dump(workshop, exchange.Book(workshop))
    assert out["vision"][0]["strokes"] == [{"by": "p05", "pen": "g", "width": 1, "points": LINE}]
    Canvas.objects.all().delete()
    VisionPart().load(workshop, out, exchange.Book(workshop))
    assert VisionPart().dump(workshop, exchange.Book(workshop)) == out
    assert canvas("A").picture is not None


@pytest.mark.parametrize(("name", "value"), [("points", "1 2"), ("points", "1 2 4 " * 300), ("pen", "x"), ("width", 7)])
def test_file_with_a_broken_stroke_is_refused(workshop, drawing, name, value):
    row = {"by": "p05", "pen": "g", "width": 1, "points": LINE} | {name: value}
    content = {"vision": [{"group": "A", "strokes": [row]}]}
    with pytest.raises(exchange.NotAWorkshopFile, match=r"vision\[0\]\.strokes\[0\]"):
        VisionPart().load(workshop, content, exchange.Book(workshop))


def test_file_with_more_than_a_sheet_holds_is_refused(monkeypatch, workshop, drawing):
    monkeypatch.setattr(strokes, "MOST_STROKES", 2)
    row = {"by": "p05", "pen": "g", "width": 1, "points": LINE}
    with pytest.raises(exchange.NotAWorkshopFile, match=r"vision\[0\]\.strokes"):
        VisionPart().load(workshop, {"vision": [{"group": "A", "strokes": [row] * 3}]}, exchange.Book(workshop))
    VisionPart().load(workshop, {"vision": [{"group": "A", "strokes": [row] * 2}]}, exchange.Book(workshop))
    assert Stroke.objects.count() == 2


# ---- ink ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", TABLE)
def test_stroke_looks_as_the_browser_drew_it(row):
    found = ink.paths(ink.read(row["points"]), row["width"])
    assert [[float(path.width), path.d] for path in found] == row["paths"]


def test_pens_of_the_picture_are_those_of_the_screens():
    tokens = TOKENS.read_text()
    assert {pen: re.search(rf"--pen-{pen}: (#\w+)", tokens)[1] for pen in Stroke.Pen.values} == ink.PENS


# ---- the desk takes strokes down ----------------------------------------------------------------------------


def test_desk_takes_down_one_stroke_or_a_whole_hand_and_hangs_them_again(workshop, drawing, sit, stroke, hanna):
    phone = sit("p05")
    for pen in ("r", "g"):
        stroke(phone, "A", pen=pen)
    stroke(sit("p07"), "A", pen="b")
    red, green, blue = Stroke.objects.all()

    def tap(one: Stroke, way: str, **more) -> str:
        """The pens that stand then."""
        answer = hanna.post(f"/w/{workshop.public_id}/run/vision/strokes/{one.pk}/{way}/", more)
        assert answer["Location"] == f"/w/{workshop.public_id}/run/vision/canvases/{one.canvas_id}/strokes/"
        return "".join(Stroke.objects.values_list("pen", flat=True))

    said = [tap(green, "down"), tap(red, "down", hand="1"), tap(blue, "down", hand="1"), tap(green, "up", hand="1")]
    assert said == ["rb", "b", "", "rg"]
    gone = [f'<template id="stroke-{one.pk}" data-gone></template>' for one in (red, blue)]
    assert [pushed(workshop, "projector", "", blue.pk), pushed(workshop, "phone", "A", blue.pk)] == [gone[1]] * 2
    desk = page(hanna, workshop, f"run/vision/canvases/{red.canvas_id}/strokes/")
    assert (desk.count("/down/"), desk.count("/up/"), phone.seat.name in desk) == (2, 1, False)


def test_nobody_undoes_what_the_desk_took_down(workshop, drawing, sit, stroke, back, hanna):
    phone = sit("p05")
    stroke(phone, "A", pen="r")
    stroke(phone, "A", pen="g")
    _red, green = Stroke.objects.all()
    hanna.post(f"/w/{workshop.public_id}/run/vision/strokes/{green.pk}/down/")
    back(phone, "A")
    assert list(Stroke.kept.all()) == [green]
