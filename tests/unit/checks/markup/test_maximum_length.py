from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.markup.maximum_length import MaximumLength

from ..running import findings_on


@pytest.mark.parametrize(
    ("target", "flags", "marked"),
    [
        ("abcdef", {"max-length:5"}, "f"),
        ("abcde", {"max-length:5"}, None),
        ("äöü👍", {"max-length:4"}, None),
        ("abc", set(), None),
        ("abc", {"max-length:"}, None),
        ("abc", {"max-length:x"}, None),
        ("abc", {"max-length:99999999999999999999"}, None),
        ("<b>abc</b>&lt;", {"max-length:4", "xml-text"}, None),
        ("<b>abc</b>&lt;", {"max-length:3", "xml-text"}, "<b>abc</b>&lt;"),
        ("a\nb\nc\n", {"max-lines:2"}, "c"),
        ("a\nb\n", {"max-lines:2"}, None),
        ("a", {"max-lines:x"}, None),
    ],
)
def test_what_is_too_much_is_marked(target: str, flags: set[str], marked: str | None) -> None:
    findings = findings_on(MaximumLength(), Example(target, flags=frozenset(flags)))
    assert [finding.target_text for finding in findings] == ([] if marked is None else [marked])


def test_the_message_has_both_numbers() -> None:
    (finding,) = findings_on(MaximumLength(), Example("abcdef", flags=frozenset({"max-length:5"})))
    assert finding.message == "The translation has 6 characters; 5 are allowed."
    assert finding.evidence == {"length": 6, "maximum": 5}
