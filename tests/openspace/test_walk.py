"""Step 3: visits, one-sentence opinions, hosts; R-OS-3, R-OS-4, R-OS-5, R-OS-8, R-OS-9, R-OS-11, R-OS-17."""

from datetime import timedelta

import pytest
from django.utils import timezone

from openspace import urls
from openspace.models import Joining, Opinion, Space, Topic
from tests.openspace.conftest import KIND
from tests.workshops.test_access import leaves
from workshops import cards
from workshops.models import Note, ParkedItem, Workshop

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "0123456789abcdef0123"


@pytest.fixture
def corners(workshop, everybody_here, example, step) -> dict[str, Topic]:
    """The four topics of the example with their hosts and people, and the room walking between them."""
    Space.of(workshop).show({"corners": 4})
    seats = {seat.person.key: seat for seat in workshop.seats.writers()}
    for row, group in zip(example["topics"], example["groups"], strict=True):
        topic = workshop.topics.create(question=row["question"], raised_by=seats[row["raised_by"]], is_approved=True)
        for key in group["members"]:
            topic.joined_by(seats[key])
        topic.open()
        topic.hosted_by(seats[row["host"]])
    step("walk")
    return {topic.corner: topic for topic in workshop.topics.open()}


def write(phone, topic, text, **data):
    form = {"text": text, "wall": topic.wall.pk, "step": f"{KIND}.walk.0"} | data
    return phone.post(f"/w/{topic.workshop.public_id}/opinions/", form)


def visit(phone, topic):
    return phone.post(f"/w/{topic.workshop.public_id}/topics/{topic.pk}/visit/")


def hand_over(phone, topic, verb, **data):
    return phone.post(f"/w/{topic.workshop.public_id}/topics/{topic.pk}/host/{verb}/", data)


def refusal(response) -> tuple[int, str]:
    return response.status_code, response.get("X-Rule", "")


def texts(topic) -> list[str]:
    return [one.text for one in topic.opinions.filter(state="wall").order_by("pk")]


# ---- when the walk opens -------------------------------------------------------------------------------------


def test_r_os_8_walk_freezes_the_reward_rule(workshop, corners):
    assert Space.of(workshop).frozen_at is not None
    assert Space.of(workshop).own_topic is False


def test_r_os_17_everybody_has_exactly_one_home_group(workshop, corners, example):
    homes = {topic.corner: sorted(seat.person.key for seat in topic.group.seats.all()) for topic in corners.values()}
    assert homes == dict(zip("ABCD", (sorted(one["members"]) for one in example["groups"]), strict=True))
    assert [topic.group.host for topic in corners.values()] == [topic.host for topic in corners.values()]


def test_r_os_17_who_joined_nothing_goes_where_there_is_room_and_stays(workshop, sit, step):
    for key in ("p03", "p06"):
        topic = workshop.topics.create(question="How?", raised_by=sit(key).seat)
        topic.joined_by(topic.raised_by)
        topic.open()
    phone = sit("p10")
    step("walk")
    phone.seat.refresh_from_db()
    home = phone.seat.group
    assert home.letter in "AB"
    Joining.objects.filter(seat=phone.seat).delete()
    workshop.topics.exclude(group=home).get().joined_by(phone.seat)
    step("walk")
    phone.seat.refresh_from_db()
    assert phone.seat.group == home


def test_r_os_17_topics_without_a_corner_are_parked_when_the_walk_opens(workshop, sit, step):
    first = workshop.topics.create(question="How?", raised_by=sit("p03").seat)
    first.open()
    workshop.topics.create(question="How else?", raised_by=sit("p06").seat)
    step("walk")
    assert list(ParkedItem.objects.values_list("text", "outcome")) == [("How else?", "")]
    assert list(workshop.topics.values_list("state", flat=True)) == ["open", "parked"]
    step("walk")
    assert ParkedItem.objects.count() == 1


