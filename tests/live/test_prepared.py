"""A prepared query gives what the plain one gives, for other values, in other threads, on either database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live.models import Change, Room
from live.prepared import Given, keep, prepared


@prepared
def changes_after():
    return Change.objects.select_related("room").filter(room=Given("room"), seq__gt=Given("seq")).order_by("-seq")


@prepared
def latest_refs():
    return Change.objects.filter(kind="note", room=Given("room")).order_by("-seq").values_list("ref", flat=True)[:2]


@prepared
def changes_of():
    return Change.objects.filter(room=Given("room")).order_by("seq")


def room_with(*refs):
    room = Room.objects.create(kind="test", seq=len(refs))
    for seq, ref in enumerate(refs, start=1):
        Change.objects.create(room=room, seq=seq, kind="note", ref=ref)
    return room


@pytest.mark.django_db
def test_a_prepared_query_answers_for_the_values_of_each_call():
    one, other = room_with("a", "b", "c"), room_with("d")
    assert [change.ref for change in changes_after(room=one.pk, seq=1)] == ["c", "b"]
    assert [change.ref for change in changes_after(room=other.pk, seq=0)] == ["d"]
    assert changes_after(room=other.pk, seq=1) == []
    assert latest_refs(room=one.pk) == ["c", "b"]


@pytest.mark.django_db
def test_a_prepared_query_brings_related_objects_without_another_one():
    room = room_with("a")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        [change] = changes_after(room=room.pk, seq=0)
        assert change.room == room
    assert len(asked) == 1


@pytest.mark.django_db
def test_first_is_none_and_get_raises_where_there_is_no_row():
    room = room_with("a")
    assert changes_after.get(room=room.pk, seq=0).ref == "a"
    assert changes_after.first(room=room.pk, seq=1) is None
    with pytest.raises(Change.DoesNotExist):
        changes_after.get(room=room.pk, seq=1)


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_over_its_own_connection():
    room = room_with("a")
    assert changes_after.get(room=room.pk, seq=0).ref == "a"

    def ask():
        with CaptureQueriesContext(connection) as asked:
            found = changes_after.get(room=room.pk, seq=0).ref
        connection.close()
        return found, len(asked)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask).result() == ("a", 1)


@pytest.mark.django_db
def test_kept_rows_are_what_a_prefetch_would_have_kept():
    room = room_with("a", "b")
    keep(room, "changes", changes_of)
    with CaptureQueriesContext(connection) as asked:
        assert [change.ref for change in room.changes.all()] == ["a", "b"]
        assert {id(change.room) for change in room.changes.all()} == {id(room)}
        keep(room, "changes", changes_of)
    assert len(asked) == 0
    assert [change.ref for change in room.changes.filter(seq=2)] == ["b"]
