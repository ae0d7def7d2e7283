"""Figures before and after."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mtqc.model import Severity
from mtqc.tuning.figures import PEARSON, SPANS, SPEARMAN, WITHIN, Estimated, Figure, People, figures

SPAN = (0, 4, Severity.MAJOR)
COUNT = 40


def _people(numbers: np.ndarray, marked: bool = True, translations: int = 2) -> People:
    spans = tuple((SPAN,) if marked and place % 2 else () for place in range(COUNT))
    sources = tuple(f"s{place // translations}" for place in range(COUNT))
    return People(numbers, spans if marked else (None,) * COUNT, sources, (10,) * COUNT)


def _found(people: People, before: Estimated, after: Estimated) -> dict[str, Figure]:
    return {one.name: one for one in figures(people, before, after, 1)}


NUMBERS = np.random.default_rng(1).normal(size=COUNT)
NOISE = np.random.default_rng(2).normal(size=COUNT)
NOTHING: tuple[tuple[()], ...] = ((),) * COUNT


def test_a_model_that_says_what_people_say_is_perfect() -> None:
    people = _people(NUMBERS)
    found = _found(people, Estimated(NOISE, NOTHING), Estimated(50 + NUMBERS, tuple(one or () for one in people.spans)))
    assert set(found) == {PEARSON, SPEARMAN, WITHIN, SPANS}
    for one in found.values():
        assert one.after.value == pytest.approx(1)
        assert [one.after.low, one.after.high] == pytest.approx([1, 1])
        assert one.before.low <= one.before.value <= one.before.high
        assert one.difference.value == pytest.approx(1 - one.before.value)
        assert one.difference.low > 0
    assert (found[PEARSON].count, found[WITHIN].count) == (COUNT, COUNT // 2)


def test_the_correlations_are_the_usual_ones() -> None:
    found = _found(_people(NUMBERS), Estimated(NOISE, NOTHING), Estimated(NOISE + NUMBERS, NOTHING))
    assert found[PEARSON].before.value == pytest.approx(np.corrcoef(NUMBERS, NOISE)[0, 1])
    first, second = (np.argsort(np.argsort(values)) for values in (NUMBERS, NOISE))
    assert found[SPEARMAN].before.value == pytest.approx(np.corrcoef(first, second)[0, 1])


def test_ties_of_the_model_are_half_right() -> None:
    found = _found(_people(NUMBERS), Estimated(np.zeros(COUNT), NOTHING), Estimated(-NUMBERS, NOTHING))
    assert (found[WITHIN].before.value, found[WITHIN].after.value) == (0.5, 0)
    assert math.isnan(found[PEARSON].before.value)


def test_only_what_people_said_is_measured() -> None:
    nobody = np.full(COUNT, math.nan)
    both = Estimated(NOISE, NOTHING), Estimated(NUMBERS, NOTHING)
    assert set(_found(_people(NUMBERS, marked=False, translations=1), *both)) == {PEARSON, SPEARMAN}
    assert set(_found(_people(nobody), *both)) == {SPANS}
    some = np.where(np.arange(COUNT) < 20, NUMBERS, math.nan)
    assert _found(_people(some), *both)[PEARSON].count == 20
