"""The writer: one transaction a change, one receipt a key, one failing change takes no other with it."""

import asyncio
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from live import Full, KeyReused, Refused, hints
from live.models import Change, Receipt, Room
from live.writer import Job, Writer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(transactional_db):
    return Room.objects.create(kind="test")


def touch(ref, status=201):
    def verb(changing):
        changing.touched("thing", ref)
        return status, ref

    return verb


def test_change_is_recorded_with_its_receipt(room):
    outcome = room.change("key-1", "hash", touch("a"))
    assert (outcome.status, outcome.ref, outcome.repeated) == (201, "a", False)
    assert list(Change.objects.values_list("seq", "kind", "ref")) == [(1, "thing", "a")]
    assert list(Receipt.objects.values_list("key", "status", "ref")) == [("key-1", 201, "a")]
    room.refresh_from_db()
    assert room.seq == 1


def test_after_a_change_the_room_at_hand_stands_where_the_stored_one_does(room):
    room.change("key-1", "hash", touch("a"))
    assert room.seq == Room.objects.get().seq == 1
    room.change("key-1", "hash", touch("a"))
    assert room.seq == 1


def test_known_key_gets_the_first_result_and_does_nothing(room):
    room.change("key-1", "hash", touch("a"))
    again = room.change("key-1", "hash", touch("b"))
    assert (again.status, again.ref, again.repeated) == (201, "a", True)
    assert Change.objects.count() == 1


def test_known_key_with_another_body_is_refused(room):
    room.change("key-1", "hash", touch("a"))
    with pytest.raises(KeyReused) as refused:
        room.change("key-1", "other", touch("b"))
    assert (refused.value.status, Change.objects.count()) == (422, 1)


def test_refusal_keeps_nothing_and_leaves_the_key_free(room):
    def refuse(changing):
        changing.touched("thing", "a")
        raise Refused("not now", rule="R-GEN-2")

    with pytest.raises(Refused):
        room.change("key-1", "hash", refuse)
    assert (Change.objects.count(), Receipt.objects.count()) == (0, 0)
    assert room.change("key-1", "hash", touch("a")).ref == "a"


def test_refusals_that_come_together_leave_the_room_as_it_was(room):
    def refuse(changing):
        changing.touched("thing", "a")
        raise Refused("not now", rule="R-GEN-2")

    jobs = [Job(room.public_id, f"key-{number}", "hash", refuse) for number in range(3)]
    with CaptureQueriesContext(connection) as asked:
        Writer().commit(room.public_id, jobs)
    assert [type(job.error) for job in jobs] == [Refused] * 3
    assert [query["sql"] for query in asked if query["sql"].startswith("UPDATE")] == []
    assert Room.objects.get().seq == 0


def test_one_object_touched_twice_is_one_change(room):
    def verb(changing):
        changing.touched("thing", 1)
        changing.touched("thing", "1")
        changing.touched("other", 1)

    room.change("", "", verb)
    assert list(Change.objects.values_list("seq", "kind")) == [(1, "thing"), (2, "other")]


def test_failing_change_takes_no_other_of_its_batch_with_it(room):
    def fail(changing):
        changing.touched("thing", "gone")
        Receipt.objects.create(room=room, key="double", body_hash="", status=1, ref="")
        Receipt.objects.create(room=room, key="double", body_hash="", status=1, ref="")

    writer = Writer()
    jobs = [
        Job(room.public_id, "", "", touch("a")),
        Job(room.public_id, "", "", fail),
        Job(room.public_id, "", "", touch("b")),
    ]
    writer.commit(room.public_id, jobs)
    assert [job.future.exception().__class__ for job in jobs] == [type(None), IntegrityError, type(None)]
    assert list(Change.objects.values_list("seq", "ref")) == [(1, "a"), (2, "b")]
    assert Receipt.objects.count() == 0


def test_batch_never_spans_rooms(room):
    other = Room.objects.create(kind="test")
    writer = Writer()
    for public_id in (room.public_id, other.public_id, room.public_id):
        writer.submit(Job(public_id, "", "", touch("x"))).result(10)
    assert sorted(Room.objects.values_list("seq", flat=True)) == [1, 2]


def test_hundred_threads_count_without_gap(room):
    def post(number):
        room.change(f"key-{number}", "hash", touch(number))
        connection.close()

    threads = [threading.Thread(target=post, args=(number,)) for number in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Change.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 101))
    assert sorted(Change.objects.values_list("ref", flat=True)) == sorted(str(number) for number in range(100))


def test_change_inside_a_transaction_is_a_part_of_it(room):
    with transaction.atomic():
        room.change("key-1", "hash", touch("a"))
        transaction.set_rollback(True)
    assert (Change.objects.count(), Receipt.objects.count()) == (0, 0)
    room.refresh_from_db()
    assert room.seq == 0


