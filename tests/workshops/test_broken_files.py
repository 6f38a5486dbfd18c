"""Files that are no workshop: each is refused with the path of what is wrong, and nothing of it is kept."""

import copy
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from lxml import html

from people.models import Department, Goal, Organisation, Person
from workshops import exchange
from workshops.models import Seat, Workshop

pytestmark = pytest.mark.django_db(transaction=True)

# What stands where instead of what the example says, and the place that the refusal names.
BROKEN: list[tuple[str, Any, str]] = [
    ("event", [], "event:"),
    ("event", None, "event:"),
    ("event.date", "16 January", "event.date:"),
    ("event.date", 20260116, "event.date:"),
    ("event.date", "0001-01-01", "event.date:"),
    ("event.date", None, "event.date:"),
    ("event.days", ["2026-01-16", "tomorrow"], "event.days[1]:"),
    ("event.days", ["2026-01-16"] * 3, "event.days:"),
    ("event.cycle_end", "2026-02-30", "event.cycle_end:"),
    ("event.variant", "quick", "event.variant:"),
    ("event.variant", ["full"], "event.variant:"),
    ("event.title", {"en": "Kickoff"}, "event.title:"),
    ("event.title", "x" * 641, "event.title:"),
    ("event.settings", "none", "event.settings:"),
    ("event.settings.rank_always", "yes", "event.settings.rank_always:"),
    ("kind", "karaoke", "kind:"),
    ("departments", {"PRD": "Production"}, "departments:"),
    ("departments.1", "Quality", "departments[1]:"),
    ("departments.1.key", None, "departments[1].key:"),
    ("departments.1.key", "PRD", "departments[1].key:"),
    ("departments.0.headcount", -1, "departments[0].headcount:"),
    ("departments.0.headcount", 10**30, "departments[0].headcount:"),
    ("departments.0.headcount", "many", "departments[0].headcount:"),
    ("people", None, "people:"),
    ("people.3", None, "people[3]:"),
    ("people.3.department", "MOON", "people[3].department:"),
    ("people.3.department", {}, "people[3].department:"),
    ("people.3.name", 7, "people[3].name:"),
    ("people.3.name", " \u0000\u200b", "people[3].name:"),
    ("people.3.name", "名" * 321, "people[3].name:"),
    ("people.3.id", "p01", "people[3].id:"),
    ("people.3.id", "p" * 41, "people[3].id:"),
    ("people.3.superior", "p99", "people[3].superior:"),
    ("people.3.superior", "\ud800", "people[3].superior:"),
    ("people.3.job_level", "emperor", "people[3].job_level:"),
    ("people.3.language", "tlh", "people[3].language:"),
    ("goals", 4, "goals:"),
    ("goals.0.balance", "a lot", "goals[0].balance:"),
    ("goals.0.balance", None, "goals[0].balance:"),
    ("goals.0.balance", float("nan"), "goals[0].balance:"),
    ("goals.0.balance", float("inf"), "goals[0].balance:"),
    ("goals.0.balance", 10**20, "goals[0].balance:"),
    ("goals.0.balance", True, "goals[0].balance:"),
    ("goals.0.level", 9, "goals[0].level:"),
    ("goals.0.date", "", "goals[0].date:"),
    ("goals.0.owner", "p99", "goals[0].owner:"),
    ("goals.0.quarters", "all", "goals[0].quarters:"),
    ("goals.0.quarters", [1, "two"], "goals[0].quarters[1]:"),
    ("goals.0.title", "", "goals[0].title:"),
    ("preparation", "done", "preparation:"),
    ("preparation.items.0.state", "perhaps", "preparation.items[0].state:"),
    ("preparation.items.1.key", "P01", "preparation.items[1].key:"),
    ("preparation.likely_questions.0.topic", "weather", "preparation.likely_questions[0].topic:"),
    ("preparation.likely_questions.0.answer_by", "p99", "preparation.likely_questions[0].answer_by:"),
    ("preparation.envelope.0.kind", "gold", "preparation.envelope[0].kind:"),
    ("preparation.envelope.0.total", "1.2.3", "preparation.envelope[0].total:"),
    ("preparation.envelope.1.id", "E1", "preparation.envelope[1].id:"),
    ("preparation.envelope.0.valid_until", "soon", "preparation.envelope[0].valid_until:"),
    ("preparation.envelope.0.decided_by", [], "preparation.envelope[0].decided_by:"),
    ("attendance.2.person", "p99", "attendance[2].person:"),
    ("attendance.2.person", "p01", "attendance[2].person:"),
    ("attendance.2.role", "king", "attendance[2].role:"),
]
OF_THE_ORGANISATION = [
    ("organisation.timezone", "Mars/Base", "organisation.timezone:"),
    ("organisation.currency", "GOLD", "organisation.currency:"),
    ("organisation.profile", "calm", "organisation.profile:"),
    ("organisation.profile.tone", "calm", "organisation.profile.tone:"),
]
OF_THE_DAY = [
    ("attendance.2.checked_in_at", "early", "attendance[2].checked_in_at:"),
    ("attendance.2.checked_in_at", "2026-01-16T08:45:00", "attendance[2].checked_in_at:"),
    ("attendance.2.checked_in_at", 7, "attendance[2].checked_in_at:"),
    ("contract", "agreed", "contract:"),
    ("key_actions.0.owner", "p99", "actions:"),
    ("key_actions.0.due", "never", "actions:"),
    ("commitments.0.lang", "tlh", "commitments:"),
    ("decisions.0.envelope", "E9", "actions:"),
]


