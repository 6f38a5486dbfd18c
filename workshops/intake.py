"""The plan of a workshop file: organisation, people, goals, preparation, seats and agenda, both ways."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from live.models import Room
from people.models import Department, Goal, Organisation, Person
from workshops import stages
from workshops.models import Seat, Workshop

ROLES = {"writer": "part", "lead": "lead", "facilitator": "fac", "watch": "watch", "questioner": "quest"}
FILE_ROLES = {role: name for name, role in ROLES.items()}
LANGUAGES = {"en": "en", "zh": "zh-hans"}
FILE_LANGUAGES = {code: name for name, code in LANGUAGES.items()}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def stamp(at: datetime | None) -> str | None:
    return at.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def number(value: Decimal | None) -> int | float | None:
    """As the file writes it: whole values without a fraction."""
    return None if value is None else int(value) if value == value.to_integral_value() else float(value)


def organisation_from(content: dict) -> Organisation:
    about = content["organisation"]
    return Organisation.objects.create(
        name_en=about.get("name_en", ""),
        name_zh=about.get("name_zh", ""),
        timezone=about.get("timezone", "Asia/Shanghai"),
        currency=about.get("currency", "CNY"),
        tone=about.get("profile", {}).get("tone", "rational"),
        age=about.get("profile", {}).get("age", "established"),
    )


def people_from(content: dict, organisation: Organisation) -> dict[str, Person]:
    """Departments, then people, then who reports to whom; who is there already under the same key stays."""
    departments: dict[str, Department] = {}
    for row in content["departments"]:
        departments[row["key"]], _new = organisation.departments.get_or_create(
            key=row["key"],
            defaults={name: row.get(name, "") for name in ("name_en", "name_zh")} | {"headcount": row.get("headcount")},
        )
    people: dict[str, Person] = {}
    for row in content["people"]:
        people[row["id"]], _new = organisation.people.get_or_create(
            key=row["id"],
            defaults={
                "name": row["name"],
                "name_latin": row.get("name_latin", ""),
                "department": departments[row["department"]],
                "job_title": row.get("job_title", ""),
                "job_level": row.get("job_level", "base"),
                "language": LANGUAGES.get(row.get("language", "en"), "en"),
            },
        )
    for row in content["people"]:
        if row.get("superior"):
            Person.objects.filter(pk=people[row["id"]].pk).update(superior=people[row["superior"]])
    return people


def goal_from(row: dict, organisation: Organisation, people: dict[str, Person]) -> Goal:
    quarters = dict(zip(("quarter_1", "quarter_2", "quarter_3", "quarter_4"), row.get("quarters", []), strict=False))
    values = {name: row.get(name) for name in ("last_year", "floor", "balance", "sprint", "challenge")}
    texts = ("title", "title_zh", "dimension", "measure", "unit", "better", "source", "kind", "derivation")
    goal, _new = organisation.goals.get_or_create(
        key=row["id"],
        defaults={name: row.get(name, "") for name in (*texts, "derivation_note", "season_note")}
        | {name: decimal(value) for name, value in (values | quarters).items()}
        | {"level": row.get("level", 1), "date": day(row["date"]), "owner": people[row["owner"]], "state": "confirmed"},
    )
    return goal


def workshop_from(content: dict, organisation: Organisation, user) -> Workshop:
    event = content["event"]
    days = event.get("days") or [event["date"]]
    settings = event.get("settings", {})
    return Workshop.objects.create(
        room=Room.objects.create(kind="workshop"),
        organisation=organisation,
        kind=content.get("kind", "kickoff"),
        variant=event.get("variant", "full"),
        name_en=event.get("title", ""),
        name_zh=event.get("title_zh", ""),
        place=event.get("place", ""),
        first_day=day(days[0]),
        second_day=day(days[1]) if len(days) > 1 else None,
        cycle_start=day(event["cycle_start"]),
        cycle_end=day(event["cycle_end"]),
        rank_always=settings.get("rank_always", False),
        question_names_on_wall=settings.get("question_names_on_wall", False),
        arrival_names_on_wall=settings.get("arrival_names_on_wall", True),
        facilitator=user,
        state=Workshop.State.PREPARED,
    )


def preparation_from(content: dict, workshop: Workshop, people: dict[str, Person]) -> None:
    preparation = content.get("preparation", {})
    for row in preparation.get("items", []):
        workshop.checklist.create(key=row["key"], state=row["state"], note=row.get("note", ""))
    departments = {one.key: one for one in workshop.organisation.departments.all()}
    for row in preparation.get("likely_questions", []):
        workshop.likely_questions.create(
            text=row["text"],
            department=departments.get(row.get("department", "")),
            topic=row.get("topic", "other"),
            answer=row.get("answer", ""),
            answer_by=people.get(row.get("answer_by", "")),
            decide_on_day=row.get("decide_on_day", False),
        )
    for row in preparation.get("envelope", []):
        workshop.envelope.create(
            key=row["id"],
            kind=row["kind"],
            text=row.get("text", ""),
            currency=row.get("currency", ""),
            per_item=decimal(row.get("per_item")),
            total=decimal(row.get("total")),
            posts=row.get("posts"),
            from_existing_budgets=row.get("from_existing_budgets", False),
            decided_by=people.get(row.get("decided_by", "")),
            valid_until=day(row.get("valid_until")),
        )


def plan_from(content: dict, organisation: Organisation | None, user) -> Workshop:
    organisation = organisation or organisation_from(content)
    people = people_from(content, organisation)
    workshop = workshop_from(content, organisation, user)
    workshop.goals.set([goal_from(row, organisation, people) for row in content["goals"]])
    preparation_from(content, workshop, people)
    for row in content["attendance"]:
        workshop.invite([people[row["person"]]], role=ROLES[row["role"]])
    workshop.plan([kind for kind in stages.variant(workshop.variant) if kind in stages.registry])
    return workshop


def attendance_from(content: dict, workshop: Workshop) -> None:
    """Who came and who left earlier, with their times; a plan has none of it."""
    for row in content["attendance"]:
        times = {"checked_in_at": moment(row.get("checked_in_at")), "left_at": moment(row.get("left_at"))}
        workshop.seats.filter(person__key=row["person"]).update(**times)


# ---- the same, out of the rows ----------------------------------------------------------------------------


def plan_of(workshop: Workshop, book) -> dict[str, Any]:
    organisation = workshop.organisation
    return {
        "kind": workshop.kind,
        "event": event_of(workshop, book),
        "organisation": {
            "name_en": organisation.name_en,
            "name_zh": organisation.name_zh,
            "timezone": organisation.timezone,
            "currency": organisation.currency,
            "profile": {"tone": organisation.tone, "age": organisation.age},
        },
        "departments": [
            {"key": one.key, "name_en": one.name_en, "name_zh": one.name_zh, "headcount": one.headcount}
            for one in organisation.departments.all()
        ],
        "people": [person_of(person) for person in organisation.people.select_related("department", "superior")],
        "goals": [goal_of(goal) for goal in workshop.goals.select_related("owner")],
        "preparation": preparation_of(workshop, book),
        "attendance": [seat_of(seat, book) for seat in workshop.seats.select_related("person")],
    }


def event_of(workshop: Workshop, book) -> dict[str, Any]:
    lead = workshop.decision_makers().select_related("person").first()
    facilitator = workshop.seats.filter(role=Seat.Role.FACILITATOR).select_related("person").first()
    days = [one.isoformat() for one in workshop.days]
    return {
        "title": workshop.name_en,
        "title_zh": workshop.name_zh,
        **({"date": days[0]} if len(days) == 1 else {"days": days}),
        "place": workshop.place,
        "cycle_start": workshop.cycle_start.isoformat(),
        "cycle_end": workshop.cycle_end.isoformat(),
        "variant": workshop.variant,
        "facilitator": book.name_of(facilitator),
        "decision_maker": book.name_of(lead),
        "writers": workshop.seats.writers().count(),
        "settings": {
            "rank_always": workshop.rank_always,
            "question_names_on_wall": workshop.question_names_on_wall,
            "arrival_names_on_wall": workshop.arrival_names_on_wall,
        },
    }


def person_of(person: Person) -> dict[str, Any]:
    return {
        "id": person.key,
        "name": person.name,
        "name_latin": person.name_latin,
        "department": person.department.key,
        "job_title": person.job_title,
        "job_level": person.job_level,
        "superior": person.superior.key if person.superior else None,
        "language": FILE_LANGUAGES[person.language],
    }


def goal_of(goal: Goal) -> dict[str, Any]:
    texts = ("title", "title_zh", "level", "dimension", "measure", "unit", "better")
    values = ("last_year", "floor", "balance", "sprint", "challenge")
    return (
        {"id": goal.key}
        | {name: getattr(goal, name) for name in texts}
        | {name: number(getattr(goal, name)) for name in values}
        | {
            "date": goal.date.isoformat(),
            "owner": goal.owner.key,
            "source": goal.source,
            "kind": goal.kind,
            "quarters": [number(value) for value in goal.quarters if value is not None],
            "derivation": goal.derivation,
            "derivation_note": goal.derivation_note,
        }
    )


def preparation_of(workshop: Workshop, book) -> dict[str, Any]:
    return {
        "items": [{"key": item.key, "state": item.state} for item in workshop.checklist.all()],
        "likely_questions": [
            {
                "text": one.text,
                "department": one.department.key if one.department else None,
                "topic": one.topic,
                "answer": one.answer,
                "decide_on_day": one.decide_on_day,
            }
            | ({"answer_by": one.answer_by.key} if one.answer_by else {})
            for one in workshop.likely_questions.select_related("department", "answer_by")
        ],
        "envelope": [
            {
                "id": line.key,
                "kind": line.kind,
                "text": line.text,
                "currency": line.currency,
                "per_item": number(line.per_item),
                "total": number(line.total),
                "posts": line.posts,
                "from_existing_budgets": line.from_existing_budgets,
                "decided_by": book.key_of(line.decided_by),
                "valid_until": line.valid_until.isoformat() if line.valid_until else None,
            }
            for line in workshop.envelope.select_related("decided_by")
        ],
    }


def seat_of(seat: Seat, book) -> dict[str, Any]:
    return {
        "person": book.name_of(seat),
        "role": FILE_ROLES[seat.role],
        "checked_in_at": stamp(seat.checked_in_at),
        "left_at": stamp(seat.left_at),
    }
