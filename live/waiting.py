"""What screens say that waits on them: a hint for whoever runs the room, never a fact, and no reason to wait."""

import json

MOST = 999


def said_in(text: str) -> int | None:
    """How many things wait, of a message `{"unsent": 3}`; `None` for whatever else was said."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return None
    count = message.get("unsent") if isinstance(message, dict) else None
    return min(count, MOST) if type(count) is int and count >= 0 else None
