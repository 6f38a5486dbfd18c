from datetime import date, timedelta

from people.models import Organisation


def working_day(organisation: Organisation, start: date, count: int) -> date:
    """The `count`-th working day after `start`: Monday to Friday, less holidays, plus extra working days."""
    special = {one.date: one.worked for one in organisation.special_days.all()}
    day, left = start, count
    while left > 0:
        day += timedelta(days=1)
        if special.get(day, day.weekday() < 5):
            left -= 1
    return day
