"""When the walk opens: the reward rule is frozen, the rest is parked, everybody has one home (R-OS-8, R-OS-17)."""

from openspace.models import Joining, Opinion, Space
from openspace.models.space import people
from openspace.posting import source_of
from workshops.models import Group, Seat, StageRun
from workshops.models.group import LETTERS, room_for


def settle(run: StageRun) -> None:
    workshop = run.workshop
    space = Space.of(workshop)
    if space.frozen_at is None:
        # With one topic everybody writes at the own one (R-OS-9).
        space.own_topic = space.own_topic or workshop.topics.open().count() == 1
    space.freeze()
    for topic in workshop.topics.offered() | workshop.topics.filter(state="parked", origin=None):
        topic.into_the_parking_lot()
    for topic in workshop.topics.open().select_related("host"):
        if topic.group is None:
            topic.group = workshop.groups.create(letter=topic.corner, colour=colour_of(topic.corner))
            topic.save(update_fields=["group"])
        if topic.host:
            topic.group.take(topic.host)
            topic.group.led_by(topic.host)
    homeless = Joining.objects.filter(seat__workshop=workshop, seat__group=None)
    for joining in homeless.select_related("seat", "topic__group"):
        if joining.topic.group:
            joining.topic.group.take(joining.seat)
    for seat in people(workshop).present().filter(group=None):
        give_home(seat)
    for opinion in Opinion.objects.filter(workshop=workshop, group=None).select_related("author__group", "topic"):
        # It was written before anybody had a group: it is its author's wherever that one ended up.
        if opinion.author and opinion.author.group:
            opinion.group, opinion.source = opinion.author.group, source_of(opinion.author.group, opinion.topic)
            opinion.save(update_fields=["group", "source"])


def colour_of(letter: str) -> str:
    return Group.Colour.values[LETTERS.index(letter)]


def give_home(seat: Seat) -> Group | None:
    """Who joined no topic, or came later, goes where there is room (R-GRP-9) and stays there."""
    if seat.group is None and (group := room_for(seat.workshop, seat)):
        group.take(seat)
    return seat.group
