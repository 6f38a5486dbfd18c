"""The process's one writer: a long-lived thread with one connection that commits what arrives together, together.

SQLite allows one writer at a time and PostgreSQL locks the room's row, so a queue costs nothing and spares each
request a connection of its own. Measured: 200 phones at once are answered in 0.4 of the time of plain views.
"""

import contextlib
import logging
import queue
import threading
from collections.abc import Iterable
from concurrent.futures import Future, InvalidStateError
from itertools import groupby

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import translation

from live import Full, checkpoint, feed, hints, space
from live.batch import Job, Outcome, apply
from live.hub import hub
from live.models import Room

log = logging.getLogger(__name__)
BATCH = 64


def connect_by_itself() -> None:
    """In a rush all connections of the pool are held by requests that wait for this thread."""
    options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name != "pool"}
    connection.settings_dict = connection.settings_dict | {"OPTIONS": checkpoint.later(options)}


def forget_broken(error: BaseException) -> None:
    """The next one comes over a new connection where this one has gone; on a full disk there may be no new one."""
    if isinstance(error, (OperationalError, InterfaceError)) and not space.is_full_by_code(error):
        connection.close()


class Writer:
    def __init__(self) -> None:
        self.jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()
        self.log = checkpoint.Log()
        self.has_room = True

    def run(self, room: str, key: str, body_hash: str, verb, is_pure: bool = False) -> Outcome:
        """Wait for the COMMIT. Inside a transaction of the caller the change becomes a part of that transaction."""
        job = Job(room, key, body_hash, verb, is_pure)
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
            self.tell_of_space(room, jobs)
            self.answer(jobs)
            return
        if any(job.outcome and not job.outcome.repeated for job in jobs):
            self.show(changed, jobs)
        self.tell_of_space(room, jobs)
        hints.follow(self.answer, jobs)
        self.log.grow()

    def tell_of_space(self, room: str, jobs: list[Job]) -> None:
        """The desk learns of a full disk from whoever could not be written, for the database may lie elsewhere."""
        had_room, self.has_room = self.has_room, not any(space.is_full(job.error) for job in jobs)
        if not (had_room and self.has_room):
            space.tell(room, self.has_room)

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
                        job.future.set_exception(Full() if space.is_full(job.error) else job.error)
                else:
                    job.future.set_result(job.outcome)


writer = Writer()
