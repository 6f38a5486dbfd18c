from django import template

from people.number import plain

register = template.Library()
register.filter("plain", plain)
