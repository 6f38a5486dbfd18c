"""Writing: a note hangs at once in its field of the group's wall; late and held ones keep their field and fact."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops.kickoff.swot.models import SwotNote
from workshops.models import Note, StageRun

pytestmark = pytest.mark.django_db(transaction=True)


def test_note_hangs_at_once_with_a_number_of_its_group(workshop, groups, sit, go_to, write):
    go_to("swot", "write")
    goal = workshop.goals.first()
    note = write(
        *(sit("p03"), "W", "Three parts wait for one core"),
        **{"evidence": "Dec 2025: 7 orders", "customer": "Keda Tools", "period": "Dec 2025", "lens": "process"},
        goal=goal.pk,
    )
    write(sit("p04"), "S", "Tests are ready with the parts")
    kept = (note.quadrant, note.evidence, note.customer, note.period, note.lens, note.goal, note.state, note.number)
    assert kept == ("W", "Dec 2025: 7 orders", "Keda Tools", "Dec 2025", "process", goal, "wall", 1)
    assert list(SwotNote.objects.values_list("wall__group__letter", "number")) == [("A", 1), ("B", 1)]


def test_note_comes_in_by_the_address_of_every_note(workshop, sit, go_to, act):
    go_to("swot", "write")
    response = act(sit("p03"), "notes/", text="Complaints are answered in a day", column="S", evidence="2025: 31 of 33")
    assert response.status_code == 201
    assert SwotNote.objects.values_list("quadrant", "evidence", "group").get() == ("S", "2025: 31 of 33", None)


@pytest.mark.parametrize(("address", "rule"), [("swot/notes/", ""), ("notes/", "R-SWOT-1")])
def test_note_without_a_field_is_refused(workshop, sit, go_to, act, address, rule):
    """By the form of this wall, and by R-SWOT-1 where the form of any wall sent it."""
    go_to("swot", "write")
    response = act(sit("p03"), address, text="Somewhere")
    assert (response.status_code, response.get("X-Rule", "")) == (422, rule)
    assert "Choose a field" in response.content.decode()
    assert not Note.objects.exists()


def test_r_gen_9_too_long_a_fact_is_refused_with_the_length(workshop, sit, go_to, act):
    go_to("swot", "write")
    response = act(sit("p03"), "swot/notes/", text="Long", column="S", evidence="x" * 301)
    assert response.status_code == 422
    assert "301 characters are too many here: at most 300" in response.content.decode()


def test_r_grp_8_decision_maker_chooses_a_wall(workshop, groups, sit, go_to, act):
    run = go_to("swot", "write")
    lead = sit("p01")
    assert lead.seat.role == "lead"
    wall = workshop.wall_for(run, groups["B"])
    assert act(lead, "swot/notes/", text="From the chair", column="T", wall=wall.pk).status_code == 201
    assert SwotNote.objects.values_list("group__letter", "number").get() == ("B", 1)


def test_r_role_6_observer_posts_nothing(workshop, sit, go_to, act):
    go_to("swot", "write")
    watcher = sit("p10")
    assert watcher.seat.role == "watch"
    told = [sit(key).get(f"/w/{workshop.public_id}/mine/").content.decode() for key in ("p10", "p03")]
    assert ["Nothing is asked of you" in page for page in told] == [True, False]
    assert act(watcher, "swot/notes/", text="Me too", column="S").status_code == 403
    assert not Note.objects.exists()


def test_note_of_another_group_does_not_take_my_wall(workshop, groups, sit, go_to, act):
    """A wall that is not one's own is none: the note is kept, not hung there."""
    run = go_to("swot", "write")
    other = workshop.wall_for(run, groups["B"])
    assert act(sit("p03"), "swot/notes/", text="Over there", column="S", wall=other.pk).status_code == 202
    assert Note.objects.get().state == "late"


