from collections import Counter

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.grouping.dealing import MOST_GROUPS, TWO_GROUPS, WITHOUT_LETTER, group_count, to_deal
from workshops.models import Group, Seat, StageRun
from workshops.ways import add_people

ONE_GROUP, TWO_OFFERED = 10, 11
SMALLEST, COMFORTABLE, LARGEST = 3, 5, 12
ONE_EVENT = 60
MOST_OF_ONE_DEPARTMENT = 40


class Room:
    """The groups as they are drafted now, with everybody who counts in n."""

    def __init__(self, run: StageRun):
        self.workshop = run.workshop
        self.groups: list[Group] = list(run.workshop.groups.all())
        self.seats: list[Seat] = to_deal(run.workshop)

    def members(self, group: Group) -> list[Seat]:
        return [seat for seat in self.seats if seat.group_id == group.pk]

    @property
    def standing(self) -> list[Group]:
        """Groups with somebody in them; one that was emptied is out of every gate."""
        return [group for group in self.groups if self.members(group)]

    @property
    def parts(self) -> list[list[Seat]]:
        return [self.members(group) for group in self.standing] or [self.seats]

    def dealing(self, count: int) -> Fix:
        label = ngettext("Deal %(count)d group", "Deal %(count)d groups", count) % {"count": count}
        if not count:
            label = _("One room, no groups")
        return Fix(label, self.address("groups_deal"), {"count": str(count)})

    def address(self, name: str, *arguments: object) -> str:
        return reverse(name, args=[self.workshop.public_id, *arguments])


@rule("R-GRP-1", STOP, "grouping")
def small_rooms_stay_together(run):
    room = Room(run)
    writers = len(room.seats)
    if writers < WITHOUT_LETTER and room.standing:
        what = _("Fewer than three writers are one group without letter or host.")
        yield Finding("R-GRP-1", STOP, what, _("Two people need no host."), (room.dealing(0),))
    elif writers <= ONE_GROUP and len(room.standing) > 1 and min(map(len, room.parts)) < COMFORTABLE:
        what = _("%(writers)d writers stay one group, unless each part has five or more.") % {"writers": writers}
        yield Finding("R-GRP-1", STOP, what, _("Small groups run out of voices."), (room.dealing(1),))


@rule("R-GRP-2", ADVISE, "grouping")
def two_groups_are_possible(run):
    room = Room(run)
    if TWO_OFFERED <= len(room.seats) < TWO_GROUPS and len(room.parts) == 1:
        what = _("%(writers)d writers: one group works, two of five or more work too.") % {"writers": len(room.seats)}
        yield Finding("R-GRP-2", ADVISE, what, _("Choose what your walls allow."), (room.dealing(2),))


@rule("R-GRP-3", ASK, "grouping")
def large_rooms_are_split(run):
    room = Room(run)
    wanted = group_count(len(room.seats))
    if len(room.seats) >= TWO_GROUPS and len(room.parts) < wanted:
        what = _("%(writers)d writers in %(groups)d: that many voices need %(wanted)d groups.")
        what %= {"writers": len(room.seats), "groups": len(room.parts), "wanted": wanted}
        yield Finding(
            "R-GRP-3", ASK, what, _("Above a dozen, half of the people only listen."), (room.dealing(wanted),)
        )


@rule("R-GRP-3", ADVISE, "grouping")
def very_large_rooms_are_two_events(run):
    writers = len(Room(run).seats)
    if writers > ONE_EVENT:
        what = _("%(writers)d writers: two events hear everybody.") % {"writers": writers}
        fix = Fix(_("Make a second event"), reverse("event_copy", args=[run.workshop.public_id]), method="get")
        yield Finding("R-GRP-3", ADVISE, what, _("One room holds five walls of twelve."), (fix,))


@rule("R-GRP-4", STOP, "grouping")
def no_group_is_tiny(run):
    room = Room(run)
    for group in room.standing if len(room.seats) >= WITHOUT_LETTER else []:
        if len(room.members(group)) < SMALLEST:
            what = _("Group %(letter)s has fewer than three people.") % {"letter": group}
            fix = room.dealing(min(group_count(len(room.seats)), MOST_GROUPS))
            yield Finding("R-GRP-4", STOP, what, _("Join it with another group, or deal anew."), (fix,), group.letter)


