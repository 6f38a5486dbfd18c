"""Five qualities, the walk, the title."""

import pytest

from tests.workshops.vision.conftest import said
from workshops import coaching
from workshops.kickoff.vision import results
from workshops.kickoff.vision.models import QualityVote, TitleIdea
from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)
FIVE = ["unique", "positive", "specific", "emotional", "shared"]


def five(**answers: str) -> dict[str, str]:
    return dict.fromkeys(FIVE, "yes") | answers


def sums(canvas) -> dict[str, tuple[int, int]]:
    return {one.key: (one.yes, one.votes) for one in results.opinions(canvas)}


@pytest.fixture
def judge(act, canvas, sit):
    def judged(key: str, letter: str, **answers):
        return act(sit(key), f"vision/canvases/{canvas(letter).pk}/qualities/", **five(**answers))

    return judged


def test_five_taps_count_for_the_own_group(in_vision, canvas, judge):
    in_vision("check")
    judge("p05", "A")
    judge("p07", "A", emotional="no")
    judge("p07", "A", emotional="no", shared="no")
    assert sums(canvas("A")) == dict.fromkeys(FIVE, (2, 2)) | {"emotional": (1, 2), "shared": (1, 2)}
    assert sums(canvas("B")) == dict.fromkeys(FIVE, (0, 0))


def test_only_all_five_are_taken(in_vision, canvas, act, sit):
    in_vision("check")
    response = act(sit("p05"), f"vision/canvases/{canvas('A').pk}/qualities/", unique="yes")
    assert response.status_code == 422
    assert not QualityVote.objects.exists()


def test_other_groups_and_the_decision_maker_do_not_judge(workshop, in_vision, judge):
    in_vision("check")
    lead = workshop.decision_makers().get().person.key
    assert [judge(key, "A").status_code for key in ("p04", "p10", lead)] == [403, 409, 409]
    assert not QualityVote.objects.exists()


def test_r_vis_2_weak_quality_offers_the_pens(workshop, in_vision, judge, hanna, act):
    """R-VIS-2: fires under 60 %, with its question and the way back; silent at 60."""
    run = in_vision("check")
    for key, answer in (("p05", "yes"), ("p07", "yes"), ("p09", "no"), ("p22", "no")):
        judge(key, "A", emotional=answer)
    assert said(run) == ["R-VIS-2"]
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert "do you feel something?" in panel
    act(hanna, "run/step/", step="draw", expected=run.position)
    assert workshop.agenda.get(kind="vision").step == "draw"
    run = in_vision("check")
    judge("p29", "A")
    assert sums(results.Canvas.objects.get(group__letter="A"))["emotional"] == (3, 5)
    assert said(run) == []


def thumbs(**counts: int) -> dict[str, int]:
    return dict.fromkeys(FIVE, 9) | counts


def test_host_enters_raised_thumbs_for_the_group(in_vision, canvas, judge, act, sit):
    in_vision("check")
    judge("p05", "A", unique="no")
    host = sit("p03")
    assert act(host, f"vision/canvases/{canvas('A').pk}/thumbs/", **thumbs(emotional=5)).status_code == 302
    assert sums(canvas("A")) == dict.fromkeys(FIVE, (9, 9)) | {"emotional": (5, 9)}


def test_member_and_other_host_enter_no_thumbs(in_vision, canvas, act, sit):
    in_vision("check")
    address = f"vision/canvases/{canvas('A').pk}/thumbs/"
    assert [act(sit(key), address, **thumbs()).status_code for key in ("p05", "p04")] == [409, 403]
    assert sums(canvas("A")) == dict.fromkeys(FIVE, (0, 0))


def test_console_types_thumbs_and_no_more_than_there_are_hands(in_vision, canvas, act, hanna):
    """R-GEN-16"""
    in_vision("check")
    address = f"run/vision/canvases/{canvas('B').pk}/thumbs/"
    assert act(hanna, address, **thumbs(unique=10)).status_code == 422
    assert act(hanna, address, **thumbs(unique=4)).status_code == 302
    assert sums(canvas("B")) == dict.fromkeys(FIVE, (9, 9)) | {"unique": (4, 9)}


def test_others_remark_on_the_picture_that_is_shown(workshop, in_vision, canvas, sit, act, hanna):
    in_vision("gallery")
    assert workshop.canvases.shown() == canvas("A")
    assert act(sit("p36"), "notes/", text="I can hear the gate close on time.").status_code == 201
    note = Note.objects.get()
    assert (note.group.letter, note.wall.group.letter, note.number, note.state) == ("B", "A", 1, "wall")
    assert note.text in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert [remark.text for remark in results.remarks_on(canvas("A"))] == [note.text]


def test_nobody_remarks_on_the_own_picture_or_twice(in_vision, sit, act):
    in_vision("gallery")
    assert act(sit("p05"), "notes/", text="How well we draw").status_code == 202
    phone = sit("p36")
    assert [act(phone, "notes/", text=text).status_code for text in ("One", "Two")] == [201, 409]
    assert list(Note.objects.filter(state="wall").values_list("text", flat=True)) == ["One"]


