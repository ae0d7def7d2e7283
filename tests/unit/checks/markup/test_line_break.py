from __future__ import annotations

import pytest

from mtqc.checks.base import Example
from mtqc.checks.markup.line_break import LineBreak
from mtqc.model import Finding

from ..running import findings_on


def found(source: str, target: str) -> list[Finding]:
    return findings_on(LineBreak(), Example(target, source=source))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a\n", "b\n"),
        ("a\n\n", "b\n"),
        ("\na", "\nb"),
        ("a\r\n", "b\r\n"),
        ("a\nb\nc", "x y z"),
        ("a", "x\ny"),
        ("a\tb\nc", "x y\nz"),
        ("a\tb", "x\ty"),
        (r"a\nb", r"x\ny"),
        (r"C:\new\table", r"C:\neu\tisch"),
        (r"a\\n", r"b\\n"),
        ("a", "x\ty"),
        ("Yes.\nNo.", "Ja. Nein."),
        ("a\tb", "x  y"),
        ("a", "x\ty\t z"),
        ("a\n\nb", "x\n \ny"),
    ],
)
def test_what_translations_may_do(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "message", "marked", "suggestions"),
    [
        ("a\n", "b", "The translation does not end with a line break as the source does.", None, ()),
        ("\na", "b", "The translation does not begin with a line break as the source does.", None, ()),
        ("a", "b\n", "The translation ends with a line break; the source does not.", "\n", ("",)),
        ("a", "\nb", "The translation begins with a line break; the source does not.", "\n", ("",)),
        ("a\n", "b\r\n", "The translation ends with another kind of line break than the source.", "\r\n", ("\n",)),
        ("Yes.\nNo.", "Ja.Nein.", "A line break between sentences is missing from the translation.", ".N", (".\nN",)),
        ("a\n\nb", "x\ny", "The blank line between paragraphs is missing from the translation.", None, ()),
        ("a\tb", "x y", "The tab of the source is missing from the translation.", None, ()),
        ("a", "x\t", "The translation has a tab at its end or beginning; the source has none.", "\t", ("",)),
        (r"a\nb\n", r"x\ny", r"'\n' stands once in the translation, but twice in the source.", None, ()),
        (r"a\t", r"x\t\t\t", r"'\t' stands 3 times in the translation, but once in the source.", None, ()),
    ],
)
def test_differences(source: str, target: str, message: str, marked: str | None, suggestions: tuple[str, ...]) -> None:
    (finding,) = found(source, target)
    assert (finding.message, finding.target_text, finding.suggestions) == (message, marked, suggestions)
