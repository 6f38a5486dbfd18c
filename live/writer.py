"""The process's one writer: a long-lived thread with one connection that commits what arrives together, together.

SQLite allows one writer at a time and PostgreSQL locks the room's row, so a queue costs nothing and spares each
request a connection of its own. Measured: 200 phones at once are answered in 0.4 of the time of plain views.
"""

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import translation

from live import Full, KeyReused, Refused, checkpoint, feed, hints, metrics, stored
from live.hub import hub
from live.models import Change, Receipt, Room
from live.prepared import Given, prepared

log = logging.getLogger(__name__)
BATCH = 64


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
    """

    def __init__(self, room: Room):
        self.room = room
        self.changes: list[Change] = []
        self.seen: dict[str, Any] = {}

    def touched(self, kind: str, ref: object = "") -> None:
        if any(change.kind == kind and change.ref == str(ref) for change in self.changes):
            return
        self.room.seq += 1
        self.changes.append(Change(room=self.room, seq=self.room.seq, kind=kind, ref=str(ref)))


@dataclass
class Job:
    """One change of the room with a public id: a key that makes retries harmless, and the verb.

    `verb(changing)` does the work in the transaction and returns `(status, ref)` for the receipt, or `None`; in the
    place of `ref` it may return the object itself, for whoever renders the answer.
    It may raise `Refused`: then nothing of it is kept and the key stays free for another try. What it says, it says
    in the language of whoever asked, although the writer is a thread of its own.
    """

    room: str
    key: str
    body_hash: str
    verb: Callable[[Changing], tuple[int, object] | None]
    language: str | None = field(default_factory=translation.get_language)
    future: Future = field(default_factory=Future)
    outcome: Outcome | None = None
    error: BaseException | None = None
    arrived: float = field(default_factory=time.monotonic)

    def apply(self, room: Room) -> None:
        known = receipts.first(room=room.pk, key=self.key) if self.key else None
        if known:
            if known.body_hash != self.body_hash:
                raise KeyReused
            self.outcome = Outcome(known.status, known.ref, room.seq, repeated=True)
            return
        changing = Changing(room)
        with translation.override(self.language):
            status, result = self.verb(changing) or (200, "")
        ref = str(getattr(result, "pk", result))
        for change in changing.changes:
            stored.insert(change)
        if self.key:
            stored.insert(Receipt(room=room, key=self.key, body_hash=self.body_hash, status=status, ref=ref))
        touched = tuple((change.kind, change.ref) for change in changing.changes)
        self.outcome = Outcome(status, ref, room.seq, touched, changing.seen, result=result)

    def count(self) -> None:
        metrics.commit_seconds.observe(time.monotonic() - self.arrived)
        if self.error:
            (metrics.refusals if isinstance(self.error, Refused) else metrics.failures).add()
        elif self.outcome:
            (metrics.repeats if self.outcome.repeated else metrics.changes).add()


def apply(public_id: str, jobs: list[Job]) -> Room:
    """Apply the jobs of one room in one transaction: each in a savepoint of its own, or raising when it is alone."""
    with transaction.atomic():
        room = rooms_to_change.get(public_id=public_id)
        before = room.seq
        if len(jobs) == 1:
            jobs[0].apply(room)
        else:
            for job in jobs:
                apply_apart(room, job)
        if room.seq != before:
            stored.update(room, "seq")
    return room


def connect_by_itself() -> None:
    """In a rush all connections of the pool are held by requests that wait for this thread."""
    options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name != "pool"}
    connection.settings_dict = connection.settings_dict | {"OPTIONS": checkpoint.later(options)}


def forget_broken(error: BaseException) -> None:
    """The next one comes over a new connection where this one has gone."""
    if isinstance(error, (OperationalError, InterfaceError)):
        connection.close()


def apply_apart(room: Room, job: Job) -> None:
    """One of several: what fails leaves the others alone, unless the database itself has gone."""
    before = room.seq
    try:
        with transaction.atomic():
            job.apply(room)
    except Exception as error:
        room.seq, job.error = before, error
        if isinstance(error, DatabaseError) and not connection.is_usable():
            raise


def is_full(error: BaseException) -> bool:
    """Whether the database could not write for want of room. PostgreSQL says so in its own language and by a code,
    SQLite only in words, and of a used-up quota as of any other write that failed."""
    words = ("disk is full", "disk I/O error")
    is_told = getattr(error.__cause__, "sqlstate", "") == "53100" or any(word in str(error) for word in words)
    return isinstance(error, OperationalError) and is_told


class Writer:
    def __init__(self) -> None:
        self.jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()
        self.log = checkpoint.Log()

    def run(self, room: str, key: str, body_hash: str, verb) -> Outcome:
        """Wait for the COMMIT. Inside a transaction of the caller the change becomes a part of that transaction."""
        job = Job(room, key, body_hash, verb)
        if connection.in_atomic_block:
            changed = apply(room, [job])
            transaction.on_commit(lambda: hints.send(changed.public_id, changed.seq))
            assert job.outcome
            return job.outcome
        return self.submit(job).result()

    def submit(self, job: Job) -> Future:
        with self.starting:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self.work, name="live-writer", daemon=True)
                self.thread.start()
        self.jobs.put(job)
        return job.future

    def work(self) -> None:
        connect_by_itself()
        while True:
            batch = [self.jobs.get()]
            while len(batch) < BATCH and not self.jobs.empty():
                batch.append(self.jobs.get())
            for room, jobs in groupby(sorted(batch, key=lambda job: job.room), key=lambda job: job.room):
                try:
                    self.commit(room, list(jobs))
                except Exception:
                    # The thread serves every room of this process: nothing that goes wrong in one may end it.
                    log.exception("a batch could not be answered")

    def commit(self, room: str, jobs: list[Job]) -> None:
        """Commit jobs together; when the COMMIT itself fails, one by one, so that one cannot take others with it."""
        try:
            changed = apply(room, jobs)
        except BaseException as error:
            forget_broken(error)
            if len(jobs) > 1 and isinstance(error, DatabaseError):
                for job in jobs:
                    job.outcome = job.error = None
                    self.commit(room, [job])
                return
            for job in jobs:
                job.error = job.error or error
            self.answer(jobs)
            return
        if any(job.outcome and not job.outcome.repeated for job in jobs):
            self.show(changed, jobs)
        self.answer(jobs)
        self.log.grow()

    @staticmethod
    def show(changed: Room, jobs: list[Job]) -> None:
        """Tell the screens, before the answers: what they show is rendered here from what is known already."""
        touched = [one for job in jobs if job.outcome and not job.error for one in job.outcome.touched]
        before = changed.seq - len(touched)
        try:
            last = jobs[-1]
            feed.remember(changed, before, touched, last.outcome.seen if last.outcome and not last.error else {})
            news = hub.render(changed, before)
        except Exception as error:
            log.exception("a change could not be shown at once; the hub asks for it")
            forget_broken(error)
            news = None
        hints.send(changed.public_id, changed.seq, news=news)

    @staticmethod
    def answer(jobs: Iterable[Job]) -> None:
        for job in jobs:
            job.count()
            # Who hung up meanwhile has cancelled the wait, not the change: the retry will find its receipt.
            with contextlib.suppress(InvalidStateError):
                if job.error:
                    with translation.override(job.language):
                        job.future.set_exception(Full() if is_full(job.error) else job.error)
                else:
                    job.future.set_result(job.outcome)


writer = Writer()