def test_remark_has_at_most_120_characters(in_vision, sit, act):
    in_vision("gallery")
    phone = sit("p36")
    assert act(phone, "notes/", text="火" * 121).status_code == 422
    assert act(phone, "notes/", text="火" * 120).status_code == 201


def test_console_walks_on_and_chooses_who_tells(workshop, in_vision, canvas, act, hanna, sit):
    in_vision("gallery")
    act(sit("p05"), f"vision/canvases/{canvas('A').pk}/teller/")
    assert canvas("A").teller.person.key == "p05"
    act(hanna, f"run/vision/canvases/{canvas('B').pk}/showing/")
    assert workshop.canvases.shown() == canvas("B")
    teller = workshop.seats.get(person__key="p06")
    act(hanna, f"run/vision/canvases/{canvas('B').pk}/teller/", seat=teller.pk)
    assert canvas("B").teller == teller
    assert act(sit("p05"), "notes/", text="看到炉盖合上，我也松了一口气。").status_code == 201


def test_walk_and_titles_name_the_group_that_is_still_missing(workshop, in_vision, canvas):
    """Completion of the steps: each group shown, each canvas with a title."""
    in_vision("draw")
    workshop.canvases.update(story="Nobody runs on Thursday evening: the last lorry left under a green light.")
    run = in_vision("gallery")
    assert [one.about for one in coaching.findings(run, locks=False)] == [str(canvas("B").pk)]
    canvas("B").show()
    assert coaching.findings(run, locks=False) == []
    run = in_vision("name")
    workshop.canvases.filter(group__letter="A").update(title="The bright gate")
    assert [one.about for one in coaching.findings(run, locks=False)] == [str(canvas("B").pk)]


def test_room_of_one_group_remarks_on_its_own_picture(workshop, everybody_here, go_to, sit, act):
    go_to("vision", "gallery")
    assert act(sit("p05"), "notes/", text="It is ours").status_code == 201
    assert [one["group"] for one in results.of(workshop)] == []


def test_one_vote_a_person_moves_between_titles(in_vision, canvas, sit, act):
    in_vision("name")
    address = f"vision/canvases/{canvas('A').pk}/ideas/"
    act(sit("p05"), address, text="The Gate")
    phone = sit("p07")
    act(phone, address, text="The Bright Shipping Gate")
    first, second = TitleIdea.objects.order_by("id")
    act(phone, f"vision/ideas/{first.pk}/vote/")
    assert [(idea.text, idea.votes) for idea in TitleIdea.objects.by_votes()] == [
        ("The Gate", 2),
        ("The Bright Shipping Gate", 0),
    ]
    act(phone, f"vision/ideas/{first.pk}/vote/")
    assert [idea.votes for idea in TitleIdea.objects.by_votes()] == [1, 0]
    assert act(sit("p04"), f"vision/ideas/{second.pk}/vote/").status_code == 403


def test_host_or_console_confirms_the_title(in_vision, canvas, sit, act, hanna):
    in_vision("name")
    address = f"vision/canvases/{canvas('A').pk}/title/"
    assert act(sit("p05"), address, text="Mine").status_code == 409
    act(sit("p03"), address, text="The Bright Shipping Gate", other="亮灯的发货大门")
    assert (canvas("A").title, canvas("A").title_other) == ("The Bright Shipping Gate", "亮灯的发货大门")
    act(hanna, f"run/vision/canvases/{canvas('B').pk}/title/", text="Quiet Furnaces at Night")
    assert canvas("B").title == "Quiet Furnaces at Night"
    assert act(hanna, f"run/vision/canvases/{canvas('B').pk}/title/", text="火" * 41).status_code == 422


def test_host_may_confirm_a_title_before_anybody_suggested_one(workshop, in_vision, canvas, sit):
    in_vision("name")
    page = sit("p03").get(f"/w/{workshop.public_id}/")
    assert (page.status_code, f'id="call-{canvas("A").pk}"' in page.content.decode()) == (200, True)


def test_short_form_goes_from_drawing_to_the_walk_and_asks_nothing_of_what_is_left_out(workshop, in_vision, canvas):
    """Without check and name; the pictures hang without thumbs and title."""
    run = in_vision("draw")
    run.is_short = True
    run.save()
    for letter in "AB":
        canvas(letter).tell("At 22:00 the lids close, the hall is cooler and the night crew eats noodles.")
    assert run.following.key == "gallery"
    workshop.change("", "", lambda live, changing: live.agenda.get(kind="vision").enter("gallery", changing))
    run.refresh_from_db()
    assert run.following is None
    canvas("B").show()
    assert said(run) == []
    assert [one["title"] for one in results.of(workshop)] == ["", ""]


def test_console_hides_a_remark_with_a_reason(workshop, in_vision, canvas, sit, act, hanna):
    """R-GEN-4: it leaves the wall and the vision page, and stays in the log."""
    in_vision("gallery")
    act(sit("p36"), "notes/", text="Who drew that?")
    note = Note.objects.get()
    assert f"/notes/{note.pk}/hiding/" in hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    act(hanna, f"notes/{note.pk}/hiding/", reason="It hurts somebody")
    assert note.text not in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert list(results.remarks_on(canvas("A"))) == []
