"""Group by group, standing; nobody is called up, and passing is seen by nobody (R-SIGN-10)."""

import pytest
from lxml import html

from live import feed
from live.feed import Audience
from workshops.kickoff.commitments.models import Standing
from workshops.models import Seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(workshop):
    """Everybody is present, in two groups."""
    workshop.groups.all().delete()
    groups = [workshop.groups.create(letter=letter, colour=colour) for letter, colour in (("A", "red"), ("B", "blue"))]
    for number, seat in enumerate(workshop.seats.writers()):
        workshop.seats.filter(pk=seat.pk).update(group=groups[number % 2])
    workshop.seats.filter(role__in=["part", "lead"]).update(checked_in_at="2026-01-16T00:45:00Z")


def standing(client, workshop) -> str:
    page = html.fromstring(client.get(f"/w/{workshop.public_id}/wall/").content.decode())
    return " ".join(page.xpath("string(//*[@id='standing'])").split())


def stand_up(hanna, workshop):
    return hanna.post(f"/w/{workshop.public_id}/run/standing/")


def test_groups_stand_one_after_the_other(workshop, go_to, hanna, here):
    go_to("signing", "say")
    said = [standing(hanna, workshop)]
    for _turn in range(2):
        assert stand_up(hanna, workshop).status_code == 302
        said.append(standing(hanna, workshop))
    a, b = (
        f"{letter}Group {letter} is standing. Whoever wants to says one sentence. {letter} 组站着。愿意的人说一句。"
        for letter in "AB"
    )
    assert said == [a, b, b]


def test_next_group_reaches_wall_and_phones_as_one_element(workshop, go_to, hanna, here):
    go_to("signing", "say")
    workshop.room.refresh_from_db()
    before = workshop.room.seq
    stand_up(hanna, workshop)
    for surface in ("projector", "phone"):
        audience = Audience(surface, "", "en")
        frame = feed.since(workshop.room_id, audience, before, str(workshop.room.epoch)).html
        assert ("Group B is standing." in frame, "<main" in frame) == (True, False)


def test_above_24_each_group_stands_at_its_wall_at_once(workshop, go_to, hanna, here):
    for number in range(7):
        workshop.seats.create(
            name=f"Guest {number}", group=workshop.groups.first(), checked_in_at="2026-01-16T00:45:00Z"
        )
    go_to("signing", "say")
    assert standing(hanna, workshop) == (
        "Each group stands at its wall. Whoever wants to says one sentence. 各组站在自己的墙前。愿意的人说一句。"
    )
    assert Standing.of(workshop).following() is None


def test_room_of_one_group_just_stands(workshop, go_to, hanna, here):
    workshop.seats.update(group=None)
    workshop.groups.all().delete()
    go_to("signing", "say")
    assert standing(hanna, workshop) == "We stand. Whoever wants to says one sentence. 大家站着。愿意的人说一句。"


def test_r_sign_10_no_surface_names_anybody(workshop, go_to, hanna, here, sit):
    go_to("signing", "say")
    phone = sit("p28")
    pages = [
        hanna.get(f"/w/{workshop.public_id}/wall/").content.decode(),
        phone.get(f"/w/{workshop.public_id}/").content.decode(),
        hanna.get(f"/w/{workshop.public_id}/run/panel/")
        .content.decode()
        .split('id="standing"')[1]
        .split("</section>")[0],
    ]
    names = list(Seat.objects.filter(workshop=workshop, role="part").values_list("name", flat=True))
    assert [[name for name in names if name in page] for page in pages] == [[], [], []]


def test_r_sign_10_passing_sends_nothing(workshop, go_to, here, sit):
    go_to("signing", "say")
    mine = html.fromstring(sit("p28").get(f"/w/{workshop.public_id}/mine/").content.decode())
    buttons = mine.xpath("//button[@data-fold]")
    assert [(button.text, button.get("type"), button.xpath("ancestor::form")) for button in buttons] == [
        ("Said", "button", []),
        ("Pass", "button", []),
    ]


def test_own_sentence_stands_there_large(workshop, go_to, here, sit):
    go_to("signing", "say")
    phone = sit("p28")
    own = workshop.commitments.get(seat=phone.seat)
    mine = html.fromstring(phone.get(f"/w/{workshop.public_id}/mine/").content.decode())
    assert mine.xpath("string(//*[@class='aloud']/p/span)") == own.text
