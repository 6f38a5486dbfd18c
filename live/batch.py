"""Changes of one room that arrived together: one transaction, and what several of them need is asked and kept once."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import translation

from live import KeyReused, Refused, metrics, stored
from live.models import Change, Receipt, Room
from live.prepared import Given, prepared


@prepared
def rooms_to_change():
    return Room.objects.select_for_update().filter(public_id=Given("public_id"))


@prepared
def receipts():
    return Receipt.objects.filter(room=Given("room"), key=Given("key"))


@dataclass
class Outcome:
    """What a change led to: the status of its first answer, the object it made, and whether the key was known.

    `seq` is where the room stands by then, `touched` what others have to see anew."""

    status: int
    ref: str
    seq: int
    touched: tuple[tuple[str, str], ...] = ()
    seen: dict[str, Any] = field(default_factory=dict)
    repeated: bool = False
    result: Any = None


class Changing:
    """Given to a verb while the room's row is locked: `touched` records what others have to see anew.

    In `seen` a verb may leave what it has read and left as it was, for whoever shows the change; see `feed.remember`.
    `before` is what the verb right before it in the same transaction has left there.
    """

    def __init__(self, room: Room, before: dict[str, Any] | None = None):
        self.room, self.before = room, before or {}
        self.changes: list[Change] = []
        self.seen: dict[str, Any] = {}

    def touched(self, kind: str, ref: object = "") -> None:
        if any(change.kind == kind and change.ref == str(ref) for change in self.changes):
            return
        self.room.seq += 1
        self.changes.append(Change(room=self.room, seq=self.room.seq, kind=kind, ref=str(ref)))


class Batch:
    """What the jobs of one transaction leave for each other and for its end."""

    def __init__(self, room: Room, keys: list[str]):
        self.receipts = {known.key: known for known in Receipt.objects.filter(room=room.pk, key__in=keys)}
        self.new: list[Change | Receipt] = []
        self.seen: dict[str, Any] = {}

    def store(self) -> None:
        """Everything that only has to be there at COMMIT, in one statement a table."""
        for model in (Change, Receipt):
            stored.insert_all(model, [row for row in self.new if isinstance(row, model)])


@dataclass
class Job:
    """One change of the room with a public id: a key that makes retries harmless, and the verb.

    `verb(changing)` does the work in the transaction and returns `(status, ref)` for the receipt, or `None`; in the
    place of `ref` it may return the object itself, for whoever renders the answer.
    It may raise `Refused`: then nothing of it is kept and the key stays free for another try. What it says, it says
    in the language of whoever asked, although the writer is a thread of its own.
    `is_pure` says that the verb changes nothing but the database, so that it may be run again after a rollback.
    """

    room: str
    key: str
    body_hash: str
    verb: Callable[[Changing], tuple[int, object] | None]
    is_pure: bool = False
    language: str | None = field(default_factory=translation.get_language)
    future: Future = field(default_factory=Future)
    outcome: Outcome | None = None
    error: BaseException | None = None
    arrived: float = field(default_factory=time.monotonic)

    def apply(self, room: Room, batch: Batch | None = None) -> None:
        """Do it; alone its rows are kept at once, in a batch at the end."""
        known = self.receipt(room, batch)
        if known:
            if known.body_hash != self.body_hash:
                raise KeyReused
            self.outcome = Outcome(known.status, known.ref, room.seq, repeated=True)
            return
        changing = Changing(room, batch.seen if batch else None)
        with translation.override(self.language):
            status, result = self.verb(changing) or (200, "")
        ref = str(getattr(result, "pk", result))
        rows: list[Change | Receipt] = [*changing.changes]
        if self.key:
            rows.append(Receipt(room=room, key=self.key, body_hash=self.body_hash, status=status, ref=ref))
        touched = tuple((change.kind, change.ref) for change in changing.changes)
        self.outcome = Outcome(status, ref, room.seq, touched, changing.seen, result=result)
        if batch is None:
            for row in rows:
                stored.insert(row)
        else:
            batch.new += rows
            batch.receipts |= {row.key: row for row in rows if isinstance(row, Receipt)}
            batch.seen = changing.seen

    def receipt(self, room: Room, batch: Batch | None) -> Receipt | None:
        if not self.key:
            return None
        return batch.receipts.get(self.key) if batch else receipts.first(room=room.pk, key=self.key)

    def count(self) -> None:
        metrics.commit_seconds.observe(time.monotonic() - self.arrived)
        if self.error:
            (metrics.refusals if isinstance(self.error, Refused) else metrics.failures).add()
        elif self.outcome:
            (metrics.repeats if self.outcome.repeated else metrics.changes).add()


def apply(public_id: str, jobs: list[Job]) -> Room:
    """Apply the jobs of one room in one transaction: each in a savepoint of its own, or raising when it is alone.

    Where all of them may be run again, the savepoints are spared until one of them turns out to be needed.
    """
    if len(jobs) > 1 and all(job.is_pure for job in jobs):
        try:
            return together(public_id, jobs, Job.apply)
        except Exception:
            for job in jobs:
                job.outcome = None
    return together(public_id, jobs, Job.apply if len(jobs) == 1 else apply_apart)


def together(public_id: str, jobs: list[Job], apply_one: Callable[[Job, Room, Batch | None], None]) -> Room:
    with transaction.atomic():
        room = rooms_to_change.get(public_id=public_id)
        before = room.seq
        batch = Batch(room, [job.key for job in jobs if job.key]) if len(jobs) > 1 else None
        for job in jobs:
            apply_one(job, room, batch)
        if batch:
            batch.store()
        if room.seq != before:
            stored.update(room, "seq")
    return room


def apply_apart(job: Job, room: Room, batch: Batch | None) -> None:
    """One of several: what fails leaves the others alone, unless the database itself has gone."""
    before = room.seq
    try:
        with transaction.atomic():
            job.apply(room, batch)
    except Exception as error:
        room.seq, job.error = before, error
        if batch:
            batch.seen = {}
        if isinstance(error, DatabaseError) and not connection.is_usable():
            raise
