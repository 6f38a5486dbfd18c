"""How a question is put: R-TOWN-1 to R-TOWN-5, in both languages."""

import pytest

from workshops.kickoff.town.wording import flags, is_held


def rules(text: str) -> list[str]:
    return [flag.rule for flag in flags(text)]


@pytest.mark.parametrize(
    "text",
    [
        *("Do we hire?", "Isn't it late?", "WOULD that work?", "It pays off, right?", "Couldn’t we wait?"),
        *("值得吗？", "先做这个吧", "是这样，对吗？", "能不能早一点？", "有没有数据支持它", "是否够用？"),
    ],
)
def test_r_town_1_fires_on_what_yes_or_no_answers(text):
    assert rules(text) == ["R-TOWN-1"]


@pytest.mark.parametrize(
    "text",
    [
        *("What would have to happen?", "Who is right about it?", "How does it do that?", "Which way is right for us?"),
        *("怎样安排班次，能让八个人完成认证？", "哪些数据支持它？", "吗啡怎么管？"),
    ],
)
def test_r_town_1_is_silent_on_open_questions(text):
    assert rules(text) == []


@pytest.mark.parametrize(
    "text", ["You never told us how", "What nonsense is this?", "凭什么先做这个？", "这怎么可能？"]
)
def test_r_town_2_fires_on_attack_and_denial(text):
    assert rules(text) == ["R-TOWN-2"]


def test_r_town_2_is_silent_on_the_way():
    assert rules("What would make this date possible?") == []


@pytest.mark.parametrize("text", ["I don't agree with this plan", "Not approved.", "我不同意", "这必须按我说的做"])
def test_r_town_3_fires_on_a_verdict(text):
    assert rules(text) == ["R-TOWN-3"]


def test_r_town_3_is_silent_on_a_question_for_what_it_needs():
    assert rules("What does it need to be approved?") == []


@pytest.mark.parametrize(
    "text", ["What, don't you think it is late?", "难道要等到明年？", "What does it cost? Who pays?", "多少钱？谁付？"]
)
def test_r_town_4_advises_on_leading_and_double_questions(text):
    assert [(flag.rule, flag.level) for flag in flags(text)] == [("R-TOWN-4", "S")]
    assert not is_held(text)


def test_r_town_4_is_silent_on_one_question():
    assert rules("What does it cost over five years, and what does it save?") == []


@pytest.mark.parametrize("text", ["Why do you start in May?", "你们为什么五月开始？", "为什么你负责这件事？"])
def test_r_town_5_advises_on_why_to_a_person(text):
    assert [(flag.rule, flag.level) for flag in flags(text)] == [("R-TOWN-5", "S")]


@pytest.mark.parametrize("text", ["Why does the scrap fall in May?", "这一条为什么值得排第一？"])
def test_r_town_5_is_silent_on_why_of_a_thing(text):
    assert rules(text) == []


def test_rules_are_named_once_and_in_order():
    assert rules("Why didn't you shorten the changeover last year?") == ["R-TOWN-2", "R-TOWN-5"]
    assert rules("难道不应该先做这一条吗？") == ["R-TOWN-1", "R-TOWN-4"]
    assert rules("") == []
