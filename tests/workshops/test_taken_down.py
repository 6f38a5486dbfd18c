"""What was hidden or merged by mistake hangs again by one tap (R-GEN-21)."""

import pytest
from lxml import html

from workshops.models import Note, StageRun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def notes(workshop, go_to, sit) -> list[Note]:
    """Two that say the same, on one wall under their numbers."""
    go_to("strategy", "silent")
    for key in ("p03", "p05"):
        sit(key).post(f"/w/{workshop.public_id}/notes/", {"text": "Level the plan"})
    go_to("strategy", "post")
    return list(workshop.notes.order_by("number"))


def act(client, note: Note, what: str, **data) -> int:
    address = f"/w/{note.workshop.public_id}/notes/{note.pk}/{what}/"
    return client.post(address, data, headers={"HX-Request": "true"}).status_code


def standing(note: Note) -> tuple:
    return Note.objects.values_list("state", "number", "merged_into", "reason").get(pk=note.pk)


def listed(workshop, client) -> list[str]:
    page = html.fromstring(client.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
    return page.xpath("//*[@id='taken-down']//li/@data-note")


def test_r_gen_21_hidden_note_hangs_again_under_its_number(workshop, notes, hanna):
    first, _second = notes
    assert listed(workshop, hanna) == []
    act(hanna, first, "hiding", reason="a slip of the hand")
    assert (standing(first), listed(workshop, hanna)) == (("hidden", 1, None, "a slip of the hand"), [str(first.pk)])
    assert act(hanna, first, "return") == 200
    assert (standing(first), listed(workshop, hanna)) == (("wall", 1, None, ""), [])
    assert workshop.entries.filter(act="hung a note again", rule="R-GEN-21", subject=str(first.pk)).count() == 1


def test_r_gen_21_merged_note_hangs_again_beside_the_other(workshop, notes, hanna):
    first, second = notes
    act(hanna, second, "merging", into=first.pk)
    assert (standing(second)[:3], first.plus) == (("set_aside", 2, first.pk), 1)
    assert act(hanna, second, "return") == 200
    assert (standing(second), first.plus) == (("wall", 2, None, ""), 0)


def test_r_gen_21_note_that_hangs_or_whose_stage_is_done_stays_as_it_is(workshop, notes, hanna, sit):
    first, second = notes
    assert act(hanna, first, "return") == 409
    act(hanna, second, "hiding", reason="said twice")
    assert act(sit("p05"), second, "return") == 302
    StageRun.objects.filter(kind="strategy").update(state="locked")
    assert (act(hanna, second, "return"), standing(second)[0]) == (409, "hidden")
