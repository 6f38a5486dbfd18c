"""Step 2: topics are raised, people go to them, corners open; R-OS-1, R-OS-3, R-OS-6, R-OS-17."""

import pytest

from openspace.models import Hosting, Joining, Space, Topic
from openspace.wording import advice
from workshops import exchange
from workshops.forms import mark
from workshops.models import Seat, Workshop

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = "How can we find out where the night-time electricity goes?"


@pytest.fixture
def topics(workshop, step):
    """The room is at the topics; corners and reward were shown."""
    Space.of(workshop).show({"corners": 3})
    return step("topics")


def offer(phone, workshop, **data):
    return phone.post(f"/w/{workshop.public_id}/topics/", {"question": QUESTION} | data)


def join(phone, topic, **data):
    return phone.post(f"/w/{topic.workshop.public_id}/topics/{topic.pk}/joining/", data)


def desk(client, topic, verb, **data):
    return client.post(f"/w/{topic.workshop.public_id}/run/topics/{topic.pk}/{verb}/", data)


def raised(workshop, sit, *keys: str) -> list[Topic]:
    """A topic from each of these people."""
    for key in keys:
        offer(sit(key), workshop, question=f"How can we help {key}?")
    return list(workshop.topics.all())


def refusal(response) -> tuple[int, str]:
    return response.status_code, response.get("X-Rule", "")


# ---- raising -------------------------------------------------------------------------------------------------


def test_topic_is_offered_and_its_author_stands_at_it(workshop, sit, topics):
    phone = sit("p03")
    assert offer(phone, workshop, background="三位班组长", process="Two talks").status_code == 201
    topic = Topic.objects.get()
    assert (topic.question, topic.background, topic.process) == (QUESTION, "三位班组长", "Two talks")
    assert (topic.state, topic.corner, topic.raised_by, topic.host) == ("offered", "", phone.seat, None)
    assert topic.department_en == phone.seat.department_en
    assert list(topic.joinings.values_list("seat", flat=True)) == [phone.seat.pk]


def test_repeated_offer_is_one_topic(workshop, sit, topics):
    phone = sit("p03")
    for _time in range(2):
        assert offer(phone, workshop, key="0123456789abcdef0123").status_code == 201
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("question", ["", "   ", "x" * 161, "\u200b"])
def test_question_that_is_empty_or_too_long_is_refused(workshop, sit, topics, question):
    assert offer(sit("p03"), workshop, question=question).status_code == 422
    assert not Topic.objects.exists()


def test_topic_is_refused_outside_its_step_and_from_observers(workshop, sit, step):
    step("circle")
    assert refusal(offer(sit("p03"), workshop)) == (409, "R-GEN-2")
    step("topics")
    Seat.objects.filter(person__key="p03").update(role="watch")
    assert refusal(offer(sit("p03"), workshop)) == (409, "R-GEN-2")
    assert not Topic.objects.exists()


def test_topic_stands_on_wall_and_phones_without_who_raised_it(workshop, sit, topics, hanna):
    author = sit("p03")
    offer(author, workshop)
    wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
    other = sit("p06").get(f"/w/{workshop.public_id}/mine/").content.decode()
    assert [QUESTION in page for page in (wall, other)] == [True, True]
    assert [author.seat.name in page for page in (wall, other)] == [False, False]


# ---- going to one --------------------------------------------------------------------------------------------


def test_r_os_17_the_last_topic_joined_counts(workshop, sit, topics):
    first, second = raised(workshop, sit, "p03", "p06")
    phone = sit("p10")
    assert [join(phone, first).status_code, join(phone, second).status_code] == [200, 200]
    assert Joining.objects.get(seat=phone.seat).topic == second


def test_r_os_17_parked_topic_is_not_joined(workshop, sit, topics, hanna):
    (topic,) = raised(workshop, sit, "p03")
    desk(hanna, topic, "parking")
    assert refusal(join(sit("p10"), topic)) == (409, "R-OS-17")
    assert not Joining.objects.exists()


def test_topic_of_another_event_is_not_found(workshop, sit, topics, example):
    other = exchange.import_workshop(example, workshop.organisation)
    assert join(sit("p10"), other.topics.first()).status_code in (403, 404)
    phone = sit("p10")
    path = f"/w/{workshop.public_id}/topics/{other.topics.first().pk}/joining/"
    assert phone.post(path).status_code == 404


def test_r_os_3_host_stays_at_the_own_sheet(workshop, sit, topics, hanna):
    first, second = raised(workshop, sit, "p03", "p06")
    phone = sit("p10")
    desk(hanna, first, "host", seat=phone.seat.pk)
    assert refusal(join(phone, second)) == (409, "R-OS-3")
    assert Joining.objects.get(seat=phone.seat).topic == first


