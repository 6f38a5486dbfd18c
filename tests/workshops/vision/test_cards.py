"""Scene cards: written in silence, hidden until the room draws."""

from datetime import timedelta

import pytest
from django.utils import timezone

from live import feed
from live.models import Room
from tests.workshops.vision.conftest import said
from workshops.kickoff.vision import wording
from workshops.kickoff.vision.models import Evening
from workshops.models import Note
from workshops.surfaces import POKE

pytestmark = pytest.mark.django_db(transaction=True)
A = "All drivers wait with engines off; Lihua signs the last paper smiling."


@pytest.fixture
def write(act):
    def written(phone, text, **data):
        return act(phone, "notes/", text=text, **data)

    return written


def wall_page(workshop, hanna) -> str:
    return hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()


def test_card_is_kept_and_nobody_sees_it(workshop, in_vision, sit, hanna, write):
    in_vision("imagine")
    phone = sit("p05")
    assert write(phone, A).status_code == 201
    note = Note.objects.get(text=A)
    assert (note.state, note.number, note.group.letter, note.author) == ("draft", None, "A", phone.seat)
    assert A not in wall_page(workshop, hanna)
    assert A not in sit("p07").get(f"/w/{workshop.public_id}/").content.decode()


def test_cards_open_together_when_the_room_draws(workshop, in_vision, sit, hanna, write):
    in_vision("imagine")
    for key, text in (("p05", A), ("p07", "A machine setter shows a newcomer the picture card."), ("p04", "Two lids")):
        write(sit(key), text)
    in_vision("draw")
    shown = Note.objects.filter(state="wall").order_by("wall__group__letter", "number")
    assert [(note.group.letter, note.number) for note in shown] == [("A", 1), ("A", 2), ("B", 1)]
    page = wall_page(workshop, hanna)
    assert all(note.text in page for note in shown)


def test_fourth_card_is_refused_and_an_own_one_may_be_taken_back(in_vision, sit, act, write):
    in_vision("imagine")
    phone = sit("p05")
    assert [write(phone, f"Card {number}").status_code for number in range(4)] == [201, 201, 201, 409]
    act(phone, f"notes/{Note.objects.get(text='Card 0').pk}/withdrawal/")
    assert write(phone, "Card 4").status_code == 201
    kept = Note.objects.filter(state="draft").order_by("id").values_list("text", flat=True)
    assert list(kept) == ["Card 1", "Card 2", "Card 4"]


def test_observer_writes_no_card(in_vision, sit, write):
    in_vision("imagine")
    assert write(sit("p10"), A).status_code == 403
    assert not Note.objects.exists()


def test_late_card_joins_the_wall_and_the_cards_on_the_phones_of_its_group(workshop, in_vision, sit, write):
    in_vision("draw")
    before = Room.objects.get(workshop=workshop)
    assert write(sit("p05"), A, step="vision.imagine.0").status_code == 201
    assert Note.objects.get().number == 1
    frame = feed.since(before.pk, feed.Audience("phone", "A", "en"), before.seq, str(before.epoch))
    assert POKE.format("mine") in frame.html


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("A quiet morning: the phone does not ring because every date holds.", ["R-VIS-3"]),
        ("不再加班，灯关着。", ["R-VIS-3"]),
        ("Everything is much better.", ["R-VIS-4"]),
        ("一切越来越好", ["R-VIS-4"]),
        ("We are better without overtime.", ["R-VIS-3", "R-VIS-4"]),
        ("Our customer says it is good and hugs Lihua at the gate.", []),
        ("Nobody runs; a cake stands on the notebook.", []),
        ("奖金翻一番", ["R-VIS-6"]),
        (A, []),
    ],
)
def test_author_is_asked_about_the_words(text, rules):
    """R-VIS-3, R-VIS-4, R-VIS-6: firing and silent."""
    assert [flag.rule for flag in wording.flags(text)] == rules


def test_card_with_a_name_of_the_roster_shows_somebody():
    """R-VIS-4 stays silent: a person is in the picture."""
    assert not wording.is_vague("胡丽华越来越好", frozenset({"胡丽华"}))


def test_author_is_asked_at_once_and_may_reword(in_vision, sit, act, write):
    in_vision("imagine")
    phone = sit("p05")
    page = write(phone, "Everything is better.").content.decode()
    assert 'data-rule="R-VIS-4"' in page
    note = Note.objects.get()
    page = act(phone, f"notes/{note.pk}/text/", text=A).content.decode()
    assert "data-rule" not in page


