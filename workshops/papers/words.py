"""Words of the tool in both languages at once, for papers that carry both."""

from django.utils import translation
from django.utils.functional import Promise


def in_both(text: str | Promise) -> tuple[str, str]:
    """A translatable text in English and in Chinese."""
    with translation.override("en"):
        english = str(text)
    with translation.override("zh-hans"):
        chinese = str(text)
    return english, chinese