# ---- the sheet -----------------------------------------------------------------------------------------------


def write(phone, topic, **data):
    return phone.post(f"/w/{topic.workshop.public_id}/topics/{topic.pk}/sheet/", data)


def test_people_at_a_topic_write_on_its_sheet(workshop, sit, topics):
    (topic,) = raised(workshop, sit, "p03")
    phone = sit("p10")
    assert refusal(write(phone, topic, background="17 % more")) == (409, "R-OS-17")
    join(phone, topic)
    assert write(phone, topic, background="17 % more", process="Meters").status_code == 200
    topic.refresh_from_db()
    assert (topic.background, topic.process) == ("17 % more", "Meters")


def test_words_of_another_phone_are_not_written_over_unseen(workshop, sit, topics):
    (topic,) = raised(workshop, sit, "p03")
    phone = sit("p10")
    join(phone, topic)
    write(phone, topic, background="17 % more")
    late = {"background": "20 % more", "background_was": mark(""), "process_was": mark("")}
    assert refusal(write(phone, topic, **late)) == (409, "R-GEN-4")
    topic.refresh_from_db()
    assert topic.background == "17 % more"


# ---- corners -------------------------------------------------------------------------------------------------


def test_corner_gets_a_letter_and_its_first_host(workshop, sit, topics, hanna):
    first, second = raised(workshop, sit, "p03", "p06")
    desk(hanna, second, "corner")
    desk(hanna, first, "corner")
    found = {topic.corner: (topic.pk, topic.host.person.key) for topic in workshop.topics.open()}
    assert found == {"A": (second.pk, "p06"), "B": (first.pk, "p03")}


def test_r_os_17_no_more_topics_than_corners(workshop, sit, topics, hanna):
    found = raised(workshop, sit, "p03", "p06", "p10", "p26")
    answers = [refusal(desk(hanna, topic, "corner")) for topic in found]
    assert answers == [(302, "")] * 3 + [(409, "R-OS-17")]
    assert workshop.topics.open().count() == 3


def test_r_os_17_opens_those_that_most_people_joined(workshop, sit, topics, hanna, asked):
    found = raised(workshop, sit, "p03", "p06", "p10", "p26")
    for key in ("p37", "p09", "p22"):
        join(sit(key), found[3])
    join(sit("p15"), found[1])
    assert ("R-OS-17", "S") in asked()
    hanna.post(f"/w/{workshop.public_id}/run/topics/opening/")
    assert list(workshop.topics.open().values_list("pk", flat=True)) == [found[3].pk, found[1].pk, found[0].pk]
    desk(hanna, found[2], "parking")
    assert "R-OS-17" not in [rule for rule, _level in asked()]


def test_parked_topic_is_offered_again(workshop, sit, topics, hanna):
    (topic,) = raised(workshop, sit, "p03")
    desk(hanna, topic, "parking")
    desk(hanna, topic, "return")
    topic.refresh_from_db()
    assert (topic.state, topic.corner) == ("offered", "")


def test_topic_is_read_out_until_it_is_parked(workshop, sit, topics, hanna):
    (topic,) = raised(workshop, sit, "p03")

    def read() -> tuple[int, str]:
        said = {"kind": "topic", "number": topic.pk}
        return refusal(hanna.post(f"/w/{workshop.public_id}/run/reading-out/", said))

    def filled() -> bool:
        wall = hanna.get(f"/w/{workshop.public_id}/wall/").content.decode()
        return topic.question in wall.split('id="read-out"')[1].split("</article>")[0]

    assert (read(), filled()) == ((302, ""), True)
    desk(hanna, topic, "parking")
    assert (read(), filled()) == ((409, "R-GEN-4"), False)


def test_phone_opens_no_corner(workshop, sit, topics):
    (topic,) = raised(workshop, sit, "p03")
    assert desk(sit("p06"), topic, "corner").status_code == 302
    topic.refresh_from_db()
    assert topic.state == "offered"


def test_r_os_1_stops_without_a_corner_and_asks_with_one(workshop, sit, topics, hanna, asked):
    def levels() -> list[str]:
        return [level for rule, level in asked() if rule == "R-OS-1"]

    assert levels() == ["H"]
    found = raised(workshop, sit, "p03", "p06")
    desk(hanna, found[0], "corner")
    assert levels() == ["O"]
    desk(hanna, found[1], "corner")
    assert levels() == []


# ---- hosts ---------------------------------------------------------------------------------------------------