def test_unknown_room_is_told(room):
    with pytest.raises(Room.DoesNotExist):
        Writer().run("no-such-room", "", "", touch("a"))


def test_who_hung_up_ends_neither_the_change_nor_the_writer(room):
    writer = Writer()
    jobs = [Job(room.public_id, f"key-{n}", "hash", touch(n)) for n in range(3)]
    jobs[1].future.cancel()
    for job in jobs:
        writer.submit(job)
    assert [jobs[0].future.result(10).ref, jobs[2].future.result(10).ref] == ["0", "2"]
    assert writer.run(room.public_id, "key-1", "hash", touch("again")).ref == "1"
    assert sorted(Change.objects.values_list("ref", flat=True)) == ["0", "1", "2"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's disk cannot be filled from here")
def test_full_disk_is_told_keeps_what_was_there_and_heals_by_itself(room):
    writer = Writer()

    def limit(pages):
        def verb(changing):
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA max_page_count = {pages}")

        writer.run(room.public_id, "", "", verb)

    def large(changing):
        Receipt.objects.bulk_create(
            Receipt(room=room, key=f"{n}", body_hash="x" * 64, status=1, ref="r" * 40) for n in range(5000)
        )

    writer.run(room.public_id, "key-1", "hash", touch("before"))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # Pages that other tests left free would take the rows in.
    limit(1)  # SQLite takes the present size for the least
    with pytest.raises(Full) as refused:
        writer.run(room.public_id, "key-2", "hash", large)
    assert (refused.value.status, refused.value.rule) == (503, "")
    limit(1_000_000)
    assert writer.run(room.public_id, "key-2", "hash", touch("after")).repeated is False
    assert list(Change.objects.values_list("ref", flat=True)) == ["before", "after"]


def test_pure_changes_that_come_together_are_stored_with_few_statements(room):
    Receipt.objects.create(room=room, key="key-1", body_hash="hash", status=200, ref="known")
    jobs = [Job(room.public_id, f"key-{number}", "hash", touch(number), is_pure=True) for number in range(4)]
    jobs.append(Job(room.public_id, "key-3", "hash", touch("twice"), is_pure=True))
    with CaptureQueriesContext(connection) as asked:
        Writer().commit(room.public_id, jobs)
    assert [(job.outcome.ref, job.outcome.repeated) for job in jobs] == [
        ("0", False),
        ("known", True),
        ("2", False),
        ("3", False),
        ("3", True),
    ]
    assert list(Change.objects.order_by("seq").values_list("seq", "ref")) == [(1, "0"), (2, "2"), (3, "3")]
    assert sorted(Receipt.objects.values_list("key", flat=True)) == ["key-0", "key-1", "key-2", "key-3"]
    statements = [query["sql"].split()[0] for query in asked]
    assert [one for one in statements if one not in ("BEGIN", "COMMIT")] == [
        "SELECT",
        "SELECT",
        "INSERT",
        "INSERT",
        "UPDATE",
    ]


def test_refused_one_of_pure_changes_leaves_the_others_and_lends_nothing_of_what_it_read(room):
    lent = []

    def remember(changing):
        lent.append(changing.before.get("read"))
        changing.seen["read"] = changing.room.seq
        changing.touched("thing", len(lent))

    def refuse(changing):
        remember(changing)
        raise Refused("not now", rule="R-GEN-2")

    verbs = [remember, remember, refuse, remember]
    jobs = [Job(room.public_id, f"key-{number}", "hash", verb, is_pure=True) for number, verb in enumerate(verbs)]
    Writer().commit(room.public_id, jobs)
    assert [type(job.error) for job in jobs] == [type(None), type(None), Refused, type(None)]
    assert lent[-4:] == [None, 0, 1, None]
    assert list(Change.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
    assert sorted(Receipt.objects.values_list("key", flat=True)) == ["key-0", "key-1", "key-3"]


async def test_an_answer_follows_what_the_screens_are_shown(room, monkeypatch):
    order = []
    monkeypatch.setattr(hints, "wakers", [lambda public_id, poke, news: order.append(public_id)])
    monkeypatch.setattr(hints, "serving", asyncio.get_running_loop())
    job = Job(room.public_id, "key-1", "hash", touch("a"))
    job.future.add_done_callback(lambda done: order.append(done.result().ref))

    def write():
        Writer().commit(room.public_id, [job])
        connection.close()

    writing = threading.Thread(target=write)
    writing.start()
    writing.join()
    assert order == []
    await asyncio.wrap_future(job.future)
    assert order == [room.public_id, "a"]
