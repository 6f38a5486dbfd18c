from django import template

register = template.Library()


@register.filter
def standing(signatures) -> list:
    """Signatures whose owners did not withdraw."""
    return [signature for signature in signatures if not signature.erased_at]
