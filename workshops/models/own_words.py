from django.db import models

from live.prepared import Given, prepared

SAY, ASK = 300, 80
"""Longest line to say and longest question on the wall, as a reader counts."""


class OwnWords(models.Model):
    """What this event says and asks in one step in its own words; what is empty stays as the script has it."""

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="own_words")
    stage = models.CharField(max_length=20)
    step = models.CharField(max_length=20)
    say_en = models.CharField(max_length=8 * SAY, blank=True)
    say_zh = models.CharField(max_length=8 * SAY, blank=True)
    ask_en = models.CharField(max_length=8 * ASK, blank=True)
    ask_zh = models.CharField(max_length=8 * ASK, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "stage", "step"], name="own_words_once_a_step")]

    def __str__(self):
        return f"{self.stage}.{self.step}"


@prepared
def own_words_of():
    return OwnWords.objects.filter(workshop=Given("workshop"))
