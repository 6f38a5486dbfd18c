from django.db import models
from django.utils.translation import gettext_lazy as _

from live import Refused
from workshops.models import Seat, Workshop

ON_PAPER = "contract.agree"
"""Under which question agreements on paper are typed as counts (R-GEN-16)."""
DEFAULT_AGREEMENTS = [
    ("We are here to build, not to judge", "今天共创，不评判"),
    ("Every voice once before any voice twice", "先人人发言，再二次发言"),
    ("Facts before opinions", "先事实，后观点"),
    ("Ideas belong to the group", "想法属于大家"),
    ("Phones only for the workshop", "手机只用于工作坊"),
    ("What is decided is written down", "定了就写下来"),
    ("We may say “I don’t know yet”", "可以说“我还不知道”"),
]


class Agreement(models.Model):
    """One line of the opening contract, in both languages."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="agreements")
    order = models.PositiveSmallIntegerField()
    text_en = models.CharField(max_length=640, blank=True)
    text_zh = models.CharField(max_length=640, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.text_en or self.text_zh

    @classmethod
    def of(cls, workshop: Workshop) -> list["Agreement"]:
        """The workshop's own lines, or the default ones while nobody wrote any."""
        own = list(workshop.agreements.all())
        return own or [cls(text_en=english, text_zh=chinese) for english, chinese in DEFAULT_AGREEMENTS]


class TapQuerySet(models.QuerySet["AgreementTap"]):
    def of_present(self) -> "TapQuerySet":
        return self.filter(seat__in=Seat.objects.writers().present())

    def heard(self) -> "TapQuerySet":
        """Agreed, or had the concern replied to or parked (R-OPEN-1)."""
        return self.filter(models.Q(answer="agree") | models.Q(reply__gt="") | models.Q(parked_as__isnull=False))

    def open_concerns(self) -> "TapQuerySet":
        return self.filter(answer="concern", reply="", parked_as=None)


class AgreementTap(models.Model):
    """What one seat said to the contract; a tap may be changed until lock. A concern is never shown with a name."""

    class Answer(models.TextChoices):
        AGREE = "agree", _("I agree")
        CONCERN = "concern", _("I have a concern")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="agreement_taps")
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="agreement_tap")
    answer = models.CharField(max_length=7, choices=Answer)
    concern = models.CharField(max_length=1600, blank=True)
    reply = models.CharField(max_length=1600, blank=True)
    parked_as = models.ForeignKey("workshops.ParkedItem", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TapQuerySet.as_manager()

    def __str__(self):
        return self.answer

    def answer_with(self, reply: str) -> None:
        self.reply = reply
        self.save(update_fields=["reply"])

    def park(self) -> None:
        """Move the concern to the parking lot, without its author's name (R-OPEN-2)."""
        if self.parked_as is None:
            self.parked_as = self.workshop.parked_items.create(text=self.concern)
            self.save(update_fields=["parked_as"])


def tap(workshop: Workshop, seat: Seat, answer: str, concern: str = "") -> AgreementTap:
    """Say yes, or say what worries; saying it again replaces it and leaves the old reply behind."""
    if answer == AgreementTap.Answer.CONCERN and not concern:
        raise Refused(_("Write your concern in a few words, so that it can be answered."), rule="R-OPEN-2", status=422)
    given, _created = AgreementTap.objects.get_or_create(workshop=workshop, seat=seat, defaults={"answer": answer})
    if (given.answer, given.concern) != (answer, concern):
        given.reply, given.parked_as = "", None
    given.answer, given.concern = answer, concern if answer == AgreementTap.Answer.CONCERN else ""
    given.save()
    return given
