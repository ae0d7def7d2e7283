"""Reads candidates: a file for each, several lines a segment in one file, or lists in JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mtqc.errors import InputError, SettingsError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.jsonl import Record, json_object
from mtqc.ranking.ranking import CandidateSets
from mtqc.scoring.file_contents import file_contents
from mtqc.scoring.reading import Output, files_beside, read_translated
from mtqc.scoring.system_names import SystemFile
from mtqc.scoring.tables import table_contents

JSON_LINES = "jsonl"
CANDIDATES, WEIGHTS = "candidates", "weights"
"""The keys of JSON Lines that hold the lists of candidates and of their weights."""
_JSON_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})


def read_candidates(
    files: Sequence[SystemFile],
    per_segment: int | None,
    source: Input | None,
    references: Sequence[Input],
    options: ReadOptions,
    format_name: str | None = None,
) -> CandidateSets:
    """The candidates of each segment with the sources and references beside them.

    Args:
        files: Several files hold a candidate a segment each, as :func:`mtqc.scoring.reading.read_translated` reads
            them. One file holds ``per_segment`` candidates a segment, one after another; or it is JSON Lines with a
            list ``candidates``, and perhaps one of ``weights``, in each line.
        per_segment: How many candidates a segment has in a single file.
        source: The file of the sources, a segment each.
        references: The files of the references, a segment each.
        options: How to read files.
        format_name: The format of ``files``; recognised when left out.

    Raises:
        InputError: a file cannot be read, or the files do not belong together.
        SettingsError: there is one file, and nothing says how many candidates a segment has.
        MissingExtraError: a format needs packages that are not installed.
    """
    if len(files) == 1 and per_segment is not None:
        return _consecutive(files[0].file, per_segment, source, references, options, format_name)
    if per_segment is not None:
        raise SettingsError("--candidates goes with one file; several files hold a candidate a segment each")
    if len(files) == 1 and _is_json_lines(files[0].file, format_name):
        return _listed(files[0].file, source, references, options)
    read = read_translated(files, source, references, options, format_name)
    if len(read.systems) < 2:
        raise SettingsError("one file holds one candidate a segment: say how many in a row with --candidates NUMBER")
    texts = tuple(zip(*(system.hypotheses for system in read.systems), strict=True))
    return CandidateSets(read.test_set, texts, notices=read.notices)


def _consecutive(
    file: Input,
    per_segment: int,
    source: Input | None,
    references: Sequence[Input],
    options: ReadOptions,
    format_name: str | None,
) -> CandidateSets:
    contents = file_contents(file, options, format_name)
    if contents.size % per_segment:
        problem = (
            f"has {contents.size:,} {contents.unit}s, which is no multiple of {per_segment:,} candidates a segment"
        )
        raise InputError(file.name, problem)
    firsts = range(0, contents.size, per_segment)
    of_segments = replace(contents.only(firsts), unit="segment")
    test_set, notices = files_beside([Output(file.name, of_segments)], source, references, options)
    texts = tuple(contents.translations[first : first + per_segment] for first in firsts)
    return CandidateSets(test_set, texts, notices=notices)


def _is_json_lines(file: Input, format_name: str | None) -> bool:
    if format_name is not None:
        return format_name == JSON_LINES
    return bool(_JSON_LINES_SUFFIXES & {*file.suffixes})


def _listed(file: Input, source: Input | None, references: Sequence[Input], options: ReadOptions) -> CandidateSets:
    contents = table_contents(file, JSON_LINES, options, needs_target=False)
    test_set, notices = files_beside([Output(file.name, contents)], source, references, options)
    records = list(_records(file))
    weights = tuple(_weights(record) for record in records)
    return CandidateSets(
        test_set,
        tuple(_candidates(record) for record in records),
        weights if any(weight is not None for weight in weights) else (),
        notices,
    )


def _records(file: Input) -> Iterator[Record]:
    for number, line in enumerate(file.lines(), start=1):
        if line.strip():
            yield Record(json_object(line, file.name, number), file.name, number)


def _candidates(record: Record) -> tuple[str, ...]:
    texts = record.texts(CANDIDATES)
    if not texts:
        raise record.error(f"has no list '{CANDIDATES}'")
    return texts


def _weights(record: Record) -> tuple[float, ...] | None:
    listed: Any = record.values.get(WEIGHTS)
    if listed is None:
        return None
    if not isinstance(listed, list) or not all(type(weight) in (int, float) for weight in listed):
        raise record.error(f"'{WEIGHTS}' should be a list of numbers")
    return tuple(map(float, listed))
