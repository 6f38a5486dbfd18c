"""Words on a sheet: own solutions before the walk, other words for them, what stands on paper, departments."""

import pytest

from openspace.models import Joining, Opinion, Space, Topic
from openspace.results import ideas
from tests.openspace.conftest import KIND

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def topics(workshop, everybody_here, example, step) -> dict[str, Topic]:
    """Two topics with corners while people still choose; p26 hosts A, p15 hosts B."""
    Space.of(workshop).show({"corners": 2})
    step("topics")
    seats = {seat.person.key: seat for seat in workshop.seats.writers()}
    for row, group in zip(example["topics"][:2], example["groups"], strict=False):
        topic = workshop.topics.create(question=row["question"], raised_by=seats[row["raised_by"]], is_approved=True)
        for key in group["members"]:
            topic.joined_by(seats[key])
        topic.open()
        topic.hosted_by(seats[row["host"]])
    return {topic.corner: topic for topic in workshop.topics.open()}


def write(phone, topic, text, step="topics", **data):
    form = {"text": text, "wall": topic.wall.pk, "step": f"{KIND}.{step}.0"} | data
    return phone.post(f"/w/{topic.workshop.public_id}/opinions/", form)


def refusal(response) -> tuple[int, str]:
    return response.status_code, response.get("X-Rule", "")


# ---- own solutions -------------------------------------------------------------------------------------------


def test_people_at_a_topic_write_what_they_would_try(workshop, topics, sit, step):
    assert write(sit("p06"), topics["A"], "Fit a meter on each furnace").status_code == 201
    assert "Fit a meter on each furnace" in sit("p06").get(f"/w/{workshop.public_id}/mine/").content.decode()
    step("walk")
    own = Opinion.objects.get()
    assert (own.group.letter, own.source, own.topic.corner) == ("A", "home", "A")


def test_r_os_17_own_solution_is_written_where_one_joined(workshop, topics, sit):
    # Nobody else's sheet is on offer: what was meant for it waits in the late tray.
    assert write(sit("p06"), topics["B"], "Elsewhere").status_code == 202
    assert [one.state for one in workshop.notes.all()] == ["late"]


def test_own_solution_belongs_to_the_group_in_which_its_author_ends(workshop, topics, sit, step):
    phone = sit("p06")
    write(phone, topics["A"], "Fit a meter on each furnace")
    topics["B"].joined_by(phone.seat)
    step("walk")
    own = Opinion.objects.get()
    assert (own.group.letter, own.source) == ("B", "visitor")


def test_solution_waits_for_a_corner(workshop, topics, sit, hanna):
    hanna.post(f"/w/{workshop.public_id}/run/topics/{topics['A'].pk}/parking/")
    assert 'id="compose"' not in sit("p06").get(f"/w/{workshop.public_id}/mine/").content.decode()


# ---- other words ---------------------------------------------------------------------------------------------


def reword(phone, note, text):
    return phone.post(f"/w/{note.workshop.public_id}/notes/{note.pk}/text/", {"text": text})


def test_r_os_5_other_words_are_as_new_as_the_first(workshop, topics, sit, step):
    phone = sit("p06")
    write(phone, topics["A"], "Fit a meter on each furnace")
    write(phone, topics["A"], "Count the lids")
    second = Opinion.objects.get(text="Count the lids")
    assert refusal(reword(phone, second, "Fit a METER on each furnace!")) == (409, "R-OS-5")
    assert reword(phone, second, "count the lids").status_code == 200
    assert reword(phone, second, "Count the lids at night").status_code == 200
    second.refresh_from_db()
    assert second.text == "Count the lids at night"


def test_r_gen_9_other_words_are_one_sentence(workshop, topics, sit):
    phone = sit("p06")
    write(phone, topics["A"], "Count the lids")
    own = Opinion.objects.get()
    assert refusal(reword(phone, own, "w" * 161)) == (422, "R-GEN-9")
    assert reword(phone, own, "w" * 160).status_code == 200


# ---- paper ---------------------------------------------------------------------------------------------------


def type_in(hanna, workshop, text, **data):
    return hanna.post(f"/w/{workshop.public_id}/run/paper/notes/", {"text": text} | data)


def test_r_gen_16_sheet_of_a_group_is_typed_in_at_any_corner(workshop, topics, hanna, step):
    step("walk")
    page = hanna.get(f"/w/{workshop.public_id}/run/paper/").content.decode()
    assert f"A · {topics['A'].question}" in page
    assert type_in(hanna, workshop, "A lamp at the meter", group="B", wall=topics["A"].wall.pk).status_code == 302
    one = Opinion.objects.get()
    assert (one.author, one.group.letter, one.source, one.topic) == (None, "B", "paper", topics["A"])
    one.classify("feasible", None, 3, 3, "")
    assert [(idea.author, idea.group) for idea in ideas(workshop)] == [(None, "B")]


def test_sheet_is_typed_in_before_the_walk_too(workshop, topics, hanna):
    assert type_in(hanna, workshop, "A lamp at the meter", wall=topics["B"].wall.pk).status_code == 302
    one = Opinion.objects.get()
    assert (one.author, one.group, one.topic) == (None, None, topics["B"])


# ---- a division by department --------------------------------------------------------------------------------


def test_r_os_17_departments_stay_together(workshop, topics, hanna):
    assert hanna.post(f"/w/{workshop.public_id}/run/topics/division/").status_code == 302
    homes: dict[str, set[str]] = {}
    hosts = {topics["A"].host_id, topics["B"].host_id}
    joined = Joining.objects.exclude(seat__in=hosts).select_related("seat", "topic")
    for one in joined:
        homes.setdefault(one.seat.department_en, set()).add(one.topic.corner)
    assert [where for where in homes.values() if len(where) != 1] == []
    assert Joining.objects.count() == workshop.seats.writers().count()
    assert {topics[letter].host.joined.topic for letter in "AB"} == set(topics.values())
    sizes = [topic.joinings.count() for topic in topics.values()]
    assert max(sizes) - min(sizes) <= 4


def test_r_os_17_division_needs_corners_and_the_desk(workshop, everybody_here, hanna, sit, step):
    step("topics")
    path = f"/w/{workshop.public_id}/run/topics/division/"
    assert refusal(hanna.post(path)) == (409, "R-OS-17")
    assert sit("p06").post(path).status_code == 302
    assert not Joining.objects.exists()
