from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.context import DocumentContext
from mtqc.checks.terminology.inconsistent_source import InconsistentSource
from mtqc.model import Document, Segment

from ..running import findings_on

TARGET = "Der Drucker hat kein Papier mehr."


def test_the_message_says_which_source_has_the_translation_too() -> None:
    others = (("The printer is out of paper.", TARGET),)
    (finding,) = findings_on(InconsistentSource(), Example(TARGET, source="Your session has ended.", others=others))
    assert "segment 1" in finding.message
    assert "The printer is out of paper." in finding.message


def test_the_message_names_the_line_where_there_is_one() -> None:
    segments = (Segment("a", TARGET, "The printer is out of paper.", line=3), Segment("b", TARGET, "Session ended."))
    (finding,) = InconsistentSource().check(Document("a.po", segments), DocumentContext())
    assert "(line 3)" in finding.message


@pytest.mark.parametrize("source", ["No paper is left in the printer.", "1 2 3", "The printers are out of paper!"])
def test_variants_of_one_message_share_a_translation(source: str) -> None:
    others = (("The printer is out of paper.", TARGET),)
    assert findings_on(InconsistentSource(), Example(TARGET, source=source, others=others)) == []
