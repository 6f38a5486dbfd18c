"""The decision maker's page: one page, path, envelope, likely questions in both languages."""

import pytest

from tests.workshops.papers.reading import missing, pages
from workshops.bag import leader

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_everything_stands_on_one_page(workshop, printed, language):
    found = pages(printed("briefing", language))
    assert len(found) == 1
    questions = [one.text for one in workshop.likely_questions.all()]
    answers = [one.answer for one in workshop.likely_questions.all()]
    told = [*questions, *answers, "300 000 CNY", "100 000 CNY", "工作时间内的班次调整", "08:45"]
    assert missing(told, found[0]) == []


def test_path_names_a_part_for_every_stage_of_every_form_of_the_day():
    from workshops.stages import VARIANTS

    kinds = {kind for stages in VARIANTS.values() for kind in stages.split()}
    assert kinds - set(leader.PARTS) == set()
