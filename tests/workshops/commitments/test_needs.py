"""What people need goes to whom they name, out of the signed sheets."""

import pytest

from signing import pages
from workshops.kickoff.commitments import needs
from workshops.kickoff.consensus import versions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(workshop, sit, go_to, sign):
    """Anna asks the decision maker for a scale and a colleague for drawings, Ibrahim asks nobody by name."""
    go_to("signing", "sign")
    anna, ibrahim = sit("p28"), sit("p39")
    lead, colleague = (workshop.organisation.people.get(key=key) for key in ("p01", "p08"))
    workshop.commitments.filter(seat=anna.seat).delete()
    wish = {"language": "en", "due": None}
    anna.seat.commitments.create(workshop=workshop, text="I will weigh.", need="A scale", need_from_person=lead, **wish)
    anna.seat.commitments.create(
        workshop=workshop, text="I will draw.", need="Drawings", need_from_person=colleague, **wish
    )
    workshop.commitments.filter(seat=ibrahim.seat).update(need="Quiet", need_from_text="the canteen")
    for phone in (anna, ibrahim):
        assert sign(phone).status_code == 201
    return workshop


def told(workshop) -> list[tuple[str, str, str]]:
    return [(need.asked_of, need.text, need.by) for need in needs.of(workshop)]


def test_needs_by_whom_they_name(asked):
    lead, colleague = (asked.organisation.people.get(key=key).name for key in ("p01", "p08"))
    expected = [(lead, "A scale"), (colleague, "Drawings")]
    assert sorted(told(asked)) == sorted(
        [(name, need, "Anna Lindqvist") for name, need in expected] + [("the canteen", "Quiet", "Ibrahim Yilmaz")]
    )


def test_unsigned_wish_is_passed_to_nobody(workshop, sit, go_to):
    go_to("signing", "sign")
    workshop.commitments.filter(seat=sit("p28").seat).update(need="A scale", need_from_text="somebody")
    assert told(workshop) == []


def test_each_sees_what_is_asked_of_the_own_person_and_the_decision_maker_all(asked, sit):
    pages_of = [sit(key).get(f"/w/{asked.public_id}/needs/").content.decode() for key in ("p08", "p39", "p01")]
    seen = [[need in page for need in ("A scale", "Drawings", "Quiet")] for page in pages_of]
    assert seen == [[False, True, False], [False, False, False], [True, True, True]]


def test_r_fup_8_need_is_answered_from_here_once_the_day_is_over(asked, sit):
    leads_on = [f"/w/{asked.public_id}/after/" in sit("p08").get(f"/w/{asked.public_id}/needs/").content.decode()]
    asked.state = asked.State.CLOSED
    asked.save(update_fields=["state"])
    pages_of = [sit(key).get(f"/w/{asked.public_id}/needs/").content.decode() for key in ("p08", "p39")]
    leads_on += [f"/w/{asked.public_id}/after/" in page for page in pages_of]
    assert leads_on == [False, True, False]


def test_facilitator_sees_all_and_nobody_else_does(asked, hanna, sit, client):
    page = hanna.get(f"/w/{asked.public_id}/run/needs/").content.decode()
    assert [need in page for need in ("A scale", "Drawings", "Quiet")] == [True, True, True]
    assert sit("p08").get(f"/w/{asked.public_id}/run/needs/").status_code == 302


def test_r_cons_11_statement_prints_needs_by_the_leader_named_never_by_who_asked(asked):
    statement = versions.newest(asked)
    before = statement.content_hash
    printed = pages.html(statement, "en")
    block = printed.split("Needed from")[1].split("</section>")[0]
    assert [words in block for words in ("梁启文", "A scale", "Drawings", "Anna", "Quiet")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert versions.newest(asked).content_hash == before
