"""What stands between the words of a line: English ends its marks with a space, those of Chinese bring their own."""

from django import template

from people import text

register = template.Library()

register.filter("in_a_row", text.in_a_row)
register.filter("in_sentences", text.in_sentences)


@register.simple_tag
def gap() -> str:
    """Between two sentences."""
    return text.gap()


@register.simple_tag
def comma() -> str:
    """Between two parts of a line."""
    return "，" if text.reads_chinese() else ", "


@register.simple_tag
def list_comma() -> str:
    """Between two members of a list."""
    return text.list_comma()


@register.simple_tag
def semicolon() -> str:
    """Between two parts of which one holds commas."""
    return "；" if text.reads_chinese() else "; "


@register.simple_tag
def colon() -> str:
    """Before what the words in front of it announce."""
    return text.colon()
