"""Files of an open space: the example in, out, and in again; what it expects; what is refused."""

import json

import pytest

from openspace.exchange import borrowed
from openspace.models import Opinion, Space, Todo, Topic
from workshops import exchange
from workshops.management.commands.check_example import checked
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)
OWN = ("groups", "topics", "opinions", "reward_rule", "todos")


def test_example_reaches_all_that_it_expects(example):
    report = checked(example)
    assert report == {"checked": 42, "mismatches": [], "not_built": []}


def test_export_of_the_example_imports_to_an_equal_event(example):
    first = exchange.export_workshop(exchange.import_workshop(example))
    second = exchange.export_workshop(exchange.import_workshop(json.loads(json.dumps(first))))
    assert {key: second[key] for key in OWN} == {key: first[key] for key in OWN}
    assert first["event"] == second["event"]


def test_export_says_what_the_example_says(example):
    made = exchange.export_workshop(exchange.import_workshop(example))
    names = dict(zip("ABCD", "1234", strict=True))
    for row in example["opinions"]:
        row = {key: value for key, value in row.items() if key != "expected_earns"}
        found = next(one for one in made["opinions"] if one["id"] == row["id"])
        assert found | {"author_group": names[found["author_group"]]} == row
    for row in example["topics"]:
        found = next(one for one in made["topics"] if one["id"] == row["id"])
        assert {key: found[key] for key in row if key != "group"} == {key: row[key] for key in row if key != "group"}
    owners = {row["opinion"]: (row["owner"], row["due"]) for row in example["todos"]}
    assert {row["opinion"]: (row["owner"], row["due"]) for row in made["todos"]} == owners
    assert [one["members"] for one in made["groups"]] == [one["members"] for one in example["groups"]]
    assert {key: made["reward_rule"][key] for key in example["reward_rule"]} == example["reward_rule"]


def test_origin_of_a_topic_and_a_late_class_travel(example):
    topics = [example["topics"][0] | {"came_from": "Kickoff: night records"}, *example["topics"][1:]]
    opinions = [example["opinions"][0] | {"late": True}, *example["opinions"][1:]]
    made = exchange.import_workshop(example | {"topics": topics, "opinions": opinions})
    file = exchange.export_workshop(made)
    assert [row.get("came_from", "") for row in file["topics"]] == ["Kickoff: night records", "", "", ""]
    assert [row["id"] for row in file["opinions"] if row.get("late")] == ["o01"]


def test_prepared_event_of_the_example_has_seats_and_no_words(example):
    plan = exchange.import_plan(example, None, None)
    assert (plan.kind, plan.seats.writers().count(), plan.seats.filter(role="fac").count()) == ("openspace", 20, 1)
    assert (plan.topics.count(), plan.notes.count(), plan.groups.count()) == (0, 0, 0)


def test_people_are_borrowed_from_examples_alone():
    assert borrowed({"people_ref": "../../etc/passwd people"}) == {}
    assert borrowed({"people_ref": "../config/kickoff.json people"}).keys() == {"departments", "people"}
    assert borrowed({}) == {}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("reward_rule", {"mode": "lottery"}),
        ("reward_rule", {"budget": -5}),
        ("topics", [{"id": "T1", "question": "Why?", "host": "p99"}]),
        ("opinions", [{"id": "o1", "topic": "T9", "text": "An idea"}]),
        ("groups", [{"key": "1", "members": ["p99"], "home_topic": "T1"}]),
        ("event", "tomorrow"),
    ],
)
def test_broken_file_is_refused_and_keeps_nothing(example, place, value):
    with pytest.raises(exchange.NotAWorkshopFile):
        exchange.import_workshop(example | {place: value})
    assert not Workshop.objects.exists()


def test_rehearsed_open_space_is_wiped_whole(example):
    exchange.import_workshop(example).wipe()
    assert [model.objects.count() for model in (Workshop, Topic, Opinion, Space, Todo)] == [0] * 5
