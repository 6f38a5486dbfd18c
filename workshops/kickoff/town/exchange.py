from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, day, moment
from workshops.kickoff.consensus import versions
from workshops.kickoff.town.lenses import Lens
from workshops.kickoff.town.models import Answer, Meeting, PlanChange, Question
from workshops.kickoff.town.questioners import Asker
from workshops.kickoff.town.results import lenses_asked
from workshops.kickoff.town.wording import flags
from workshops.models import Workshop

ROLES = {
    "coach": Asker.COACH,
    "decision maker": Asker.LEAD,
    "head": Asker.HEAD,
    "questioner": Asker.QUESTIONER,
    "participant": Asker.PARTICIPANT,
    "watch": Asker.WATCH,
}
FILE_ROLES: dict[str, str] = {str(role): name for name, role in ROLES.items()}
CHANGED = (Answer.Outcome.PLAN_CHANGED, Answer.Outcome.ACTION_ADDED)


class TownPart(Part):
    """`town_meeting`: questions with their first versions, drafts, answers, and what they changed in the plan."""

    order = 65

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        town = content.get("town_meeting")
        if not town:
            return
        at = moment((content.get("consensus_statement") or {}).get("frozen_at")) or timezone.now()
        run = workshop.agenda.filter(kind="town").first()
        if run and town.get("rounds"):
            Meeting.objects.create(run=run, rounds=town["rounds"])
        drafts = {row["id"]: draft_from(row, workshop, book) for row in town.get("draft_box", [])}
        for place, row in enumerate(town.get("questions", []), 1):
            question = question_from(row, place, workshop, book, drafts, at)
            if row.get("answer"):
                answer_from(row["answer"], question, book, at)
        changes = town.get("plan_changes")
        for change in derived(content) if changes is None else changes:
            change_from(change, workshop, at)

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        rows = workshop.questions.select_related("asker__person", "strategy", "action", "rephrase_of", "from_draft")
        if not rows:
            return {}
        shown = [one for one in rows if one.state != Question.State.DRAFT and one.key[0] == "q"]
        merged = {one.rephrase_of_id for one in shown}
        town: dict[str, Any] = {
            "questions": [question_of(one, book) for one in shown if one.pk not in merged],
            "draft_box": [draft_of(one, book) for one in rows if one.key[0] == "x"],
            "plan_changes": [change_of(one) for one in workshop.plan_changes.all()],
        }
        meeting = Meeting.objects.filter(run__workshop=workshop).first()
        return {"town_meeting": town | ({"rounds": meeting.rounds} if meeting else {})}

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected, questions = content.get("expected", {}), workshop.questions.asked()
        for row in content.get("town_meeting", {}).get("questions", []):
            if "expected_flags" in row:
                found = list(dict.fromkeys(flag.rule for flag in flags(row.get("original") or row["text"])))
                yield Check(f"town_meeting.questions[{row['id']}].expected_flags", row["expected_flags"], found)
        if "questions" in expected:
            yield Check("expected.questions", expected["questions"], questions.count())
        if "questions_to_rephrase" in expected:
            held = sum(any(flag.holds for flag in one.original.flags) for one in questions if one.original)
            yield Check("expected.questions_to_rephrase", expected["questions_to_rephrase"], held)
        if "lenses" in expected and workshop.groups.exists():
            yield Check("expected.lenses", expected["lenses"], lenses_asked(workshop))


# ---- out of the file --------------------------------------------------------------------------------------


def draft_from(row: dict, workshop: Workshop, book: Book) -> Question:
    return workshop.questions.create(
        key=row["id"],
        asker=book.seats.get(row.get("by") or ""),
        role=ROLES[row["role"]] if row.get("role") else "",
        text=row["text"],
        lens=Lens(row["lens"]) if row.get("lens") else "",
        language=LANGUAGES[row.get("lang", "en")],
        state=Question.State(row.get("state", "draft")),
    )


def question_from(row: dict, place: int, workshop: Workshop, book: Book, drafts: dict, at) -> Question:
    target = row.get("target")
    action = workshop.actions.filter(key=target).select_related("strategy").first()
    state = row.get("state") or ("answered" if (row.get("answer") or {}).get("outcome") else "asked")
    same = {
        "asker": book.seats.get(row.get("asker") or ""),
        "role": ROLES[row["asker_role"]] if row.get("asker_role") else "",
        "lens": Lens(row["lens"]) if row.get("lens") else "",
        "action": action,
        "strategy": action.strategy if action else workshop.columns.filter(key=target).first(),
        "language": LANGUAGES[row.get("lang", "en")],
        "order": place,
    }
    first = None
    if row.get("original"):
        first = workshop.questions.create(
            key=f"{row['id']}o", text=row["original"], state=Question.State.MERGED, **same
        )
    return workshop.questions.create(
        key=row["id"],
        text=row.get("text", ""),
        aloud=row.get("aloud", False),
        state=Question.State(state),
        reason=row.get("passed", ""),
        rephrase_of=first,
        from_draft=drafts.get(row.get("from_draft")),
        asked_at=at if state in ("asked", "answered") else None,
        **same,
    )


