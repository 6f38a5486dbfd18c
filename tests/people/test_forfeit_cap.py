"""What a forfeit may cost a person (R-DEC-5)."""

from decimal import Decimal

import pytest

from people.forms.organisation import OrganisationForm
from people.models import Organisation


@pytest.mark.parametrize(
    ("currency", "cap", "most"),
    [("CNY", None, 50), ("CNY", 0, 0), ("CNY", 80, 80), ("EUR", None, None), ("EUR", 5, 5)],
)
def test_r_dec_5_cap_is_50_yuan_unless_set_and_asked_elsewhere(currency, cap, most):
    """R-DEC-5"""
    assert Organisation(currency=currency, forfeit_cap=cap).most_a_forfeit_costs == most


def test_r_dec_5_cap_is_a_setting_and_never_negative():
    """R-DEC-5"""
    data = {"name_en": "Linhe", "timezone": "Asia/Shanghai", "currency": "EUR", "tone": "rational", "age": "young"}
    assert OrganisationForm(data | {"forfeit_cap": "-1"}).errors.keys() == {"forfeit_cap"}
    form = OrganisationForm(data | {"forfeit_cap": "7.50"})
    assert form.is_valid()
    assert form.save(commit=False).most_a_forfeit_costs == Decimal("7.50")
