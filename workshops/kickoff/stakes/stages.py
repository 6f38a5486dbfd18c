from django.template.loader import select_template
from django.utils.translation import gettext_lazy as _

from workshops.aloud import Aloud
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.models import VOTES, Forfeit, Promise
from workshops.kickoff.stakes.questions import MENU, SIX
from workshops.models import Seat, StageRun
from workshops.stages import HOST, WRITERS, Stage, Step

ENOUGH_TO_CHOOSE = 3


def own_promise(run: StageRun, seat: Seat) -> Promise | None:
    return next((one for one in Promise.in_use(run.workshop) if one.group_id == seat.group_id), None)


def promises_for(run: StageRun, group) -> list[Promise]:
    return [one for one in Promise.in_use(run.workshop) if group is None or one.group == group]


class StakesStep(Step):
    pokes = frozenset({"promise", "forfeit"})

    def entered(self, run, changing):
        Promise.begin(run.workshop)

    def element(self, run, audience, kind, ref):
        return None if audience.surface == "projector" and kind != "presence" else ""

    def cap(self, run) -> dict:
        """What a forfeit may cost a person, beside the six questions (R-DEC-5)."""
        organisation = run.workshop.organisation
        return {"cap": organisation.most_a_forfeit_costs, "currency": organisation.currency}


class Ideas(StakesStep):
    key = "ideas"
    title = _("Ideas")
    prompt = _("What small, kind thing do we owe each other?")
    minutes = 8
    allows = {"forfeit.propose": WRITERS | HOST, "promise.celebrate": WRITERS | HOST, "promise.aim": HOST}
    behind = _("Propose something light")

    def projector(self, run, group):
        return {"promises": promises_for(run, group), "menu": MENU} | self.cap(run)

    def mine(self, run, seat):
        promise = own_promise(run, seat)
        own = promise.forfeits.standing().filter(proposed_by=seat) if promise else []
        return {
            "promise": promise,
            "forfeits": own,
            "categories": Forfeit.Category.choices,
            "may_propose": run.allows("forfeit.propose", seat) and not run.is_short,
            "may_celebrate": run.allows("promise.celebrate", seat),
            "may_aim": run.allows("promise.aim", seat) and not run.is_short,
            "goals": run.workshop.goals.all(),
            "tiers": Promise.Tier.choices,
        } | self.cap(run)

    def console(self, run):
        return desk(run) | self.cap(run)


def desk(run: StageRun) -> dict:
    """Everything that the console may do in this stage by itself (R-GEN-16)."""
    promises = promises_for(run, None)
    for promise in promises:
        promise.all_forfeits = list(  # type: ignore[attr-defined]
            promise.forfeits.standing().by_votes().select_related("promise__workshop__organisation")
        )
    return {
        "promises": promises,
        "categories": Forfeit.Category.choices,
        "goals": run.workshop.goals.all(),
        "tiers": Promise.Tier.choices,
        "six": SIX,
        "is_short": run.is_short,
    }


class Choose(StakesStep):
    key = "choose"
    title = _("Choose")
    prompt = _("Is it kind, safe and fair?")
    minutes = 7
    allows = {"forfeit.vote": WRITERS, "forfeit.answer": HOST, "promise.celebrate": HOST, "promise.aim": HOST}
    behind = _("Six questions and our votes")

    def projector(self, run, group):
        promises = promises_for(run, group)
        for promise in promises:
            promise.kept = list(promise.forfeits.passed().by_votes())  # type: ignore[attr-defined]
        return {"promises": promises, "six": SIX}

    def mine(self, run, seat):
        promise = own_promise(run, seat)
        if promise is None:
            return {}
        passed = promise.forfeits.passed().as_seen_by(seat)
        # What rings waits for the facilitator and holds nothing up that the host can answer.
        waiting = sorted(promise.forfeits.open(), key=lambda forfeit: bool(forfeit.alarm))
        return {
            "promise": promise,
            "passed": passed,
            "votes_left": VOTES - sum(forfeit.is_mine for forfeit in passed),
            "may_vote": run.allows("forfeit.vote", seat) and len(passed) > ENOUGH_TO_CHOOSE,
            "may_answer": run.allows("forfeit.answer", seat),
            "next_forfeit": waiting[0] if waiting else None,
            "answered": promise.forfeits.standing().count() - len(waiting),
            "all_count": promise.forfeits.standing().count(),
            "refused": promise.forfeits.filter(status=Forfeit.Status.REFUSED),
            "six": SIX,
            "goals": run.workshop.goals.all(),
            "tiers": Promise.Tier.choices,
        } | self.cap(run)

    def console(self, run):
        return desk(run) | self.cap(run)


class Sign(StakesStep):
    key = "sign"
    title = _("Sign")
    prompt = _("Half serious, wholly ours")
    minutes = 10
    allows = {"promise.sign": WRITERS}
    act = "stakes/sign_act.html"
    pokes = frozenset({"promise"})

    def template(self, surface):
        return select_template([f"stakes/sign.{surface}.html", f"workshops/plain.{surface}.html"])

    def entered(self, run, changing):
        """What stands now is what is signed: each promise that was made becomes a version (R-STAKE-6)."""
        super().entered(run, changing)
        for promise in Promise.in_use(run.workshop):
            if promise.is_made:
                sheet.freeze(promise)

    def projector(self, run, group):
        promises = [one for one in promises_for(run, group) if one.is_made]
        for promise in promises:
            promise.signed = sheet.standing(promise).count()  # type: ignore[attr-defined]
        return {"promises": promises, "fixed_en": sheet.FIXED_EN, "fixed_zh": sheet.FIXED_ZH}

    def mine(self, run, seat):
        promise = own_promise(run, seat)
        if promise is None or not promise.is_made:
            return {"promise": None, "may_sign": False}
        document = sheet.newest(promise)
        return {
            "promise": promise,
            "document": document,
            "hand": sheet.hand_of(seat, promise),
            "may_sign": run.allows("promise.sign", seat) and document is not None,
            "asks_pin": not seat.is_unbroken,
            "fixed_en": sheet.FIXED_EN,
            "fixed_zh": sheet.FIXED_ZH,
        }

    def console(self, run):
        """Counts only: who stayed out is nobody's business (R-DEC-4)."""
        shown = self.projector(run, None)
        for promise in shown["promises"]:
            promise.seats = list(  # type: ignore[attr-defined]
                run.workshop.seats.writers().present().of_group(promise.group)
            )
            promise.document = sheet.newest(promise)  # type: ignore[attr-defined]
        return shown


class StakesStage(Stage):
    key = "stakes"
    title = _("Stakes and promise")
    short_title = _("Stakes")
    movement = 1
    minutes = 25
    step_classes = (Ideas, Choose, Sign)
    plan_card = "stakes/plan.html"

    def aloud(self, run, kind, number):
        """A promise idea on the wall of its group, never who proposed it; none that rings or was refused."""
        standing = Forfeit.objects.filter(promise__workshop=run.workshop).select_related("promise__group")
        idea = standing.filter(pk=number).first() if kind == "forfeit" else None
        if idea is None or not idea.may_be_shown:
            return None
        group = idea.promise.group
        return Aloud(idea.text, group=group, hangs_at=group, fact=idea.get_category_display())

    def plan_context(self, workshop):
        promises = [one for one in Promise.in_use(workshop) if one.is_made]
        due = [one for one in promises if one.is_due and not one.outcome]
        return {"promises_made": bool(promises), "promises_due": len(due)}