def test_r_os_9_one_topic_is_written_at_by_all_and_its_ideas_earn(workshop, sit, step):
    topic = workshop.topics.create(question="How?", raised_by=sit("p03").seat)
    topic.open()
    phone = sit("p06")
    step("walk")
    topic.refresh_from_db()
    assert write(phone, topic, "Read the meters").status_code == 201
    assert Space.of(workshop).own_topic is True


# ---- a sentence ----------------------------------------------------------------------------------------------


def test_sentence_lands_on_the_sheet_with_its_group(workshop, corners, sit):
    phone = sit("p22")
    assert write(phone, corners["A"], "Read all main meters", key=KEY).status_code == 201
    assert write(phone, corners["A"], "Read all main meters", key=KEY).status_code == 201
    opinion = Opinion.objects.get()
    assert (opinion.topic, opinion.author, opinion.source) == (corners["A"], phone.seat, "visitor")
    assert (opinion.group.letter, opinion.number, opinion.client_key) == ("B", 1, KEY)


@pytest.mark.parametrize("text", ["", " ", "x" * 161])
def test_sentence_that_is_empty_or_too_long_is_refused(corners, sit, text):
    assert write(sit("p22"), corners["A"], text).status_code == 422
    assert not Opinion.objects.exists()


def test_sentence_through_the_address_of_all_notes_keeps_the_limit(workshop, corners, sit):
    form = {"text": "x" * 161, "wall": corners["A"].wall.pk, "step": f"{KIND}.walk.0"}
    assert refusal(sit("p22").post(f"/w/{workshop.public_id}/notes/", form)) == (422, "R-GEN-9")
    assert not Note.objects.exists()


def test_stranger_and_observer_write_nothing(workshop, corners, sit, client):
    assert write(client, corners["A"], "An idea").status_code == 403
    phone = sit("p22")
    workshop.seats.filter(pk=phone.seat.pk).update(role="watch")
    assert refusal(write(phone, corners["A"], "An idea")) == (403, "R-ROLE-6")
    assert not Opinion.objects.exists()


def test_decision_maker_writes_like_everybody(workshop, corners, sit):
    phone = sit("p22")
    workshop.seats.filter(pk=phone.seat.pk).update(role="lead")
    assert write(phone, corners["A"], "An idea").status_code == 201


def test_r_os_17_nobody_writes_at_the_own_corner(corners, sit):
    assert refusal(write(sit("p06"), corners["A"], "An idea")) == (409, "R-OS-17")
    assert write(sit("p06"), corners["B"], "An idea").status_code == 201
    assert not corners["A"].opinions.exists()


def test_r_os_3_host_writes_at_the_own_sheet_alone(corners, sit):
    host = sit("p26")
    assert refusal(write(host, corners["B"], "An idea")) == (409, "R-OS-3")
    assert write(host, corners["A"], "An idea").status_code == 201
    assert not corners["B"].opinions.exists()


def test_r_os_17_host_names_whose_idea_it_is(workshop, corners, sit):
    host, named = sit("p26"), workshop.seats.get(person__key="p22")
    for text, told_by in (("One", str(named.pk)), ("Two", "C"), ("Three", "?"), ("Four", "")):
        assert write(host, corners["A"], text, told_by=told_by).status_code == 201
    found = [(one.text, one.author, one.group and one.group.letter) for one in Opinion.objects.order_by("pk")]
    assert found == [("One", named, "B"), ("Two", None, "C"), ("Three", None, None), ("Four", host.seat, "A")]


def test_r_os_17_visitor_writes_under_no_other_name(workshop, corners, sit):
    phone = sit("p22")
    other = workshop.seats.get(person__key="p40")
    assert write(phone, corners["A"], "An idea", told_by=str(other.pk)).status_code == 201
    assert Opinion.objects.get().author == phone.seat


def test_r_os_5_same_words_are_refused_with_a_pointer_to_the_first(corners, sit):
    write(sit("p22"), corners["A"], "Fit a meter on each furnace")
    answer = write(sit("p40"), corners["A"], "fit a METER, on each furnace!")
    assert refusal(answer) == (409, "R-OS-5")
    assert "no. 1" in answer.content.decode()
    assert write(sit("p40"), corners["C"], "Fit a meter on each furnace").status_code == 201
    assert texts(corners["A"]) == ["Fit a meter on each furnace"]


