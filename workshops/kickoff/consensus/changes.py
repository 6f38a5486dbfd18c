"""What is different between two versions, told so that a reader finds it: what, old, new, why (R-CONS-2)."""

from typing import Any

from signing.differences import Difference, differences
from signing.models.document import COVER

# Sentences follow from the rest, and why something changed is no change itself.
FOLLOWS = frozenset({"hangs_on", "lead_en", "lead_zh", "sentence_en", "sentence_zh", "changes", COVER})
WHY_OF_A_GOAL = "corrected"
NAMES = ("text", "heading", "title_en", "title", "topic", "what_en")
FIELDS = {
    "actions": ("actions", "行动"),
    "adds_up": ("does it add up", "合起来够吗"),
    "amount": ("amount", "金额"),
    "annex": ("annex", "附录"),
    "balance": ("balance", "平衡"),
    "baseline": ("from", "起点"),
    "budget_en": ("budget", "预算"),
    "budget_zh": ("budget", "预算"),
    "challenge": ("challenge", "挑战"),
    "confirm_by": ("to be confirmed by", "确认截止"),
    "date": ("date", "日期"),
    "dates": ("next dates", "接下来的日期"),
    "due": ("until", "截止"),
    "effect": ("effect", "效果"),
    "effect_other": ("effect", "效果"),
    "first_date": ("first date", "首个日期"),
    "floor": ("floor", "保底"),
    "goals": ("goals", "目标"),
    "granted": ("granted", "已批"),
    "heading": ("heading", "标题"),
    "heading_other": ("heading", "标题"),
    "helpers": ("helpers", "协助人"),
    "introduction": ("introduction", "引言"),
    "later": ("later", "待定"),
    "leads": ("leads", "牵头人"),
    "measure": ("measure", "指标"),
    "new_vs_past": ("what is new", "新在哪里"),
    "not_today": ("not today", "今天不谈"),
    "order": ("order", "顺序"),
    "owner": ("who", "负责人"),
    "parked": ("parked", "待议"),
    "place": ("place", "地点"),
    "rank": ("place in the order", "排序"),
    "source": ("source", "数据来源"),
    "sprint": ("sprint", "冲刺"),
    "start": ("start", "开始"),
    "strategies": ("strategies", "策略"),
    "target": ("to", "目标值"),
    "text": ("words", "文字"),
    "text_other": ("words", "文字"),
    "title": ("title", "名称"),
    "title_other": ("title", "名称"),
    "visions": ("vision", "愿景"),
    "digest": ("picture", "画"),
}


def changes_between(old: dict, new: dict, why: dict[tuple[str, str], dict[str, str]] | None = None) -> list[dict]:
    """From one content to the next. `why` gives `text` and `question` for (`a08`, `start`), where somebody said it."""
    found = differences(without_what_follows(old), without_what_follows(new))
    return [told(one, old, new, why or {}) for one in found]


def without_what_follows(content: dict) -> dict:
    kept = {key: value for key, value in content.items() if key not in FOLLOWS}
    goals = [{key: value for key, value in goal.items() if key != WHY_OF_A_GOAL} for goal in kept.get("goals", [])]
    return kept | {"goals": goals}


def told(one: Difference, old: dict, new: dict, why: dict) -> dict[str, str]:
    field = str(one.path[-1])
    item = innermost(one.path, new, old)
    is_item = isinstance(one.old or one.new, dict) and "id" in (one.old or one.new)
    name, ref = name_of(item) if item else "", str(item["id"]) if item else ""
    english, chinese = ("", "") if is_item else FIELDS.get(field, (field, field))
    reason = why.get((ref, field), {})
    return {
        "id": one.where,
        "ref": ref,
        "field_key": field,
        "what_en": ": ".join(part for part in (name, english) if part),
        "what_zh": "：".join(part for part in (name, chinese) if part),
        "old": words(one.old),
        "new": words(one.new),
        "why": reason.get("text", ""),
        "question_key": reason.get("question", ""),
    }


def innermost(path: tuple, *contents: dict) -> dict | None:
    """The thing with an id nearest to a place, in whichever content has it; what is there now goes first."""
    found = [holders(path, content) for content in contents]
    return max(found, key=len)[-1] if any(found) else None


def holders(path: tuple, content: dict) -> list[dict]:
    seen, here = [], content
    for part in path:
        here = step(here, part)
        if isinstance(here, dict) and "id" in here:
            seen.append(here)
    return seen


def step(here: Any, part: Any) -> Any:
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list):
        return next((item for item in here if isinstance(item, dict) and item.get("id") == part), None)
    return None


def name_of(item: dict) -> str:
    return next((item[key] for key in NAMES if item.get(key)), str(item["id"]))


def words(value: Any) -> str:
    """A value as a reader sees it: of a thing its name, of a list its parts."""
    if isinstance(value, dict):
        return name_of(value) if "id" in value else ", ".join(words(item) for item in value.values() if item)
    if isinstance(value, list):
        return ", ".join(words(item) for item in value)
    return "" if value is None else str(value)