def answer_from(row: dict, question: Question, book: Book, at) -> None:
    workshop, ref = question.workshop, str(row.get("ref") or "")
    parked = list(workshop.parked_items.all())
    decisions = {f"d{place:02}": one for place, one in enumerate(workshop.decisions.all(), 1)}
    Answer.objects.create(
        question=question,
        text=row.get("text", ""),
        language=question.language,
        by=book.seats.get(row.get("by") or ""),
        outcome=Answer.Outcome(row["outcome"]) if row.get("outcome") else "",
        due=day(row.get("due")),
        parked=parked[int(ref.split()[1]) - 1] if ref.startswith("parked ") else None,
        decision=decisions.get(ref),
        at=at,
    )


def derived(content: dict) -> Iterable[dict]:
    """Changes of a file that tells them as differences of the statement: one an answer, in the plan by then."""
    differences = (content.get("consensus_statement") or {}).get("changes_from_v1", [])
    for row in content["town_meeting"].get("questions", []):
        answer = row.get("answer") or {}
        if answer.get("outcome") in CHANGED:
            own = [one for one in differences if one.get("question") == row["id"]]
            fields = [{name: one[name] for name in ("field", "old", "new")} for one in own]
            text = own[0]["text"] if own else ""
            state = "applied" if own else "waiting"
            change = {"question": row["id"], "ref": answer.get("ref"), "text": text, "state": state, "fields": fields}
            yield change | {"adds": answer["outcome"] == Answer.Outcome.ACTION_ADDED, "confirmed": bool(own)}


def change_from(row: dict, workshop: Workshop, at) -> None:
    question = workshop.questions.filter(key=row.get("question") or "").select_related("answer").first()
    action = workshop.actions.filter(key=row.get("ref")).select_related("strategy").first()
    is_applied, is_declined = row["state"] == "applied", row["state"] == "declined"
    change = PlanChange.objects.create(
        workshop=workshop,
        answer=getattr(question, "answer", None),
        adds=row.get("adds", False),
        action=action,
        strategy=action.strategy if action else workshop.columns.filter(key=row.get("ref")).first(),
        text=row.get("text", ""),
        reason=row.get("reason", ""),
        confirmed_at=at if row.get("confirmed") else None,
        applied_at=at if is_applied else None,
        declined_at=at if is_declined else None,
        document=versions.newest(workshop) if is_applied and row.get("frozen", True) else None,
    )
    for field in row.get("fields", []):
        change.fields.create(**{name: field[name] for name in ("field", "old", "new")})


# ---- and into it ------------------------------------------------------------------------------------------


def draft_of(draft: Question, book: Book) -> dict[str, Any]:
    into = draft.became.first()
    row = {
        "id": draft.key,
        "by": book.name_of(draft.asker),
        "role": FILE_ROLES.get(draft.role, ""),
        "text": draft.text,
        "lang": FILE_LANGUAGES.get(draft.language, "en"),
        "state": draft.state,
    }
    return row | ({"into": into.key} if into else {}) | ({"lens": draft.lens} if draft.lens else {})


def question_of(question: Question, book: Book) -> dict[str, Any]:
    answer = Answer.objects.filter(question=question).select_related("by__person", "parked", "decision").first()
    original = question.original
    own_state = "answered" if answer and answer.outcome else "asked"
    optional = {
        "from_draft": question.from_draft.key if question.from_draft else "",
        "aloud": question.aloud,
        "state": "" if question.state == own_state else question.state,
        "passed": question.reason,
        "answer": answer_of(answer, book) if answer else None,
    }
    return {
        "id": question.key,
        "asker": book.name_of(question.asker),
        "asker_role": FILE_ROLES.get(question.role, ""),
        "lens": question.lens,
        "target": question.target.key if question.target else None,
        "text": question.text,
        "original": original.text if original else None,
        "needs_rephrase": bool(original and any(flag.holds for flag in original.flags)),
        "lang": FILE_LANGUAGES.get(question.language, "en"),
    } | {name: value for name, value in optional.items() if value}


def answer_of(answer: Answer, book: Book) -> dict[str, Any]:
    change = answer.changes.first()
    ref = change.target.key if change and change.target else ""
    workshop = answer.question.workshop
    if answer.parked:
        ref = f"parked {list(workshop.parked_items.all()).index(answer.parked) + 1}"
    if answer.decision:
        ref = f"d{list(workshop.decisions.all()).index(answer.decision) + 1:02}"
    more = {"due": answer.due.isoformat() if answer.due else "", "ref": ref}
    return {"by": book.name_of(answer.by), "text": answer.text, "outcome": answer.outcome} | {
        name: value for name, value in more.items() if value
    }


def change_of(change: PlanChange) -> dict[str, Any]:
    return {
        "question": change.answer.question.key if change.answer else None,
        "ref": change.target.key if change.target else None,
        "adds": change.adds,
        "text": change.text,
        "state": change.state.value,
        "reason": change.reason,
        "confirmed": change.confirmed_at is not None,
        "frozen": change.document_id is not None,
        "fields": [{"field": one.field, "old": one.old, "new": one.new} for one in change.fields.all()],
    }
