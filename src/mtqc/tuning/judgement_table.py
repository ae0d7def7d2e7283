"""A user's judgements, from a table with a row a translation, or a row an error."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mtqc.correlation.roles import usual_column
from mtqc.correlation.score_table import ScoreTable
from mtqc.errors import InputError, UnknownNameError
from mtqc.model import Severity
from mtqc.tuning.judgement import WEIGHTS, Judgement, Marked, Scale
from mtqc.tuning.marked_spans import severity_named, spans_of_json, unmarked

COLUMNS = ("source", "target", "score", "spans", "severity", "rater")
"""What columns may hold, as ``--column`` names it; ``translation`` is another word for ``target``."""
_SPANS = ("spans", "errors", "error_spans")
_PENALTY = re.compile("mqm|penalt|error", re.IGNORECASE)
_EDITS = re.compile("hter|edit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JudgementTable:
    """Judgements of a file and the scale of their scores."""

    path: str
    judgements: tuple[Judgement, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: the translation without marks, its score, and the errors that it names."""

    line: int
    source: str
    translation: str
    rater: str
    score: float
    spans: tuple[Marked, ...] | None
    points: float | None


def judgements_of(table: ScoreTable, named: Mapping[str, str], scale: Scale | None = None) -> JudgementTable:
    """The judgements of a table; its columns as ``named``, else by the names that such columns usually have.

    Rows of one source and translation are one judgement: their scores are averaged, their marks put together; in a
    table of MQM ratings, with a severity a row and no scores, the points of each rater's rows are added up first.
    Without ``scale`` the name of the column tells it: points of errors if it speaks of MQM, penalties or errors, edit
    rates if it speaks of those, else the higher the better.

    Raises:
        UnknownNameError: there is no such column; names the nearest.
        InputError: there are no texts or no judgements in it, or a cell cannot be read; names the line.
    """
    names = _names(table, named)
    rows = list(_rows(table, names))
    groups: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row.source, row.translation), []).append(row)
    has_scores = names["score"] is not None
    judged = tuple(_judgement(group, has_scores) for group in groups.values())
    known = tuple(one for one in judged if one.score is not None or one.spans is not None)
    return JudgementTable(table.path, known, scale or _guessed(names["score"]))


def _names(table: ScoreTable, named: Mapping[str, str]) -> dict[str, str | None]:
    wanted = {"target" if role == "translation" else role: name for role, name in named.items()}
    for role in wanted:
        if role not in COLUMNS:
            raise UnknownNameError("column role", role, COLUMNS)
    by_name = {name.casefold(): name for name in table.columns}
    found = {role: usual_column(table, role) for role in ("source", "target", "severity", "rater")}
    found["score"] = usual_column(table, "human")
    found["spans"] = next((by_name[name] for name in _SPANS if name in by_name), None)
    for role, name in wanted.items():
        table.column(name)
        found[role] = name
    for role, what in (("source", "sources"), ("target", "translations")):
        if found[role] is None:
            there = ", ".join(f"'{name}'" for name in list(table.columns)[:12])
            raise InputError(table.path, f"no column of {what} among {there}: name it with --column {role}=NAME")
    if all(found[role] is None for role in ("score", "spans", "severity")):
        there = ", ".join(f"'{name}'" for name in list(table.columns)[:12])
        raise InputError(
            table.path, f"no column of people's scores or spans among {there}: name it with --column score=NAME"
        )
    return found


def _rows(table: ScoreTable, names: Mapping[str, str | None]) -> Iterator[_Row]:
    def cells(role: str) -> Sequence[str]:
        name = names[role]
        return [""] * len(table.lines) if name is None else table.column(name)

    sources, targets, raters = cells("source"), cells("target"), cells("rater")
    spans, severities = cells("spans"), cells("severity")
    score = names["score"]
    scores = [math.nan] * len(table.lines) if score is None else table.numbers(score)
    rated = names["severity"] is not None and names["spans"] is None
    for place, line in enumerate(table.lines):
        try:
            source, _ = unmarked(sources[place])
            translation, marks = unmarked(targets[place])
            if not source.strip() or not translation.strip():
                raise ValueError(f"the {'translation' if source.strip() else 'source'} is empty")
            severity = severity_named(severities[place]) if rated else Severity.MAJOR
            found = None if rated or marks else spans_of_json(spans[place], translation)
        except ValueError as error:
            raise InputError(table.path, str(error), line) from None
        if rated or marks:
            found = () if severity is None else tuple((start, end, severity) for start, end in marks)
        points = (0.0 if severity is None else WEIGHTS.of(severity)) if rated else None
        yield _Row(line, source, translation, raters[place], scores[place], found, points)


def _judgement(rows: Sequence[_Row], has_scores: bool) -> Judgement:
    """The rows of one source and translation as one judgement."""
    spans: tuple[Marked, ...] | None = None
    for row in rows:
        if row.spans is not None:
            spans = tuple(dict.fromkeys((*(spans or ()), *row.spans)))
    known = [row.score for row in rows if not math.isnan(row.score)]
    by_rater: dict[str, float] = {}
    for row in rows:
        if row.points is not None:
            by_rater[row.rater] = by_rater.get(row.rater, 0.0) + row.points
    score: float | None = None
    if known:
        score = sum(known) / len(known)
    elif by_rater and not has_scores:
        score = sum(by_rater.values()) / len(by_rater)
    first = rows[0]
    return Judgement(first.source, first.translation, score, spans, first.line)


def _guessed(name: str | None) -> Scale:
    if name is None or _PENALTY.search(name):
        return Scale.MQM
    return Scale.LOWER if _EDITS.search(name) else Scale.HIGHER