def test_r_os_5_advises_on_very_similar_sentences_and_keeps_both(corners, sit, asked):
    write(sit("p22"), corners["A"], "Fit a meter on each furnace for four weeks")
    assert "R-OS-5" not in [rule for rule, _level in asked()]
    write(sit("p40"), corners["A"], "Fit a meter on each furnace for four week")
    assert ("R-OS-5", "S") in asked()
    assert len(texts(corners["A"])) == 2
    # What sounds alike is said once, not as R-GEN-11 too.
    assert [card.rule for card in cards.of(Workshop.objects.get(pk=corners["A"].workshop_id))] == []


def test_r_os_4_judging_word_is_met_with_a_hint_and_never_a_block(corners, sit, asked):
    answer = write(sit("p22"), corners["A"], "太贵，不可能")
    assert (answer.status_code, 'data-rule="R-OS-4"' in answer.content.decode()) == (201, True)
    assert ("R-OS-4", "S") in asked()
    assert 'data-rule="R-OS-4"' not in write(sit("p22"), corners["A"], "Ask the supplier").content.decode()


def test_r_os_4_is_silent_without_a_judging_word(corners, sit, asked):
    write(sit("p22"), corners["A"], "Ask the supplier")
    assert "R-OS-4" not in [rule for rule, _level in asked()]


def test_r_os_4_no_screen_rates_or_tells_a_job_title(workshop, corners, sit, hanna):
    visitor = sit("p22")
    visit(visitor, corners["A"])
    write(visitor, corners["A"], "Ask the supplier")
    pages = [hanna.get(f"/w/{workshop.public_id}/{path}").content.decode() for path in ("wall/", "run/panel/")]
    pages += [phone.get(f"/w/{workshop.public_id}/mine/").content.decode() for phone in (visitor, sit("p26"))]
    titles = {title for title in workshop.organisation.people.values_list("job_title", flat=True) if title}
    assert [title for title in titles for page in pages if f">{title}<" in page] == []
    verbs = {"rating", "rate", "like", "liking", "reply", "vote", "voting", "comment"}
    assert [route for route, _name in leaves(urls.urlpatterns) if verbs & set(route.strip("/").split("/"))] == []


def test_wall_shows_the_newest_without_authors(workshop, corners, sit, hanna):
    visitor = sit("p22")
    for number in range(4):
        write(visitor, corners["A"], f"Idea {number}")
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert [f"Idea {number}" in wall for number in range(4)] == [False, True, True, True]
    assert visitor.seat.name not in wall


def test_r_os_11_says_fewer_and_better_at_the_limit(workshop, corners, sit):
    phone = sit("p22")
    visit(phone, corners["A"])
    for number in range(4):
        write(phone, corners["A"], f"Idea {number}")
    page = f"/w/{workshop.public_id}/mine/"
    assert 'id="fewer"' not in phone.get(page).content.decode()
    write(phone, corners["A"], "One more idea")
    assert 'id="fewer"' in phone.get(page).content.decode()
    assert write(phone, corners["A"], "And one more").status_code == 201


def test_r_os_9_advises_until_everybody_wrote_at_two_others(workshop, corners, sit, asked):
    staying = ["p26", "p15", "p31", "p12", "p22"]
    workshop.seats.writers().exclude(person__key__in=staying).update(left_at="2026-04-17T03:00Z")
    phone = sit("p22")
    write(phone, corners["A"], "An idea")
    assert ("R-OS-9", "S") in asked()
    write(phone, corners["C"], "Another idea")
    assert "R-OS-9" not in [rule for rule, _level in asked()]


