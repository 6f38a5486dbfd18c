"""An open space as a file, both ways; a short file borrows its people from the one that it names."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from openspace import results
from openspace.models import Opinion, Space, Todo, Topic, Visit
from people.rounding import two_places
from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, decimal, number
from workshops.models import Group, Workshop
from workshops.models.group import LETTERS
from workshops.reading import Row

EXAMPLES = Path(settings.BASE_DIR) / "examples"
BORROWED = ("departments", "people")
NAMED = {"mode": "mode", "currency": "currency", "own_topic": "own_topic", "cap_per_person": "cap_per_person"}
MONEY = ("budget", "step", "most_a_group")
SAID = ("state", "effect", "before", "after", "unit", "note")


class OpenSpacePart(Part):
    """`groups`, `topics`, `opinions`, `reward_rule`, `todos` with what came of them, `hr_visits`."""

    kind = "openspace"

    def completed(self, content: dict) -> dict:
        """With the people of the file that `people_ref` names, a seat for each of a group, and the year as cycle."""
        about = content.get("event")
        if not isinstance(about, dict):
            return content
        year = str(about.get("date", ""))[:4]
        cycle = {"cycle_start": f"{year}-01-01", "cycle_end": f"{year}-12-31"}
        made = {"goals": [], "attendance": attendance(content, about)} | borrowed(content)
        return made | content | {"event": cycle | about}

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        file = Row(content)
        if file.has("reward_rule"):
            space_from(file.row("reward_rule"), file, workshop)
        homes = groups_from(file, workshop, book)
        topics = {row.key("id"): topic_from(row, workshop, book, homes) for row in file.rows("topics", key="id")}
        book.seats |= {book.name_of(seat): seat for seat in workshop.seats.select_related("person", "group")}
        opinions: dict[str, Opinion] = {}
        for row in file.rows("opinions", key="id"):
            opinions[row.key("id")] = opinion_from(row, topics, opinions, book)
        for row in file.rows("todos", key="opinion"):
            opinion, owner = row.one_of("opinion", opinions), row.one_of("owner", book.people)
            Todo.objects.create(opinion=opinion, owner=owner, due=row.day("due"), **row.fields(Todo, *SAID))
        for row in file.rows("hr_visits"):
            heard = row.fields(Visit, "week", "note")
            workshop.visits.create(by=row.one_or_none("by", book.people), **heard)

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        opinions = list(Opinion.objects.filter(workshop=workshop).select_related("author__person", "topic", "group"))
        names = {opinion.pk: f"o{place:02d}" for place, opinion in enumerate(opinions, 1)}
        homes = workshop.topics.filter(group__isnull=False).select_related("group").order_by("group__letter")
        todos = Todo.objects.filter(opinion__in=opinions).select_related("owner").order_by("opinion")
        return {
            "todos": [todo_of(todo, names) for todo in todos],
            "hr_visits": [visit_of(visit) for visit in workshop.visits.select_related("by")],
            "groups": [group_of(topic, book) for topic in homes],
            "topics": [topic_of(topic, book) for topic in workshop.topics.select_related("group", "host__person")],
            "opinions": [opinion_of(opinion, names, book) for opinion in opinions],
        } | ({"reward_rule": rule_of(workshop.space)} if hasattr(workshop, "space") else {})

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        rows, points = content.get("opinions", []), results.points(workshop)
        opinions = Opinion.objects.filter(workshop=workshop).order_by("pk")
        for row, opinion in zip(rows, opinions, strict=True):
            if "expected_earns" in row:
                yield Check(f"opinions[{row['id']}].expected_earns", row["expected_earns"], points.get(opinion.pk, 0))
        if expected := content.get("expected_rewards"):
            names = {letter: row["key"] for letter, row in zip(LETTERS, content["groups"], strict=False)}
            yield Check("expected_rewards", expected, rewards_of(workshop, names))
        if "expected_todo_order" in content:
            named = {opinion.pk: row["id"] for row, opinion in zip(rows, opinions, strict=True)}
            order = [named[opinion.pk] for opinion in results.to_do_list(workshop)]
            yield Check("expected_todo_order", content["expected_todo_order"], order)


def rewards_of(workshop: Workshop, names: dict[str, str]) -> dict[str, Any]:
    """The sums of the groups under the names that the file gives them."""
    made = results.rewards(workshop)
    return {
        "points": {names[str(one.group)]: one.points for one in made},
        "raw": {names[str(one.group)]: two_places(one.raw.numerator, one.raw.denominator) for one in made},
        "paid": {names[str(one.group)]: one.paid for one in made},
        "sum": sum(one.paid for one in made),
    }


# ---- what a short file leaves out ----------------------------------------------------------------------------


def borrowed(content: dict) -> dict[str, Any]:
    """Departments and people of another example: only files that lie beside the examples are opened."""
    name = Path(str(content.get("people_ref", "")).split(" ")[0]).name
    file = EXAMPLES / name
    if not name.endswith(".json") or not file.is_file():
        return {}
    other = json.loads(file.read_text(encoding="utf-8"))
    return {key: other[key] for key in BORROWED}


def attendance(content: dict, about: dict) -> list[dict[str, Any]]:
    """The facilitator, and everybody of a group; all of them came at ten."""
    came = {"checked_in_at": f"{about.get('date')}T02:00:00Z", "left_at": None}
    groups = [row for row in content.get("groups", []) if isinstance(row, dict)]
    members = [person for row in groups for person in row.get("members", [])]
    seats = [{"person": person, "role": "writer"} | came for person in members]
    leading = about.get("facilitator")
    return ([{"person": leading, "role": "facilitator"} | came] if leading else []) + seats


# ---- a file's rows become ours -------------------------------------------------------------------------------


def space_from(row: Row, file: Row, workshop: Workshop) -> None:
    space = Space.of(workshop)
    for name, field in NAMED.items():
        if row.has(name):
            setattr(space, field, row.fields(Space, field)[field])
    for name in MONEY:
        if row.has(name):
            setattr(space, name, decimal(row.content[name]))
    for kind in ("feasible", "testable", "thinkable"):
        for table, prefix in (("weights", "weight"), ("rates", "rate")):
            if row.row(table).has(kind):
                setattr(space, f"{prefix}_{kind}", int(row.row(table).content[kind]))
    if file.row("event").has("corners"):
        space.corners = int(file.row("event").content["corners"])
    space.shown_at = timezone.now()
    space.frozen_at = space.shown_at if row.content.get("frozen") else None
    space.full_clean(exclude=["workshop"])
    space.save()


def groups_from(file: Row, workshop: Workshop, book: Book) -> dict[str, Group]:
    """The home groups by the key of their topic, lettered in the order of the file."""
    homes = {}
    for letter, colour, row in zip(LETTERS, Group.Colour.values, file.rows("groups", key="key"), strict=False):
        group = workshop.groups.create(letter=letter, colour=colour)
        for _path, person in row.list("members"):
            group.take(book.seats[person])
        homes[row.key("home_topic")] = group
    return homes


def topic_from(row: Row, workshop: Workshop, book: Book, homes: dict[str, Group]) -> Topic:
    group, host = homes.get(row.key("id")), row.one_or_none("host", book.seats)
    departments = {one.key: one for one in workshop.organisation.departments.all()}
    department = row.one_or_none("department", departments)
    topic = Topic(
        workshop=workshop,
        key=row.key("id"),
        title=row.text("question_zh", Topic._meta.get_field("title")),
        raised_by=row.one_or_none("raised_by", book.seats),
        department_en=department.name_en if department else "",
        department_zh=department.name_zh if department else "",
        state=row.one_of("state", {state: state for state in Topic.State.values}, "open" if group else "offered"),
        group=group,
        corner=group.letter if group else "",
        is_approved=True,
        **row.fields(Topic, "question", "background", "process", "came_from"),
    )
    topic.save()
    for seat in group.seats.all() if group else ():
        topic.joined_by(seat)
    if host:
        topic.hosted_by(host)
    return topic


def opinion_from(row: Row, topics: dict[str, Topic], known: dict[str, Opinion], book: Book) -> Opinion:
    topic = row.one_of("topic", topics)
    author = row.one_or_none("author", book.seats)
    named = {group.letter: group for group in book.workshop.groups.all()}
    written = topic.add_opinion(
        author,
        row.text("text", Opinion._meta.get_field("text")),
        row.one_of("lang", LANGUAGES, "en"),
        group=author.group if author else named.get(str(row.content.get("author_group"))),
        source=row.one_of("source", {source: source for source in Opinion.Source.values}, "visitor"),
    )
    written.kind = row.text("class", Opinion._meta.get_field("kind"))
    written.why = row.text("reason", Opinion._meta.get_field("why"))
    written.is_late = bool(row.content.get("late"))
    written.classified_by = row.one_or_none("classified_by", book.seats)
    for name, value in row.fields(Opinion, "effect", "ease").items():
        setattr(written, name, value)
    written.save()
    if row.has("duplicate_of"):
        written.merge_into(row.one_of("duplicate_of", known))
    return written


# ---- and the way back ----------------------------------------------------------------------------------------


def rule_of(space: Space) -> dict[str, Any]:
    return (
        {name: getattr(space, field) for name, field in NAMED.items()}
        | {name: number(getattr(space, name)) for name in MONEY}
        | {"weights": space.weights, "rates": space.rule.rates, "frozen": space.frozen_at is not None}
    )


def group_of(topic: Topic, book: Book) -> dict[str, Any]:
    members = topic.group.seats.select_related("person").order_by("pk")
    return {
        "key": topic.group.letter,
        "members": [book.name_of(seat) for seat in members],
        "home_topic": topic.key,
    }


def topic_of(topic: Topic, book: Book) -> dict[str, Any]:
    departments = topic.workshop.organisation.departments
    department = departments.filter(name_en=topic.department_en, name_zh=topic.department_zh).first()
    return {
        "id": topic.key,
        "group": topic.group.letter if topic.group else None,
        "raised_by": book.name_of(topic.raised_by),
        "host": book.name_of(topic.host),
        "department": department.key if department else None,
        "state": topic.state,
        "question": topic.question,
        "question_zh": topic.title,
        "background": topic.background,
        "process": topic.process,
    } | ({"came_from": topic.came_from} if topic.came_from else {})


def todo_of(todo: Todo, names: dict[int, str]) -> dict[str, Any]:
    return {
        "opinion": names[todo.opinion_id],
        "owner": todo.owner.key,
        "due": todo.due.isoformat(),
        "state": todo.state,
        "effect": todo.effect,
        "before": number(todo.before),
        "after": number(todo.after),
        "unit": todo.unit,
        "note": todo.note,
    }


def visit_of(visit: Visit) -> dict[str, Any]:
    return {"week": visit.week, "by": visit.by.key if visit.by else None, "note": visit.note}


def opinion_of(opinion: Opinion, names: dict[int, str], book: Book) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": names[opinion.pk],
        "topic": opinion.topic.key,
        "author": book.name_of(opinion.author),
        "author_group": opinion.group.letter if opinion.group else None,
        "source": opinion.source,
        "text": opinion.text,
        "lang": FILE_LANGUAGES[opinion.language],
        "class": opinion.kind,
    }
    if opinion.is_late:
        row["late"] = True
    if opinion.merged_into_id:
        return row | {"duplicate_of": names[opinion.merged_into_id]}
    return row | {
        "effect": opinion.effect,
        "ease": opinion.ease,
        "reason": opinion.why,
        "classified_by": book.name_of(opinion.classified_by),
    }
