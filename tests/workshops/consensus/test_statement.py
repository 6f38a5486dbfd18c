"""What the statement says, out of rows alone: R-CONS-1, R-CONS-5, R-CONS-11."""

from datetime import date
from decimal import Decimal

import pytest

from signing import pages
from signing.canonical import canonical
from workshops.kickoff.actions.strategies import strategies
from workshops.kickoff.consensus import sentences, versions, wording
from workshops.kickoff.consensus.models import Page
from workshops.kickoff.consensus.statement import content, strategies_of
from workshops.kickoff.vision import results

pytestmark = pytest.mark.django_db(transaction=True)


def test_strategies_come_by_rank_with_their_leading_owner_and_first_date(held):
    told = [(one["rank"], one["id"], one["leads"]["name"], one["first_date"]) for one in content(held)["strategies"]]
    assert told == [
        (1, "C2", "Ibrahim Yilmaz", "2026-02-27"),
        (2, "C1", "Fatima Rahman", "2026-02-27"),
        (3, "C4", "Marek Nowak", "2026-04-30"),
        (4, "C5", "谭丽华", "2026-06-30"),
        (5, "C3", "Carlos Mendes", "2026-05-29"),
    ]


def test_does_it_add_up(held, example):
    told = {goal["id"]: goal["adds_up"] for goal in content(held)["goals"]}
    expected = example["expected"]["adds_up"]
    assert {key: {name: float(value) for name, value in sums.items()} for key, sums in told.items()} == expected


def test_action_carries_who_when_from_to_source_budget_and_what_is_new(held):
    actions = {one["id"]: one for strategy in content(held)["strategies"] for one in strategy["actions"]}
    assert actions["a09"] == {
        "id": "a09",
        "text": "Fit two furnace lids and measure heat loss",
        "text_other": "",
        "owner": "Marek Nowak",
        "helpers": [],
        "start": "2026-02-16",
        "due": "2026-04-30",
        "measure": "Lid temperature above ambient",
        "unit": "degC",
        "baseline": "61",
        "target": "30",
        "source": "Thermal pictures",
        "budget_en": "86\u202f000 granted",
        "budget_zh": "已批 86\u202f000",
        "new_vs_past": "Lids were never measured before",
    }


def test_granted_and_later(held):
    told = content(held)
    assert told["granted"]["amount"] == "266\u202f500"
    assert (told["granted"]["total"], told["granted"]["actions"], told["granted"]["of_actions"]) == (
        "300\u202f000",
        10,
        14,
    )
    assert [one["topic"] for one in told["granted"]["others"]] == ["Retired specialists two days a week"]
    assert [(one["amount"], one["date"], one["owner"]) for one in told["later"]] == [
        ("180\u202f000", "2026-02-27", "梁启文")
    ]


def test_granted_counts_the_actions_that_print(held):
    """A row whose strategy was emptied stands in no table, and so in no sum of rows."""
    held.columns.get(key="C3").notes.update(column=held.columns.get(key="C2"))
    told = content(held)
    printed = sum(len(one["actions"]) for one in told["strategies"])
    assert (printed, told["granted"]["of_actions"]) == (12, 12)


def test_next_three_dates_move_to_working_days(held):
    """Five and ten working days, and thirty days."""
    assert [one["date"] for one in content(held)["dates"]] == ["2026-01-23", "2026-01-30", "2026-02-16"]
    held.organisation.mark_days(date(2026, 1, 21), date(2026, 1, 23), worked=False)
    held.organisation.mark_days(date(2026, 2, 16), date(2026, 2, 20), worked=False)
    assert [one["date"] for one in content(held)["dates"]] == ["2026-01-28", "2026-02-04", "2026-02-23"]


def test_vision_title_and_picture_of_each_group_stand_on_the_page(held):
    """R-CONS-11: the digest of the picture's bytes is in the hash; without the stage there is no vision line."""
    told = content(held)["visions"]
    assert [(one["title"], len(one["digest"])) for one in told] == [
        (page["title"], len(page["digest"])) for page in results.of(held)
    ]
    held.agenda.filter(kind="vision").update(state="skipped")
    assert content(held)["visions"] == []


def test_second_wave_prints_in_the_annex_when_somebody_says_so(held):
    """R-CONS-4: moved at `generate`; the page then tells of wave 1 alone."""
    held.columns.filter(key="C5").update(wave=2)
    assert [one["id"] for one in content(held)["strategies"]] == ["C2", "C1", "C4", "C5", "C3"]
    Page.choose(held, second_wave_in_annex=True)
    told = content(held)
    assert [one["id"] for one in told["strategies"] + told["annex"]] == ["C2", "C1", "C4", "C3", "C5"]
    assert told["lead_en"].endswith("we will do four things.")


