"""The plan of a workshop file: organisation, people, goals, preparation, seats and agenda, both ways."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from live.models import Room
from people.models import Department, Goal, Organisation, Person
from people.models.organisation import CURRENCIES, TIME_ZONES
from workshops import planfile, stages
from workshops.exchange import DOOR, kinds
from workshops.models import ChecklistItem, EnvelopeLine, LikelyQuestion, Seat, Workshop
from workshops.reading import Row, cleaned, day_at, refuse

ROLES = {
    "writer": "part",
    "lead": "lead",
    "facilitator": "fac",
    "watch": "watch",
    "questioner": "quest",
    "paper": "paper",
    "cofacilitator": "cofac",
}
FILE_ROLES = {role: name for name, role in ROLES.items()}
LANGUAGES = {"en": "en", "zh": "zh-hans"}
QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")
SETTINGS = ("rank_always", "question_names_on_wall", "arrival_names_on_wall", "draws_on_screens")
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


def key_of(row: Row, model: type[Model], name: str = "id") -> str:
    """By which name other rows of the file speak of this one."""
    return cleaned(model._meta.get_field("key"), row.given(name), row.at(name))


def organisation_from(file: Row) -> Organisation:
    about = file.row("organisation")
    return Organisation.objects.create(
        timezone=about.one_of("timezone", {name: name for name in TIME_ZONES}, "Asia/Shanghai"),
        currency=about.one_of("currency", {name: name for name in CURRENCIES}, "CNY"),
        **about.fields(Organisation, "name_en", "name_zh"),
        **about.row("profile").fields(Organisation, "tone", "age"),
        **about.fields(Organisation, *(name for name in ("forfeit_cap",) if about.has(name))),
    )


def departments_from(file: Row, organisation: Organisation) -> dict[str, Department]:
    departments: dict[str, Department] = {}
    for row in file.rows("departments", key="key"):
        key, values = key_of(row, Department, "key"), row.fields(Department, "name_en", "name_zh", "headcount")
        departments[key], _new = organisation.departments.get_or_create(key=key, defaults=values)
    return departments


def people_from(file: Row, organisation: Organisation) -> dict[str, Person]:
    """Departments, then people, then who reports to whom; who is there already under the same key stays as they are."""
    departments = departments_from(file, organisation)
    people: dict[str, Person] = {}
    new: set[str] = set()
    for row in file.rows("people", key="id"):
        key = key_of(row, Person)
        values = row.fields(Person, "name", "name_latin", "job_title", "job_level", "key_post")
        values["department"] = row.one_of("department", departments)
        values["language"] = row.one_of("language", LANGUAGES, "en")
        people[key], made = organisation.people.get_or_create(key=key, defaults=values)
        new |= {key} if made else set()
    for row in file.rows("people"):
        superior = row.one_or_none("superior", people)
        if superior and row.key("id") in new:
            Person.objects.filter(pk=people[row.key("id")].pk).update(superior=superior)
    return people


def goal_from(row: Row, organisation: Organisation, people: dict[str, Person]) -> Goal:
    key = key_of(row, Goal)
    texts = ("title", "title_zh", "dimension", "measure", "unit", "better", "source", "kind", "derivation")
    values = ("last_year", "floor", "balance", "sprint", "challenge")
    defaults = row.fields(Goal, *texts, "derivation_note", "season_note", *values, "level", "date")
    for name, (path, value) in zip(QUARTERS, row.list("quarters"), strict=False):
        defaults[name] = None if value is None else cleaned(Goal._meta.get_field(name), value, path)
    defaults |= {"owner": row.one_of("owner", people), "state": "confirmed"}
    goal, _new = organisation.goals.get_or_create(key=key, defaults=defaults)
    return goal


def days_from(event: Row) -> list[date]:
    """The one day of an event, or its two."""
    days = [day_at(value, path) for path, value in event.list("days")] or [event.day("date")]
    return days if len(days) <= 2 else refuse(event.at("days"), _("an event has one day or two"))


def opening_at(event: Row) -> time:
    """When the doors open, as `08:45`."""
    try:
        return time.fromisoformat(str(event.given("opening")))
    except ValueError:
        return refuse(event.at("opening"), _("a time is written like 08:45"))


def workshop_from(file: Row, organisation: Organisation, user) -> Workshop:
    event = file.row("event")
    kind = file.one_of("kind", {kind: kind for kind in kinds()}, kinds()[0])
    days = days_from(event)
    settings = event.row("settings")
    return Workshop.objects.create(
        room=Room.objects.create(kind="workshop"),
        organisation=organisation,
        kind=kind,
        variant=kind
        if kind in stages.events()
        else event.one_of("variant", {one: one for one in stages.VARIANTS}, "full"),
        name_en=event.text("title", Workshop._meta.get_field("name_en")),
        name_zh=event.text("title_zh", Workshop._meta.get_field("name_zh")),
        first_day=days[0],
        second_day=days[1] if len(days) > 1 else None,
        **({"opening": opening_at(event)} if event.has("opening") else {}),
        **event.fields(Workshop, *(name for name in ("second_day_from",) if event.has(name))),
        facilitator=user,
        state=Workshop.State.PREPARED,
        **event.fields(Workshop, "place", "cycle_start", "cycle_end"),
        **settings.fields(Workshop, *SETTINGS),
    )


def preparation_from(file: Row, workshop: Workshop, people: dict[str, Person]) -> None:
    preparation = file.row("preparation")
    for row in preparation.rows("items", key="key"):
        workshop.checklist.create(**row.fields(ChecklistItem, "key", "state", "note"))
    departments = {one.key: one for one in workshop.organisation.departments.all()}
    for row in preparation.rows("likely_questions"):
        workshop.likely_questions.create(
            department=row.one_or_none("department", departments),
            answer_by=row.one_or_none("answer_by", people),
            **row.fields(LikelyQuestion, "text", "topic", "answer", "decide_on_day"),
        )
    for row in preparation.rows("envelope", key="id"):
        values = row.fields(EnvelopeLine, "kind", "per_item", "total", "posts", "from_existing_budgets", "valid_until")
        workshop.envelope.create(
            key=key_of(row, EnvelopeLine),
            text=row.text("text", EnvelopeLine._meta.get_field("text")),
            currency=row.text("currency", EnvelopeLine._meta.get_field("currency")),
            decided_by=row.one_or_none("decided_by", people),
            **values,
        )


def plan_from(content: dict, organisation: Organisation | None, user) -> Workshop:
    """Rows of everything that was prepared; raises `NotAWorkshopFile`, and then the caller keeps nothing."""
    file = Row(content)
    organisation = organisation or organisation_from(file)
    people = people_from(file, organisation)
    workshop = workshop_from(file, organisation, user)
    workshop.goals.set([goal_from(row, organisation, people) for row in file.rows("goals", key="id")])
    preparation_from(file, workshop, people)
    for row in file.rows("attendance", key="person"):
        if row.key("person") not in people and row.has("name"):
            seat_of_the_door(row, workshop)
        else:
            workshop.invite([row.one_of("person", people)], role=row.one_of("role", ROLES))
        if row.content.get("asks") is True:
            workshop.seats.filter(Q(person__key=row.key("person")) | of_the_door(row)).update(asks=True)
    planfile.agenda_from(file, workshop)
    return workshop


def seat_of_the_door(row: Row, workshop: Workshop) -> None:
    """Somebody who typed the own name at the door: on no roster, and called `seat-…` in the file."""
    departments = {one.key: one for one in workshop.organisation.departments.all()}
    department = row.one_or_none("department", departments)
    workshop.seats.create(
        key=row.key("person").removeprefix(DOOR),
        role=row.one_of("role", ROLES),
        name=row.text("name", Seat._meta.get_field("name")),
        department_en=department.name_en if department else "",
        department_zh=department.name_zh if department else "",
    )


def attendance_from(content: dict, workshop: Workshop) -> None:
    """Who came and who left earlier, with their times; a plan has none of it."""
    for row in Row(content).rows("attendance"):
        times = {"checked_in_at": row.moment("checked_in_at"), "left_at": row.moment("left_at")}
        workshop.seats.filter(Q(person__key=row.key("person")) | of_the_door(row)).update(**times)


def of_the_door(row: Row) -> Q:
    return Q(person=None, key=row.key("person").removeprefix(DOOR))


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
            **({} if organisation.forfeit_cap is None else {"forfeit_cap": number(organisation.forfeit_cap)}),
        },
        "departments": [
            {"key": one.key, "name_en": one.name_en, "name_zh": one.name_zh, "headcount": one.headcount}
            for one in organisation.departments.all()
        ],
        "people": [person_of(person) for person in organisation.people.select_related("department", "superior")],
        "goals": [goal_of(goal) for goal in workshop.goals.select_related("owner")],
        "preparation": preparation_of(workshop, book),
        "attendance": [seat_of(seat, book) for seat in workshop.seats.select_related("person")],
        **planfile.agenda_of(workshop),
    }


def unusual(workshop: Workshop) -> dict[str, str]:
    """What a file only says where it differs from the plan of every day."""
    fields = Workshop._meta
    found = {}
    if workshop.opening != fields.get_field("opening").default:
        found["opening"] = f"{workshop.opening:%H:%M}"
    if workshop.second_day and workshop.second_day_from != fields.get_field("second_day_from").default:
        found["second_day_from"] = workshop.second_day_from
    return found


def event_of(workshop: Workshop, book) -> dict[str, Any]:
    lead = workshop.decision_makers().select_related("person").first()
    facilitator = workshop.seats.filter(role=Seat.Role.FACILITATOR).select_related("person").first()
    days = [one.isoformat() for one in workshop.days]
    return {
        "title": workshop.name_en,
        "title_zh": workshop.name_zh,
        **({"date": days[0]} if len(days) == 1 else {"days": days}),
        "place": workshop.place,
        **unusual(workshop),
        "cycle_start": workshop.cycle_start.isoformat(),
        "cycle_end": workshop.cycle_end.isoformat(),
        "variant": workshop.variant,
        "facilitator": book.name_of(facilitator),
        "decision_maker": book.name_of(lead),
        "writers": workshop.seats.writers().count(),
        "settings": {name: getattr(workshop, name) for name in SETTINGS},
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
    } | ({"key_post": True} if person.key_post else {})


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
        **({} if seat.person else {"name": seat.name, "department": department_key(seat)}),
        "role": FILE_ROLES[seat.role],
        "checked_in_at": stamp(seat.checked_in_at),
        "left_at": stamp(seat.left_at),
    } | ({"asks": True} if seat.asks else {})


def department_key(seat: Seat) -> str | None:
    """The department that somebody chose at the door."""
    departments = seat.workshop.organisation.departments
    found = departments.filter(name_en=seat.department_en, name_zh=seat.department_zh).first()
    return found.key if found else None
