import json

from hypothesis import given
from hypothesis import strategies as st

from signing.canonical import canonical
from signing.differences import Difference, differences
from tests.signing.test_canonical import CONTENT, decomposed

ITEMS = st.lists(
    st.fixed_dictionaries({"id": st.integers(1, 5) | st.sampled_from("ab"), "text": st.text("xy", max_size=2)}),
    max_size=4,
)


def test_differences_match_items_by_id():
    old = {"actions": [{"id": 7, "text": "a"}, {"id": 8, "text": "b"}], "intro": "same"}
    new = {"actions": [{"id": 9, "text": "new"}, {"id": 8, "text": "B"}], "intro": "same"}
    assert differences(old, new) == [
        Difference(("actions", 9), None, {"id": 9, "text": "new"}),
        Difference(("actions", 8, "text"), "b", "B"),
        Difference(("actions", 7), {"id": 7, "text": "a"}, None),
    ]


def test_differences_tell_another_order():
    old, new = ({"s": [{"id": key} for key in keys]} for keys in ([1, 2, 3], [3, 1, 2]))
    assert differences(old, new) == [Difference(("s", "order"), [1, 2, 3], [3, 1, 2])]


def test_differences_take_lists_without_ids_as_a_whole():
    assert differences({"t": ["a", "b"]}, {"t": ["b"]}) == [Difference(("t",), ["a", "b"], ["b"])]


def test_difference_says_where():
    assert Difference(("actions", 8, "text"), "b", "B").where == "actions.8.text"


@given(CONTENT | ITEMS, CONTENT | ITEMS)
def test_no_difference_means_the_same_text(old, new):
    old, new = (json.loads(canonical(decomposed(content))) for content in (old, new))
    assert (differences(old, new) == []) == (canonical(old) == canonical(new))
