"""What the surfaces show of the plan: rows of a strategy, an owner's own rows, requests, the purse."""

from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from workshops.kickoff.actions import languages
from workshops.kickoff.actions.decisions import MONEY, own_taps, purse, share
from workshops.kickoff.actions.flags import flags
from workshops.kickoff.actions.load import load_of, loads
from workshops.kickoff.actions.models import ENOUGH_FOR_ONE, ROWS, STALE, KeyAction
from workshops.kickoff.actions.strategies import bare, hangs_on_goals, shown_strategy, strategies
from workshops.kickoff.goals.models import Correction
from workshops.models import Seat, StageRun, Workshop

FEW_ROWS = 9


def wall(run: StageRun) -> dict[str, Any]:
    """One strategy with its rows, and where the room is among the strategies."""
    shown = shown_strategy(run)
    rows = run.workshop.actions.standing().in_rank_order().filter(strategy=shown)
    return {"shown_strategy": shown, "actions": rows, "strategies": numbered(run)} | wall_purse(run)


def names(workshop: Workshop) -> dict[str, str]:
    """All standing rows by key, as people say them aloud."""
    return {action.key: action.number for action in workshop.actions.standing()}


def numbered(run: StageRun) -> list[dict[str, Any]]:
    """The strategies as one, two, three, with what was before, is now and comes."""
    rows = list(strategies(run.workshop))
    shown = shown_strategy(run)
    now = rows.index(shown) if shown in rows else -1
    state = {True: "done", False: ""}
    return [
        {"number": place + 1, "strategy": row, "state": "now" if place == now else state[place < now]}
        for place, row in enumerate(rows)
    ]


def wall_purse(run: StageRun) -> dict[str, Any]:
    """What the strategies up to the shown one ask for, beside what the envelope holds."""
    money, rows = purse(run.workshop), [row["strategy"] for row in numbered(run) if row["state"]]
    asked = [strategy.actions.standing().asked_in_all() for strategy in rows]
    before, now = sum(asked[:-1], Decimal(0)), asked[-1] if asked else Decimal(0)
    shares = {"before_share": share(before, money.total), "now_share": share(now, money.total)}
    return {"purse": money, "before": before, "now": now, "so_far": before + now} | shares


def requests(run: StageRun) -> dict[str, Any]:
    rows = list(run.workshop.actions.requests().in_rank_order())
    return {"actions": rows, "is_dense": len(rows) > FEW_ROWS}


def row_html(action: KeyAction, step: str) -> str:
    return render_to_string("actions/row.html" if step != "decide" else "actions/request_row.html", {"action": action})


def purse_html(run: StageRun, step: str) -> str:
    return render_to_string("actions/wall_purse.html", wall_purse(run) | {"step": run.open_step})


def phone_html(run: StageRun, kind: str) -> str:
    """Every phone names the strategy of which the wall speaks; one that moves to wave 2 gives way to the next."""
    if kind not in ("shown", "strategy") or run.step != "draft":
        return ""
    return render_to_string("actions/on_the_wall.html", {"shown_strategy": shown_strategy(run)})


# ---- the phones ---------------------------------------------------------------------------------------------


def typing(run: StageRun, seat: Seat) -> dict[str, Any]:
    """What a writer needs for a row: strategies of the own group first, the people, the rows typed so far."""
    shown = shown_strategy(run)
    rows = sorted(strategies(run.workshop), key=lambda one: one.presented_by_id != seat.group_id)
    own = [one for one in rows if seat.group_id and one.presented_by_id == seat.group_id]
    typed = run.workshop.actions.standing().filter(typed_by=seat).in_rank_order()
    return {
        "strategies": rows,
        "shown_strategy": own[0] if own and shown not in own else shown,
        "people": people(run.workshop),
        "typed": typed,
        "places": range(ROWS),
    }


def people(workshop: Workshop):
    """Who may own a row: everybody with a seat, by name."""
    seated = workshop.seats.exclude(role=Seat.Role.WATCH).filter(person__isnull=False)
    return workshop.organisation.people.filter(seats__in=seated).order_by("name")


