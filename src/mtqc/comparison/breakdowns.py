"""The scores of systems on parts of a test set: by length, by domain, by whatever a column names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mtqc.analysis.words import count_words
from mtqc.errors import MtqcError, SettingsError, UnknownNameError
from mtqc.languages import known_language
from mtqc.model.breakdown import Breakdown, Part
from mtqc.model.test_set import TestSet
from mtqc.statistics.segment_statistics import SegmentStatistics

LENGTHS = (5, 10, 15, 20, 30, 40, 60, 100, 200)
"""The longest segments of the buckets, in words; longer ones share the last."""
_FEWEST, _SMALLEST_SHARE = 5, 0.02
"""A bucket with fewer segments, or a smaller share of them, joins its neighbour: its scores would be noise."""
_MOST_PARTS = 30
NO_VALUE = "(none)"


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Parts of a test set: what makes them, their labels in order, and the places of each one's segments."""

    by: str
    unit: str | None
    parts: Mapping[str, npt.NDArray[np.intp]]


def groupings(test_set: TestSet, columns: Sequence[str] = ()) -> tuple[Grouping, ...]:
    """The parts of a test set by length, if it has sources or references, and by each of the columns.

    Segments that are all of one bucket have no parts by length.

    Raises:
        UnknownNameError: there is no such column.
        SettingsError: there are no columns at all.
        MtqcError: a column has too many values to tell of each.
    """
    found: list[Grouping] = []
    if test_set.sources is not None:
        found.append(_by_length("source length", test_set.sources, test_set.source_language))
    elif test_set.references:
        found.append(_by_length("reference length", test_set.references[0], test_set.target_language))
    found = [grouping for grouping in found if len(grouping.parts) > 1]
    return (*found, *(_by_column(test_set, column) for column in columns))


def breakdown(
    metric: str, grouping: Grouping, systems: Sequence[str], statistics: Sequence[SegmentStatistics]
) -> Breakdown:
    """The value of each system on each part: not a mean of segments, but the metric of that part alone."""
    parts: list[Part] = []
    for label, places in grouping.parts.items():
        sums = [system.rows[places].sum(axis=0, keepdims=True) for system in statistics]
        values = [float(system.aggregate(total)[0]) for system, total in zip(statistics, sums, strict=True)]
        parts.append(Part(label, len(places), tuple(None if np.isnan(value) else value for value in values)))
    return Breakdown(metric, grouping.by, grouping.unit, tuple(systems), tuple(parts))


def _by_length(name: str, texts: Sequence[str | None], tag: str | None) -> Grouping:
    facts = known_language(tag)
    lengths = np.array([-1 if text is None else count_words(text, facts) for text in texts], dtype=np.intp)
    known = lengths[lengths >= 0]
    parts = {}
    low = int(known.min()) if len(known) else 0
    for high in _borders(known):
        parts[_label(low, high)] = np.flatnonzero((lengths >= low) & (lengths <= high))
        low = high + 1
    return Grouping(name, "words", parts)


def _borders(lengths: npt.NDArray[np.intp]) -> list[int]:
    """The longest length of each bucket; small buckets are joined with the next, or the last with the one before."""
    if not len(lengths):
        return []
    longest = int(lengths.max())
    candidates = [length for length in LENGTHS if length < longest] + [longest]
    enough = max(_FEWEST, _SMALLEST_SHARE * len(lengths))
    borders: list[int] = []
    below = 0
    for border in candidates:
        upto = int((lengths <= border).sum())
        if upto - below >= enough:
            borders.append(border)
            below = upto
    if not borders or borders[-1] != longest:
        borders[-1:] = [longest]
    return borders


def _label(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}–{high}"


def _by_column(test_set: TestSet, column: str) -> Grouping:
    if not test_set.columns:
        raise SettingsError(f"there is no column '{column}': only tables have some, in TSV, CSV or JSONL")
    if column not in test_set.columns:
        raise UnknownNameError("column", column, test_set.columns)
    places: dict[str, list[int]] = {}
    for place, value in enumerate(test_set.columns[column]):
        places.setdefault(value or NO_VALUE, []).append(place)
    if len(places) > _MOST_PARTS:
        raise MtqcError(
            f"column '{column}' has {len(places):,} values; a breakdown takes {_MOST_PARTS} at most, "
            "so choose a column that groups segments"
        )
    ordered = sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
    return Grouping(column, None, {value: np.array(of_value, dtype=np.intp) for value, of_value in ordered})
