from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from mtqc.model.breakdown import WordPiece
from mtqc.model.comparison import Comparison, Correction, SignificanceTest
from mtqc.reports import comparison_wording as words
from mtqc.reports.base import Terminal
from mtqc.reports.characters import display_width
from mtqc.reports.comparison_forms import comparison_form
from mtqc.reports.comparison_lines import marked_lines
from mtqc.reports.table import Cell, chunks, cut, widths

from .comparisons import against_baseline, chrf, hostile_comparison, many_systems, sample_comparison, ter

SGR = re.compile(r"\x1b\[[0-9;]+m")


def written(comparison: Comparison, width: int = 100, colours: bool = False) -> str:
    stream = StringIO()
    comparison_form("text").write(comparison, stream, Terminal(width, colours))
    return stream.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    golden(f"comparison-{width}.txt", written(sample_comparison(), width))


def test_golden_of_many_systems(golden: Callable[[str, str], None]) -> None:
    golden("comparison-many.txt", written(many_systems(7), 80))


def test_golden_against_a_baseline(golden: Callable[[str, str], None]) -> None:
    golden("comparison-baseline.txt", written(against_baseline(), 80))


@pytest.mark.parametrize("width", [10, 40, 60, 80, 140])
@pytest.mark.parametrize("count", [2, 10])
def test_no_line_is_wider_than_the_terminal(width: int, count: int) -> None:
    for comparison in (sample_comparison(), many_systems(count)):
        for line in written(comparison, width).splitlines():
            # Six columns of figures with names of four letters need 54 columns.
            assert display_width(line) <= max(width, 54), line
            assert line == line.rstrip()


def test_colours_change_only_the_marks_of_words() -> None:
    coloured = SGR.sub("", written(sample_comparison(), 200, colours=True))
    plain = re.sub("[⟦⟧]", "", written(sample_comparison(), 200))
    assert coloured == plain


