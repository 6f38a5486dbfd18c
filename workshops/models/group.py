from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.Model):
    """People who share a wall. A room of one group has none of these rows."""

    class Colour(models.TextChoices):
        RED = "red", _("red wall")
        BLUE = "blue", _("blue wall")
        GREEN = "green", _("green wall")
        YELLOW = "yellow", _("yellow wall")
        VIOLET = "violet", _("violet wall")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="groups")
    letter = models.CharField(max_length=1)
    colour = models.CharField(max_length=6, choices=Colour)
    host = models.ForeignKey("workshops.Seat", models.SET_NULL, null=True, blank=True, related_name="hosts")

    class Meta:
        ordering = ["letter"]
        constraints = [models.UniqueConstraint(fields=["workshop", "letter"], name="group_letter_once")]

    def __str__(self):
        return self.letter
