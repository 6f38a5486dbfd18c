"""What changed between two versions, in the order of the newer one."""

from typing import Any, NamedTuple


class Difference(NamedTuple):
    """One place whose words differ; `None` stands for what is not there."""

    path: tuple[str | int, ...]
    old: Any
    new: Any

    @property
    def where(self) -> str:
        return ".".join(str(part) for part in self.path)


def differences(old, new, path: tuple[str | int, ...] = ()) -> list[Difference]:
    """Every differing place; items of a list are matched by their `id`, lists without ids are compared as a whole."""
    if type(old) is type(new) and old == new:
        return []
    if isinstance(old, dict) and isinstance(new, dict):
        return _within(old, new, path)
    if _has_ids(old) and _has_ids(new):
        before, after = ({item["id"]: item for item in items} for items in (old, new))
        return _order(list(before), list(after), path) + _within(before, after, path)
    return [Difference(path, old, new)]


def _within(old: dict, new: dict, path) -> list[Difference]:
    found: list[Difference] = []
    for key in [*new, *(key for key in old if key not in new)]:
        if key in old and key in new:
            found += differences(old[key], new[key], (*path, key))
        else:
            found.append(Difference((*path, key), old.get(key), new.get(key)))
    return found


def _order(old: list, new: list, path) -> list[Difference]:
    before, after = [key for key in old if key in new], [key for key in new if key in old]
    return [] if before == after else [Difference((*path, "order"), before, after)]


def _has_ids(value) -> bool:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return False
    ids = [item.get("id") for item in value]
    # `1` and `true` are equal keys of a dict, so only text and numbers may serve as ids.
    return all(type(key) in (str, int) for key in ids) and len(set(ids)) == len(ids)
