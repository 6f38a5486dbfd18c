"""The personal sheet: what one seat promises, and that it stands by a version of the statement (R-SIGN-9)."""

import json
from typing import Any, NamedTuple

from signing.canonical import canonical, content_hash
from signing.models import Document
from signing.models.document import COVER, cover
from workshops.kickoff.commitments.models import Commitment
from workshops.kickoff.commitments.needs import leads
from workshops.kickoff.consensus import wording
from workshops.models import Seat, Workshop

KIND = "sheet"
TITLES = {"en": "My promise", "zh": "我的承诺"}
LEAD_TITLES = {"en": "What I give", "zh": "我给的支持"}


class Sheet(NamedTuple):
    """A sheet as it would be frozen now: what the phone shows, and the hash that it sends back."""

    seat: Seat
    statement: Document
    content: dict[str, Any]
    titles: dict[str, str]

    @property
    def hash(self) -> str:
        text = canonical({**self.content, COVER: self.cover})
        return content_hash(KIND, json.loads(text))

    @property
    def cover(self) -> dict:
        return cover(self.statement.organisation, self.titles, self.statement)

    def freeze(self, at=None) -> Document:
        return Document.objects.freeze(
            self.statement.organisation,
            KIND,
            subject_of(self.seat),
            self.content,
            self.titles,
            stands_by=self.statement,
            at=at,
        )


def sheet_of(seat: Seat, statement: Document) -> Sheet:
    """What this seat signs: the own promises; for the decision maker the granted resources."""
    leads = seat.leads
    promises = [promise_of(one) for one in seat.commitments.select_related("need_from_person")]
    text = {
        "name": seat.name,
        "department_en": seat.department_en or seat.department_zh,
        "department_zh": seat.department_zh or seat.department_en,
        "commitments": ([gift_of(statement)] if leads else []) + promises,
        "granted": granted_of(seat.workshop, statement) if leads else [],
        "stand_en": f"I stand by statement {statement.number}, version {statement.version}, "
        f"hash {statement.short_hash}.",
        "stand_zh": f"我认同共识书第 {statement.number} 号第 {statement.version} 版，校验码 {statement.short_hash}。",
        "fixed_en": wording.FIXED_LINE_EN,
        "fixed_zh": wording.FIXED_LINE_ZH,
    }
    return Sheet(seat, statement, text, LEAD_TITLES if leads else TITLES)


def promise_of(commitment: Commitment) -> dict[str, Any]:
    chinese = commitment.language.startswith("zh")
    return {
        "id": commitment.pk,
        "text_en": "" if chinese else commitment.text,
        "text_zh": commitment.text if chinese else "",
        "due": commitment.due.isoformat() if commitment.due else "",
        "seen_by": commitment.seen_by,
        "need": commitment.need,
        "need_from": commitment.need_from,
        "need_from_key": commitment.need_from_person.key if commitment.need_from_person else "",
        "to_leader": leads(commitment.workshop, commitment.need_from_person),
    }


def gift_of(statement: Document) -> dict[str, Any]:
    """The decision maker's promise in one sentence, from the numbers of the statement."""
    granted = statement.parsed["granted"]
    sum_ = f"{granted['amount']} {granted['currency']}"
    others = [one["topic"] for one in granted["others"]]
    english = f"I give {sum_} for {granted['actions']} key actions"
    chinese = f"我给出{sum_}，用于{granted['actions']}项行动"
    return {
        "id": 0,
        "text_en": ". Besides: ".join(filter(None, [english, "; ".join(others)])) + ".",
        "text_zh": "。另外：".join(filter(None, [chinese, "；".join(others)])) + "。",
        "due": "",
        "seen_by": "",
        "need": "",
        "need_from": "",
        "need_from_key": "",
        "to_leader": False,
    }


def granted_of(workshop: Workshop, statement: Document | None) -> list[dict[str, Any]]:
    """The list of granted resources, from the decisions."""
    return [
        {
            "id": one.pk,
            "topic": one.topic,
            "amount": wording.money(one.amount) if one.amount else "",
            "currency": statement.parsed["granted"]["currency"] if statement and one.amount else "",
            "paid_from": one.from_existing_budget,
        }
        for one in workshop.decisions.filter(outcome="yes")
    ]


def subject_of(seat: Seat) -> str:
    return f"{seat.workshop.public_id}:{seat.pk}"


def sheets_of(seat: Seat):
    return Document.objects.filter(
        organisation=seat.workshop.organisation, kind=KIND, subject=subject_of(seat)
    ).select_related("organisation", "stands_by")


def newest_of(seat: Seat) -> Document | None:
    return sheets_of(seat).order_by("version").last()