def test_r_os_9_quiet_hint_reaches_the_phones_that_lack_a_corner_and_is_given_once(workshop, corners, sit, hanna):
    roamer, stayer = sit("p22"), sit("p40")
    for letter in ("A", "C"):
        write(roamer, corners[letter], f"An idea for {letter}")
    mine, hint = f"/w/{workshop.public_id}/mine/", f"/w/{workshop.public_id}/run/walk/hint/"

    def asked_on_phones():
        return ['id="one-more"' in phone.get(mine).content.decode() for phone in (roamer, stayer)]

    def offered():
        return hint in hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()

    before = asked_on_phones(), offered()
    assert hanna.post(hint).status_code == 302
    assert (before, asked_on_phones(), offered()) == (([False, False], True), [False, True], False)
    told = workshop.entries.filter(act="gave a quiet hint")
    assert list(told.values_list("seat", "subject", "reason")) == [(None, "", "")]


def test_quiet_corner_is_told_with_an_idea_to_read_out(workshop, corners, sit, hanna):
    write(sit("p22"), corners["A"], "Read the meters at night")
    panel = f"/w/{workshop.public_id}/run/panel/"
    assert "has been quiet" not in hanna.get(panel).content.decode()
    Opinion.objects.update(created_at=timezone.now() - timedelta(minutes=6))
    shown = hanna.get(panel).content.decode()
    assert "Corner A has been quiet for 6 minutes." in shown
    assert "An idea that is read out draws people on: “Read the meters at night”" in shown
    assert 'aria-label="Read 1 out"' in shown.split('id="ideas-A"')[1].split("</details>")[0]
    hanna.post(f"/w/{workshop.public_id}/run/reading-out/", {"kind": "note", "number": Opinion.objects.get().pk})
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    assert wall.count("Read the meters at night") == 2
    assert '<span class="corner">A</span>1</b>' in wall


def test_sentence_after_the_walk_is_late_and_admitted_onto_its_sheet(workshop, corners, sit, hanna):
    phone = sit("p22")
    Workshop.objects.filter(pk=workshop.pk).update(state="closing")
    workshop.agenda.update(state="locked")
    assert write(phone, corners["A"], "A late idea").status_code == 202
    note = Note.objects.get()
    hanna.post(f"/w/{workshop.public_id}/notes/{note.pk}/admission/")
    opinion = Opinion.objects.get()
    assert (opinion.topic, opinion.group.letter, opinion.state) == (corners["A"], "B", "wall")
    assert opinion.text == "A late idea"


def test_author_takes_a_sentence_back(workshop, corners, sit, hanna):
    phone = sit("p22")
    write(phone, corners["A"], "An idea")
    opinion = Opinion.objects.get()
    other = sit("p40").post(f"/w/{workshop.public_id}/notes/{opinion.pk}/withdrawal/")
    assert (other.status_code, texts(corners["A"])) == (404, ["An idea"])
    phone.post(f"/w/{workshop.public_id}/notes/{opinion.pk}/withdrawal/")
    assert texts(corners["A"]) == []
    assert "An idea" not in hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()


# ---- walking -------------------------------------------------------------------------------------------------


def test_visit_by_tap_or_by_the_code_of_the_corner(workshop, corners, sit):
    phone = sit("p22")
    page = phone.get(f"/w/{workshop.public_id}/corners/A/")
    assert (page.status_code, f"/topics/{corners['A'].pk}/visit/" in page.content.decode()) == (200, True)
    assert Joining.objects.get(seat=phone.seat).topic == corners["B"]
    assert visit(phone, corners["A"]).status_code == 302
    assert Joining.objects.get(seat=phone.seat).topic == corners["A"]
    assert phone.get(f"/w/{workshop.public_id}/corners/Z/").status_code == 404


def test_r_os_3_host_walks_nowhere(corners, sit):
    host = sit("p26")
    assert refusal(visit(host, corners["B"])) == (409, "R-OS-3")
    assert Joining.objects.get(seat=host.seat).topic == corners["A"]


