"""What the surfaces show of the town meeting."""

from typing import Any

from django.utils.translation import gettext as _

from people.text import display_width
from workshops.beside import Beside
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.actions.strategies import strategies
from workshops.kickoff.actions.tables import choices
from workshops.kickoff.consensus import versions
from workshops.kickoff.consensus.gaps import goals_left, is_complete
from workshops.kickoff.goals.models import Correction
from workshops.kickoff.town import stale
from workshops.kickoff.town.lenses import ANGLES, Lens, open_form, seen
from workshops.kickoff.town.models import Answer, Meeting, PlanChange, Question
from workshops.kickoff.town.models.answer import latest_day
from workshops.kickoff.town.questioners import asks, questioners, role_of
from workshops.kickoff.town.results import answer_to
from workshops.kickoff.town.rounds import (
    Round,
    actions_of,
    asked_in_order,
    current_round,
    cut_by,
    lenses_of,
    rounds,
    strategy_of,
)
from workshops.models import Seat, StageRun, Workshop

FEW_LINES, WIDE_LINE, HALF_LINE = 17, 110, 55
"""Lines that a wall holds in large letters; the display width of one, and of one beside owner and date."""

ANSWERED_ON_WALL = 3
ICONS = {
    Answer.Outcome.CLEAR: ("check", "ok"),
    Answer.Outcome.PLAN_CHANGED: ("pencil", "info"),
    Answer.Outcome.ACTION_ADDED: ("plus", "info"),
    Answer.Outcome.DECISION: ("coin", "ok"),
    Answer.Outcome.FIND_OUT: ("search", "warn"),
    Answer.Outcome.PARKED: ("save", ""),
}


def lens_rows() -> list[dict[str, Any]]:
    return [{"lens": lens, "angle": ANGLES[lens], "open": open_form(lens)} for lens in Lens]


def outcomes() -> list[dict[str, Any]]:
    return [{"value": one.value, "label": one.label, "icon": ICONS[one][0], "tone": ICONS[one][1]} for one in ICONS]


def on_the_wall(run: StageRun) -> Question | None:
    """The question that is asked now: the last one of this round."""
    return asked_in_order(run.workshop).filter(turn=run.turn).last()


def with_answer(question: Question | None) -> dict[str, Any] | None:
    """A question with its answer, and the sign of its outcome."""
    if question is None:
        return None
    answer = answer_to(question)
    icon, tone = ICONS[Answer.Outcome(answer.outcome)] if answer and answer.outcome else ("", "")
    return {"question": question, "answer": answer, "icon": icon, "tone": tone, "strategy": strategy_of(question)}


def place_of(round: Round, workshop: Workshop) -> int:
    """By which number people call the single strategy of a round."""
    return list(strategies(workshop)).index(round.single) + 1 if round.single else 0


# ---- the wall ---------------------------------------------------------------------------------------------


def presents(run: StageRun, turn: int) -> str:
    """Whose turn it is to present, "" where the room has no groups."""
    found = rounds(run)
    one = found[min(turn, len(found) - 1)]
    if one.group is None:
        return ""
    if cut_by(run) == Meeting.Rounds.GROUP:
        return _("Group %(letter)s presents") % {"letter": one.group.letter}
    return _("Group %(letter)s presents, round %(number)d") % {"letter": one.group.letter, "number": one.number}


def presented(run: StageRun) -> dict[str, Any]:
    now = current_round(run)
    places = {strategy: place for place, strategy in enumerate(strategies(run.workshop), 1)}
    blocks = [(places.get(strategy, 0), strategy, rows) for strategy, rows in actions_of(now).items()]
    is_dense = lines_of(blocks) > FEW_LINES
    return {"round": now, "strategy_place": place_of(now, run.workshop), "blocks": blocks, "is_dense": is_dense}


def lines_of(blocks: list[tuple]) -> int:
    """About how many lines of text these strategies and their actions take on a wall."""
    heads = sum(2 + (display_width(strategy.effect) > WIDE_LINE) for _place, strategy, _rows in blocks)
    rows = [row for _place, _strategy, rows in blocks for row in rows]
    return heads + sum(1 + bool(row.new_vs_past) + (display_width(row.text) > HALF_LINE) for row in rows)


def asked(run: StageRun) -> dict[str, Any]:
    """The question with its lens and key words, the lenses so far, and what was answered before it."""
    now, question = current_round(run), on_the_wall(run)
    before = [one for one in now.asked(run.workshop) if one != question and one.state == Question.State.ANSWERED]
    return {
        "round": now,
        "strategy_place": place_of(now, run.workshop),
        "asked": with_answer(question),
        "names_askers": run.workshop.question_names_on_wall,
        "lenses": seen(lenses_of(run, now.group), question.lens if question else ""),
        "answered": [with_answer(one) for one in before[-ANSWERED_ON_WALL:]],
        "theme": "stage",
    }


def all_changes(workshop: Workshop):
    rows = workshop.plan_changes.select_related("action__owner", "strategy", "answer__question")
    return rows.prefetch_related("fields")


# ---- the phones -------------------------------------------------------------------------------------------


def writing(run: StageRun, seat: Seat) -> dict[str, Any]:
    """The form of a question, what it may be about, and what this seat sent so far."""
    own = seat.questions.exclude(state__in=[Question.State.MERGED, Question.State.WITHDRAWN]).order_by("-id")
    now = current_round(run)
    return {
        "asks": asks(seat),
        "behind": _("Ask about the plan") if asks(seat) else _("Send a question to the coach"),
        "lens_rows": lens_rows(),
        "targets": [(place, one) for place, one in enumerate(strategies(run.workshop), 1)],
        "own_questions": own,
        "aim": now.single if run.step != "collect" else None,
    }


