from django import template

from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.models import Promise

register = template.Library()


@register.filter
def standing(signatures) -> list:
    """Signatures whose owners did not withdraw."""
    return [signature for signature in signatures if not signature.erased_at]


@register.filter
def promise_sheets(workshop) -> list[tuple]:
    """The promises that were frozen, each with its newest sheet, for whoever reads the documents."""
    found = [(promise, sheet.newest(promise)) for promise in Promise.in_use(workshop)]
    return [(promise, document) for promise, document in found if document]
