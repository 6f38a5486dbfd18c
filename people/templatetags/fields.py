from django import forms, template

from people.accounts import mail_is_set as set_up
from people.number import plain
from people.rules import figure_name, tier_name

register = template.Library()


@register.inclusion_tag("people/field.html")
def field(bound, hint=None):
    """A form's field with label, hint and errors in the look of the house; `hint` stands in for its help text."""
    widget = bound.field.widget
    box = isinstance(widget, forms.CheckboxInput)
    return {
        "field": bound,
        "hint": bound.help_text if hint is None else hint,
        "plain": box,
        "input": bound.as_widget(attrs=attributes(bound, box)),
    }


def attributes(bound, box: bool) -> dict[str, str]:
    written = isinstance(bound.field.widget, forms.TextInput | forms.Textarea)
    lines = {"rows": "3"} if isinstance(bound.field.widget, forms.Textarea) else {}
    return ({} if box else {"class": "input"}) | ({"dir": "auto"} if written else {}) | lines


@register.simple_tag
def mail_is_set() -> bool:
    return set_up()


@register.filter
def title_in(goal, language: str) -> str:
    """The title of a goal in the reader's language."""
    return goal.title_in(language)


@register.filter
def aim_in(goal, language: str) -> str:
    """What a goal counts, as short as a line beside its figure allows."""
    return goal.aim_in(language)


register.filter("plain", plain)
register.filter("tier_name", tier_name)
register.filter("figure_name", figure_name)


@register.filter
def named_in(thing, language: str) -> str:
    """The name of an organisation or department in the reader's language."""
    return thing.name_in(language)