def test_r_gen_3_note_on_its_way_joins_while_facts_are_added(workshop, sit, go_to, write):
    run = go_to("swot", "write")
    written_for = run.position
    go_to("swot", "evidence")
    note = write(sit("p03"), "O", "Late but fine", step=written_for, evidence="May 2025")
    assert (note.state, note.number, note.evidence) == ("wall", 1, "May 2025")


def test_r_gen_3_later_note_keeps_field_and_fact_in_the_tray(workshop, groups, sit, go_to, write, hanna, act):
    run = go_to("swot", "write")
    wall, written_for = workshop.wall_for(run, groups["A"]), run.position
    go_to("swot", "evidence")
    StageRun.objects.filter(pk=run.pk).update(step_opened_at=timezone.now() - timedelta(seconds=61))
    late = write(sit("p03"), "T", "Too late", 202, step=written_for, wall=wall.pk, evidence="Q4 2025", lens="policy")
    assert (late.state, late.number, late.quadrant, late.evidence, late.lens) == (
        *("late", None, "T"),
        *("Q4 2025", "policy"),
    )
    assert act(hanna, f"notes/{late.pk}/admission/").status_code == 204
    late.refresh_from_db()
    assert (late.state, late.number, late.quadrant, late.evidence) == ("wall", 1, "T", "Q4 2025")


def test_r_gen_19_note_that_names_and_blames_waits_with_its_field(workshop, groups, sit, go_to, write, hanna, act):
    run = go_to("swot", "write")
    held = write(sit("p24"), "W", "Zhou Guoqiang never fills in the sheets", 202)
    assert (held.state, held.number, held.quadrant) == ("held", None, "W")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert "Zhou Guoqiang" not in wall
    assert act(hanna, f"notes/{held.pk}/passing/").status_code == 204
    assert SwotNote.objects.on_wall().filter(wall__run=run).values_list("quadrant", "number").get() == ("W", 1)


def test_author_rewords_field_and_fact(workshop, groups, sit, go_to, write, act):
    go_to("swot", "write")
    phone = sit("p03")
    note = write(phone, "W", "Prices rise", evidence="2025")
    response = act(
        *(phone, f"swot/notes/{note.pk}/words/"),
        **{"text": "The price of aluminium rises", "column": "T", "evidence": "2025: +11 %", "evidence_was": "2025"},
    )
    assert response.status_code == 200
    note.refresh_from_db()
    assert (note.text, note.quadrant, note.evidence) == ("The price of aluminium rises", "T", "2025: +11 %")
    others = act(sit("p05"), f"swot/notes/{note.pk}/words/", text="Mine now", column="S")
    assert others.status_code == 403
    assert SwotNote.objects.get().text == "The price of aluminium rises"


def test_fact_that_somebody_added_stays_when_its_author_rewords(workshop, groups, sit, go_to, write, act):
    go_to("swot", "write")
    phone = sit("p03")
    note = write(phone, "W", "Quotes take long")
    act(sit("p05"), f"swot/notes/{note.pk}/evidence/", evidence="Q4 2025: 9 days")
    act(phone, f"swot/notes/{note.pk}/words/", text="Quotes take too long", column="W", evidence="", evidence_was="")
    note.refresh_from_db()
    assert (note.text, note.evidence) == ("Quotes take too long", "Q4 2025: 9 days")
    act(
        phone, f"swot/notes/{note.pk}/words/", text="Quotes take too long", column="W", evidence="Keda", evidence_was=""
    )
    note.refresh_from_db()
    assert note.evidence == "Q4 2025: 9 days · Keda"


def test_r_gen_4_nothing_changes_after_the_lock(workshop, groups, sit, go_to, write, act):
    go_to("swot", "write")
    phone = sit("p03")
    note = write(phone, "W", "Quotes take long")
    go_to("strategy", "silent")
    assert act(phone, f"swot/notes/{note.pk}/words/", text="Other", column="W").status_code == 409
    assert act(phone, f"notes/{note.pk}/withdrawal/").status_code == 409
    note.refresh_from_db()
    assert (note.text, note.state) == ("Quotes take long", "wall")


