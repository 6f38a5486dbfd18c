"""The sentences of the statement, made from numbers, names and dates alone (R-CONS-1, R-CONS-11)."""

import re

from people.models import Goal
from people.number import plain
from workshops.kickoff.consensus.wording import (
    count_in_chinese,
    count_in_english,
    in_chinese,
    in_english,
    joined,
    measured,
    measured_in_chinese,
    said,
)
from workshops.kickoff.strategy.models import Column

Plan = list[tuple[Column, list]]

# First words of what is measured that are surely nobody's name: only these lose their capital inside a sentence.
NO_NAME = re.compile(
    r"absence|accidents|annual|average|capacity|cash|castings?|complaints|costs?|coverage|customers?|daily|days|defects"
    r"|deliver(y|ies)|electricity|employees?|energy|exports?|first-pass|gross|growth|hours|inventory|invoiced|lead|margin"
    r"|market|materials?|monthly|net|new|number|on-time|operating|orders?|output|overall|own|percentage|production"
    r"|productivity|profits?|quality|quarterly|rate|rejects|returns?|revenues?|safety|sales|satisfaction|scrap|services?"
    r"|share|sick|staff|stock|time|total|training|turnover|unplanned|waste|weekly|working|yearly|yield",
    re.IGNORECASE,
)


def lead_in_english(goals: list[Goal], strategies: int | None) -> str:
    """The line at the head of page 1, which alone has to make sense; without strategies it tells the goals alone."""
    if strategies is None:
        return f"{aims_in_english(goals)}."
    things = f"{count_in_english(strategies)} thing{'' if strategies == 1 else 's'}"
    return f"{aims_in_english(goals)}, we will do {things}."


def aims_in_english(goals: list[Goal]) -> str:
    aims = joined(f"{in_running_text(goal.title)} of {measured(goal.balance, goal.unit)}" for goal in goals)
    return f"To reach {aims} by {last_day(goals, in_english)}"


def lead_in_chinese(goals: list[Goal], strategies: int | None) -> str:
    if strategies is None:
        return f"{aims_in_chinese(goals)}。"
    return f"{aims_in_chinese(goals)}。我们要做{count_in_chinese(strategies)}件事。"


def aims_in_chinese(goals: list[Goal]) -> str:
    aims = "，".join(f"{goal.title_in('zh-hans')}达{measured_in_chinese(goal.balance, goal.unit)}" for goal in goals)
    return f"在{last_day(goals, in_chinese)}前：{aims}"


def last_day(goals: list[Goal], spelled) -> str:
    return spelled(max(goal.date for goal in goals)) if goals else "–"


def sentence_in_english(goals: list[Goal], plan: Plan, on_goals: bool = False) -> str:
    """One pattern for all; with several goals the part up to “we will” repeats. On goals each names its actions."""
    aims = ", and ".join(aim_in_english(goal) for goal in goals)
    if on_goals:
        return " ".join([f"{capital(aims)}.", *(f"For {name} we do: {deeds}." for name, deeds in told(plan, False))])
    headings = "; ".join(f"{place} {said(one.heading, one.heading_other, False)}" for place, one in numbered(plan))
    deeds = [
        f"For {place} we do: {'; '.join(said(action.text, action.text_other, False) for action in actions)}."
        for place, (_one, actions) in enumerate(plan, start=1)
        if actions
    ]
    return " ".join([f"{capital(aims)} we will {headings}.", *deeds])


def aim_in_english(goal: Goal) -> str:
    aim = f"to reach {in_running_text(goal.measure)} {measured(goal.balance, goal.unit)} by {in_english(goal.date)}"
    steps = f"floor {plain(goal.floor)}, sprint {plain(goal.sprint)}"
    steps += f", challenge {plain(goal.challenge)}" if goal.challenge is not None else ""
    return f"{aim} ({f'from {plain(goal.last_year)}; ' if goal.last_year is not None else ''}{steps})"


def sentence_in_chinese(goals: list[Goal], plan: Plan, on_goals: bool = False) -> str:
    aims = "；".join(aim_in_chinese(goal) for goal in goals)
    if on_goals:
        return "".join([f"{aims}。", *(f"为实现“{name}”，我们行动：{deeds}。" for name, deeds in told(plan, True))])
    headings = "；".join(f"{place} {said(one.heading, one.heading_other, True)}" for place, one in numbered(plan))
    deeds = [
        f"为实现{place}，我们行动：{'；'.join(said(action.text, action.text_other, True) for action in actions)}。"
        for place, (_one, actions) in enumerate(plan, start=1)
        if actions
    ]
    return "".join([f"{aims}，我们将：{headings}。", *deeds])


def aim_in_chinese(goal: Goal) -> str:
    start = f"从{plain(goal.last_year)}" if goal.last_year is not None else ""
    goes = f"为在{in_chinese(goal.date)}前把{goal.title_in('zh-hans')}{start}做到"
    steps = f"保底{plain(goal.floor)}、冲刺{plain(goal.sprint)}"
    steps += f"、挑战{plain(goal.challenge)}" if goal.challenge is not None else ""
    return f"{goes}{measured_in_chinese(goal.balance, goal.unit)}（{steps}）"


def told(plan: Plan, chinese: bool):
    """What each goal is called, and the deeds for it."""
    for column, actions in plan:
        if actions:
            deeds = ("；" if chinese else "; ").join(said(one.text, one.text_other, chinese) for one in actions)
            yield said(column.heading, column.heading_other, chinese), deeds


def numbered(plan: Plan):
    return [(place, column) for place, (column, _actions) in enumerate(plan, start=1)]


def in_running_text(name: str) -> str:
    """“Invoiced revenue” as it stands inside a sentence; what may be somebody's name keeps its capital."""
    first, *others = name.split() or [""]
    is_a_name = not NO_NAME.fullmatch(first) or not first[1:].islower() or any(word.istitle() for word in others)
    return name if is_a_name else name[0].lower() + name[1:]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
