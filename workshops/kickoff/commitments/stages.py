from math import ceil, sqrt

from django.template.loader import render_to_string, select_template
from django.utils.translation import gettext_lazy as _

from signing.models import Signature
from workshops import aloud
from workshops.aloud import Aloud
from workshops.kickoff.commitments import hands, links
from workshops.kickoff.commitments.models import MOST, Standing
from workshops.kickoff.commitments.sheets import granted_of, sheet_of
from workshops.kickoff.consensus import versions
from workshops.kickoff.town import stale
from workshops.models import Seat
from workshops.stages import LEAD, WRITERS, Stage, Step
from workshops.surfaces import both_languages, gone
from workshops.templatetags.room import day


class SigningStep(Step):
    def template(self, surface):
        return select_template([f"commitments/{self.key}.{surface}.html", f"workshops/plain.{surface}.html"])

    pokes = frozenset({"statement"})


def written(seat: Seat) -> dict:
    """One's own promises, the own actions that could become one, and whether there is room for another."""
    own = list(seat.commitments.select_related("action", "need_from_person"))
    promised = {one.action_id for one in own}
    actions = seat.workshop.actions.filter(owner=seat.person) if seat.person else []
    return {
        "commitments": own,
        "actions": [action for action in actions if action.pk not in promised and action.state != "withdrawn"],
        "may_add": len(own) < MOST,
        "people": seat.workshop.organisation.people.all(),
    }


def to_sign(seat: Seat) -> dict:
    """What somebody reads before signing, with the hashes that come back with the signature.

    A newer version asks again and says what changed (R-SIGN-3); other words of the own promise ask for this sheet
    alone (R-SIGN-9).
    """
    statement = versions.newest(seat.workshop)
    if statement is None:
        return {"sheet": None, "statement": None}
    last, sheet = hands.last_of(seat), sheet_of(seat, statement)
    again = last is not None and last.document.stands_by != statement
    reworded = last is not None and not again and last.document.content_hash != sheet.hash
    signature = None if again or reworded else last
    return {
        "statement": statement,
        "sheet": sheet,
        "signature": signature,
        "voice": hands.voice_of(signature, statement) if signature else 0,
        "voices": versions.expected_signatures(seat.workshop),
        "changes": versions.changes_since(statement, last.document.stands_by) if last and again else [],
        "signed_version": last.document.stands_by.version if last and again else 0,
        "reworded": reworded,
        "link_until": links.last_day(seat.workshop),
        "is_stale": stale.is_stale(seat.workshop),
    }


class Write(SigningStep):
    key = "write"
    title = _("Write")
    prompt = _("I will, by when, seen by what?")
    allows = {"commitment.write": WRITERS}
    act = "commitments/write_act.html"

    def mine(self, run, seat):
        return written(seat) | {"may_write": run.allows("commitment.write", seat)}

    def console(self, run):
        writers = run.workshop.seats.writers().present().prefetch_related("commitments")
        rows = [(seat, seat.commitments.count()) for seat in writers]
        return {"silent": [seat for seat, count in rows if not count], "promises": sum(count for _seat, count in rows)}


class Say(SigningStep):
    key = "say"
    title = _("Say")
    prompt = _("Whoever wants to says one sentence")
    behind = _("My sentence, large")
    allows = {"commitment.write": WRITERS, "commitment.show": WRITERS | LEAD}
    pokes = frozenset({"statement"})

    def entered(self, run, changing):
        Standing.begin(run.workshop)
        changing.touched("standing")

    def projector(self, run, group):
        return {"standing": Standing.of(run.workshop), "groups": run.workshop.working_groups()}

    def phone(self, run, group):
        return self.projector(run, group)

    def mine(self, run, seat):
        return {"commitments": seat.commitments.all()}

    def console(self, run):
        standing = Standing.of(run.workshop)
        return self.projector(run, None) | {"following_group": standing.following() if standing else None}

    def element(self, run, audience, kind, ref):
        """Which group stands; never a person (R-SIGN-10)."""
        if kind != "standing":
            return None if kind == "statement" else ""
        return render_to_string("commitments/standing.html", self.projector(run, None) | both_languages(run, audience))