def test_phone_writes_only_where_it_may(workshop, corners, sit):
    phone = sit("p22")
    mine = f"/w/{workshop.public_id}/mine/"
    assert 'id="compose"' not in phone.get(mine).content.decode()
    visit(phone, corners["A"])
    assert 'id="compose"' in phone.get(mine).content.decode()


def test_r_os_3_hand_over_waits_for_a_yes(workshop, corners, sit):
    host, asked_one = sit("p26"), sit("p03")
    assert hand_over(host, corners["A"], "asking", seat=asked_one.seat.pk).status_code == 200
    corners["A"].refresh_from_db()
    assert corners["A"].host == host.seat
    assert hand_over(asked_one, corners["A"], "taking").status_code == 200
    corners["A"].refresh_from_db()
    assert (corners["A"].host, corners["A"].asked_to_host) == (asked_one.seat, None)
    assert corners["A"].hostings.filter(until=None).count() == 1
    assert workshop.entries.filter(act="took over a sheet", rule="R-OS-3").count() == 1
    assert visit(host, corners["B"]).status_code == 302


def test_r_os_3_only_the_host_asks_and_only_the_asked_takes(corners, sit):
    other = sit("p03")
    assert refusal(hand_over(other, corners["A"], "asking", seat=other.seat.pk)) == (403, "R-OS-3")
    assert refusal(hand_over(other, corners["A"], "taking")) == (409, "R-OS-3")
    host_of_b = sit("p15")
    assert refusal(hand_over(sit("p26"), corners["A"], "asking", seat=host_of_b.seat.pk)) == (409, "R-OS-3")
    corners["A"].refresh_from_db()
    assert corners["A"].host.person.key == "p26"


def test_r_os_3_console_hands_over_without_a_host_who_has_gone(workshop, corners, sit, hanna, asked):
    workshop.seats.get(person__key="p26").leave()
    assert ("R-OS-3", "H") in asked()
    path = f"/w/{workshop.public_id}/run/topics/{corners['A'].pk}/host/"
    assert hanna.post(path, {"seat": sit("p03").seat.pk}).status_code == 302
    assert "R-OS-3" not in [rule for rule, _level in asked()]


def test_r_os_17_corners_stand_while_people_walk(workshop, corners, hanna):
    for verb in ("parking", "corner", "approval"):
        path = f"/w/{workshop.public_id}/run/topics/{corners['A'].pk}/{verb}/"
        assert refusal(hanna.post(path)) == (409, "R-OS-17")
    assert workshop.topics.open().count() == 4


def test_console_sees_heat_and_hosts_and_no_authors(workshop, corners, sit, hanna):
    visit(sit("p22"), corners["A"])
    write(sit("p22"), corners["A"], "An idea")
    panel = hanna.get(f"/w/{workshop.public_id}/run/panel/").content.decode()
    assert panel.count('class="heat"') == 4
    assert panel.count("none yet") == 3


def test_host_has_the_sheet_with_what_is_alike_and_who_could_take_over(workshop, corners, sit):
    host = sit("p26")
    for text in ("Fit a meter on each furnace for four weeks", "Fit a meter on each furnace for four week"):
        write(sit("p22"), corners["A"], text)
    visit(sit("p10"), corners["B"])
    page = host.get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert (page.count("like no. 1"), "at B, call back" in page, "at this corner" in page) == (1, True, True)
    assert "like no. 1" not in sit("p22").get(f"/w/{workshop.public_id}/mine/").content.decode()


def test_r_os_3_console_tells_who_handed_over_to_whom(workshop, corners, sit, hanna):
    old, new = corners["A"].host.name, sit("p03").seat
    said = f"A: <bdi>{old}</bdi> → <bdi>{new.name}</bdi>"
    panel = f"/w/{workshop.public_id}/run/panel/"
    assert said not in hanna.get(panel).content.decode()
    hanna.post(f"/w/{workshop.public_id}/run/topics/{corners['A'].pk}/host/", {"seat": new.pk})
    told = hanna.get(panel).content.decode()
    assert told.index(said) < told.index("B: <bdi>")
