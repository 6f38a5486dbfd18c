"""What a kind of document looks like: filled by the apps above in their `ready()`."""

from typing import NamedTuple

# Keys whose values are for the machine; they are signed, and print in another shape or not at all.
UNPRINTED = frozenset(
    {"currency", "digest", "hash", "id", "ids", "key", "kind", "language", "ref", "sha256", "state", "timezone", "v"}
)


class Kind(NamedTuple):
    template: str
    unprinted: frozenset[str]


REGISTERED: dict[str, Kind] = {}


def register(kind: str, template: str, unprinted=()) -> None:
    """Documents of `kind` are set by `template`, which extends `signing/a4.html`.

    `unprinted` names further keys of the content whose text the template does not print as it stands;
    everything else has to be found on the pages when a PDF is verified.
    """
    REGISTERED[kind] = Kind(template, UNPRINTED | frozenset(unprinted))


def of(kind: str) -> Kind:
    """Raises `LookupError` when no app has registered the kind."""
    try:
        return REGISTERED[kind]
    except KeyError:
        raise LookupError(f"no template is registered for documents of the kind {kind!r}") from None
