"""Brings a document's findings to its segments, for reports that show texts."""

from __future__ import annotations

from mtqc.model import DocumentReport, Segment


def findings_by_segment(document: DocumentReport) -> list[tuple[Segment, list[int]]]:
    """The segments at hand in reading order, each with the places of its findings in ``document.findings``.

    Where the document's texts were not kept, these are the segments with findings. A check may report a segment that it
    made itself: it counts as the one of the same name and text, else it stands at the end.
    """
    segments = list(document.texts or ())
    places = {id(segment): place for place, segment in enumerate(segments)}
    named = {(segment.id, segment.target, segment.source): place for place, segment in enumerate(segments)}
    found: list[list[int]] = [[] for _ in segments]
    for number, finding in enumerate(document.findings):
        segment = finding.segment
        place = places.get(id(segment))
        if place is None:
            place = named.setdefault((segment.id, segment.target, segment.source), len(segments))
            places[id(segment)] = place
        if place == len(segments):
            segments.append(segment)
            found.append([])
        found[place].append(number)
    return list(zip(segments, found, strict=True))
