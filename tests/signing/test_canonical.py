import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signing.canonical import NotCanonical, canonical, content_hash

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdefgh_", max_size=6), inner, max_size=4),
    max_leaves=20,
)


def shuffled(value):
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in reversed(value)}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


def decomposed(value):
    if isinstance(value, dict):
        return {key: decomposed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [decomposed(item) for item in value]
    return unicodedata.normalize("NFD", value) if isinstance(value, str) else value


def test_canonical_spelling():
    content = {"b": [1, True, None], "a": '合奏 \n"x"', "zh": {"é": "e\u0301"}}
    assert canonical(content) == '{"a":"合奏 \\n\\"x\\"","b":[1,true,null],"zh":{"é":"é"}}'


def test_content_hash_names_its_kind():
    expected = hashlib.sha256('statement:v1\n{"a":"合"}'.encode()).hexdigest()
    assert content_hash("statement", {"a": "合"}) == expected
    assert content_hash("sheet", {"a": "合"}) != expected


@given(CONTENT)
def test_canonical_means_the_words_alone(content):
    text = canonical(content)
    assert canonical(shuffled(content)) == text
    assert canonical(decomposed(content)) == text
    assert canonical(json.loads(text)) == text


@given(CONTENT, CONTENT)
def test_canonical_tells_contents_apart(one, other):
    same = json.dumps(decomposed(one), sort_keys=True) == json.dumps(decomposed(other), sort_keys=True)
    assert (canonical(one) == canonical(other)) == same


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"price": 1.5}, "content.price is a float"),
        ({"a": [0, float("nan")]}, "content.a[1] is a float"),
        ({"n": 2**53}, "content.n is an integer beyond 2^53"),
        ({"n": -(2**53)}, "content.n is an integer beyond 2^53"),
        ({"t": "\ud83d"}, "content.t holds half a character"),
        ({1: "a"}, "content has the key 1"),
        ({"\u00e9": 1, "e\u0301": 2}, "content has the key 'é' twice"),
        ({"b": b"x"}, "content.b is a bytes"),
    ],
)
def test_canonical_refuses_what_has_no_single_spelling(content, place):
    with pytest.raises(NotCanonical) as refusal:
        canonical(content)
    assert str(refusal.value).startswith(place)


def test_canonical_refuses_a_bottomless_nest():
    nest: list = []
    for _ in range(70):
        nest = [nest]
    with pytest.raises(NotCanonical, match="nested too deeply"):
        canonical(nest)