@rule("R-GRP-4", ADVISE, "grouping")
def groups_hear_each_other(run):
    """Silent where the whole room is smaller than a comfortable group: there is nothing to mend."""
    room = Room(run)
    for group in room.standing if len(room.seats) >= COMFORTABLE else []:
        size = len(room.members(group))
        if SMALLEST <= size < COMFORTABLE or size > LARGEST:
            what = _("Group %(letter)s has %(size)d people of five to twelve.") % {"letter": group, "size": size}
            yield Finding("R-GRP-4", ADVISE, what, _("Move somebody over."), (Fix.at("groups"),), group.letter)


@rule("R-GRP-5", ADVISE, "grouping")
def nobody_comes_alone(run):
    """A department of one is exempt."""
    room = Room(run)
    sizes = Counter(seat.department for seat in room.seats)
    people = Counter(run.workshop.organisation.people.values_list("department__name_en", flat=True))
    alone = [seat for seat in room.seats if sizes[seat.department] == 1 and people[seat.department_en] > 1]
    if alone:
        what = ngettext(
            "%(count)d department sends only one person.", "%(count)d departments send only one person.", len(alone)
        ) % {"count": len(alone)}
        why, fixes = _("One person alone cannot build on an idea from home."), (add_people(run.workshop),)
        yield Finding("R-GRP-5", ADVISE, what, why, fixes)


@rule("R-GRP-6", ADVISE, "grouping")
def departments_are_mixed(run):
    room = Room(run)
    departments = {seat.department for seat in room.seats}
    for group in room.standing if len(room.standing) > 1 else []:
        members = room.members(group)
        most = max(Counter(seat.department for seat in members).values())
        if len(departments) >= 3 and most * 100 > MOST_OF_ONE_DEPARTMENT * len(members):
            what = _("Group %(letter)s: more than 40 %% come from one department.") % {"letter": group}
            yield Finding("R-GRP-6", ADVISE, what, _("Mixed groups see more."), (Fix.at("groups"),), group.letter)
    if len(room.standing) == 2:
        yield from pairs_are_parted(room)


def pairs_are_parted(room: Room):
    for department, size in Counter(seat.department for seat in room.seats).items():
        both = [seat for seat in room.seats if seat.department == department]
        if size == 2 and len({seat.group_id for seat in both}) == 1:
            called = both[0].department_in(get_language() or "en")
            what = _("Both people of %(department)s are in one group.") % {"department": called}
            why = _("Two from the same department go to different groups.")
            yield Finding("R-GRP-6", ADVISE, what, why, (Fix.at("groups"),))


@rule("R-GRP-7", ADVISE, "grouping")
def superiors_sit_elsewhere(run):
    room = Room(run)
    pairs = 0
    for group in room.standing if len(room.standing) > 1 else []:
        people = {seat.person for seat in room.members(group) if seat.person}
        pairs += sum(person.superior in people for person in people)
    if pairs:
        what = ngettext(
            "%(count)d person sits in one group with the direct superior.",
            "%(count)d people sit in one group with their direct superior.",
            pairs,
        ) % {"count": pairs}
        yield Finding("R-GRP-7", ADVISE, what, _("Another group hears more from them."), (Fix.at("groups"),))


@rule("R-GRP-8", STOP, "grouping")
def everybody_has_one_group(run):
    room = Room(run)
    homeless = [seat for seat in room.seats if seat.group_id is None]
    if room.standing and homeless:
        what = ngettext("%(count)d writer has no group yet.", "%(count)d writers have no group yet.", len(homeless)) % {
            "count": len(homeless)
        }
        fix = Fix(_("Give them the smallest group"), room.address("groups_rest"))
        yield Finding("R-GRP-8", STOP, what, _("Each writer is in exactly one group."), (fix,))


@rule("R-GRP-8", ADVISE, "grouping")
def every_group_has_a_host(run):
    """Advice without a rule of its own, since the console does all that a host does."""
    room = Room(run)
    for group in room.standing:
        first = next((seat for seat in room.members(group) if seat.is_present), None)
        if group.host_id is None and first:
            what = _("Group %(letter)s has no host.") % {"letter": group}
            label = _("%(name)s hosts") % {"name": first.name}
            fix = Fix(label, room.address("groups_host", group.letter), {"note": str(first.pk)})
            yield Finding("R-GRP-8", ADVISE, what, _("The host moves notes and types headings."), (fix,), group.letter)
