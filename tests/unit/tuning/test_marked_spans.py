"""Errors that people marked, in both forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.model import Severity
from mtqc.tuning.marked_spans import severity_named, spans_of_json, unmarked


def test_spans_are_read_with_their_severity_in_the_order_of_the_text() -> None:
    cell = '[{"start": 4, "end": 7, "severity": "Minor"}, {"start": 0, "end": 3}]'
    assert spans_of_json(cell, "Die Katze") == ((0, 3, Severity.MAJOR), (4, 7, Severity.MINOR))


def test_an_empty_list_says_that_there_is_no_error_and_an_empty_cell_says_nothing() -> None:
    assert spans_of_json("[]", "Katze") == ()
    assert spans_of_json('[{"start": 0, "end": 1, "severity": "neutral"}]', "Katze") == ()
    assert spans_of_json(" ", "Katze") is None


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("[", "the spans are no JSON"),
        ('{"start": 0}', "the spans are no list"),
        ("[3]", "a span is no object"),
        ('[{"start": 2, "end": 9}]', "a span from 2 to 9 does not lie in a translation of 5 characters"),
        ('[{"start": 2, "end": 2}]', "a span from 2 to 2"),
        ('[{"start": "0", "end": 2}]', "a span from 0 to 2"),
        ('[{"start": 0, "end": 2, "severity": "awful"}]', "'awful' is no severity"),
        ('[{"start": 0, "end": 2, "severity": 5}]', "'5' is no severity"),
    ],
)
def test_what_is_no_list_of_spans_is_named(cell: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        spans_of_json(cell, "Katze")


def test_marks_become_spans_of_the_text_without_them() -> None:
    assert unmarked("Die <v>Katze </v>sitzt <v></v>da<v> .</v>") == ("Die Katze sitzt da .", ((4, 9), (19, 20)))


@pytest.mark.parametrize("text", ["<v>a", "a</v>", "<v>a<v>b</v>", "<v>a</v></v>"])
def test_marks_that_do_not_take_turns_are_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="<v>"):
        unmarked(text)


@settings(max_examples=50)
@given(st.lists(st.text(alphabet="ab c", max_size=5), min_size=1, max_size=5))
def test_the_text_of_each_mark_is_that_which_stood_in_it(parts: list[str]) -> None:
    marked = "x".join(f"<v>{part}</v>" for part in parts)
    plain, spans = unmarked(marked)
    assert plain == "x".join(parts)
    assert [plain[start:end] for start, end in spans] == [part.strip() for part in parts if part.strip()]


def test_what_is_no_error_has_no_severity() -> None:
    assert [severity_named(name) for name in ("no-error", "Neutral", "")] == [None] * 3
    assert severity_named("Critical") is Severity.CRITICAL
