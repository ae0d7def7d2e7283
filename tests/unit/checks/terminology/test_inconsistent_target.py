from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.context import DocumentContext
from mtqc.checks.terminology.inconsistent_target import InconsistentTarget
from mtqc.model import Document, Segment

from ..running import findings_on

SOURCE = "The file could not be opened."


def test_the_rarer_translation_is_the_one_reported() -> None:
    usual = (SOURCE, "Die Datei konnte nicht geöffnet werden.")
    (finding,) = findings_on(
        InconsistentTarget(), Example("Datei ließ sich nicht öffnen.", source=SOURCE, others=(usual, usual))
    )
    assert finding.segment.id == "last"
    assert finding.suggestions == (usual[1],)
    assert "2 times, first in segment 1" in finding.message


def test_the_message_names_the_line_where_there_is_one() -> None:
    segments = (Segment("1", "Erste Fassung.", SOURCE, line=7), Segment("2", "Zweite Fassung.", SOURCE, line=9))
    (finding,) = InconsistentTarget().check(Document("a.po", segments), DocumentContext())
    assert "(line 7)" in finding.message


def test_contexts_and_plural_forms_are_told_apart() -> None:
    segments = (
        Segment("1", "Erste Fassung.", SOURCE),
        Segment("2", "Zweite Fassung.", SOURCE, context="menu"),
        Segment("3", "Dritte Fassung.", SOURCE, flags=frozenset({"plural:1"})),
        Segment("4", "Etwas anderes.", "Something else.", context="menu"),
    )
    assert list(InconsistentTarget().check(Document("a.po", segments), DocumentContext())) == []


def test_contexts_of_their_own_are_keys_and_tell_nothing_apart() -> None:
    segments = (
        Segment("1", "Erste Fassung.", SOURCE, context="error.open"),
        Segment("2", "Zweite Fassung.", SOURCE, context="error.read"),
    )
    assert len(list(InconsistentTarget().check(Document("a.po", segments), DocumentContext()))) == 1