def test_r_vis_3_and_r_vis_4_are_counted_on_the_console(in_vision, sit, write):
    run = in_vision("imagine")
    before = said(run)
    write(sit("p05"), "Everything is better.")
    write(sit("p07"), "不再加班")
    assert sorted(set(said(run)) - set(before)) == ["R-VIS-3", "R-VIS-4"]


def test_r_vis_5_asks_for_three_minutes_of_silence(workshop, in_vision, next_step):
    """R-VIS-5: the way out is a reason; going back does not start the clock anew."""
    run = in_vision("imagine")
    assert "R-VIS-5" in said(run)
    response = next_step()
    assert response.status_code == 409
    Evening.objects.update(silent_since=timezone.now() - timedelta(minutes=3, seconds=1))
    assert "R-VIS-5" not in said(run)
    assert next_step().status_code == 302


def test_r_vis_5_passes_with_a_reason(workshop, in_vision, next_step):
    in_vision("imagine")
    assert next_step(R_VIS_5="Out of time").status_code == 302
    assert workshop.agenda.get(kind="vision").step == "draw"


def test_r_vis_6_only_money(in_vision, sit, write):
    """R-VIS-6: all cards of a group; one scene among them keeps it silent."""
    run = in_vision("imagine")
    write(sit("p05"), "Profit of two million")
    write(sit("p07"), "奖金翻倍")
    assert "R-VIS-6" in said(run)
    write(sit("p09"), A)
    assert "R-VIS-6" not in said(run)


def test_r_vis_7_rational_rooms_see_the_example_first(workshop, in_vision, act, hanna, next_step):
    """R-VIS-7: shown by one tap, or a reason; expressive rooms are not asked."""
    run = in_vision("demo")
    assert said(run) == ["R-VIS-7"]
    assert next_step().status_code == 409
    act(hanna, "run/vision/demonstration/")
    assert said(run) == []
    assert "flies a yellow kite" in wall_page(workshop, hanna)
    workshop.organisation.tone = "expressive"
    workshop.organisation.save()
    Evening.objects.update(demonstrated_at=None)
    run.refresh_from_db()
    assert said(type(run).objects.get(pk=run.pk)) == []


def test_r_vis_8_counts_who_has_no_card(workshop, in_vision, sit, write, hanna):
    """R-VIS-8: a number, no names; silent once everybody present wrote."""
    run = in_vision("imagine")
    assert "R-VIS-8" in said(run)
    workshop.seats.writers().exclude(person__key__in=["p05", "p04"]).update(left_at=timezone.now())
    for key in ("p05", "p04"):
        write(sit(key), f"{A} {key}")
    assert "R-VIS-8" not in said(run)


def test_r_vis_9_decision_maker_is_warned(workshop, in_vision, sit, write):
    """R-VIS-9: the card is kept, phone and console say whose picture it is."""
    run = in_vision("imagine")
    phone = sit("p01") if workshop.seats.get(person__key="p01").role == "lead" else None
    lead = workshop.decision_makers().get()
    phone = phone or sit(lead.person.key)
    assert "R-VIS-9" not in said(run)
    assert "It is the team" in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    wall = workshop.walls.get(run=run, group__letter="B", kind="")
    assert write(phone, "I stand on the roof", wall=wall.pk).status_code == 201
    assert Note.objects.get().group.letter == "B"
    assert "R-VIS-9" in said(run)


def test_facilitator_chooses_the_prompt(workshop, in_vision, act, hanna):
    in_vision("demo")
    assert Evening.of(workshop).prompt == "established"
    act(hanna, "run/vision/prompt/", prompt="young")
    in_vision("imagine")
    assert "What would you most like to do together" in wall_page(workshop, hanna)


def test_who_wrote_a_card_that_was_hidden_reads_why_while_the_room_draws(workshop, in_vision, sit, act, hanna):
    """R-GEN-4: nobody else of the group does."""
    in_vision("imagine")
    phone, neighbour = sit("p36"), sit("p23")
    act(phone, "notes/", text="My boss is an idiot")
    in_vision("draw")
    act(hanna, f"notes/{Note.objects.get().pk}/hiding/", reason="About a person")
    shown = [one.get(f"/w/{workshop.public_id}/mine/").content.decode() for one in (phone, neighbour)]
    assert [(page.count("About a person"), page.count("My boss is an idiot")) for page in shown] == [(1, 1), (0, 0)]
