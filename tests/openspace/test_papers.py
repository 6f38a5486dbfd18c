"""The posters of the corners."""

import pytest

from tests.workshops import days
from tests.workshops.conftest import member
from tests.workshops.papers.reading import missing, pages
from workshops.doors import base_url, qr_svg
from workshops.models import Workshop
from workshops.papers import papers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def workshop(transactional_db, example) -> Workshop:
    made = days.held(example)
    made.facilitator = member(made, "hanna@example.com", "fac")
    made.save()
    return made


def test_each_corner_has_a_poster(workshop, hanna):
    answer = hanna.get(f"/w/{workshop.public_id}/papers/corners.pdf")
    assert answer.status_code == 200
    found = pages(answer.content)
    assert len(found) == 4
    for topic, page in zip(workshop.topics.open(), found, strict=True):
        assert missing([topic.question, topic.background, topic.process, topic.host.name, "English"], page) == []


def test_posters_come_with_the_corners_and_stay_on_the_desk(workshop, hanna, sit):
    phone = sit("p06")
    assert phone.get(f"/w/{workshop.public_id}/papers/corners.pdf").status_code == 404
    workshop.topics.update(state="parked", corner="")
    assert hanna.get(f"/w/{workshop.public_id}/papers/corners.pdf").status_code == 404


def test_square_leads_to_the_page_of_its_corner(workshop):
    squares = [one["qr"] for one in papers["corners"].content(workshop)["corners"]]
    addresses = [f"{base_url(workshop)}/w/{workshop.public_id}/corners/{letter}/" for letter in "ABCD"]
    assert squares == [qr_svg(address) for address in addresses]
