"""What the signed sheets add to the printed statement, outside of its hash (R-CONS-11)."""

from django import template

from signing.models import Document, Signature
from workshops.kickoff.commitments import needs
from workshops.models import Workshop

register = template.Library()


@register.simple_tag
def needs_of_leaders(document: Document) -> list[tuple[str, list[str]]]:
    return needs.of_leaders(document) if document.pk else []


@register.simple_tag
def signed_before(document: Document) -> list[tuple[int, list[str]]]:
    """In the variant that signs before the town meeting: by version, whose hand stands on an earlier one only."""
    if not Workshop.objects.filter(room__public_id=document.subject, variant="commit_first").exists():
        return []
    standing = {one.signer_key for one in document.standing_signatures()}
    earlier = Signature.objects.filter(
        document__stands_by__in=document.versions().filter(version__lt=document.version)
    ).select_related("document__stands_by")
    last = {one.signer_key: one for one in earlier.order_by("signed_at", "pk") if one.signer_key not in standing}
    versions: dict[int, list[str]] = {}
    for one in last.values():
        versions.setdefault(one.document.stands_by.version, []).append(one.name)
    return sorted(versions.items())
