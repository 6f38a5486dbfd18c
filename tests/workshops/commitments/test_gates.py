"""R-SIGN-5: who has to sign before the room goes on, and what the override prints."""

import pytest

from signing import pages
from workshops.coaching import findings
from workshops.kickoff.actions.models import KeyAction
from workshops.kickoff.commitments import hands
from workshops.kickoff.consensus import versions

pytestmark = pytest.mark.django_db(transaction=True)


def asked(run) -> list[str]:
    return [finding.what for finding in findings(run, locks=False) if finding.rule == "R-SIGN-5"]


def owners(workshop) -> list[str]:
    return sorted(set(KeyAction.objects.filter(workshop=workshop).values_list("owner__key", flat=True)))


def test_r_sign_5_fires_while_a_present_owner_has_not_signed(workshop, sit, go_to, sign):
    run = go_to("signing", "sign")
    phones = [sit(key) for key in owners(workshop)]
    for phone in phones[1:]:
        sign(phone)
    assert asked(run) == ["1 owner of an action has not signed yet."]


def test_r_sign_5_is_silent_when_all_present_owners_signed(workshop, sit, go_to, sign):
    run = go_to("signing", "sign")
    here, absent = owners(workshop)[:-1], owners(workshop)[-1]
    for key in here:
        sign(sit(key))
    sit("p24")
    assert (asked(run), workshop.seats.get(person__key=absent).is_present) == ([], False)


def test_r_sign_5_asks_again_for_a_newer_version(workshop, sit, go_to, sign):
    run = go_to("signing", "sign")
    sign(sit("p08"))
    assert asked(run) == []
    workshop.introduction = "Other words."
    workshop.save()
    versions.fix(workshop)
    assert asked(run) == ["1 owner of an action has not signed yet."]


def test_r_sign_5_waits_for_the_decision_maker(workshop, sit, go_to, sign):
    run = go_to("signing", "support")
    assert asked(run) == ["The decision maker has not signed yet."]
    sign(sit("p01"))
    assert asked(run) == []


def test_r_sign_5_override_prints_that_not_all_had_signed(workshop, sit, go_to, next_step, sign):
    """Until the last of them has signed."""
    go_to("signing", "sign")
    owner = sit("p08")
    statement = versions.newest(workshop)
    line, page = "Not all had signed yet.", "commitments/commitments.pdf.html"
    assert line not in pages.html(statement, "en", template=page)
    assert next_step().status_code == 409
    assert next_step(R_SIGN_5="Out of time").status_code == 302
    printed = pages.html(statement, "en", template=page)
    assert [words in printed for words in (line, "Out of time", "Marek Nowak")] == [True, False, False]
    for phone in (owner, sit("p01")):
        sign(phone)
    printed = pages.html(versions.newest(workshop), "en", template=page)
    assert (len(hands.missing(workshop)), line in printed, "2 of 2 signed" in printed) == (0, False, True)
