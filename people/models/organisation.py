import secrets
import zoneinfo
from datetime import date, timedelta
from decimal import Decimal

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

TIME_ZONES = sorted(zoneinfo.available_timezones() - {"Factory", "localtime"})
ISO_4217 = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR "
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK "
    "MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU "
    "UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = ISO_4217.split()
CAP_IN_CNY = Decimal(50)


def new_key() -> str:
    """A name for a row that stays the same through exports and imports."""
    return secrets.token_hex(5)


class InBothLanguages:
    """For what has a name in English and one in Chinese: shows the reader's own, or the one that there is."""

    name_en: str
    name_zh: str

    def name_in(self, language: str) -> str:
        chosen, other = (self.name_zh, self.name_en) if language.startswith("zh") else (self.name_en, self.name_zh)
        return chosen or other

    def __str__(self):
        return self.name_in(get_language() or "en")


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
    forfeit_cap = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    def today(self) -> date:
        """The day that it is where this organisation is."""
        return timezone.localdate(timezone=self.zone)

    @property
    def most_a_forfeit_costs(self) -> Decimal | None:
        """What a forfeit may cost a person (R-DEC-5): 50 CNY, unless set; `None` in a currency where nobody said."""
        if self.forfeit_cap is None:
            return CAP_IN_CNY if self.currency == "CNY" else None
        return self.forfeit_cap

    def mark_days(self, first: date, last: date, worked: bool) -> None:
        """Holidays, or days worked though they are not Monday to Friday, from `first` to `last`."""
        days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
        DayOff.objects.bulk_create(
            [DayOff(organisation=self, date=day, worked=worked) for day in days],
            update_conflicts=True,
            unique_fields=["organisation", "date"],
            update_fields=["worked"],
        )

    def grant(self, user, role: str):
        """Give `user` a role here; what they hold already stays as it is."""
        person = self.memberships.filter(user=user).exclude(person=None).values_list("person", flat=True).first()
        membership, _created = self.memberships.get_or_create(user=user, role=role, defaults={"person_id": person})
        return membership

    @transaction.atomic
    def import_roster(self, rows):
        """Add or complete the people of a cleaned roster (`people.roster.Row`), all of them or none."""
        from people.models.intake import Intake  # It stands on Person, which stands on Organisation.

        return Intake(self).take(rows)


class DayOff(models.Model):
    """A day that differs from Monday-to-Friday: a holiday, or a Saturday that is worked."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="special_days")
    date = models.DateField()
    worked = models.BooleanField(default=False)

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["organisation", "date"], name="one_entry_a_day")]

    def __str__(self):
        return str(self.date)


class Department(InBothLanguages, models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="departments")
    key = models.CharField(max_length=40, default=new_key)
    name_en = models.CharField(max_length=320, blank=True)
    name_zh = models.CharField(max_length=320, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="department_key_once")]
