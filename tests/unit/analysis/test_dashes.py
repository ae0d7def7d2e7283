from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.dashes import closed_up_dashes

from .hostile import slow


def spaced(text: str) -> str:
    """The text with each dash as it reads with blanks."""
    for dash in reversed(closed_up_dashes(text, "–")):
        text = text[: dash.span.start] + dash.spaced + text[dash.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Land —Venezuela— sendet.", "Das Land – Venezuela – sendet."),
        ("Das Land—Venezuela—sendet.", "Das Land – Venezuela – sendet."),
        ("Das Land —Venezuela—, sagt er.", "Das Land – Venezuela –, sagt er."),
        ("Er kam—endlich.", "Er kam – endlich."),
        ("Er kam— endlich.", "Er kam – endlich."),
        ("—Ja, sagte er.", "– Ja, sagte er."),
        ("10—20 Leute", "10–20 Leute"),
        ("Er kam — endlich — an.", "Er kam — endlich — an."),
        ("Er kam —endlich. Sie ging— dann.", "Er kam – endlich. Sie ging – dann."),
        ("——", "——"),
        ("Ende—", "Ende –"),
    ],
)
def test_closed_up_dashes_get_blanks(text: str, expected: str) -> None:
    assert spaced(text) == expected


@given(st.text(alphabet="— a.1\n„"))
@settings(max_examples=100)
def test_what_was_mended_needs_no_mending(text: str) -> None:
    for dash in closed_up_dashes(text, "–"):
        assert text[dash.span.start] == "—"
    assert not closed_up_dashes(spaced(text).replace("—", "–"), "–")


def test_hostile_text_takes_no_time() -> None:
    patterns = ("—", "a—", "—a", "— ", "—a—")
    assert not slow(lambda text: closed_up_dashes(text, "–"), tuple(pattern * 30_000 for pattern in patterns))
