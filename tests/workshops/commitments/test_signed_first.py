"""Variant commit_first: the room signs before the town meeting, and no signature moves (R-SIGN-3, R-DAY-3)."""

import pytest

from signing import pages
from workshops.kickoff.commitments import hands
from workshops.kickoff.consensus import versions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_first(workshop, sit, go_to, sign):
    """Anna and Ibrahim signed, the town meeting changed the plan, Ibrahim signed again."""
    workshop.variant = "commit_first"
    workshop.save()
    go_to("signing", "sign")
    anna, ibrahim = sit("p28"), sit("p39")
    sign(anna), sign(ibrahim)
    workshop.introduction = "Nineteen colleagues."
    workshop.save()
    versions.fix(workshop)
    sign(ibrahim)
    return workshop


def test_r_sign_3_those_who_signed_before_print_with_their_version_and_do_not_count(signed_first):
    statement = versions.newest(signed_first)
    for template in ("", "commitments/commitments.pdf.html"):
        printed = pages.html(statement, "en", template=template)
        earlier = printed.split('<section class="earlier">')[1].split("</section>")[0]
        assert [words in earlier for words in ("signed version 2", "Anna Lindqvist", "Ibrahim")] == [True, True, False]
    assert [one.name for one in hands.standing(signed_first)] == ["Ibrahim Yilmaz"]
    assert statement.expected_signatures == 3


def test_r_sign_6_other_variants_print_no_list_from_which_the_missing_could_be_read(signed_first):
    signed_first.variant = "full"
    signed_first.save()
    assert "Anna Lindqvist" not in pages.html(versions.newest(signed_first), "en")


def test_r_sign_3_own_sheet_says_sign_again_also_when_the_stage_is_over(signed_first, sit, go_to):
    go_to("revise", "changes")
    anna = sit("p28")
    page = anna.get(f"/w/{signed_first.public_id}/sheet/").content.decode()
    shown = ('id="again"', "Your signature stays on version 2.", "Nineteen colleagues.", 'id="late-link"')
    assert [words in page for words in shown] == [True] * 4
