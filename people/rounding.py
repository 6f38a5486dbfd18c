"""Rounding of what people read: full precision inside, half up once at the end."""

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def two_places(part: int | Decimal, whole: int) -> Decimal | None:
    """`part ÷ whole`, rounded half up to two decimals; a mean of nothing is none."""
    return half_up(Decimal(part) / whole) if whole else None
