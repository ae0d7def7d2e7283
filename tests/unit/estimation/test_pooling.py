"""One estimate from the windows of a pair."""

from __future__ import annotations

import numpy as np
import pytest

from mtqc.estimation.network import Judged
from mtqc.estimation.pooling import pooled
from mtqc.estimation.windows import Line, Window

SOURCE = Line("aa bb", [(0, 2), (2, 5)])
TARGET = Line("c  d e f ", [(0, 1), (1, 4), (4, 6), (6, 9)])


def _judged(scores: list[float], bad: list[float], gap: list[float]) -> Judged:
    severity = np.tile(np.array([0.7, 0.1, 0.1, 0.1], np.float32), (len(bad), 1))
    return Judged(np.array(scores, np.float32), np.array(bad, np.float32), np.array(gap, np.float32), severity)


def test_scores_are_weighed_by_length_and_the_worst_critical_counts() -> None:
    found = pooled(
        SOURCE,
        TARGET,
        (Window(0, 1, 0, 1), Window(1, 2, 1, 4)),
        (_judged([1, 2, 3, -1], [0] * 6, [0] * 6), _judged([4, 8, 0, -3], [0] * 8, [0] * 8)),
    )
    assert found.scores.direct_assessment == pytest.approx((2 * 1 + 4 * 4) / 6)
    assert found.scores.penalty == pytest.approx((2 * 2 + 4 * 8) / 6)
    assert found.scores.edit_rate == pytest.approx(1.0)
    assert found.scores.critical == -1.0
    assert found.windows == 2
    assert found.uncertainty is None


def test_tokens_of_all_windows_are_kept_in_order_without_blanks() -> None:
    found = pooled(
        SOURCE,
        TARGET,
        (Window(0, 1, 0, 1), Window(1, 2, 1, 4)),
        (
            _judged([0] * 4, [9, 0.1, 9, 9, 0.2, 9], [0, 0, 0, 0, 0.5, 0.25]),
            _judged([0] * 4, [9, 0.3, 9, 9, 0.4, 0.5, 0.6, 9], [0, 0, 0, 0, 0.125, 0, 0, 0.75]),
        ),
    )
    assert [token.bad for token in found.source] == pytest.approx([0.1, 0.3])
    assert [token.bad for token in found.translation] == pytest.approx([0.2, 0.4, 0.5, 0.6])
    assert [(token.start, token.end) for token in found.translation] == [(0, 1), (3, 4), (5, 6), (7, 8)]
    assert [token.span.of(SOURCE.text) for token in found.source] == ["aa", "bb"]
    # What is missing at a seam is what either window says of it.
    assert [token.gap for token in found.translation] == pytest.approx([0.5, 0.25, 0, 0])
    assert found.gap_at_end == 0.75


def test_a_window_without_translation_hands_its_gap_on() -> None:
    found = pooled(
        SOURCE,
        Line("c", [(0, 1)]),
        (Window(0, 1, 0, 1), Window(1, 2, 1, 1)),
        (_judged([0] * 4, [0] * 6, [0, 0, 0, 0, 0, 0.9]), _judged([0] * 4, [0] * 5, [0, 0, 0, 0, 0.4])),
    )
    assert found.gap_at_end == pytest.approx(0.9)
