from collections.abc import Iterator

from people.rounding import two_places
from workshops.exchange import Book, Check, Part
from workshops.kickoff.contract.models import AgreementTap, tap
from workshops.models import Workshop


class ContractPart(Part):
    """`contract`: agreements, one tap a writer, concerns with their replies."""

    order = 10

    def load(self, workshop: Workshop, content: dict, book: Book) -> None:
        contract = content.get("contract", {})
        for order, row in enumerate(contract.get("agreements", [])):
            workshop.agreements.create(order=order, text_en=row["en"], text_zh=row["zh"])
        concerns = {row["person"]: row for row in contract.get("concerns", [])}
        for person, answer in contract.get("taps", {}).items():
            concern = concerns.get(person, {})
            given = tap(workshop, book.seat(person), answer, concern.get("text", ""))
            if concern.get("reply"):
                given.answer_with(concern["reply"])

    def dump(self, workshop: Workshop, book: Book) -> dict:
        taps = AgreementTap.objects.filter(workshop=workshop).select_related("seat__person").order_by("seat")
        return {
            "contract": {
                "agreements": [{"en": one.text_en, "zh": one.text_zh} for one in workshop.agreements.all()],
                "concerns": [
                    {"person": book.name_of(one.seat), "text": one.concern, "reply": one.reply}
                    for one in taps
                    if one.answer == "concern"
                ],
                "taps": {book.name_of(one.seat): one.answer for one in taps},
            }
        }

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected = content.get("expected", {}).get("contract")
        if expected:
            yield Check("expected.contract", expected, contract_result(workshop))


def contract_result(workshop: Workshop) -> dict:
    """How many agreed, how many were worried, and the share of agreement in percent."""
    taps = AgreementTap.objects.filter(workshop=workshop, seat__role="part")
    agree, concern = taps.filter(answer="agree").count(), taps.filter(answer="concern").count()
    return {"agree": agree, "concern": concern, "agree_pct": two_places(100 * agree, agree + concern)}
