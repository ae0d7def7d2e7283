from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.analysis.brackets import unpaired_brackets

from .hostile import slow


def alone(text: str) -> list[tuple[str, bool]]:
    return [(bracket.text, bracket.opens) for bracket in unpaired_brackets(text)]


@pytest.mark.parametrize(
    "text",
    [
        "(a [b] {c})",
        "（読み取り専用）",
        "（読み取り専用)",
        "a) öffnen; 12) schließen; iv) gehen; 1.2) so",
        "Gut :-) und :( und ;)",
        "x in [0, 1) oder (0; 1]",
        "【重要】",
        "",
    ],
)
def test_pairs_list_markers_smileys_and_intervals_are_complete(text: str) -> None:
    assert not alone(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Datei (neu öffnen", [("(", True)]),
        ("Datei neu) öffnen", [(")", False)]),
        ("([)", [("[", True)]),
        (")(", [(")", False), ("(", True)]),
        ("保存先）を選ぶ", [("）", False)]),
        ("Tod: 1989)", [(")", False)]),
    ],
)
def test_brackets_without_partner_are_found(text: str, found: list[tuple[str, bool]]) -> None:
    assert alone(text) == found


@given(st.text(alphabet="()[]{}（）a1:;-, ."))
@settings(max_examples=100)
def test_spans_say_where_the_brackets_are(text: str) -> None:
    for bracket in unpaired_brackets(text):
        assert bracket.span.of(text) == bracket.text


def test_hostile_text_takes_no_time() -> None:
    patterns = ("(", ")", "([", "[0,", "[a, b", ":)", "a)", "{}")
    assert not slow(unpaired_brackets, tuple(pattern * (100_000 // len(pattern)) for pattern in patterns))
