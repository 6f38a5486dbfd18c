import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_LANGUAGES, LANGUAGES, stamp
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.alarms import alarm
from workshops.kickoff.stakes.models import Forfeit, Promise, PromiseHand
from workshops.kickoff.stakes.questions import ALL_YES
from workshops.models import Workshop
from workshops.reading import Row, refuse

PIECES = re.compile(r"(?<=\d)(?=[ML])")
STATUS = {status.value: status for status in Forfeit.Status}
CATEGORIES = {category.value: category for category in Forfeit.Category}
TIERS = {tier.value: tier for tier in Promise.Tier}
OUTCOMES = {outcome.value: outcome for outcome in Promise.Outcome}
SETTLED = {outcome.value: outcome for outcome in Forfeit.Outcome}
STAKES_BEGAN = time(10, 45)


class StakesPart(Part):
    """`promises` with their forfeits and hands, and `refused_forfeits` with the rule that refused them."""

    order = 25

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        if not workshop.agenda.filter(kind="stakes").exists():
            return
        if not content.get("promises") and not content.get("refused_forfeits"):
            return
        promises = {letter(one): one for one in Promise.begin(workshop)}
        goals = {goal.key: goal for goal in workshop.organisation.goals.all()}
        for row in Row(content).rows("refused_forfeits"):
            refused_from(row, promise_of(row, promises), book)
        for row in Row(content).rows("promises"):
            promise_from(row, promise_of(row, promises), goals, book)

    def dump(self, workshop: Workshop, book: Book) -> dict[str, Any]:
        promises = [one for one in Promise.in_use(workshop) if one.is_made or one.celebration]
        refused = Forfeit.objects.filter(promise__workshop=workshop, status=Forfeit.Status.REFUSED)
        refused = refused.select_related("promise__group", "promise__workshop__organisation", "proposed_by__person")
        return {
            "promises": [row_of(one, book) for one in promises],
            "refused_forfeits": [refused_row(one, book) for one in refused],
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        promises = {letter(one): one for one in Promise.in_use(workshop)}
        for place, row in enumerate(content.get("promises", [])):
            if "expected_signed" in row and (promise := promises.get(row.get("group") or "")):
                got = sheet.standing(promise).count()
                yield Check(f"promises[{place}].expected_signed", row["expected_signed"], got)
        for place, row in enumerate(content.get("refused_forfeits", [])):
            ringing = alarm(row["text"], workshop.organisation)
            yield Check(f"refused_forfeits[{place}].alarm", row.get("alarm", False), ringing is not None)
            if ringing:
                yield Check(f"refused_forfeits[{place}].reason_rule", row["reason_rule"], ringing.rule)


def letter(promise: Promise) -> str:
    return promise.group.letter if promise.group else ""


# ---- a file's rows become ours ----------------------------------------------------------------------------


def promise_of(row: Row, promises: dict[str, Promise]) -> Promise:
    group = row.content.get("group") or ""
    return promises.get(group) or refuse(row.at("group"), _("“%(value)s” is unknown") % {"value": group})


def refused_from(row: Row, promise: Promise, book: Book) -> None:
    by = row.one_or_none("proposed_by", book.seats)
    forfeit = promise.forfeits.create(text=row.text("text", Forfeit._meta.get_field("text")), proposed_by=by)
    forfeit.category = row.one_or_none("category", CATEGORIES) or ""
    forfeit.save(update_fields=["category"])
    forfeit.refuse(row.key("reason_rule"), row.text("reason", Forfeit._meta.get_field("reason")))


def promise_from(row: Row, promise: Promise, goals: dict, book: Book) -> None:
    promise.aim(row.one_of("goal", goals), row.one_of("tier", TIERS, Promise.Tier.BALANCE), row.day("due"))
    promise.celebrate(row.text("celebration", Promise._meta.get_field("celebration")))
    for one in row.rows("forfeits"):
        forfeit_from(one, promise, book)
    promise.only_celebrate(not promise.chosen() and bool(promise.celebration))
    promise.outcome = row.one_or_none("outcome", OUTCOMES) or ""
    promise.outcome_at = row.moment("outcome_at")
    promise.save(update_fields=["outcome", "outcome_at"])
    hands = list(row.rows("signed"))
    if promise.is_made and hands:
        workshop = promise.workshop
        at = datetime.combine(workshop.first_day, STAKES_BEGAN, workshop.organisation.zone)
        document = sheet.freeze(promise, at)
        for one in hands:
            hand_from(one, promise, document.content_hash, at, book)


def forfeit_from(row: Row, promise: Promise, book: Book) -> None:
    forfeit = promise.forfeits.create(
        text=row.text("text", Forfeit._meta.get_field("text")),
        category=row.one_of("category", CATEGORIES),
        proposed_by=row.one_or_none("proposed_by", book.seats),
        cleared=row.text("reason", Forfeit._meta.get_field("cleared")),
    )
    status = row.one_of("status", STATUS, Forfeit.Status.PASSED)
    answers = "".join("y" if yes else "n" for _path, yes in row.list("answers"))
    if status in (Forfeit.Status.PASSED, Forfeit.Status.CLEARED) and answers == ALL_YES:
        forfeit.answer()
        forfeit.choose(row.content.get("chosen", True) is True)
    forfeit.outcome = row.one_or_none("outcome", SETTLED) or ""
    forfeit.save(update_fields=["outcome"])


def hand_from(row: Row, promise: Promise, read_hash: str, at: datetime, book: Book) -> None:
    seat = row.one_of("person", book.seats)
    language = LANGUAGES.get(row.content.get("lang", ""), seat.language)
    hand = sheet.Hand(row.content.get("mode", "drawn"), row.content.get("strokes", ""), row.content.get("typed", ""))
    own = row.text("own_text", PromiseHand._meta.get_field("own_text"))
    sheet.sign(promise, seat, read_hash, hand._replace(language=language), own, at)


# ---- and the way back -------------------------------------------------------------------------------------


def row_of(promise: Promise, book: Book) -> dict[str, Any]:
    forfeits = promise.forfeits.passed().select_related("proposed_by__person")
    hands = sheet.standing(promise).select_related("seat__person", "signature")
    return {
        "group": letter(promise),
        "goal": promise.goal.key if promise.goal else None,
        "tier": promise.tier,
        "due": promise.due.isoformat() if promise.due else None,
        "forfeits": [forfeit_row(one, book) for one in forfeits],
        "celebration": promise.celebration,
        "signed": [hand_row(hand, book) for hand in hands],
    } | ({"outcome": promise.outcome, "outcome_at": stamp(promise.outcome_at)} if promise.outcome else {})


def forfeit_row(forfeit: Forfeit, book: Book) -> dict[str, Any]:
    more = {"reason": forfeit.cleared} if forfeit.cleared else {}
    return (
        {
            "text": forfeit.text,
            "category": forfeit.category,
            "status": forfeit.status,
            "proposed_by": book.name_of(forfeit.proposed_by),
            "answers": [answer == "y" for answer in forfeit.answers],
        }
        | more
        | ({} if forfeit.chosen else {"chosen": False})
        | ({"outcome": forfeit.outcome} if forfeit.outcome else {})
    )


def refused_row(forfeit: Forfeit, book: Book) -> dict[str, Any]:
    more = {"category": forfeit.category, "reason": forfeit.reason}
    return {
        "group": letter(forfeit.promise),
        "text": forfeit.text,
        "reason_rule": forfeit.refused_by,
        "alarm": alarm(forfeit.text, forfeit.promise.workshop.organisation) is not None,
        "proposed_by": book.name_of(forfeit.proposed_by),
    } | {name: value for name, value in more.items() if value}


def hand_row(hand: PromiseHand, book: Book) -> dict[str, Any]:
    signature = hand.signature
    drawn = {"strokes": PIECES.sub(" ", signature.strokes)} if signature.strokes else {"typed": signature.typed}
    language = FILE_LANGUAGES[signature.language]
    return (
        {"person": book.name_of(hand.seat), "choice": "milder" if hand.own_text else "sign", "mode": signature.mode}
        | drawn
        | ({"own_text": hand.own_text, "answers": [True] * len(ALL_YES)} if hand.own_text else {})
        | ({"lang": language} if LANGUAGES[language] != hand.seat.language else {})
    )
