import zoneinfo

from django.db import models
from django.utils.translation import gettext_lazy as _

TIME_ZONES = sorted(zoneinfo.available_timezones())


class InBothLanguages:
    """For what has a name in English and one in Chinese: shows the reader's own, or the one that there is."""

    name_en: str
    name_zh: str

    def name_in(self, language: str) -> str:
        chosen, other = (self.name_zh, self.name_en) if language.startswith("zh") else (self.name_en, self.name_zh)
        return chosen or other


class Organisation(InBothLanguages, models.Model):
    """A firm with its people: whatever belongs to one is a 404 to another."""

    class Tone(models.TextChoices):
        RATIONAL = "rational", _("Rational")
        EXPRESSIVE = "expressive", _("Expressive")

    class Age(models.TextChoices):
        YOUNG = "young", _("Young")
        ESTABLISHED = "established", _("Established")

    name_en = models.CharField(max_length=640, blank=True)
    name_zh = models.CharField(max_length=640, blank=True)
    timezone = models.CharField(max_length=60, default="Asia/Shanghai")
    currency = models.CharField(max_length=3, default="CNY")
    tone = models.CharField(max_length=10, choices=Tone, default=Tone.RATIONAL)
    age = models.CharField(max_length=12, choices=Age, default=Age.ESTABLISHED)

    def __str__(self):
        return self.name_en or self.name_zh

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)


class DayOff(models.Model):
    """A day that differs from Monday-to-Friday: a holiday, or a Saturday that is worked."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="special_days")
    date = models.DateField()
    worked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "date"], name="one_entry_a_day")]

    def __str__(self):
        return str(self.date)


class Department(InBothLanguages, models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="departments")
    key = models.CharField(max_length=40)
    name_en = models.CharField(max_length=320, blank=True)
    name_zh = models.CharField(max_length=320, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="department_key_once")]

    def __str__(self):
        return self.name_en or self.name_zh
