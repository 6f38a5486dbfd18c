"""A division by department: who has not walked to a topic goes there with the own department (R-OS-17)."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live import Refused
from openspace.desk import must_choose
from openspace.models import Joining, Topic
from openspace.models.space import people
from workshops import access
from workshops.forms import KeyedForm
from workshops.models import Seat, Workshop
from workshops.views.steering import steer

Department = tuple[str, str]


def divided(workshop: Workshop) -> dict[Topic, list[Seat]]:
    """Everybody present by department: to the topic that it raised, else where fewest are; hosts stay at theirs."""
    topics = list(workshop.topics.open().select_related("host"))
    if not topics:
        return {}
    homes: dict[Topic, list[Seat]] = {topic: [topic.host] if topic.host else [] for topic in topics}
    hosts = {topic.host_id for topic in topics}
    departments: dict[Department, list[Seat]] = defaultdict(list)
    for seat in people(workshop).present().exclude(pk__in=hosts - {None}).order_by("pk"):
        departments[seat.department_en, seat.department_zh].append(seat)
    for department, seats in sorted(departments.items(), key=lambda item: (-len(item[1]), item[0])):
        raised = [topic for topic in topics if (topic.department_en, topic.department_zh) == department]
        home = min(raised or topics, key=lambda topic: (len(homes[topic]), topic.corner))
        homes[home] += seats
    return homes


@require_POST
@access.facilitated
def divide(request, public_id):
    """Departments stay together; whoever wants to be elsewhere still joins another topic until the walk."""
    user = request.user

    def verb(workshop, changing):
        must_choose(workshop, user)
        homes = divided(workshop)
        if not homes:
            raise Refused(_("Open the corners first: then departments can be divided among them."), rule="R-OS-17")
        for topic, seats in homes.items():
            for seat in seats:
                topic.joined_by(seat)
        workshop.log("divided by department", user=user, rule="R-OS-17")
        changing.touched("joining", str(Joining.objects.filter(topic__workshop=workshop).count()))

    return steer(request, KeyedForm(request.POST), verb)
