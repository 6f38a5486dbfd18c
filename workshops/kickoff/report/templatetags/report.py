from django import template

from signing.models import Document
from workshops.kickoff.report.trace import Traced, trace
from workshops.models import Workshop

register = template.Library()


@register.simple_tag
def trace_of(document: Document) -> list[Traced]:
    """The trace behind a frozen statement, for the page and for the press."""
    return trace(Workshop.objects.get(room__public_id=document.subject), document)
