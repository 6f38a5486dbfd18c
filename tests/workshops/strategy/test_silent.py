"""Silent writing: what is kept, who sees it, ticks, R-STRAT-1."""

import re

import pytest
from django.utils import timezone

from live import feed
from live.feed import Audience
from live.models import Change
from workshops.coaching import findings
from workshops.kickoff.strategy.models import StrategyNote
from workshops.models import Note, StageRun

pytestmark = pytest.mark.django_db(transaction=True)
WALL = Audience("projector", "", "en")


def touched(workshop, since: int) -> list[tuple[str, str]]:
    changes = Change.objects.filter(room=workshop.room, seq__gt=since).order_by("seq")
    return list(changes.values_list("kind", "ref"))


def rules(run) -> list[str]:
    return [f"{finding.rule} {finding.level}" for finding in findings(run, locks=False)]


def long_ago(run, minutes: int = 12) -> StageRun:
    StageRun.objects.filter(pk=run.pk).update(step_opened_at=timezone.now() - timezone.timedelta(minutes=minutes))
    run.refresh_from_db()
    return run


def test_note_is_kept_as_a_draft_of_its_author(workshop, sit, go_to, write):
    go_to("strategy", "silent")
    workshop.room.refresh_from_db()
    before, phone = workshop.room.seq, sit("p03")
    note = write(phone, "Cut the changeover time")
    assert (note.state, note.number, note.author, note.column) == ("draft", None, phone.seat, None)
    assert touched(workshop, before) == [("note", str(note.pk))]


def test_note_sent_again_is_kept_once(workshop, sit, go_to, act):
    go_to("strategy", "silent")
    phone = sit("p03")
    answers = [act(phone, "notes/", text="Cut the changeover time", key="k" * 32) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert StrategyNote.objects.count() == 1


def test_note_of_observer_is_refused(workshop, sit, go_to, act):
    go_to("strategy", "silent")
    response = act(sit("p10"), "notes/", text="Cut the changeover time")
    assert (response.status_code, response["X-Rule"]) == (403, "R-ROLE-6")
    assert not Note.objects.exists()


def test_r_strat_1_others_notes_are_seen_by_nobody(workshop, sit, go_to, write, hanna):
    go_to("strategy", "silent")
    workshop.room.refresh_from_db()
    before, author, other = workshop.room.seq, sit("p03"), sit("p04")
    write(author, "Cut the changeover time")
    pushed = feed.since(workshop.room.pk, WALL, before, str(workshop.room.epoch)).html
    pages = [
        pushed,
        hanna.get(f"/w/{workshop.public_id}/wall/").content.decode(),
        hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode(),
        other.get(f"/w/{workshop.public_id}/").content.decode(),
        other.get(f"/w/{workshop.public_id}/mine/").content.decode(),
        author.get(f"/w/{workshop.public_id}/mine/").content.decode(),
    ]
    assert ["Cut the changeover time" in page for page in pages] == [False, False, False, False, False, True]
    assert 'id="kept"' in pushed
    assert "<b>1</b>" in pushed


def test_tick_marks_an_own_note(workshop, sit, go_to, write, act):
    go_to("strategy", "silent")
    phone = sit("p03")
    notes = [write(phone, text) for text in ("One idea", "Two ideas", "Three ideas")]
    answers = [act(phone, f"strategy/notes/{note.pk}/tick/", ticked="1") for note in notes]
    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert answers[2]["X-Rule"] == "R-STRAT-1"
    assert list(StrategyNote.objects.order_by("pk").values_list("ticked", flat=True)) == [True, True, False]
    assert act(phone, f"strategy/notes/{notes[0].pk}/tick/").status_code == 200
    assert act(phone, f"strategy/notes/{notes[2].pk}/tick/", ticked="1").status_code == 200
    assert list(StrategyNote.objects.order_by("pk").values_list("ticked", flat=True)) == [False, True, True]


def test_tick_of_anothers_note_is_not_found(workshop, sit, go_to, write, act):
    go_to("strategy", "silent")
    note = write(sit("p03"), "Cut the changeover time")
    assert act(sit("p04"), f"strategy/notes/{note.pk}/tick/", ticked="1").status_code == 404
    assert not StrategyNote.objects.get().ticked


def test_tick_after_the_silence_is_refused(workshop, sit, go_to, write, act):
    go_to("strategy", "silent")
    phone = sit("p03")
    note = write(phone, "Cut the changeover time")
    go_to("strategy", "post")
    response = act(phone, f"strategy/notes/{note.pk}/tick/", ticked="1")
    assert (response.status_code, response["X-Rule"]) == (409, "R-GEN-2")


def test_author_rewords_and_takes_back(workshop, sit, go_to, write, act):
    go_to("strategy", "silent")
    phone = sit("p03")
    first, second = write(phone, "Cut the changeover time"), write(phone, "Train two colleagues")
    assert act(phone, f"notes/{first.pk}/text/", text="Halve the changeover time").status_code == 200
    assert act(phone, f"notes/{second.pk}/withdrawal/").status_code == 200
    assert list(StrategyNote.objects.order_by("pk").values_list("text", "state")) == [
        ("Halve the changeover time", "draft"),
        ("Train two colleagues", "withdrawn"),
    ]


def test_r_strat_1_asks_before_five_minutes_and_not_after(workshop, go_to):
    run = go_to("strategy", "silent")
    assert rules(run) == ["R-STRAT-1 O"]
    assert rules(long_ago(run, 5)) == []


def test_r_strat_1_advises_on_fewer_than_two_and_more_than_seven(workshop, sit, go_to, write):
    run = long_ago(go_to("strategy", "silent"))
    few, right, many = sit("p03"), sit("p04"), sit("p05")
    write(few, "Only one")
    for number in range(2):
        write(right, f"Right {number}")
    for number in range(8):
        write(many, f"Many {number}")
    assert [finding.what for finding in findings(run, locks=False)] == [
        "1 person has fewer than two notes.",
        "1 person has more than seven notes.",
    ]
    write(few, "And another")
    StrategyNote.objects.filter(author=many.seat).first().withdraw()
    assert rules(run) == []


def test_console_counts_who_still_writes_without_names(workshop, sit, go_to, write, hanna):
    go_to("strategy", "silent")
    quiet, phone = sit("p04"), sit("p03")
    write(phone, "Cut the changeover time")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    counts = [f'data-count="{name}"' in panel for name in ("none", "one", "enough")]
    assert counts == [True, True, True]
    # Who may bring what comes later is a list of everybody, whatever they wrote.
    told = wall + re.sub(r'<datalist id="one-tap-people">.*?</datalist>', "", panel)
    assert [name in told for name in (quiet.seat.name, phone.seat.name)] == [False, False]