def test_r_gen_8_wall_shows_the_note_and_no_author(workshop, groups, sit, go_to, write, hanna):
    go_to("swot", "write")
    phone = sit("p03")
    note = write(phone, "W", "Quotes take long")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/?group=A").content.decode()
    assert f'id="note-{note.pk}"' in wall
    assert [name in wall for name in (phone.seat.name, phone.seat.name_latin, phone.seat.department_en)] == [False] * 3
    console = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    incoming = console[console.index('id="incoming"') : console.index('id="walls"')]
    assert "Quotes take long" in incoming
    assert phone.seat.name not in incoming


def test_r_gen_16_note_from_paper_hangs_in_its_field(workshop, groups, sit, go_to, hanna):
    go_to("swot", "write")
    sit("p04")
    address, note = f"/w/{workshop.public_id}/run/paper/notes/", {"group": "B", "text": "From paper"}
    assert hanna.post(address, note | {"evidence": "May 2025"}).status_code == 422
    assert hanna.post(address, note | {"evidence": "May 2025", "column": "O"}).status_code == 302
    kept = SwotNote.objects.values_list("group__letter", "author__role", "quadrant", "number", "evidence").get()
    assert kept == ("B", "paper", "O", 1, "May 2025")


def test_r_gen_11_author_merges_what_says_the_same(workshop, groups, sit, go_to, write, act, hanna, tap):
    go_to("swot", "write")
    first = write(sit("p03"), "O", "Waste heat could dry the cores")
    phone = sit("p05")
    reply = act(phone, "swot/notes/", column="O", text="Waste heat: could dry the cores.")
    second = SwotNote.objects.get(text="Waste heat: could dry the cores.")
    assert f"/swot/notes/{second.pk}/merging/" in reply.content.decode()
    assert act(sit("p09"), f"swot/notes/{second.pk}/merging/", into=first.pk).status_code == 409
    assert act(phone, f"swot/notes/{second.pk}/merging/", into=first.pk).status_code == 200
    second.refresh_from_db()
    assert (second.state, second.merged_into_id) == ("set_aside", first.pk)
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert ('class="plus num">+1<' in wall, f'id="note-{second.pk}"' in wall) == (True, False)
    assert tap(hanna, f"notes/{second.pk}/return/") is None
    second.refresh_from_db()
    assert (second.state, second.merged_into_id) == ("wall", None)


def test_forms_in_an_answer_to_the_outbox_all_travel_by_it_and_bear_no_token(workshop, groups, sit, go_to):
    go_to("swot", "write")
    phone, sent = sit("p03"), {"text": "Quotes take long", "column": "W"}
    address, by_outbox = f"/w/{workshop.public_id}/swot/notes/", {"X-Requested-With": "outbox"}
    plain, queued = (phone.post(address, sent, headers=headers).content.decode() for headers in ({}, by_outbox))
    forms = html.fragment_fromstring(queued, create_parent=True).findall(".//form")
    assert (len(forms) > 2, {form.get("data-outbox") for form in forms}) == (True, {""})
    lengths = [
        {len(token) for token in re.findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)}
        for page in (plain, queued)
    ]
    assert lengths == [{64}, {0}]


def test_author_reads_the_field_and_why_a_note_was_taken_down(workshop, groups, go_to, sit, hanna, write, act):
    go_to("swot", "write")
    phone = sit("p03")
    note = write(phone, "W", "Drawings come late")
    act(hanna, f"notes/{note.pk}/hiding/", reason="it names a customer")
    own = html.fromstring(phone.get(f"/w/{workshop.public_id}/mine/").content.decode())
    (item,) = own.xpath("//*[@id='my-notes']/li")
    assert item.xpath(".//*[contains(@class, 'q-letter')]/@aria-label") == ["Weakness"]
    assert item.xpath("normalize-space(.//*[@class='mine__state'])") == "Taken from the wall: it names a customer"