def test_hostile_texts_do_not_reach_the_terminal() -> None:
    text = written(hostile_comparison(), 80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    text.encode()
    assert "\x1b" not in SGR.sub("", written(hostile_comparison(), 80, colours=True))


def test_of_many_pairs_the_best_ones_and_neighbours_are_listed() -> None:
    text = written(many_systems(7), 200)
    assert "21 pairs in all; --format json and html list them." in text
    listed = re.findall(r"name-(\d\d)  contrastive-system-with-a-long-name-(\d\d)", text)
    assert listed == [("01", f"{number:02}") for number in range(2, 8)] + [
        (f"{number:02}", f"{number + 1:02}") for number in range(2, 7)
    ]


def test_the_verdict_says_who_is_best_and_whether_that_is_sure() -> None:
    sample = sample_comparison()
    assert words.verdict(sample, chrf()) == "Fjord scores best; its lead over Harbour is not significant."
    sure = "Harbour is best: it is significantly better than all others that have a score."
    assert words.verdict(sample, ter()) == sure
    tied = replace(chrf(), differences=tuple(replace(each, difference=0.0, better=None) for each in chrf().differences))
    assert words.verdict(sample, tied) == "Fjord scores best; Harbour, Lagoon and Delta_2 do equally well."
    alone = replace(ter(), scores=ter().scores[:1])
    assert words.verdict(sample, alone) == "Only Harbour has a score."


def test_systems_without_scores_have_no_verdict() -> None:
    nothing = replace(chrf(), scores=tuple(replace(score, value=None) for score in chrf().scores))
    for comparison in (sample_comparison(), against_baseline()):
        assert words.verdict(comparison, nothing) == "No system has a score."
    assert words.title(replace(sample_comparison(), metrics=(nothing,))) == "No system has a score"


def test_the_verdict_on_a_baseline() -> None:
    comparison = against_baseline()
    (metric,) = comparison.metrics
    assert words.verdict(comparison, metric) == (
        "Lagoon and Delta_2 are significantly worse than Harbour; Fjord is not significantly different."
    )
    better = replace(metric.differences[0], significant=True)
    both = replace(metric, differences=(better, *metric.differences[1:]))
    assert words.verdict(comparison, both) == (
        "Fjord is significantly better than Harbour; Lagoon and Delta_2 are significantly worse."
    )
    neither = replace(metric, differences=metric.differences[:1])
    assert words.verdict(comparison, neither) == "Fjord is not significantly different from Harbour."
    assert words.title(comparison) == "3 systems against Harbour"
    assert words.standing(comparison) is words.Standing.COMPARED


def test_the_title_sums_up_the_metrics() -> None:
    sample = sample_comparison()
    assert words.title(sample) == "The metrics disagree: Fjord and Harbour score best"
    unsure = replace(sample, metrics=(chrf(),))
    assert words.title(unsure) == "Fjord scores best, but not significantly"
    sure = many_systems(3)
    assert words.title(sure) == "contrastive-system-with-a-long-name-01 is best"
    mixed = replace(sample, metrics=(chrf(), replace(many_systems(3).metrics[0], metric="x", scores=chrf().scores)))
    assert words.title(mixed) == "Fjord scores best, but not significantly under chrf"
    standings = [words.standing(each).value for each in (sample, unsure, sure, mixed)]
    assert standings == ["open", "open", "clear", "open"]


def test_how_it_was_tested() -> None:
    sample = sample_comparison()
    assert words.test(sample) == "paired bootstrap, 1,000 resamples, seed 12345, Holm correction, alpha 0.05"
    other = replace(
        sample,
        test=SignificanceTest.PAIRED_RANDOMISATION,
        resamples=1,
        seed=None,
        correction=Correction.NONE,
        alpha=0.1,
        references=0,
    )
    assert words.test(other) == "paired approximate randomisation, 1 trial, no seed, no correction, alpha 0.1"
    assert words.scope(other) == "4 systems on 337 segments, en → de, no reference"


@pytest.mark.parametrize(
    ("number", "decimals", "sign", "expected"),
    [(1.236, 2, False, "1.24"), (0.5, 1, True, "+0.5"), (-0.001, 2, True, "0.00"), (-3.0, 1, True, "−3.0")],
)
def test_numbers(number: float, decimals: int, sign: bool, expected: str) -> None:
    assert words.rounded(number, decimals, sign) == expected


@pytest.mark.parametrize(
    ("ends", "value", "decimals"),
    [
        ((0.0, 1.0), 0.8, 4),
        ((0.0, 100.0), 0.8, 2),
        ((None, None), 0.8, 4),
        ((0.0, None), 56.0, 2),
        ((None, None), None, 4),
    ],
)
def test_small_scales_have_more_decimals(
    ends: tuple[float | None, float | None], value: float | None, decimals: int
) -> None:
    score = replace(chrf().scores[0], range=ends, value=value)
    assert words.digits([score]) == decimals


def test_p_values_and_shares() -> None:
    assert [words.p_value(number) for number in (None, 0.000999, 0.001, 1.0)] == ["–", "<0.001", "0.001", "1.000"]
    difference = chrf().differences[1]
    assert words.people(difference) == "90 %"
    # A coin agrees with people in half of the pairs.
    assert words.people(replace(difference, human_agreement=0.44)) == "chance"
    assert words.people(replace(difference, human_agreement=None)) == "–"


def test_intervals_with_a_minus_are_told_apart() -> None:
    assert words.interval(chrf().differences[0].interval, chrf()) == "−0.50 to 1.20"
    assert words.interval(chrf().differences[1].interval, chrf()) == "2.10–4.40"
    assert words.interval(None, chrf()) == ""


def test_rows_in_which_nothing_differs_are_not_listed() -> None:
    assert words.significant_rules([]) == []
    findings = sample_comparison().findings
    assert findings is not None
    assert words.significant_rules(findings.rules) == ["accuracy/number: Fjord fewer than Delta_2"]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40, ["one ⟦two three⟧ four"]),
        (12, ["one ⟦two⟧", "⟦three⟧ four"]),
        (6, ["one", "⟦two⟧", "⟦thre⟧", "⟦e⟧", "four"]),
    ],
)
def test_marked_words_are_wrapped(width: int, expected: list[str]) -> None:
    pieces = [WordPiece("one "), WordPiece("two three", differs=True), WordPiece(" four")]
    lines = [line.strip() for line in marked_lines(pieces, width, ("⟦", "⟧"))]
    assert lines == expected
    assert all(display_width(line) <= width for line in lines)


def test_an_empty_hypothesis_is_named() -> None:
    assert list(marked_lines([], 20, ("⟦", "⟧"))) == ["(empty)"]


def test_names_are_cut_in_the_middle() -> None:
    assert cut("system-1", 8) == "system-1"
    assert cut("contrastive-1", 8) == "cont…e-1"
    assert cut("翻訳システム", 7) == "翻訳…ム"


def test_the_widest_flexible_column_gives_way() -> None:
    rows = [[Cell("a" * 20), Cell("b" * 10), Cell("123")]]
    assert widths(rows, 27, (0, 1)) == [10, 10, 3]
    assert widths(rows, 50, (0, 1)) == [20, 10, 3]
    assert widths(rows, 5, (0, 1)) == [4, 4, 3]


def test_columns_are_grouped_by_what_fits() -> None:
    assert chunks(5, 22, 10) == [range(2), range(2, 4), range(4, 5)]
    assert chunks(2, 1, 10) == [range(1), range(1, 2)]
