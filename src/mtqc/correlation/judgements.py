"""What people said of translations: a score for each system and segment, and the texts they judged."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mtqc.correlation.mqm_weights import google_weights
from mtqc.correlation.roles import Roles
from mtqc.correlation.score_table import ScoreTable
from mtqc.errors import InputError, UnknownNameError
from mtqc.model.correlation import HumanScale
from mtqc.statistics.segment_statistics import Matrix

Segment = tuple[str, str]
"""The document and the name of a segment; the document is empty where none is named."""
Texts = tuple[str | None, ...]
_MARKS = re.compile("</?v>")
"""What MQM ratings put around an error in the text."""
_PENALTY_NAMES = re.compile("mqm|penalt|error", re.IGNORECASE)
_RATINGS = "MQM ratings with Google's weights"


@dataclass(frozen=True, slots=True, eq=False)
class Judgements:
    """People's scores of shape (systems, segments), NaN where there is none, and what they judged.

    ``hypotheses`` has a column a system; texts are None where they are not known. ``columns`` are further numbers for
    each translation, by the name of the column, in the same shape. ``raters`` is the largest number of rows that were
    averaged into one score.
    """

    path: str
    scale: HumanScale
    systems: tuple[str, ...]
    segments: tuple[Segment, ...]
    human: Matrix
    sources: Texts | None
    hypotheses: tuple[Texts, ...] | None
    references: tuple[Texts, ...]
    columns: Mapping[str, Matrix]
    notices: tuple[str, ...]

    def without(self, systems: Sequence[str]) -> Judgements:
        """The judgements of all other systems.

        Raises:
            UnknownNameError: there is no such system; names the nearest.
            InputError: no system is left.
        """
        for name in systems:
            if name not in self.systems:
                raise UnknownNameError(f"system in {self.path}", name, self.systems)
        places = [place for place, name in enumerate(self.systems) if name not in systems]
        if not places:
            raise InputError(self.path, "no system is left")
        return Judgements(
            self.path,
            self.scale,
            tuple(self.systems[place] for place in places),
            self.segments,
            self.human[places],
            self.sources,
            None if self.hypotheses is None else tuple(self.hypotheses[place] for place in places),
            self.references,
            {name: scores[places] for name, scores in self.columns.items()},
            self.notices,
        )


def judgements_of(
    table: ScoreTable, roles: Roles, score_columns: Sequence[str], higher_is_better: bool | None
) -> Judgements:
    """Puts the rows of a table into matrices; several rows of one translation, such as raters', are averaged.

    MQM ratings become minus the penalties of all errors of a rater, averaged over the raters.

    Args:
        table: the table.
        roles: what its columns hold.
        score_columns: columns with scores of metrics.
        higher_is_better: the direction of people's scores; None to guess it, see :func:`scale_of`.

    Raises:
        InputError: a cell is no number, a severity is unknown, or a translation has two different texts.
    """
    places = _Places(table, roles)
    notices = list(table.notices)
    if roles.is_ratings:
        human = places.penalties()
        scale = HumanScale(_RATINGS, *_ends(human), True, False)
        sums = human
    else:
        columns = [places.means(name) for name in roles.human]
        sums = columns[0] if len(columns) == 1 else _mean(columns)
        scale = scale_of(" + ".join(roles.human), sums, higher_is_better)
    if np.isnan(sums).all():
        raise InputError(table.path, f"no score in column {' or '.join(roles.human)}")
    if roles.segment is None:
        notices.append("segments have no names, so those with the same source are taken for the same")
    if not roles.is_ratings and (repeated := places.repeated):
        notices.append(f"{repeated:,} translations have several rows, such as those of raters: their mean counts")
    return Judgements(
        table.path,
        scale,
        places.systems,
        places.segments,
        sums if scale.higher_is_better else -sums,
        places.of_segments(roles.source),
        places.of_translations(roles.target),
        tuple(found for name in roles.references if (found := places.of_segments(name)) is not None),
        {name: places.means(name) for name in score_columns},
        tuple(notices),
    )


def scale_of(name: str, scores: Matrix, higher_is_better: bool | None) -> HumanScale:
    """What people's scores are, with their direction as told or guessed.

    Scores of which none is above 0 are penalties with a minus sign, so higher is better. Scores of which none is below
    0 are penalties if their name says MQM, penalty or error, and none is below the usual 0 of a flawless translation;
    then lower is better. All else is a scale such as DA's or ESA's, on which higher is better.
    """
    low, high = _ends(scores)
    guess = not (low >= 0 and _PENALTY_NAMES.search(name) is not None)
    return HumanScale(
        name, low, high, guess if higher_is_better is None else higher_is_better, higher_is_better is None
    )


def _ends(scores: Matrix) -> tuple[float, float]:
    present = scores[~np.isnan(scores)]
    return (float(present.min()), float(present.max())) if len(present) else (math.nan, math.nan)


def _mean(columns: Sequence[Matrix]) -> Matrix:
    stacked = np.stack(columns)
    present = ~np.isnan(stacked)
    sums = np.where(present, stacked, 0.0).sum(axis=0)
    means: Matrix = np.full(sums.shape, np.nan)
    np.divide(sums, present.sum(axis=0), out=means, where=present.any(axis=0))
    return means


class _Places:
    """Where each row of a table belongs: systems and segments in the order in which they first occur."""

    def __init__(self, table: ScoreTable, roles: Roles) -> None:
        self._table, self._roles = table, roles
        names = table.column(roles.system)
        documents = table.column(roles.document) if roles.document else ("",) * len(names)
        segments = list(zip(documents, table.column(roles.segment or roles.source or ""), strict=True))
        self.systems = tuple(dict.fromkeys(names))
        self.segments = tuple(dict.fromkeys(segments))
        system_place = {name: place for place, name in enumerate(self.systems)}
        segment_place = {segment: place for place, segment in enumerate(self.segments)}
        self._system = np.array([system_place[name] for name in names])
        self._segment = np.array([segment_place[segment] for segment in segments])
        self._shape = (len(self.systems), len(self.segments))

    @property
    def repeated(self) -> int:
        """How many translations have several rows."""
        return int((self._rows() > 1).sum())

    def means(self, name: str) -> Matrix:
        """The numbers of a column; of several rows the mean of those that have one."""
        numbers = np.array(self._table.numbers(name))
        present = ~np.isnan(numbers)
        means: Matrix = np.full(self._shape, np.nan)
        counts = self._rows(present)
        np.divide(self._sums(np.where(present, numbers, 0.0)), counts, out=means, where=counts > 0)
        return means

    def penalties(self) -> Matrix:
        """Minus the penalty points of each translation, the mean over its raters."""
        raters = self._table.column(self._roles.rater) if self._roles.rater else ("",) * len(self._system)
        judged = set(zip(self._system.tolist(), self._segment.tolist(), raters, strict=True))
        counts = np.zeros(self._shape)
        for system, segment, _ in judged:
            counts[system, segment] += 1
        found: Matrix = np.full(self._shape, np.nan)
        np.divide(-self._sums(np.array(list(self._weights()))), counts, out=found, where=counts > 0)
        # Minus nothing is nothing.
        return found + 0.0

    def of_segments(self, name: str | None) -> Texts | None:
        """The texts of a column that says the same of a segment in every row, such as the source; empty is none."""
        if name is None:
            return None
        found: list[str | None] = [None] * len(self.segments)
        for place, text, line in zip(self._segment.tolist(), self._texts(name), self._table.lines, strict=True):
            if found[place] is None:
                found[place] = text or None
            elif text and text != found[place]:
                raise self._ambiguous("segment", self.segments[place][1], name, line)
        return tuple(found)

    def of_translations(self, name: str | None) -> tuple[Texts, ...] | None:
        """The texts of a column for each system; an empty cell is an empty translation."""
        if name is None:
            return None
        found: list[list[str | None]] = [[None] * self._shape[1] for _ in self.systems]
        places = zip(self._system.tolist(), self._segment.tolist(), self._texts(name), self._table.lines, strict=True)
        for system, segment, text, line in places:
            if found[system][segment] is None:
                found[system][segment] = text
            elif text != found[system][segment]:
                raise self._ambiguous(f"system {self.systems[system]}, segment", self.segments[segment][1], name, line)
        return tuple(tuple(texts) for texts in found)

    def _texts(self, name: str) -> Iterator[str]:
        for text in self._table.column(name):
            yield _MARKS.sub("", text) if self._roles.severity else text

    def _weights(self) -> Iterator[float]:
        severities = self._table.column(self._roles.severity or "")
        categories = self._table.column(self._roles.category or "")
        for severity, category, line in zip(severities, categories, self._table.lines, strict=True):
            weight = google_weights().weight(severity, category)
            if weight is None:
                known = ", ".join(google_weights().severities)
                raise InputError(self._table.path, f"unknown severity '{severity[:40]}'; known are {known}", line)
            yield weight

    def _sums(self, numbers: np.ndarray) -> Matrix:
        sums: Matrix = np.zeros(self._shape)
        np.add.at(sums, (self._system, self._segment), numbers)
        return sums

    def _rows(self, counted: np.ndarray | None = None) -> np.ndarray:
        ones = np.ones(len(self._system)) if counted is None else counted.astype(float)
        return self._sums(ones)

    def _ambiguous(self, what: str, name: str, column: str, line: int) -> InputError:
        return InputError(
            self._table.path,
            f"{what} '{name[:40]}' has another text in column '{column}' than before: if the table holds several test "
            "sets, choose one with --where COLUMN=VALUE, or name documents with --column document=NAME",
            line,
        )
