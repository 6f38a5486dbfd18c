"""One spelling for each content, so that a hash means the words and not how they were written down.

Keys sorted by code point, no blanks, UTF-8 as it is, NFC, no floats (decimals are strings), integers below 2^53,
so that a browser can compute the same. Equal to RFC 8785 as long as keys are ASCII.
"""

import hashlib
import json
import unicodedata

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 64


class NotCanonical(ValueError):
    """The content holds something that has no single spelling; the message names the place."""


def canonical(value) -> str:
    """`value` in its one spelling. Raises `NotCanonical` for floats, large integers, half characters, foreign types."""
    return json.dumps(_plain(value, "content", 0), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(kind: str, content) -> str:
    """What is signed: the SHA-256 of the content in its one spelling. Layout and the reader's language are outside."""
    return digest(f"{kind}:v1\n{canonical(content)}")


def _plain(value, place: str, depth: int):
    if depth > DEEPEST:
        raise NotCanonical(f"{place} is nested too deeply")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonical(f"{place} is an integer beyond 2^53: write it as a string")
        return int(value)
    if isinstance(value, list | tuple):
        return [_plain(item, f"{place}[{index}]", depth + 1) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return _object(value, place, depth)
    raise NotCanonical(
        f"{place} is a {type(value).__name__}: only text, integers, booleans, lists and dicts are frozen"
    )


def _text(value: str, place: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise NotCanonical(f"{place} holds half a character")
    return unicodedata.normalize("NFC", value)


def _object(value: dict, place: str, depth: int) -> dict:
    plain = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"{place} has the key {key!r}: keys are text")
        name = _text(key, place)
        if name in plain:
            raise NotCanonical(f"{place} has the key {name!r} twice")
        plain[name] = _plain(item, f"{place}.{name}", depth + 1)
    return plain


def grouped(digits: str) -> str:
    """A hash in groups of four, which an eye can compare."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
