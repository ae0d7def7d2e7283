from __future__ import annotations

from mtqc.checks.base import Example
from mtqc.checks.options import Pattern
from mtqc.checks.style.pattern import UserPattern
from mtqc.model import Severity

from ..running import findings_on


def test_offsets_count_characters_whatever_their_bytes() -> None:
    pattern = Pattern("shout", "No shouting.", target="!+", suggestion=".")
    (finding,) = findings_on(UserPattern(), Example("😀 é!!", settings={"patterns": (pattern,)}))
    assert finding.target_text == "!!"
    assert finding.suggestions == (".",)
    assert finding.evidence == {"pattern": "shout"}


def test_a_pattern_has_its_own_severity_and_message() -> None:
    pattern = Pattern("legal", "The notice is missing.", source="©", target="©", severity=Severity.CRITICAL)
    (finding,) = findings_on(UserPattern(), Example("Firma", source="© Company", settings={"patterns": (pattern,)}))
    assert (finding.severity, finding.message, finding.source_text) == (
        Severity.CRITICAL,
        "The notice is missing.",
        "©",
    )


def test_a_pattern_about_sources_is_silent_without_one() -> None:
    pattern = Pattern("legal", "The notice is missing.", source="©", target="©")
    assert findings_on(UserPattern(), Example("Firma", settings={"patterns": (pattern,)})) == []


def test_an_empty_match_marks_nothing() -> None:
    assert findings_on(UserPattern(), Example("abc", settings={"patterns": (Pattern("x", "m", target="z*"),)})) == []
