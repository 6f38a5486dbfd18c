"""The line that the decision maker's phone shows above every step."""

import pytest

from workshops.bag.leader import PARTS
from workshops.templatetags.room import lead_cue


@pytest.mark.parametrize(
    ("mode", "stage", "line"),
    [
        ("move", "checkin", "Come early. Sit among people."),
        ("look", "contract", "You open: why we are here, and no verdicts today."),
        ("move", "grouping", "You have no group: choose a wall at each post."),
        ("look", "actions", "Decide requests inside the envelope."),
        ("look", "signing", "Sign the list of what was granted, last."),
        ("talk", "strategy", "Not a word while columns form. Ask: what makes you think so?"),
        ("look", "openspace", "Watch. Ask for the source, not for the author."),
    ],
)
def test_line_is_the_one_of_the_briefing_page_unless_the_step_has_its_own(mode, stage, line):
    assert lead_cue(mode, stage) == line


def test_every_stage_of_the_page_has_a_line_in_every_mode():
    assert all(lead_cue(mode, stage) for stage in PARTS for mode in ("write", "talk", "look", "move"))
