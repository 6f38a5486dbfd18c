from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Department, Organisation
from people.models.organisation import CURRENCIES, TIME_ZONES
from people.text import LineField, folded

LONGEST_BREAK = 60  # days


class BackForm(forms.Form):
    """Where whoever came from an event goes on; an address of somebody else's is none."""

    back = forms.CharField(max_length=200, required=False)

    def __init__(self, host: str, *arguments, **named):
        super().__init__(*arguments, **named)
        self.host = host

    @property
    def address(self) -> str:
        self.full_clean()
        back = self.cleaned_data.get("back", "")
        return back if back and url_has_allowed_host_and_scheme(back, {self.host}) else ""


class NameInEitherLanguage(forms.ModelForm):
    """For what may be called in English, in Chinese, or in both: one of them is needed."""

    def clean(self):
        super().clean()
        if not self.errors and not self.cleaned_data["name_en"] and not self.cleaned_data["name_zh"]:
            self.add_error("name_en", _("A name in one of the two languages is needed."))
        return self.cleaned_data


class OrganisationForm(NameInEitherLanguage):
    name_en = LineField(80, required=False, label=gettext_lazy("Name in English"))
    name_zh = LineField(80, required=False, label=gettext_lazy("Name in Chinese"))
    timezone = forms.ChoiceField(choices=[(zone, zone) for zone in TIME_ZONES], label=gettext_lazy("Time zone"))
    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES], label=gettext_lazy("Currency"))

    forfeit_cap = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        label=gettext_lazy("A forfeit may cost a person at most"),
        help_text=gettext_lazy("In your currency; 0 is allowed. Left empty: 50 CNY, elsewhere the room is asked."),
    )

    class Meta:
        model = Organisation
        fields = ["name_en", "name_zh", "timezone", "currency", "forfeit_cap", "tone", "age"]
        labels = {"tone": gettext_lazy("Tone of the prompts"), "age": gettext_lazy("Age of the organisation")}


class DaysForm(forms.Form):
    """Holidays, or working days beyond Monday to Friday: one day or several in a row."""

    first = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(required=False, label=gettext_lazy("To"), widget=forms.DateInput(attrs={"type": "date"}))
    worked = forms.TypedChoiceField(
        choices=[("no", gettext_lazy("Day off")), ("yes", gettext_lazy("Worked"))],
        coerce=lambda value: value == "yes",
        label=gettext_lazy("What"),
    )

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last") or cleaned.get("first")
        if first and last and not 0 <= (last - first).days < LONGEST_BREAK:
            self.add_error("last", _("The last day comes after the first, at most %(days)d days later.") % {"days": 60})
        cleaned["last"] = last
        return cleaned


class DepartmentForm(NameInEitherLanguage):
    name_en = LineField(40, required=False, label=gettext_lazy("Name in English"))
    name_zh = LineField(40, required=False, label=gettext_lazy("Name in Chinese"))

    class Meta:
        model = Department
        fields = ["name_en", "name_zh", "headcount", "parent"]
        labels = {"headcount": gettext_lazy("People in all"), "parent": gettext_lazy("Part of")}

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        others = self.instance.organisation.departments.exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        own = {folded(self.cleaned_data.get(name) or "") for name in ("name_en", "name_zh")} - {""}
        for other in self.instance.organisation.departments.exclude(pk=self.instance.pk):
            if own & {folded(other.name_en), folded(other.name_zh)}:
                raise ValidationError(_("There is a department with this name already."))
        return self.cleaned_data

    def clean_parent(self):
        parent = above = self.cleaned_data["parent"]
        while above:
            if above.pk == self.instance.pk:
                raise ValidationError(_("This department would become a part of itself."))
            above = above.parent
        return parent
