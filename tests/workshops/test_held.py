"""Notes that name a person and blame: R-GEN-19, R-DEC-6."""

import pytest
from lxml import html

from people.blame import judges, names
from workshops.kickoff.strategy.models import StrategyNote
from workshops.models import Note

pytestmark = pytest.mark.django_db(transaction=True)
BLAME = "Zhou Guoqiang never fills in the sheets"


@pytest.fixture
def silent(go_to):
    return go_to("strategy", "silent")


def send(workshop, phone, text, **data):
    return phone.post(f"/w/{workshop.public_id}/notes/", {"text": text, **data})


def act(client, note, what):
    return client.post(f"/w/{note.workshop.public_id}/notes/{note.pk}/{what}/")


def desk(workshop, client) -> list[str]:
    page = html.fromstring(client.get(f"/w/{workshop.public_id}/run/panel/").content.decode())
    return page.xpath("//*[@id='held']//p/text()")


@pytest.mark.parametrize("text", [BLAME, "周国强总是不填表", "It is the FAULT of zhou guoqiang."])
def test_r_gen_19_name_and_blame_are_held_and_in_no_count(workshop, silent, sit, hanna, text):
    phone = sit("p03")
    answer = send(workshop, phone, text)
    note = Note.objects.get()
    assert (answer.status_code, note.state, note.number, StrategyNote.objects.kept().count()) == (202, "held", None, 0)
    assert desk(workshop, hanna) == [text]
    mine = phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert ("With the facilitator" in mine, mine.count(text)) == (True, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Zhou Guoqiang fills in the sheets",
        "The sheets are never filled in",
        "周国强负责填表",
        "Zhou always",
        "Fill in what nevertheless is missing, Zhou Guoqiang",
    ],
)
def test_r_gen_19_name_alone_or_blame_alone_hangs(workshop, silent, sit, text):
    answer = send(workshop, sit("p03"), text)
    assert (answer.status_code, Note.objects.get().state) == (201, "draft")


def test_r_gen_19_vision_holds_nothing(workshop):
    holding = {run.kind: run.stage.steps[0].holds_blame for run in workshop.agenda.all()}
    assert [kind for kind, holds in holding.items() if not holds] == ["vision"]


def test_r_gen_19_let_through_waits_as_the_others_of_its_step(workshop, silent, sit, hanna):
    send(workshop, sit("p03"), BLAME)
    note = Note.objects.get()
    assert act(hanna, note, "passing").status_code == 204
    note.refresh_from_db()
    assert (note.state, desk(workshop, hanna)) == ("draft", [])
    assert list(workshop.entries.filter(rule="R-GEN-19").values_list("act", "subject", "reason")) == [
        ("let a held note through", str(note.pk), "")
    ]


def test_r_gen_19_let_through_later_hangs_with_a_number(workshop, silent, sit, hanna, go_to):
    send(workshop, sit("p03"), BLAME)
    go_to("strategy", "cluster")
    note = Note.objects.get()
    act(hanna, note, "passing")
    note.refresh_from_db()
    assert (note.state, note.number) == ("wall", note.wall.last_number)


def test_r_gen_19_number_is_not_spent_on_what_is_held(workshop, sit, go_to):
    go_to("strategy", "cluster")
    phone = sit("p03")
    send(workshop, phone, BLAME)
    held = Note.objects.get()
    send(workshop, phone, "Raise the yield")
    hung = Note.objects.get(text="Raise the yield")
    assert (held.number, held.state, hung.number) == (None, "held", 1)


def test_r_gen_19_author_reads_at_the_own_note_what_is_asked(workshop, go_to, sit, hanna):
    """Not only below all the others, and the field to reword it stands open."""
    go_to("swot", "write")
    phone = sit("p03")
    send(workshop, phone, BLAME, column="W")
    own = f"//*[@id='my-notes']//*[@id='own-note-{Note.objects.get().pk}']"
    told = []
    for _turn in range(2):
        [note] = html.fromstring(phone.get(f"/w/{workshop.public_id}/mine/").content.decode()).xpath(own)
        told.append(("describe what happened" in note.text_content(), len(note.xpath(".//details[@open]"))))
        act(hanna, Note.objects.get(), "rewording")
    assert told == [(False, 0), (True, 1)]


def test_r_gen_19_asked_author_rewords_and_it_hangs(workshop, silent, sit, hanna):
    phone = sit("p03")
    send(workshop, phone, BLAME)
    note = Note.objects.get()
    act(hanna, note, "rewording")
    assert "describe what happened" in phone.get(f"/w/{workshop.public_id}/mine/").content.decode()
    address = f"/w/{workshop.public_id}/notes/{note.pk}/text/"
    phone.post(address, {"text": "Zhou Guoqiang is lazy"})
    note.refresh_from_db()
    assert note.state == "held"
    phone.post(address, {"text": "Two of five sheets are missing"})
    note.refresh_from_db()
    assert (note.state, note.text) == ("draft", "Two of five sheets are missing")


def test_r_gen_19_note_reworded_into_blame_leaves_the_wall(workshop, sit, go_to):
    go_to("strategy", "cluster")
    phone = sit("p03")
    send(workshop, phone, "Fill in the sheets")
    note = Note.objects.get()
    phone.post(f"/w/{workshop.public_id}/notes/{note.pk}/text/", {"text": BLAME})
    note.refresh_from_db()
    assert note.state == "held"


def test_r_gen_19_kept_back_stays_in_the_log_only(workshop, silent, sit, hanna):
    send(workshop, sit("p03"), BLAME)
    note = Note.objects.get()
    assert [act(hanna, note, "keeping").status_code, act(hanna, note, "passing").status_code] == [204, 404]
    note.refresh_from_db()
    assert (note.state, note.text) == ("set_aside", BLAME)


def test_r_gen_19_done_stage_takes_no_held_note(workshop, silent, sit, hanna, go_to):
    send(workshop, sit("p03"), BLAME)
    go_to("actions", "draft")
    note = Note.objects.get()
    refused = act(hanna, note, "passing")
    assert (refused.status_code, refused["X-Rule"], act(hanna, note, "keeping").status_code) == (409, "R-GEN-19", 204)


def test_r_gen_19_phone_decides_nothing(workshop, silent, sit):
    phone = sit("p03")
    send(workshop, phone, BLAME)
    note = Note.objects.get()
    assert [act(phone, note, what).status_code for what in ("passing", "rewording", "keeping")] == [302, 302, 302]
    note.refresh_from_db()
    assert note.state == "held"


def test_r_dec_6_word_lists_of_both_languages():
    assert [
        judges(text) for text in ("He is lazy", "都怪他们", "A lazy-Susan table", "blameless", "Check the sheets")
    ] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_r_gen_19_a_name_counts_whole(workshop):
    people = list(workshop.organisation.people.all())
    assert [names(text, people) for text in ("Zhou Guoqiang", "Guoqiang Zhou", "Zhou Guoqiangs", "周国强的表")] == [
        True,
        False,
        False,
        True,
    ]