def test_wave_three_prints_in_the_annex(held):
    held.columns.filter(key="C3").update(wave=3)
    told = content(held)
    assert [one["id"] for one in told["strategies"]] == ["C2", "C1", "C4", "C5"]
    assert [one["id"] for one in told["annex"]] == ["C3"]
    assert told["lead_en"].endswith("we will do four things.")


def test_column_that_was_emptied_is_no_strategy_any_more(held):
    """Joined into another: neither printed nor planned, of whatever wave."""
    emptied = held.columns.get(key="C3")
    emptied.notes.update(column=held.columns.get(key="C2"))
    for wave in (1, 3):
        held.columns.filter(key="C3").update(wave=wave)
        told = content(held)
        assert [one["id"] for one in told["strategies"] + told["annex"]] == ["C2", "C1", "C4", "C5"]
    assert [one.key for one in strategies_of(held)] == [one.key for one in strategies(held)]


def test_goal_put_off_prints_its_reason(held):
    goal, person = held.goals.get(key="G1"), held.organisation.people.get(key="p33")
    held.deferrals.create(goal=goal, reason="Prices are fixed in May", owner=person, date=date(2026, 5, 4))
    told = {one["id"]: one["not_today"] for one in content(held)["goals"]}
    assert told == {
        "G1": {"reason": "Prices are fixed in May", "owner": person.name, "date": "2026-05-04"},
        "G2": None,
        "G3": None,
        "G4": None,
    }


def test_r_cons_1_lead_is_made_of_numbers_and_dates(held):
    told = content(held)
    assert told["lead_en"] == (
        "To reach revenue 2026 of 50 million CNY, first-pass yield of 95.5 %, on-time delivery of 95 % and "
        "energy cost per tonne of 960 CNY/t by 31 December 2026, we will do five things."
    )
    assert told["lead_zh"] == (
        "在2026年12月31日前：2026年营业收入达50 million CNY，一次合格率达95.5%，准时交付率达95%，"
        "吨铸件能源成本达960 CNY/t。我们要做五件事。"
    )


def test_r_cons_11_sentence_follows_the_pattern_in_both_languages(held):
    held.goals.set(held.goals.filter(key="G4"))
    held.columns.exclude(key="C4").update(heading="")
    told = content(held)
    assert told["sentence_en"] == (
        "To reach electricity and gas cost per good tonne 960 CNY/t by 31 December 2026 (from 1084; floor 1020, "
        "sprint 900, challenge 850) we will 1 Cut energy cost per tonne. For 1 we do: Shift two melts a week to the "
        "night tariff; Fit two furnace lids and measure heat loss; Design waste-heat drying for cores."
    )
    assert told["sentence_zh"] == (
        "为在2026年12月31日前把吨铸件能源成本从1084做到960 CNY/t（保底1020、冲刺900、挑战850），我们将："
        "1 降低吨铸件能源成本。为实现1，我们行动：Shift two melts a week to the night tariff；"
        "Fit two furnace lids and measure heat loss；Design waste-heat drying for cores。"
    )


def test_content_has_one_spelling(held):
    """No float and nothing else that could be written down in two ways."""
    assert canonical(content(held)) == canonical(content(held))


def test_a_day_without_strategies_still_has_a_page(held):
    held.actions.all().delete()
    held.columns.all().delete()
    told = content(held)
    assert (told["strategies"], told["granted"]["of_actions"]) == ([], 0)
    assert strategies_of(held) == []


def test_money_and_lists_read_well():
    assert (wording.money(Decimal("1234567.50")), wording.money(None)) == ("1\u202f234\u202f567.5", "0")
    assert [wording.joined(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert sentences.capital("to reach") == "To reach"
    names = ["Invoiced revenue", "Sales DACH", "Shanghai revenue", "New York orders", "NET sales", "营业收入", ""]
    assert [sentences.in_running_text(name) for name in names] == ["invoiced revenue", "sales DACH", *names[2:]]


def test_r_act_1_prints_until_when_an_owner_confirms(held):
    """Until the fifth working day after the day; a yes takes it away and leaves no trace in the text."""
    before = content(held)
    held.actions.filter(key="a09").update(accepted_at=None)
    told = {one["id"]: one.get("confirm_by") for strategy in content(held)["strategies"] for one in strategy["actions"]}
    assert {key: day for key, day in told.items() if day} == {"a09": before["dates"][0]["date"]}
    document = versions.fix(held)
    english, chinese = pages.html(document, "en"), pages.html(document, "zh-hans")
    assert ("to be confirmed by 23 Jan" in english, "待确认，最迟1月23日" in chinese) == (True, True)
    held.actions.get(key="a09").accept()
    assert content(held) == before
