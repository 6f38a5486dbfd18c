from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Department, Organisation, new_key
from people.text import folded, holding


class PersonQuerySet(models.QuerySet["Person"]):
    def namesakes(self, name: str, department: Department) -> list["Person"]:
        """Who has this name in this department already, however it is typed (R-PREP-8)."""
        return [person for person in self.filter(department=department) if folded(person.name) == folded(name)]

    def called(self, sought: str) -> "PersonQuerySet":
        """Whose name holds these words in either script; the same on every database."""
        named = self.order_by().values_list("pk", "name", "name_latin")
        wanted = holding(sought, {name for _pk, *names in named for name in names if name})
        return self.filter(pk__in=[pk for pk, *names in named if wanted.intersection(names)])


class Person(models.Model):
    """Somebody on the roster; most have no account. Nothing about sex, age, origin, marriage or health (R-DEC-7)."""

    class Level(models.TextChoices):
        TOP = "top", _("Top")
        MIDDLE = "middle", _("Middle")
        BASE = "base", _("Base")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="people")
    key = models.CharField(max_length=40, default=new_key)
    name = models.CharField(max_length=320)
    name_latin = models.CharField(max_length=480, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="people")
    job_title = models.CharField(max_length=480, blank=True)
    job_level = models.CharField(max_length=6, choices=Level, default=Level.BASE)
    key_post = models.BooleanField(default=False)  # work stops while nobody holds it
    superior = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="person_key_once")]

    def __str__(self):
        return self.name

    def department_in(self, language: str) -> str:
        return self.department.name_in(language)

    def superiors(self) -> list["Person"]:
        """Everybody above, the direct superior first; a circle ends where it closes."""
        above: list[Person] = []
        person = self.superior
        while person and person not in above and person != self:
            above.append(person)
            person = person.superior
        return above


class StandIn(models.Model):
    """Who acts in a role while the person who holds it is missing (R-ROLE-8)."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Decision maker")
        SUP = "sup", _("Direct superior")
        HR = "hr", _("HR reviewer")
        KR_OWNER = "kr_owner", _("Key result owner")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="stand_ins")
    role = models.CharField(max_length=10, choices=Role)
    holder = models.ForeignKey(Person, models.CASCADE, related_name="stand_ins")
    deputy = models.ForeignKey(Person, models.CASCADE, related_name="stands_in_for")
    since = models.DateField()
    until = models.DateField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    named_by_person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self):
        return f"{self.deputy} for {self.holder}"