class Sign(SigningStep):
    key = "sign"
    title = _("Sign")
    prompt = _("Read what you sign")
    allows = {"commitment.write": WRITERS, "signature.sign": WRITERS, "commitment.show": WRITERS | LEAD}
    fills_the_wall = False
    act = "commitments/sign_act.html"

    def projector(self, run, group):
        statement = versions.newest(run.workshop)
        signatures = hands.standing(run.workshop, statement)
        expected = versions.expected_signatures(run.workshop)
        return {
            "said": aloud.thing(run),
            "statement": statement,
            "signatures": signatures,
            "signed_count": len(signatures),
            "expected": expected,
            "columns": columns_for(expected),
        }

    def mine(self, run, seat):
        may = run.allows("signature.sign", seat)
        return (to_sign(seat) if may else {}) | {"may_sign": may, "asks_pin": not seat.is_unbroken}

    def console(self, run):
        return progress(run.workshop)

    def element(self, run, audience, kind, ref):
        """A signature arrives as one element, with the count beside it; who came or left counts anew."""
        if kind == "statement":
            return None
        if kind not in ("signature", "presence") or audience.surface != "projector":
            return ""
        signatures = hands.standing(run.workshop)
        count = {"signed_count": len(signatures), "expected": versions.expected_signatures(run.workshop)}
        counted = render_to_string("commitments/count.html", count | both_languages(run, audience))
        if kind == "presence":
            return counted
        found = next((one for one in signatures if str(one.pk) == ref), None)
        if found is None:
            return gone(f"signature-{ref}")
        return signature_html(found) + counted


class Support(Sign):
    """The list of granted resources; the leader signs last, on the own phone. Who is late still may."""

    key = "support"
    title = _("Support")
    prompt = _("What was granted")
    behind = _("Read and sign")
    act = Step.act
    allows = Sign.allows | {"signature.sign": WRITERS | LEAD}

    def projector(self, run, group):
        shared = super().projector(run, group)
        return shared | {"granted": granted_of(run.workshop, shared["statement"])}

    def mine(self, run, seat):
        own = super().mine(run, seat)
        return own | ({"behind": _("What I signed")} if own.get("signature") else {})


def columns_for(expected: int) -> int:
    """How many signatures stand in a row, so that the last row is nearly full when all have signed."""
    rows = max(1, round(sqrt(expected / 1.4)))
    return min(9, max(4, ceil(expected / rows)))


def progress(workshop) -> dict:
    """For the console only: how many signed, and whom to give the personal link (R-SIGN-6)."""
    statement = versions.newest(workshop)
    missing = [(seat, links.url_of(seat)) for seat in hands.missing(workshop)] if statement else []
    return {
        "statement": statement,
        "signed_count": len(hands.standing(workshop, statement)),
        "expected": versions.expected_signatures(workshop),
        "missing": missing,
        "link_until": links.last_day(workshop),
    }


def signature_html(signature: Signature) -> str:
    return render_to_string("commitments/signature.html", {"signature": signature})


class SigningStage(Stage):
    key = "signing"
    title = _("Commitments and signing")
    movement = 4
    minutes = 21
    again_from = "sign"
    step_classes = (Write, Say, Sign, Support)

    def aloud(self, run, kind, number):
        """A promise, for who made it alone: nobody is called up, and drafts are seen by nobody (R-SIGN-10, R-GEN-2)."""
        promises = run.workshop.commitments.select_related("seat")
        promise = promises.filter(pk=number).first() if kind == "commitment" else None
        if promise is None:
            return None
        by = _("by %(day)s") % {"day": day(promise.due)} if promise.due else ""
        return Aloud(promise.text, promise.language, fact=by, said_by=promise.seat)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 12 + ceil(writers / 2)
