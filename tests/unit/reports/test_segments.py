from __future__ import annotations

from dataclasses import replace

from mtqc.reports.segments import findings_by_segment
from tests.unit.reports.samples import program


def places_of(**changes: object) -> list[tuple[str, list[int]]]:
    document = replace(program(), **changes)  # type: ignore[arg-type]  # any field of the document
    return [(segment.id, places) for segment, places in findings_by_segment(document)]


def test_segments_without_findings_are_there_too() -> None:
    assert places_of() == [("app|welcome", [0, 1]), ("app|save", [2]), ("app|quit", []), ("app|licence", [3])]


def test_without_texts_only_flagged_segments_are() -> None:
    assert places_of(texts=None) == [("app|welcome", [0, 1]), ("app|save", [2]), ("app|licence", [3])]


def test_a_copied_segment_counts_as_its_original_and_a_changed_one_stands_at_the_end() -> None:
    first, _, *others = program().findings
    copied = replace(first, segment=replace(first.segment, line=None))
    changed = replace(first, segment=replace(first.segment, target="anything"))
    places = places_of(findings=(copied, changed, changed, *others))
    assert places[0] == ("app|welcome", [0])
    assert places[-1] == ("app|welcome", [1, 2])
