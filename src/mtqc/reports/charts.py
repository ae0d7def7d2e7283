"""Where the marks of charts stand: coordinates in units of a drawing whose origin is at the top left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtqc.model import Interval
from mtqc.reports.characters import display_width
from mtqc.reports.table import cut

_CHARACTER = 7.2
"""About how wide a character of 13 units is in a sans-serif type."""
LONGEST_NAME = 24
"""Longer names are cut to so many columns."""
_ROW = 27.0
_TICKS = 5
_FLATTEST = 1e-9


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and what stands at it."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A system's value with its interval, on a row of its own."""

    name: str
    y: float
    x: float | None
    low: float | None
    high: float | None
    label: str


@dataclass(frozen=True, slots=True)
class DotChart:
    """Values side by side on one axis, a row each."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a line."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A system's values from part to part.

    ``colour`` is the same number for the same system in all charts; ``label_y`` is where its name stands, clear of the
    others.
    """

    name: str
    colour: int
    points: tuple[Point, ...]
    label_y: float

    @property
    def path(self) -> str:
        """The points as the polyline of SVG has them."""
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)


@dataclass(frozen=True, slots=True)
class LineChart:
    """Values of several systems from part to part."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    ticks: tuple[Tick, ...]
    categories: tuple[Tick, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram, from ``x`` to the right and from ``y`` down to the axis; ``side`` is −1, 0 or 1."""

    x: float
    y: float
    width: float
    height: float
    side: int
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """How often values fall into bins on both sides of 0."""

    width: float
    height: float
    bottom: float
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]


def dot_chart(rows: Sequence[tuple[str, float | None, Interval | None, str]], decimals: int) -> DotChart:
    """Names with values, intervals and what is written beside them."""
    width = 620.0
    left = 12 + _CHARACTER * max(display_width(cut(name, LONGEST_NAME)) for name, *_ in rows)
    right = width - 8 - _CHARACTER * max(len(label) for *_, label in rows)
    ends = [end for _, value, interval, _ in rows for end in _ends(value, interval)]
    low, high = _stretched(ends)
    bottom = 8 + _ROW * len(rows)

    def place(value: float | None) -> float | None:
        return None if value is None else left + (right - left) * (value - low) / (high - low)

    dots = tuple(
        Dot(
            cut(name, LONGEST_NAME),
            8 + _ROW * (number + 0.5),
            place(value),
            place(None if interval is None else interval.low),
            place(None if interval is None else interval.high),
            label,
        )
        for number, (name, value, interval, label) in enumerate(rows)
    )
    ticks = tuple(Tick(place(tick) or 0.0, _written(tick, decimals)) for tick in _ticks(low, high))
    return DotChart(width, bottom + 24, left, right, bottom, ticks, dots)


def line_chart(
    categories: Sequence[str], series: Sequence[tuple[str, int, Sequence[float | None]]], decimals: int
) -> LineChart:
    """Systems with their colours and their values for each category; a line leaves out what has no value."""
    width, bottom = 620.0, 230.0
    low, high = _stretched([value for *_, values in series for value in values if value is not None])
    left = 14 + _CHARACTER * max(len(_written(end, decimals)) for end in (low, high))
    right = width - 16 - _CHARACTER * max(display_width(cut(name, LONGEST_NAME)) for name, *_ in series)
    step = (right - left) / max(1, len(categories))
    centres = [left + step * (number + 0.5) for number in range(len(categories))]

    def height(value: float) -> float:
        return bottom - (bottom - 12) * (value - low) / (high - low)

    drawn = [
        (
            cut(name, LONGEST_NAME),
            colour,
            tuple(
                Point(x, height(value), f"{name}, {category}: {_written(value, decimals)}")
                for x, category, value in zip(centres, categories, values, strict=True)
                if value is not None
            ),
        )
        for name, colour, values in series
    ]
    labels = _apart([points[-1].y if points else bottom for *_, points in drawn], 15.0, bottom)
    lines = tuple(Line(*line, y) for line, y in zip(drawn, labels, strict=True))
    ticks = tuple(Tick(height(tick), _written(tick, decimals)) for tick in _ticks(low, high))
    fitting = max(4, int(step / _CHARACTER))
    named = tuple(Tick(x, cut(category, fitting)) for x, category in zip(centres, categories, strict=True))
    return LineChart(width, bottom + 28, left, right, bottom, ticks, named, lines)


def bar_chart(edges: Sequence[float], counts: Sequence[int], labels: Sequence[str], decimals: int) -> BarChart:
    """A histogram whose borders lie evenly on both sides of 0; ``labels`` say what each bar counts."""
    width, bottom, left = 620.0, 130.0, 14.0
    room = width - 2 * left
    span = edges[-1] - edges[0]
    highest = max(counts)

    def place(value: float) -> float:
        return left + room * (value - edges[0]) / span

    bars = tuple(
        Bar(
            place(low) + 0.75,
            bottom - (bottom - 8) * count / highest,
            room * (high - low) / span - 1.5,
            (bottom - 8) * count / highest,
            0 if low < 0 < high else 1 if low >= 0 else -1,
            label,
        )
        for (low, high), count, label in zip(pairwise(edges), counts, labels, strict=True)
    )
    ticks = tuple(Tick(place(tick), _written(tick, decimals)) for tick in _ticks(edges[0], edges[-1]))
    return BarChart(width, bottom + 24, bottom, ticks, bars)


def _ends(value: float | None, interval: Interval | None) -> tuple[float, ...]:
    if value is None:
        return ()
    return (value,) if interval is None else (interval.low, value, interval.high)


def _stretched(values: Sequence[float]) -> tuple[float, float]:
    """The ends of an axis that holds the values with a margin; 0 to 1 without any."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    margin = 0.06 * (high - low) or max(abs(high), 1.0) * 0.05
    return low - margin, high + margin


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers between two ends, about five of them."""
    span = high - low
    if span < _FLATTEST:
        return [low]
    power = 10.0 ** math.floor(math.log10(span / _TICKS))
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if span / (power * factor) <= _TICKS + 1)
    first = math.ceil(low / step - _FLATTEST)
    return [number * step for number in range(first, math.floor(high / step + _FLATTEST) + 1)]


def _written(value: float, decimals: int) -> str:
    """The number with as few decimals as it needs, at most so many."""
    written = f"{value:.{decimals}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written.replace("-", "−")


def _apart(places: Sequence[float], distance: float, lowest: float) -> list[float]:
    """The places, moved so that none is nearer to another than that, and none much below the lowest."""
    moved = list(places)
    order = sorted(range(len(places)), key=places.__getitem__)
    for upper, lower in pairwise(order):
        moved[lower] = max(moved[lower], moved[upper] + distance)
    if order and moved[order[-1]] > lowest:
        moved[order[-1]] = lowest
        for lower, upper in pairwise(order[::-1]):
            moved[upper] = min(moved[upper], moved[lower] - distance)
    return moved
