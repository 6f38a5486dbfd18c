from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChecklistItem(models.Model):
    """One of the nineteen things that are done before the day."""

    GROUPS = "P08"

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("task", "Open")
        DONE = "done", _("Done")
        NOT_NEEDED = "not_needed", _("Not needed")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="checklist")
    key = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=2400, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="checklist_key_once")]

    def __str__(self):
        return f"{self.key} {self.state}"


class LikelyQuestion(models.Model):
    """What people will ask the decision maker, with an answer or somebody who has it."""

    class Topic(models.TextChoices):
        BUDGET = "budget", _("Budget")
        PEOPLE = "people", _("People")
        TIME = "time", _("Time")
        PAY_POLICY = "pay_policy", _("Pay policy")
        EQUIPMENT = "equipment", _("Equipment")
        OTHER = "other", _("Other")

    workshop = models.ForeignKey("workshops.Workshop", models.CASCADE, related_name="likely_questions")
    text = models.CharField(max_length=1600)
    department = models.ForeignKey("people.Department", models.SET_NULL, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=10, choices=Topic, default=Topic.OTHER)
    answer = models.TextField(blank=True)
    answer_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decide_on_day = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text
