"""How numbers, dates and lists read in the two languages of a frozen text.

These are words of the document and not labels of the tool: they are frozen and signed with it, so that a better
translation of the tool makes no new version of what people signed.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from people.number import plain

HAN = re.compile(r"[\u3400-\u9fff]")
NARROW_SPACE = "\u202f"
ENGLISH_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
CHINESE_NUMBERS = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"]
PERCENT = ("%", "％")
FIXED_LINE_EN = "A working promise, not an employment contract; no effect on pay by itself."
FIXED_LINE_ZH = "工作承诺，不是劳动合同，本身不影响薪酬。"


def is_chinese(text: str) -> bool:
    return bool(HAN.search(text))


def said(text: str, other: str, chinese: bool) -> str:
    """Of a text and its wording in the other language the one in this language, or the one that there is."""
    own = [words for words in (text, other) if words and is_chinese(words) == chinese]
    return (own or [text or other])[0]


def in_english(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def count_in_english(count: int) -> str:
    return ENGLISH_NUMBERS[count] if count < len(ENGLISH_NUMBERS) else str(count)


def count_in_chinese(count: int) -> str:
    return CHINESE_NUMBERS[count] if count < len(CHINESE_NUMBERS) else str(count)


def money(amount: Decimal | None) -> str:
    """266500.00 as 266 500, with a space that neither breaks nor is mistaken for a point."""
    whole, point, cents = plain(amount or Decimal(0)).partition(".")
    return f"{int(whole):,}".replace(",", NARROW_SPACE) + point + cents


def measured(value: Decimal | None, unit: str) -> str:
    return f"{plain(value)} {unit}".strip() if value is not None else ""


def measured_in_chinese(value: Decimal | None, unit: str) -> str:
    return f"{plain(value)}{'' if unit in PERCENT else ' '}{unit}".strip() if value is not None else ""


def joined(parts: Iterable[str]) -> str:
    """One, two and three."""
    *before, last = list(parts) or [""]
    return f"{', '.join(before)} and {last}" if before else last
