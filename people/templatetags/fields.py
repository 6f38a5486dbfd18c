from django import forms, template

from people.accounts import mail_is_set as set_up

register = template.Library()


@register.inclusion_tag("people/field.html")
def field(bound, hint=""):
    """A form's field with label, hint and errors in the look of the house."""
    widget = bound.field.widget
    plain = isinstance(widget, forms.CheckboxInput)
    return {"field": bound, "hint": hint, "plain": plain, "input": bound.as_widget(attrs=attributes(bound, plain))}


def attributes(bound, plain: bool) -> dict[str, str]:
    written = isinstance(bound.field.widget, forms.TextInput | forms.Textarea)
    return ({} if plain else {"class": "input"}) | ({"dir": "auto"} if written else {})


@register.simple_tag
def mail_is_set() -> bool:
    return set_up()


@register.filter
def named_in(thing, language: str) -> str:
    """The name of an organisation or department in the reader's language."""
    return thing.name_in(language)
