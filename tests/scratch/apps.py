import os
import signal
import time
from datetime import timedelta
from pathlib import Path

from django.apps import AppConfig


class ScratchConfig(AppConfig):
    """A ritual that no product code knows: proof that a new one edits no existing room."""

    name = "scratch"
    label = "scratch"

    def ready(self):
        from scratch.stages import ScratchStage

        from live import hub
        from workshops import stages

        stages.register(ScratchStage)
        if fuse := os.environ.get("SCRATCH_FUSE"):
            dies_between_commit_and_reply(Path(fuse))
        if seconds := os.environ.get("SCRATCH_HEARTBEAT"):
            hub.HEARTBEAT = float(seconds)
        if clock := os.environ.get("SCRATCH_CLOCK"):
            steps(Path(clock))


def dies_between_commit_and_reply(fuse: Path) -> None:
    """While the file lies there, the next change that was committed is the last thing this process did."""
    from live.writer import Writer

    answer = Writer.answer

    def blow(jobs):
        if fuse.exists():
            fuse.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        answer(jobs)

    Writer.answer = staticmethod(blow)


def steps(clock: Path) -> None:
    """The wall clock goes wrong by as many seconds as the file says; the clock that only counts goes on."""
    from django.utils import timezone

    true, now = time.time, timezone.now

    def wrong_by() -> float:
        return float(clock.read_text() or 0) if clock.exists() else 0.0

    time.time = lambda: true() + wrong_by()
    timezone.now = lambda: now() + timedelta(seconds=wrong_by())
