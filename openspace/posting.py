"""Who may write on which sheet while people walk, and what is on it already (R-OS-3, R-OS-5, R-OS-17)."""

from django.utils.translation import gettext as _

from live import Refused
from openspace.models import Opinion, Topic
from people.text import graphemes
from workshops.likeness import bare
from workshops.models import Group, Note, Seat, Wall, Workshop

LONGEST = 160


def sheet_walls(workshop: Workshop) -> list[Wall]:
    return [topic.wall for topic in workshop.topics.open()]


def sheet_name(wall: Wall) -> str:
    topic = topic_of(wall)
    return f"{topic.corner} · {topic}"


def topic_of(wall: Wall) -> Topic:
    """The topic whose sheet this wall is."""
    return wall.workshop.topics.get(pk=int(wall.kind.removeprefix("topic-")))


def must_write_at(topic: Topic, seat: Seat) -> None:
    """Guards R-OS-3 and R-OS-17: a host writes at the own sheet alone, everybody else at every other one."""
    if not topic.is_open:
        raise Refused(_("This topic has no corner any more. Your words stay on this device."), rule="R-OS-17")
    if seat.role == Seat.Role.SHEETS:
        # Whoever types in a sheet knows where it hung; at the own corner it earns nothing anyway.
        return
    hosted = topic.workshop.topics.open().filter(host=seat).first()
    if hosted and hosted != topic:
        what = _("You host corner %(letter)s: write there what people tell you, or hand it over first.")
        raise Refused(what % {"letter": hosted.corner}, rule="R-OS-3")
    alone = topic.workshop.topics.open().count() == 1
    if hosted is None and not alone and seat.group_id and seat.group_id == topic.group_id:
        raise Refused(_("This is your own corner. Visit another one: your sentence helps most there."), rule="R-OS-17")


def must_be_joined(topic: Topic, seat: Seat) -> None:
    """Guard R-OS-17: before the walk a solution comes from those who went to its topic."""
    if not topic.joinings.filter(seat=seat).exists():
        raise Refused(_("Only people at this topic write on its sheet. Join it first."), rule="R-OS-17")


def must_be_new(topic: Topic, text: str, besides: Note | None = None) -> None:
    """Guard R-OS-5: the same words on one sheet are refused with a pointer to the first; everything else stays."""
    same = bare(text)
    for first in standing(topic).exclude(pk=besides and besides.pk):
        if bare(first.text) == same:
            what = _("Already on the sheet: no. %(number)d, “%(text)s”. Add a detail to it, or write another idea.")
            raise Refused(what % {"number": first.number or 0, "text": first.text}, rule="R-OS-5")


def must_be_short(text: str) -> None:
    if graphemes(text) > LONGEST:
        what = _("One sentence: at most %(limit)d characters, this has %(count)d.")
        raise Refused(what % {"limit": LONGEST, "count": graphemes(text)}, rule="R-GEN-9", status=422)


def standing(topic: Topic):
    """What is on the sheet, in the order in which it came."""
    return topic.opinions.filter(state__in=["wall", "set_aside"], merged_into=None).order_by("pk")


def hanging(topic: Topic) -> list[Opinion]:
    """What hangs on the sheet for all to see, the newest first."""
    return list(standing(topic).filter(state="wall").reverse())


def author_of(workshop: Workshop, topic: Topic, seat: Seat, told_by: str) -> tuple[Seat | None, Group | None]:
    """Who is named for an idea: its writer; at the own sheet a host may name another, a group, or nobody (R-OS-17).

    What a group left on paper is its group's and nobody's own.
    """
    if seat.role == Seat.Role.SHEETS:
        return None, seat.group
    if not told_by or topic.host_id != seat.pk:
        return seat, seat.group
    if told_by.isdecimal():
        named = workshop.seats.filter(pk=int(told_by), role__in=["part", "lead"]).first()
        if named is None:
            raise Refused(_("Nobody of this name is in the room."), rule="R-OS-17")
        return named, named.group
    return None, workshop.group_of(told_by)


def source_of(group: Group | None, topic: Topic) -> str:
    return Opinion.Source.HOME if group is not None and group == topic.group else Opinion.Source.VISITOR


def write(topic: Topic, seat: Seat, text: str, language: str, key: str, told_by: str = "") -> Opinion:
    """Take one sentence on the sheet; the step has asked whether this seat may write there."""
    must_be_short(text)
    must_be_new(topic, text)
    author, group = author_of(topic.workshop, topic, seat, told_by)
    source = Opinion.Source.PAPER if seat.kind == Seat.Kind.PAPER else source_of(group, topic)
    return topic.add_opinion(author, text, language, key, group=group, source=source)
