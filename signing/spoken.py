"""Whether the words on the pages are the words that were signed."""

import unicodedata

import regex

from signing import glyphs

# Dates and numbers print as the reader writes them; what must be found as it stands is frozen as it is said.
MACHINE_VALUE = regex.compile(r"-?[\d.,: ]*|\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?|[0-9a-f]{64}|#[0-9A-Fa-f]{6}")
# Marks that stand on letters, and changes of direction, may be read back from a page in another order.
REORDERED = regex.compile(r"[\p{M}\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
RUN = regex.compile(r"[^\s\p{M}\p{Bidi_Class=R}\p{Bidi_Class=AL}]+|[\p{Bidi_Class=R}\p{Bidi_Class=AL}]+")


def unsaid(content: dict, text: str, language: str, unprinted: frozenset[str]) -> list[str]:
    """The texts of `content` that cannot be found in `text`, the pages in `language`; of a pair one is enough."""
    pages = folded(text)
    return [words for words in spoken(content, language, unprinted) if not _is_found(words, pages)]


def spoken(value, language: str, unprinted: frozenset[str]):
    """Every text of a content that a reader of `language` is meant to see."""
    if isinstance(value, str) and not MACHINE_VALUE.fullmatch(value):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from spoken(item, language, unprinted)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in unprinted and not _is_other_language(value, key, language):
                yield from spoken(item, language, unprinted)


def _is_other_language(siblings: dict, key: str, language: str) -> bool:
    """`text_zh` for a reader of English, where there is a `text_en` with words in it."""
    stem, _line, ending = key.rpartition("_")
    if ending not in ("en", "zh"):
        return False
    mine = "zh" if language.startswith("zh") else "en"
    return ending != mine and bool(siblings.get(f"{stem}_{mine}" if stem else mine))


def folded(text: str) -> str:
    """Without blanks and invisible characters, compatible forms made one."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if unicodedata.category(character)[0] not in "ZC" or unicodedata.category(character) in ("Co", "Cn")
    )


def _is_found(words: str, pages: str) -> bool:
    if folded(words) in pages:
        return True
    # Fonts differ between machines, so the pages themselves say which characters they could not show.
    words = "".join(glyphs.code_point(c) if glyphs.code_point(c) in pages else c for c in words)
    if folded(words) in pages:
        return True
    return bool(REORDERED.search(words)) and all(folded(run) in pages for run in RUN.findall(words))
