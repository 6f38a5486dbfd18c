"""Frames as this process's writer left them: each change is rendered once an audience, however many frames show it."""

from typing import NamedTuple

from live.feed import Audience, Frame
from live.models import Room

MOST = 256


class News(NamedTuple):
    """What the writer tells the screens of its process: where the room stands now, what that looks like, and when
    it said so, in seconds of the clock that only goes on."""

    head: Room
    frames: list[tuple[Audience, Frame]]
    told_at: float


class Ring:
    """The latest frames of one room. Lives on the server's loop."""

    def __init__(self) -> None:
        self.frames: dict[tuple[str, Audience, int], Frame] = {}

    def keep(self, audience: Audience, frame: Frame) -> None:
        """A change that touched nothing leads nowhere: whoever followed its frame would never arrive."""
        if frame.to <= frame.since:
            return
        self.frames[frame.epoch, audience, frame.since] = frame
        while len(self.frames) > MOST:
            del self.frames[next(iter(self.frames))]

    def joined(self, audience: Audience, cursor: int, epoch: str, to: int) -> Frame | None:
        """One frame from `cursor` to `to`, put together from those that lie here; `None` where one is missing."""
        if cursor > to:
            return None
        parts, at = [], cursor
        while at < to:
            frame = self.frames.get((epoch, audience, at))
            if frame is None or frame.to > to:
                return None
            parts.append(frame.html or "")
            at = frame.to
        return Frame(cursor, to, epoch, "".join(parts))
