from __future__ import annotations

import numpy as np
import pytest

from mtqc.comparison.segment_differences import BINS, histogram, pair_segments, segment_deltas
from mtqc.model.test_set import System, TestSet

SET = TestSet(
    5,
    sources=("s1", "s2", "s3", "s4", "s5"),
    references=(("r1", None, "r3", "r4", "r5"),),
    ids=("a", "b", "c", "d", "e"),
)
SYSTEMS = (System("one", ("x1", "x2", "x3", "x4", "x5")), System("two", ("y1", "y2", "y3", "y4", "y5")))
FIRST, SECOND = [9.0, 1.0, 5.0, None, 4.0], [1.0, 6.0, 5.0, 2.0, 3.0]


def test_the_largest_differences_come_first_on_both_sides() -> None:
    deltas = segment_deltas(FIRST, SECOND)
    assert deltas == [8.0, -5.0, 0.0, None, 1.0]
    found = pair_segments("own", SET, SYSTEMS, deltas, (FIRST, SECOND), True, 9)
    assert (found.better, found.equal, found.worse) == (2, 1, 1)
    assert [segment.number for segment in found.best] == [1, 5]
    (worst,) = found.worst
    assert (worst.number, worst.id, worst.source, worst.references) == (2, "b", "s2", (None,))
    assert (worst.scores, worst.difference) == ((1.0, 6.0), -5.0)
    assert [pieces[0].text for pieces in worst.hypotheses] == ["x2", "y2"]


def test_where_lower_is_better_the_sides_change() -> None:
    found = pair_segments("own", SET, SYSTEMS, segment_deltas(FIRST, SECOND), (FIRST, SECOND), False, 1)
    assert (found.better, found.worse) == (1, 2)
    assert [(segment.number, segment.difference) for segment in found.best] == [(2, -5.0)]
    assert [(segment.number, segment.difference) for segment in found.worst] == [(1, 8.0)]


def test_direct_preferences_have_no_scores() -> None:
    bare = TestSet(5)
    found = pair_segments("own", bare, SYSTEMS, [0.5, None, 0.0, 0.0, -0.1], None, True, 1)
    (best,) = found.best
    assert (best.scores, best.id, best.source, best.references) == ((None, None), None, None, ())


def test_no_segments_are_shown_if_none_are_wanted() -> None:
    found = pair_segments("own", SET, SYSTEMS, segment_deltas(FIRST, SECOND), (FIRST, SECOND), True, 0)
    assert found.best == found.worst == ()
    assert found.better == 2


def test_equal_differences_keep_the_order_of_the_segments() -> None:
    found = pair_segments("own", SET, SYSTEMS, [1.0, 1.0, 2.0, 1.0, 1.0], None, True, 3)
    assert [segment.number for segment in found.best] == [3, 1, 2]


@pytest.mark.parametrize(("largest", "reach"), [(0.0134, 0.015), (72.4, 80.0), (1.0, 1.0), (980.0, 1000.0)])
def test_histograms_end_at_short_numbers_on_both_sides(largest: float, reach: float) -> None:
    found = histogram(np.array([largest, -largest / 2, 0.0]))
    assert found.edges[0] == pytest.approx(-reach)
    assert found.edges[-1] == pytest.approx(reach)
    assert len(found.edges) == BINS + 1
    assert found.counts[BINS // 2] == 1
    assert sum(found.counts) == 3


def test_outliers_do_not_flatten_a_histogram() -> None:
    values = np.array([*np.linspace(-1, 1, 999), 1000.0])
    found = histogram(values)
    assert found.edges[-1] == 1.0
    assert sum(found.counts) == 1000


def test_histograms_of_nothing_and_of_no_difference() -> None:
    assert histogram(np.array([])).counts == ()
    assert histogram(np.zeros(3)).counts[BINS // 2] == 3
    # One segment in a thousand differs: its size counts, since the 99th percentile is 0.
    assert histogram(np.array([0.0] * 999 + [0.5])).edges[-1] == 0.5
