"""F12: of lists that no press could set paper takes a thousand lines, and says how many more there are."""

import pytest
from django.utils import translation
from lxml import html

from workshops.papers import papers, printing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("notes", "printed", "more"), [(1000, 1000, []), (1003, 1000, [True])])
def test_f12_paper_takes_a_thousand_lines_and_says_how_many_more_there_are(held, notes, printed, more):
    late = {"letter": "", "colour": "", "text": "late", "at": held.created_at, "stage": "", "became": "left"}
    with translation.override("en"):
        content = papers["day"].content(held) | {"late": [late] * notes}
        page = html.fromstring(printing.html(papers["day"], held, content, "en"))
    words = [one.text_content() for one in page.xpath("//*[@id='left-out']")]
    assert ["3 lines more are in the workshop file" in one for one in words] == more
    assert len(page.xpath("//li[starts-with(normalize-space(), 'late left')]")) == printed
