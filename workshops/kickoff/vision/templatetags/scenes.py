from django import template

from workshops.kickoff.vision import wording

register = template.Library()


@register.filter
def asked_about(note) -> list[wording.Flag]:
    """What the coach asks about the words of a scene card."""
    return wording.flags(note.text, wording.names_of(note.workshop))
