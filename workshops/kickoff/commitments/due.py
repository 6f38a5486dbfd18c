"""What the home page says of signing and of promises: numbers, never who (R-SIGN-6, R-FUP-7)."""

from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workshops.due import Due, is_after
from workshops.kickoff.commitments import hands, links
from workshops.kickoff.consensus import versions
from workshops.models import Workshop
from workshops.templatetags.room import day as in_words


def open_links(workshop: Workshop, user) -> Iterator[Due]:
    """How many may still sign by their personal link, until it ends."""
    if not (is_after(workshop) and links.is_open(workshop) and versions.newest(workshop)):
        return
    if count := len(hands.missing(workshop)):
        what = ngettext("%(count)d personal link open", "%(count)d personal links open", count) % {"count": count}
        yield Due(links.last_day(workshop), what, workshop, reverse("signatures_missing", args=[workshop.public_id]))


def promises(workshop: Workshop, user) -> Iterator[Due]:
    """How many signed promises end in which week to come, on the first of their days."""
    if not is_after(workshop):
        return
    signed = [int(one.signer_key.removeprefix("seat:")) for one in hands.standing(workshop)]
    own = workshop.commitments.filter(seat__in=signed, due__gte=workshop.today())
    days = own.order_by("due").values_list("due", flat=True)
    for _week, ends in groupby((day for day in days if day), key=lambda day: day.isocalendar()[:2]):
        first, *more = ends
        count = 1 + len(more)
        what = ngettext("%(count)d promise ends", "%(count)d promises end", count) % {"count": count}
        yield Due(first, what, workshop, reverse("documents", args=[workshop.public_id]))


def before_archiving(workshop: Workshop) -> str:
    """Why an event is not archived yet: somebody may still sign by the personal link."""
    if not (links.is_open(workshop) and hands.missing(workshop)):
        return ""
    told = _("Personal links for signing are open until %(day)s. Archive it afterwards.")
    return told % {"day": in_words(links.last_day(workshop))}