def typing(run: StageRun, seat: Seat) -> dict[str, Any]:
    """For a writer of the group that presents: the question on the wall, and the key words so far."""
    now = current_round(run)
    if not seat.writes or (now.group and seat.group != now.group):
        return {}
    answerers = [one for one in now.answerers(run.workshop) if one != seat]
    shown = with_answer(on_the_wall(run))
    return {"may_type": True, "asked": shown, "answerers": answerers, "behind": _("Type for my group")}


def confirming(workshop: Workshop, seat: Seat) -> dict[str, Any]:
    """Changes in the own actions: what waits for a yes, and what was said yes to."""
    own = [one for one in all_changes(workshop) if seat.person and one.owner == seat.person]
    open_ones = [one for one in own if one.state != PlanChange.State.DECLINED]
    waiting = [one for one in open_ones if one.confirmed_at is None]
    behind = {"behind": _("Confirm a change of mine")} if waiting else {}
    return {"to_confirm": waiting, "confirmed": [one for one in open_ones if one.confirmed_at], "seat": seat} | behind


# ---- the console ------------------------------------------------------------------------------------------


def queue(workshop: Workshop, now: Round, is_round: bool) -> list[dict[str, Any]]:
    """What may be asked, in a round of its own first, each held one with the open form that the coach can offer."""
    waiting = workshop.questions.queue().select_related("asker", "strategy", "action__strategy", "from_draft")
    rows = sorted(waiting, key=lambda one: is_round and not now.holds(one))
    return [{"question": one, "offer": open_form(one.lens, one.language)} for one in rows]


def box(workshop: Workshop) -> dict[str, Any]:
    """The draft box: likely questions that nobody has answered come first (P04)."""
    likely = workshop.likely_questions.filter(answer="", questions=None)
    return {"likely": likely, "drafts": workshop.questions.drafts().select_related("asker")}


def desk(run: StageRun) -> dict[str, Any]:
    workshop, now = run.workshop, current_round(run)
    rows = queue(workshop, now, run.step != "collect")
    held = sum(one["question"].state == Question.State.FLAGGED for one in rows)
    shown = on_the_wall(run) if run.step == "ask" else None
    unanswered = [one for one in workshop.questions.unanswered().select_related("strategy") if one != shown]
    return (
        box(workshop)
        | {
            "round": now,
            "strategy_place": place_of(now, workshop),
            "rounds": rounds(run),
            "cuts": Meeting.Rounds.choices,
            "cut": cut_by(run),
            "queue": rows,
            "to_rephrase": held,
            "ready": len(rows) - held,
            "on_wall": with_answer(shown),
            "unanswered": unanswered,
            "answered": [with_answer(one) for one in now.asked(workshop) if one.state == Question.State.ANSWERED],
            "lenses": seen(lenses_of(run, now.group), shown.lens if shown else ""),
            "lens_rows": lens_rows(),
            "answer_outcomes": outcomes(),
            "answerers": now.answerers(workshop),
            "questioners": [(one, role_of(one)) for one in questioners(workshop)],
            "targets": with_actions(now, workshop),
            "latest_day": latest_day(workshop),
            "decisions": workshop.decisions.select_related("envelope", "by_person").order_by("-id"),
            "corrections": Correction.of(workshop),
            "raises": [],
            "side_low": "town/side.console.html",
        }
        | choices(workshop)
    )


def with_actions(now: Round, workshop: Workshop) -> list[tuple[int, Any]]:
    """What an answer may change: each strategy by its number, with its rows, those of this round first."""
    rows = list(enumerate(strategies(workshop), 1))
    for _place, one in rows:
        one.standing_actions = one.actions.standing()
    return sorted(rows, key=lambda row: row[1] not in now.strategies)


def revising(workshop: Workshop) -> dict[str, Any]:
    """All changes with what each writes, and how the present text stands to the frozen one."""
    document = versions.newest(workshop)
    waiting = [one for one in all_changes(workshop) if one.state == PlanChange.State.WAITING]
    return (
        {
            "changes": all_changes(workshop),
            "waiting": len(waiting),
            "document": document,
            "is_current": stale.is_as_frozen(workshop),
            "is_stale": stale.is_stale(workshop),
            "is_complete": is_complete(workshop),
            "strategies": strategies(workshop),
            "frequencies": KeyAction.Frequency.choices,
        }
        | goals_left(workshop)
        | choices(workshop)
    )


class DraftBox(Beside):
    """Questions to the coach, from the first stage on and in closing (R-GEN-2, R-ROLE-6)."""

    order = 20
    phone = "town/box.phone.html"
    console = "town/box.console.html"

    def on_phone(self, workshop, run):
        collects = run is not None and run.kind == "town" and run.is_open
        return None if collects or not is_on_agenda(workshop) else {}

    def on_console(self, workshop, run):
        if run is not None and run.kind == "town":
            return None
        found = box(workshop)
        return found if found["drafts"] else None


class ChangesBeside(Beside):
    """Where `revise` is absent or over, changes are settled beside the step in which the room freezes again."""

    order = 10
    console = "town/changes.beside.html"

    def on_phone(self, workshop, run):
        return None

    def on_console(self, workshop, run):
        elsewhere = run is None or run.kind not in ("town", "revise")
        return revising(workshop) if elsewhere and workshop.plan_changes.waiting().exists() else None


def is_on_agenda(workshop: Workshop) -> bool:
    return any(run.kind == "town" and run.state != StageRun.State.SKIPPED for run in workshop.agenda.all())