def broken(example: dict, path: str, value: Any) -> dict:
    content = copy.deepcopy(example)
    *before, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    place: Any = content
    for part in before:
        place = place[part]
    place[last] = value
    return content


def rows() -> list[int]:
    return [model.objects.count() for model in (Organisation, Department, Person, Goal, Workshop, Seat)]


def upload(client, workshop, content: dict, **more):
    file = SimpleUploadedFile("w.json", json.dumps(content).encode())
    return client.post("/workshops/import/", {"file": file, "organisation": workshop.organisation_id} | more)


def told(response) -> str:
    page = html.fromstring(response.content.decode())
    [error] = page.xpath("//*[@role='alert'][not(ancestor::template)]")
    return error.text_content()


def test_broken_file_is_refused_with_the_place(example, workshop, hanna):
    before, answers = rows(), {}
    for path, value, place in BROKEN:
        response = upload(hanna, workshop, broken(example, path, value))
        assert response.status_code == 422, (path, value)
        if f"This is not a workshop file: {place}" not in told(response):
            answers[path, str(value)] = told(response)
    assert answers == {}
    assert rows() == before


def test_the_same_example_unbroken_is_taken(example, workshop, hanna):
    assert upload(hanna, workshop, example, rehearsal="on").status_code == 302
    assert Workshop.objects.count() == 2


@pytest.mark.parametrize(("path", "value", "place"), [*BROKEN[:3], *OF_THE_ORGANISATION, *OF_THE_DAY])
def test_import_command_names_the_place_and_keeps_nothing(transactional_db, example, tmp_path, path, value, place):
    file = tmp_path / "day.json"
    file.write_text(json.dumps(broken(example, path, value)), encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_workshop", file)
    assert f"{file} cannot be imported: {place}" in str(refused.value)
    assert rows() == [0] * 6


def test_import_command_tells_which_rule_said_no(transactional_db, example, tmp_path):
    file = tmp_path / "day.json"
    file.write_text(json.dumps(broken(example, "decisions.0.amount", 10_000_000)), encoding="utf-8")
    with pytest.raises(CommandError, match="More than the envelope allows for one item"):
        call_command("import_workshop", file)
    assert rows() == [0] * 6


def test_import_command_makes_no_second_organisation_of_a_name_by_itself(example, workshop, tmp_path):
    file = tmp_path / "day.json"
    file.write_text(json.dumps(example), encoding="utf-8")
    with pytest.raises(CommandError, match=f"--organisation {workshop.organisation_id} to import into it"):
        call_command("import_workshop", file, plan=True)
    assert list(Workshop.objects.all()) == [workshop]


def test_texts_of_a_file_are_cleaned_like_what_people_type(transactional_db, example):
    content = broken(example, "people.3.name", "\u0000 Zoe\u0308\ufeff ")
    made = exchange.import_plan(content, None, None)
    key = content["people"][3]["id"]
    assert made.organisation.people.get(key=key).name == "Zoë"


def test_superior_of_who_was_there_before_stays(workshop, example):
    people = workshop.organisation.people
    reporting = next(index for index, row in enumerate(example["people"]) if row["superior"])
    person = people.get(key=example["people"][reporting]["id"])
    chosen = people.exclude(pk__in=[person.pk, person.superior_id]).last()
    Person.objects.filter(pk=person.pk).update(superior=chosen)
    exchange.import_plan(example, workshop.organisation, None)
    person.refresh_from_db()
    assert person.superior == chosen
