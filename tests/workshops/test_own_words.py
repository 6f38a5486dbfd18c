"""Lines to say and questions on the wall in an event's own words; looking ahead moves nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from workshops import exchange
from workshops.models import OwnWords, Workshop

pytestmark = pytest.mark.django_db(transaction=True)
SAID = {"say_en": "Take your pen.", "ask_en": "What would a customer miss?", "ask_zh": "客户会想念什么？"}


def word(client, workshop: Workshop, step: str = "silent", stage: str = "strategy", **said) -> int:
    return client.post(f"/w/{workshop.public_id}/run/ahead/{stage}/{step}/", said).status_code


def texts(page, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def page_of(client, workshop, path: str, **headers):
    return html.fromstring(client.get(f"/w/{workshop.public_id}/{path}", headers=headers).content.decode())


def test_own_words_stand_on_wall_phone_and_desk(workshop, hanna, sit, go_to):
    go_to("strategy", "silent")
    assert word(hanna, workshop, **SAID) == 302
    wall = page_of(hanna, workshop, "wall/")
    assert texts(wall, "//section[@class='silence']/h2") == [f"{SAID['ask_en']} {SAID['ask_zh']}"]
    assert texts(page_of(sit("p03"), workshop, "", **{"accept-language": "zh-CN"}), "//h1") == [SAID["ask_zh"]]
    desk = page_of(hanna, workshop, "run/panel/")
    assert texts(desk, "//p[@class='say__line']") == [f"“{SAID['say_en']}”"]


def test_own_words_of_the_evening_stand_in_place_of_the_chosen_one(workshop, hanna, sit, go_to):
    """On the wall and once on the phone; a language without own words keeps what was chosen."""
    go_to("vision", "imagine")
    phone = sit("p03")
    chosen = texts(page_of(phone, workshop, ""), "//*[@class='prompt-line']")
    assert word(hanna, workshop, "imagine", "vision", ask_en="Which evening?") == 302
    assert texts(page_of(hanna, workshop, "wall/"), "//section[@class='silence']/h2") == ["Which evening?"]
    english, chinese = (page_of(phone, workshop, "", **{"accept-language": one}) for one in ("en", "zh-CN"))
    lines = [texts(page, "//h1 | //*[@class='prompt-line']") for page in (english, chinese)]
    assert lines[0] == ["Which evening?"]
    assert (len(lines[1]), len(chosen)) == (2, 1)


def test_own_words_that_are_emptied_are_the_script_again(workshop, hanna):
    before = texts(page_of(hanna, workshop, "run/ahead/"), "//*[@id='strategy-silent']//p[contains(@class,'say')]")
    word(hanna, workshop, **SAID)
    shown = page_of(hanna, workshop, "run/ahead/")
    assert texts(shown, "//*[@id='strategy-silent']//p[contains(@class,'say')]") == [f"“{SAID['say_en']}”"]
    word(hanna, workshop)
    after = texts(page_of(hanna, workshop, "run/ahead/"), "//*[@id='strategy-silent']//p[contains(@class,'say')]")
    assert (after, OwnWords.objects.count()) == (before, 0)


def test_own_words_that_are_too_long_or_of_no_step_are_refused(workshop, hanna, sit):
    assert word(hanna, workshop, ask_en="x" * 81) == 422
    assert word(hanna, workshop, "nothing", **SAID) == 404
    assert word(sit("p03"), workshop, **SAID) == 302
    assert OwnWords.objects.count() == 0


def test_looking_ahead_begins_with_the_open_step_and_moves_nothing(workshop, hanna, go_to):
    go_to("strategy", "cluster")
    before = Workshop.objects.get(pk=workshop.pk).position
    page = page_of(hanna, workshop, "run/ahead/")
    steps = page.xpath("//li[contains(@class,'ahead__step')]/@id")
    assert steps[:2] == ["strategy-cluster", "strategy-name"]
    assert page.xpath("//li[@data-s='now']/@id") == ["strategy-cluster"]
    assert Workshop.objects.get(pk=workshop.pk).position == before


def test_looking_ahead_leads_on_from_now_where_the_open_step_is_over(workshop, hanna, go_to):
    run = go_to("strategy", "cluster")
    began = timezone.now() - timedelta(minutes=50)
    workshop.agenda.filter(pk=run.pk).update(opened_at=began, step_opened_at=began)
    page = page_of(hanna, workshop, "run/ahead/")
    zone = workshop.organisation.zone
    [stage] = texts(page, "//section[@id='ahead-strategy']/header/span")
    times = page.xpath("//section[@id='ahead-strategy']//span[contains(@class,'ahead__at')]/text()")
    now = timezone.now().astimezone(zone)
    assert stage.split(" ")[0] == times[0] == f"{began.astimezone(zone):%H:%M}"
    assert times[1] in {f"{now:%H:%M}", f"{now - timedelta(minutes=1):%H:%M}"}


def test_own_words_travel_with_a_file(workshop, hanna):
    word(hanna, workshop, **SAID)
    content = exchange.export_workshop(workshop)
    assert content["own_words"] == [{"stage": "strategy", "step": "silent"} | SAID]
    again = exchange.import_workshop(content)
    assert again.own_words.values_list("stage", "step", "say_en", "ask_zh").get() == (
        "strategy",
        "silent",
        SAID["say_en"],
        SAID["ask_zh"],
    )
