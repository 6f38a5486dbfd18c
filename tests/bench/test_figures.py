"""The bench's own arithmetic: what it says of a run must be true of that run."""

import math

import pytest

from bench import crowd, page
from bench.fanout import Window
from bench.figures import lost, median_ratio, percentile
from bench.watchers import Watcher, arrivals, forget_all


@pytest.mark.parametrize(("share", "value"), [(0, 1), (50, 5), (90, 9), (95, 10), (99, 10), (100, 10)])
def test_percentile_is_a_value_that_so_many_do_not_exceed(share, value):
    assert percentile([3, 1, 2, 10, 9, 8, 7, 6, 5, 4], share) == value


def test_percentile_of_nothing_is_not_a_number():
    assert math.isnan(percentile([], 95))


def test_ratio_is_taken_round_by_round():
    assert median_ratio([2, 40, 6], [1, 10, 4]) == 2
    with pytest.raises(ValueError, match="shorter"):
        median_ratio([1, 2], [1])


def watcher(*frames: str) -> Watcher:
    made = Watcher()
    made.frames = [(float(place), text.encode()) for place, text in enumerate(frames)]
    return made


def test_a_note_that_one_watcher_missed_is_seen_to_be_lost():
    crowd = [
        watcher("mark-000001", "mark-000002 and mark-000003 in one frame"),
        watcher("mark-000001", "mark-000003", "mark-000003"),
        watcher(),
    ]
    seen = {place: set(mine) for place, mine in arrivals(crowd).items()}
    assert seen == {0: {1, 2, 3}, 1: {1, 3}, 2: set()}
    assert lost([1, 2, 3], seen) == 4
    assert lost([1, 3], {0: seen[0], 1: seen[1]}) == 0


def test_a_note_arrives_when_it_is_first_seen():
    assert dict(arrivals([watcher("mark-000007", "mark-000007")])) == {0: {7: 0.0}}


def test_frames_of_an_earlier_window_are_forgotten():
    crowd = [watcher("mark-000001")]
    forget_all(crowd)
    assert dict(arrivals(crowd)) == {0: {}}


def test_a_delivery_costs_what_the_posts_do_not():
    window = Window([0.001] * 3020, lost=0, deliveries=3020, posts=10, cpu=0.08, loop=0.04)
    assert crowd.delivery_cpu(window, alone=0.001) == pytest.approx(1e-5)


def test_the_table_marks_what_was_missed():
    rows = page.table({"lost": 0, "post_cpu_ms": 9.5}).splitlines()
    assert [row.split("|")[-2].strip() for row in rows[2:]] == ["✓", "missed"]