def test_r_os_3_exactly_one_host_with_a_history(workshop, sit, topics, hanna):
    (topic,) = raised(workshop, sit, "p03")
    desk(hanna, topic, "corner")
    second = sit("p10").seat
    desk(hanna, topic, "host", seat=second.pk)
    topic.refresh_from_db()
    assert topic.host == second
    turns = [(one.seat.person.key, one.until is None) for one in Hosting.objects.filter(topic=topic)]
    assert turns == [("p03", False), ("p10", True)]
    assert workshop.entries.filter(act="named a host", rule="R-OS-3").count() == 1


def test_r_os_3_nobody_hosts_two_sheets(workshop, sit, topics, hanna):
    first, second = raised(workshop, sit, "p03", "p06")
    seat = sit("p10").seat
    desk(hanna, first, "host", seat=seat.pk)
    assert refusal(desk(hanna, second, "host", seat=seat.pk)) == (409, "R-OS-3")


def test_r_os_3_host_has_to_be_here(workshop, sit, topics, hanna):
    (topic,) = raised(workshop, sit, "p03")
    absent = workshop.seats.get(person__key="p41")
    assert refusal(desk(hanna, topic, "host", seat=absent.pk)) == (409, "R-OS-3")


def test_r_os_3_stops_while_a_corner_has_no_host_who_is_here(workshop, sit, topics, hanna, asked):
    found = raised(workshop, sit, "p03", "p06")
    for topic in found:
        desk(hanna, topic, "corner")
    assert "R-OS-3" not in [rule for rule, _level in asked()]
    workshop.seats.get(person__key="p03").leave()
    assert ("R-OS-3", "H") in asked()
    desk(hanna, found[0], "host", seat=sit("p10").seat.pk)
    assert "R-OS-3" not in [rule for rule, _level in asked()]


# ---- what a topic is about -----------------------------------------------------------------------------------


def test_r_os_6_asks_until_a_topic_is_ticked(workshop, sit, topics, hanna, asked):
    (topic,) = raised(workshop, sit, "p03")
    desk(hanna, topic, "corner")
    assert ("R-OS-6", "O") in asked()
    desk(hanna, topic, "approval", wanted="1")
    assert "R-OS-6" not in [rule for rule, _level in asked()]


@pytest.mark.parametrize(
    "question",
    [
        "Older staff cannot be controlled by new team leaders",
        "老员工不听新班长的怎么办？",
        "Is the night bill too high?",
        "What should Fang Mei do better?",
    ],
)
def test_r_os_6_speaks_against_persons_and_closed_questions(workshop, question):
    assert advice(workshop, question) != []


def test_r_os_6_is_silent_on_the_questions_of_the_example(workshop, example):
    assert [advice(workshop, row["question"]) for row in example["topics"]] == [[]] * 4
    assert advice(workshop, "怎样缩短砂芯与模具的寻找时间？") == []


def test_question_is_put_better_on_the_console(workshop, sit, topics, hanna, asked):
    offer(sit("p03"), workshop, question="Older staff cannot be controlled")
    topic = Topic.objects.get()
    desk(hanna, topic, "corner")
    desk(hanna, topic, "approval", wanted="1")
    assert ("R-OS-6", "O") in asked()
    desk(hanna, topic, "question", text="How can new leaders win trust?", text_was=mark(topic.question))
    assert "R-OS-6" not in [rule for rule, _level in asked()]
    assert refusal(desk(hanna, topic, "question", text="How so?", text_was=mark("older words"))) == (409, "R-GEN-4")
    assert Workshop.objects.get(pk=workshop.pk).topics.get().question == "How can new leaders win trust?"


def test_r_os_6_who_raised_it_is_coached_and_puts_it_better(workshop, sit, topics, hanna):
    phone = sit("p03")
    offer(phone, workshop, question="Older staff cannot be controlled")
    topic, mine = Topic.objects.get(), f"/w/{workshop.public_id}/mine/"
    path = f"/w/{workshop.public_id}/topics/{topic.pk}/question/"
    assert 'data-rule="R-OS-6"' in phone.get(mine).content.decode()
    better = {"text": QUESTION, "text_was": mark(topic.question)}
    assert sit("p06").post(path, better).status_code == 404
    assert phone.post(path, better).status_code == 200
    assert Topic.objects.get().question == QUESTION
    assert 'data-rule="R-OS-6"' not in phone.get(mine).content.decode()
    desk(hanna, topic, "approval", wanted="1")
    assert refusal(phone.post(path, {"text": "Why?", "text_was": mark(QUESTION)})) == (409, "R-OS-6")
