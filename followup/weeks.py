"""When somebody goes round after an event: in its second, fourth, eighth and twelfth week."""

from datetime import date, timedelta

from people.calendar import working_day
from people.models import Organisation

WEEKS = (2, 4, 8, 12)


def day_of(organisation: Organisation, last: date, week: int) -> date:
    """The day of a visit: so many weeks after the last day of the event, moved on where it is a day off."""
    return working_day(organisation, last + timedelta(weeks=week, days=-1), 1)


def week_on(last: date, today: date) -> int:
    """Which week after the event it is, the first one from the day after it on; 0 on the day itself."""
    return max(0, -(-(today - last).days // 7))
