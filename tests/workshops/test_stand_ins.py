"""Who decides while the decision maker is missing: R-ROLE-8, R-ROLE-2."""

from datetime import timedelta

import pytest
from django.test import Client

from live import Refused
from people.models import Organisation
from tests.workshops.conftest import member
from workshops import standins
from workshops.kickoff.commitments.hands import may_sign, signer_of
from workshops.kickoff.consensus.versions import expected_signatures

pytestmark = pytest.mark.django_db(transaction=True)


def person(workshop, key):
    return workshop.organisation.people.get(key=key)


@pytest.fixture
def admin(workshop) -> Client:
    client = Client()
    user = member(workshop, "ada@example.com", "admin")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def name(client, workshop, key, where="plan/stand-in/"):
    return client.post(f"/w/{workshop.public_id}/{where}", {"deputy": person(workshop, key).pk})


def test_r_role_8_administrator_names_who_decides(workshop, admin, go_to):
    assert name(admin, workshop, "p03").status_code == 302
    deputy = workshop.seats.get(person__key="p03")
    record = workshop.organisation.stand_ins.get()
    assert (record.role, record.holder.key, record.deputy.key, record.until) == (
        "lead",
        "p01",
        "p03",
        workshop.first_day,
    )
    run = go_to("actions", "decide")
    others = [
        run.open_step.permits("action.decide", workshop.seats.get(person__key=key)) for key in ("p01", "p03", "p04")
    ]
    assert (others, list(workshop.deciders())) == ([True, True, False], [deputy])
    assert workshop.entries.filter(rule="R-ROLE-8").values_list("act", "subject").get() == (
        "named a stand-in",
        str(record.pk),
    )


def test_r_role_8_decision_maker_names_who_decides_on_the_own_phone(workshop, sit):
    lead = sit("p01")
    assert name(lead, workshop, "p04", "stand-in/").status_code == 302
    assert workshop.organisation.stand_ins.get().named_by_person.key == "p01"
    shown = sit("p04").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert f"You decide for {workshop.decision_makers().get().name}" in shown

    fold = 'id="stand-in"'
    assert fold in lead.get(f"/w/{workshop.public_id}/mine/").content.decode()
    type(workshop).objects.filter(pk=workshop.pk).update(state="closed")
    assert fold not in lead.get(f"/w/{workshop.public_id}/mine/").content.decode()


def test_r_role_8_nobody_else_names_a_stand_in(workshop, hanna, sit):
    answers = [name(hanna, workshop, "p04"), name(sit("p03"), workshop, "p03", "stand-in/")]
    assert [(answer.status_code, answer["X-Rule"]) for answer in answers] == [(403, "R-ROLE-8")] * 2
    assert not workshop.organisation.stand_ins.exists()


def test_r_role_2_nobody_stands_in_for_themselves(workshop, admin):
    assert name(admin, workshop, "p01").status_code == 422
    with pytest.raises(Refused) as refused:
        standins.name(workshop, person(workshop, "p01"))
    assert (refused.value.rule, workshop.organisation.stand_ins.exists()) == ("R-ROLE-2", False)


def test_r_role_8_decision_maker_is_back(workshop, admin):
    name(admin, workshop, "p03")
    admin.post(f"/w/{workshop.public_id}/plan/stand-in/end/")
    assert [seat.person.key for seat in workshop.deciders()] == ["p01"]
    assert workshop.organisation.stand_ins.count() == 1


def test_r_role_8_stand_in_signs_in_that_role_and_is_counted_once(workshop, admin, everybody_here):
    before = expected_signatures(workshop)
    name(admin, workshop, "p03")
    deputy = workshop.seats.get(person__key="p03")
    assert (signer_of(deputy).role_en, deputy in may_sign(workshop)) == ("Stand-in for the decision maker", True)
    assert expected_signatures(workshop) == before - 1


def test_r_role_8_record_begins_and_ends_on_the_day_of_the_organisation(workshop):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        Organisation.objects.update(timezone=zone)
        workshop.organisation.refresh_from_db()
        workshop.move_to(workshop.today() + timedelta(days=2))
        record = standins.name(workshop, person(workshop, "p03"))
        standins.end(workshop)
        record.refresh_from_db()
        assert (record.since, record.until) == (workshop.today(), workshop.today())
