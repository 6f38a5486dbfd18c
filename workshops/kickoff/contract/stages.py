from typing import Any

from django.utils.translation import gettext_lazy as _

from workshops.aloud import Aloud
from workshops.bag.leader import OPENING_LINE
from workshops.kickoff.contract.models import ON_PAPER, Agreement, AgreementTap
from workshops.models import ChecklistItem
from workshops.stages import WRITERS, Counted, Stage, Step


def share(part: int, whole: int) -> int:
    """Whole percent for the wall; a share of nobody is nought."""
    return round(100 * part / whole) if whole else 0


OPENING = "P02"
"""The decision maker's opening line, on the checklist."""


def opening(workshop) -> dict[str, Any]:
    """Who opens, with the line that was agreed beforehand: in own words, else as the briefing has it."""
    agreed = workshop.checklist.filter(key=OPENING, state=ChecklistItem.State.DONE).first()
    lead = workshop.decision_makers().first()
    if agreed is None or lead is None:
        return {}
    return {"lead": lead, "lead_line": agreed.note, "lead_default": "" if agreed.note else OPENING_LINE}


class Welcome(Step):
    key = "welcome"
    title = _("Welcome")
    prompt = _("Today we build the plan together.")
    minutes = 5

    def projector(self, run, group):
        return {"goals": run.workshop.goals.all()} | opening(run.workshop)


class Agree(Step):
    key = "agree"
    title = _("Agree")
    prompt = _("What do we agree on for today?")
    act = "contract/agree_act.html"
    minutes = 10
    allows = {"agreement.tap": WRITERS}

    def projector(self, run, group):
        taps = AgreementTap.objects.filter(workshop=run.workshop).of_present()
        on_paper = run.workshop.paper_counts.of(ON_PAPER).persons()
        present = max(run.workshop.seats.writers().present().count(), taps.count() + on_paper)
        agreed = taps.filter(answer="agree").count() + on_paper
        concerns = AgreementTap.objects.filter(workshop=run.workshop, answer="concern")
        return opening(run.workshop) | {
            "agreements": Agreement.of(run.workshop),
            "agreed": agreed,
            "present": present,
            "share": share(agreed, present),
            "answered": concerns.filter(reply__gt="").order_by("id"),
        }

    def phone(self, run, group):
        return opening(run.workshop) | {"agreements": Agreement.of(run.workshop)}

    def mine(self, run, seat):
        return {"tap": AgreementTap.objects.filter(seat=seat).first(), "may_tap": run.allows("agreement.tap", seat)}

    pokes = frozenset({"agreement_reply"})

    def counts(self, run, group=None):
        return [Counted(ON_PAPER, _("Who agrees on paper"), [("agree", AgreementTap.Answer.AGREE.label)])]

    def console(self, run):
        taps = AgreementTap.objects.filter(workshop=run.workshop)
        concerns = taps.filter(answer="concern").order_by("id")
        return self.projector(run, None) | {"concerns": concerns}


class ContractStage(Stage):
    key = "contract"
    title = _("Opening contract")
    movement = 0
    minutes = 15
    step_classes = (Welcome, Agree)

    def aloud(self, run, kind, number):
        """A concern with its answer, never with a name (R-OPEN-2)."""
        concerns = run.workshop.agreement_taps.filter(answer=AgreementTap.Answer.CONCERN)
        concern = concerns.filter(pk=number).first() if kind == "concern" else None
        return concern and Aloud(concern.concern, fact=concern.reply, hue="lilac")