def owned(run: StageRun, seat: Seat) -> dict[str, Any]:
    """One's own rows, the first that waits for an answer in full, and the rows that nobody owns."""
    workshop, person = run.workshop, seat.person
    own = list(workshop.actions.standing().filter(owner=person).in_rank_order()) if person else []
    waiting = [action for action in own if action.accepted_at is None]
    places = {row["strategy"]: row["number"] for row in numbered(run)}
    return {
        "may_answer": True,
        "seat": seat,
        "action": waiting[0] if waiting else None,
        "waiting": waiting[1:],
        "answered": [action for action in own if action.accepted_at],
        "free": workshop.actions.free().in_rank_order(),
        "on_the_wall": workshop.actions.standing().in_rank_order().filter(strategy=shown_strategy(run)),
        "load": load_of(workshop, person),
        "enough": ENOUGH_FOR_ONE,
        "place": places.get(waiting[0].strategy) if waiting else None,
        "people": people(workshop),
        "frequencies": KeyAction.Frequency.choices,
        "untranslated": [one for one in languages.untranslated(workshop) if one.group in (None, seat.group)],
        "may_say_enough": seat.is_host or seat.group is None,
        "doubted": set(KeyAction.objects.filter(doubted_by=seat).values_list("pk", flat=True)),
    }


def deciding(run: StageRun, seat: Seat) -> dict[str, Any]:
    """The request that waits, what the envelope still holds, and what was decided."""
    rows = list(run.workshop.actions.requests().in_rank_order())
    waiting = [action for action in rows if action.budget_state == KeyAction.Budget.ASKED]
    return {
        "seat": seat,
        "action": waiting[0] if waiting else None,
        "place": rows.index(waiting[0]) + 1 if waiting else 0,
        "count": len(rows),
        "decided": [action for action in rows if action.decision],
        "own_taps": own_taps(run.workshop),
    } | choices(run.workshop)


def choices(workshop: Workshop) -> dict[str, Any]:
    """What a decision is made of; the first line of money is what most requests come from."""
    lines = workshop.envelope.select_related("decided_by")
    return {
        "purse": purse(workshop),
        "lines": lines,
        "money_line": lines.filter(kind=MONEY).first(),
        "people": people(workshop),
        "later_by": workshop.decision_makers().filter(person__isnull=False).first(),
    }


# ---- the console --------------------------------------------------------------------------------------------


def goals_left(workshop: Workshop) -> list:
    """Goals without an action that may be put off, where actions hang on goals."""
    return [goal for one in bare(workshop) for goal in one.goals.all()] if hangs_on_goals(workshop) else []


def asked(run: StageRun) -> dict[str, Any]:
    """What the desk may type in for the decision maker, first what nobody has decided."""
    rows = run.workshop.actions.requests().in_rank_order()
    found = sorted(rows, key=lambda action: action.decision is not None)
    return {"requests": found, "undecided": sum(action.decision is None for action in found)}


def desk(run: StageRun) -> dict[str, Any]:
    """All rows with flags under their strategies, then those whose strategy is not planned; purse, load, decisions."""
    workshop, step = run.workshop, run.step
    rows = list(workshop.actions.standing().in_rank_order().prefetch_related("doubted_by"))
    limit = purse(workshop).limit
    stale = frozenset(workshop.stale.standing().filter(kind=STALE).values_list("ref", flat=True))
    flagged = [(action, flags(action, step, limit, stale)) for action in rows]
    blocks = [
        row
        | {
            "actions": [one for one in flagged if one[0].strategy == row["strategy"]],
            "asked": sum((action.budget for action in rows if action.strategy == row["strategy"]), Decimal(0)),
        }
        for row in numbered(run)
    ]
    planned = {block["strategy"] for block in blocks}
    heavy = [load for load in loads(workshop) if load.number > 1]
    return {
        "blocks": blocks,
        "homeless": [one for one in flagged if one[0].strategy not in planned],
        "shown_strategy": shown_strategy(run),
        "strategies": [row["strategy"] for row in blocks],
        "loads": heavy,
        "others": len(loads(workshop)) - len(heavy),
        "withdrawn": workshop.actions.filter(state=KeyAction.State.WITHDRAWN),
        "decisions": workshop.decisions.select_related("envelope", "decided_by", "by_person"),
        "groups": workshop.groups.all(),
        "goals_left": goals_left(workshop),
        "corrections": Correction.of(workshop),
        "raises": [one for line in workshop.envelope.all() for one in line.raises.all()],
        "frequencies": KeyAction.Frequency.choices,
    } | choices(workshop)
