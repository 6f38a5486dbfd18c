from collections import Counter
from collections.abc import Iterator

from workshops.exchange import Book, Check, Part
from workshops.intake import FILE_ROLES
from workshops.models import Workshop


class ArrivalPart(Part):
    """Who came with a phone, by role; the seats themselves are read and written with the plan."""

    order = 1

    def checks(self, workshop: Workshop, content: dict, book: Book) -> Iterator[Check]:
        expected = content.get("expected", {})
        if "phones" in expected:
            came = workshop.seats.filter(checked_in_at__isnull=False).values_list("role", flat=True)
            counted = Counter(FILE_ROLES.get(role, role) for role in came)
            yield Check("expected.phones", expected["phones"], counted | {"total": sum(counted.values())})
