"""The places that `make rules-bite` breaks are still there: words that have moved would break nothing."""

from pathlib import Path

from tests.promises import PROMISES


def test_words_of_each_promise_stand_once_where_it_is_kept():
    places = {(name, words) for kept in PROMISES.values() for name, words, _instead in kept}
    assert [place for place in places if Path(place[0]).read_text(encoding="utf-8").count(place[1]) != 1] == []
