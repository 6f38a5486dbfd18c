"""What a workshop file may say beside the variant: agenda, breaks, who stands in, and what was counted on paper.

All of it is optional: a file that leaves it out gets the plan of its variant.
"""

import re
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from people.models import StandIn
from workshops import stages, standins
from workshops.exchange import Book, Part
from workshops.models import PaperCount, Rest, StageRun, Workshop
from workshops.own_words import words_from, words_of
from workshops.reading import Row, refuse

OWNED = re.compile(r"[. ]\d|^swot\.|^fist")
"""Questions whose rituals write them themselves: about a row, for a file knows no numbers of rows, or as sums."""


def agenda_from(file: Row, workshop: Workshop) -> None:
    """The stages that the file lists with their minutes, else those of the variant; then the breaks."""
    workshop.plan([kind for kind in stages.variant(workshop.variant) if kind in stages.registry])
    if file.has("agenda"):
        workshop.agenda.all().delete()
        for order, row in enumerate(file.rows("agenda", key="stage")):
            run_from(row, workshop, order)
    if file.has("breaks"):
        workshop.rests.all().delete()
        for row in file.rows("breaks", key="after"):
            rest = workshop.rests.create(after=row.one_of("after", kinds()), **row.fields(Rest, "minutes"))
            if row.has("fixed_at"):
                rest.fixed_at = time_of(row)
                rest.save(update_fields=["fixed_at"])
    words_from(file, workshop)


def time_of(row: Row) -> time:
    """A time of the day like 12:30, as the opening has it."""
    try:
        return time.fromisoformat(row.key("fixed_at"))
    except ValueError:
        refuse(row.at("fixed_at"), _("a time like 12:30 is needed here"))


def kinds() -> dict[str, str]:
    return {kind: kind for kind in stages.registry}


def run_from(row: Row, workshop: Workshop, order: int) -> None:
    kind = row.one_of("stage", kinds())
    run = workshop.agenda.create(kind=kind, order=order, **row.fields(StageRun, "minutes"))
    if row.has("skipped"):
        run.state, run.reason = StageRun.State.SKIPPED, row.text("skipped", StageRun._meta.get_field("reason"))
    if row.has("saved_minutes"):
        run.is_short, run.saved_minutes = True, row.fields(StageRun, "saved_minutes")["saved_minutes"]
    run.save()
    may = {step.key: step.key for step in run.stage.steps if step.may_be_anonymous}
    for path, key in row.list("anonymous"):
        run.anonymous.create(step=Row({"step": key}, path).one_of("step", may))


def agenda_of(workshop: Workshop) -> dict[str, Any]:
    return {
        "agenda": [run_of(run) for run in workshop.agenda.prefetch_related("anonymous")],
        "breaks": [rest_of(one) for one in workshop.rests.held().order_by("pk")],
    } | words_of(workshop)


def rest_of(rest: Rest) -> dict[str, Any]:
    fixed = {"fixed_at": f"{rest.fixed_at:%H:%M}"} if rest.fixed_at else {}
    return {"after": rest.after, "minutes": rest.minutes} | fixed


def run_of(run: StageRun) -> dict[str, Any]:
    anonymous = sorted(one.step for one in run.anonymous.all())
    return (
        {"stage": run.kind, "minutes": run.minutes}
        | ({"skipped": run.reason} if run.state == StageRun.State.SKIPPED else {})
        | ({"saved_minutes": run.saved_minutes} if run.is_short else {})
        | ({"anonymous": anonymous} if anonymous else {})
    )


class DayPart(Part):
    """`stand_in` and `paper_counts`: who decided in the place of the decision maker, and what was counted on paper."""

    order = 6
    kind = ""

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        file = Row(content)
        if file.has("stand_in"):
            stand_in_from(file.row("stand_in"), workshop, book)
        groups = {group.letter: group for group in workshop.groups.all()}
        for row in file.rows("paper_counts"):
            values = row.fields(PaperCount, "question", "value", "count")
            workshop.paper_counts.create(group=row.one_or_none("group", groups), **values)

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        counts = workshop.paper_counts.select_related("group")
        kept = [count_of(one) for one in counts if not OWNED.search(one.question)]
        return stand_in_of(workshop, book) | ({"paper_counts": kept} if kept else {})


def count_of(one: PaperCount) -> dict[str, Any]:
    group = {"group": one.group.letter} if one.group else {}
    return {"question": one.question} | group | {"value": one.value, "count": one.count}


def stand_in_from(row: Row, workshop: Workshop, book: Book) -> None:
    deputy = row.one_of("deputy", book.people)
    named = standins.name(workshop, deputy)
    named.since, named.until = row.day("since"), row.day("until")
    if named.until < named.since:
        refuse(row.at("until"), _("this is before the beginning"))
    named.save(update_fields=["since", "until"])
    book.seats |= {book.name_of(seat): seat for seat in workshop.seats.filter(person=deputy).select_related("person")}


def stand_in_of(workshop: Workshop, book: Book) -> dict[str, Any]:
    seat = standins.now(workshop)
    if seat is None or seat.person is None or seat.stands_in_for is None:
        return {}
    record = workshop.organisation.stand_ins.filter(
        role=StandIn.Role.LEAD, deputy=seat.person, holder=seat.stands_in_for.person
    ).last()
    days = {"since": record.since.isoformat(), "until": record.until.isoformat()} if record else {}
    return {"stand_in": {"deputy": book.key_of(seat.person)} | days} if record else {}
