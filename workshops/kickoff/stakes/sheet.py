"""The promise sheet: its words in both languages, frozen when the room comes to sign, and the hands under it."""

from datetime import datetime
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from live import Refused
from people.number import plain
from signing import ChangedSinceRead
from signing.models import Document
from signing.signer import Signer
from workshops.kickoff.stakes.alarms import alarm
from workshops.kickoff.stakes.models import Promise, PromiseHand
from workshops.models import Seat

KIND = "promise"
FIXED_EN = "No effect on pay, appraisal or employment; pay follows the written policy."
FIXED_ZH = "本约定不影响工资、考核与劳动关系；薪酬以制度为准。"
TIERS = {"floor": ("floor", "保底"), "balance": ("balance", "平衡"), "sprint": ("sprint", "冲刺")}


class Hand(NamedTuple):
    """How somebody signs: strokes, a typed name, or a photo of the signed page."""

    mode: str
    strokes: str = ""
    typed: str = ""
    language: str = "en"
    transport: str = "http"
    photo: ContentFile | None = None
    entered_by: Any = None


def subject_of(promise: Promise) -> str:
    letter = promise.group.letter if promise.group else ""
    return f"{promise.workshop.public_id}:{letter}"


def content(promise: Promise) -> dict[str, Any]:
    """What is promised, with the fixed line (R-STAKE-4); figures are text, as they print."""
    goal, tier = promise.goal, TIERS[promise.tier]
    return {
        "group": promise.group.letter if promise.group else "",
        "goal_en": goal.title if goal else "",
        "goal_zh": (goal.title_zh or goal.title) if goal else "",
        "value": f"{plain(promise.value)} {goal.unit}".strip() if goal else "",
        "tier_en": tier[0],
        "tier_zh": tier[1],
        "due": promise.due.isoformat() if promise.due else "",
        "forfeits": [{"id": one.pk, "text": one.text} for one in promise.chosen()],
        "celebration": promise.celebration,
        "fixed_en": FIXED_EN,
        "fixed_zh": FIXED_ZH,
    }


def titles(promise: Promise) -> dict[str, str]:
    letter = promise.group.letter if promise.group else ""
    return {
        "en": f"Group {letter} promises" if letter else "We promise",
        "zh": f"{letter} 组的约定" if letter else "我们的约定",
    }


def freeze(promise: Promise, at: datetime | None = None) -> Document:
    """The version of what stands now: the newest, where nothing changed."""
    return Document.objects.freeze(
        promise.workshop.organisation, KIND, subject_of(promise), content(promise), titles(promise), at=at
    )


def newest(promise: Promise) -> Document | None:
    return Document.objects.newest(promise.workshop.organisation, KIND, subject_of(promise))


def standing(promise: Promise):
    """Hands under the newest version: a newer one inherits none (R-SIGN-3)."""
    document = newest(promise)
    return promise.hands.filter(signature__document=document) if document else promise.hands.none()


def hand_of(seat: Seat, promise: Promise) -> PromiseHand | None:
    return standing(promise).filter(seat=seat).select_related("signature").first()


def signer_of(seat: Seat) -> Signer:
    latin = seat.name_latin if seat.name_latin != seat.name else ""
    english, chinese = seat.department_en or seat.department_zh, seat.department_zh or seat.department_en
    return Signer(f"seat:{seat.pk}", seat.name, latin, english, chinese, person=seat.person)


def sign(
    promise: Promise, seat: Seat, read_hash: str, hand: Hand, own_text: str = "", at: datetime | None = None
) -> PromiseHand:
    """Sign the newest version, or with a milder text of one's own that passed the six (R-DEC-3, R-STAKE-6).

    A second time gives the first hand back. Raises `Refused` when another text was read, or when the own words ring
    an alarm; `ValidationError` when the hand can be mended.
    """
    if before := hand_of(seat, promise):
        return before
    if own_text and (ringing := alarm(own_text, promise.workshop.organisation)):
        raise Refused(ringing.why, rule=ringing.rule, status=422)
    document = newest(promise)
    if document is None:
        raise Refused(_("There is nothing to sign yet."), rule="R-STAKE-6")
    try:
        signature = document.sign(signer_of(seat), read_hash=read_hash, remark=own_text, at=at, **hand._asdict())
    except ChangedSinceRead as changed:
        raise Refused(str(changed), rule="R-SIGN-3") from changed
    return PromiseHand.objects.create(promise=promise, seat=seat, own_text=own_text, signature=signature)


def withdraw(seat: Seat, promise: Promise) -> None:
    """Take the own name back, later too: who it was is forgotten, nothing is logged (R-DEC-4)."""
    for hand in promise.hands.filter(seat=seat).select_related("signature"):
        signature = hand.signature
        hand.delete()
        signature.erase()
