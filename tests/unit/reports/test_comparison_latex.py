from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

from mtqc.model.comparison import Comparison
from mtqc.reports.base import Terminal
from mtqc.reports.comparison_forms import comparison_form
from mtqc.reports.comparison_latex import latex

from .comparisons import HOSTILE, against_baseline, hostile_comparison, sample_comparison


def written(comparison: Comparison) -> str:
    stream = StringIO()
    comparison_form("latex").write(comparison, stream, Terminal())
    return stream.getvalue()


def row_of(system: str, text: str) -> str:
    (row,) = [line for line in text.splitlines() if line.strip().startswith(f"{system} &")]
    return row.strip()


def test_golden(golden: Callable[[str, str], None]) -> None:
    golden("comparison.tex", written(sample_comparison()))


def test_the_best_is_bold_and_what_is_significantly_better_than_all_below_has_a_dagger() -> None:
    text = written(sample_comparison())
    dagger = r"$^{\dagger}$"
    assert row_of("Fjord", text) == rf"Fjord & \textbf{{61.23}} & 41.90{dagger} \\"
    assert row_of("Harbour", text) == rf"Harbour & 60.87{dagger} & \textbf{{41.20}}{dagger} \\"
    assert row_of(r"Delta\_2", text) == r"Delta\_2 & 49.50 & -- \\"


def test_systems_that_score_the_same_best_are_both_bold() -> None:
    sample = sample_comparison()
    first, second, *others = sample.metrics[0].scores
    tied = replace(sample.metrics[0], scores=(first, replace(second, value=first.value), *others))
    text = written(replace(sample, metrics=(tied,)))
    assert text.count(r"\textbf{61.23}") == 2


def test_with_a_baseline_that_comes_first_and_is_what_daggers_are_about() -> None:
    comparison = against_baseline()
    better = replace(comparison.metrics[0].differences[0], significant=True)
    metric = replace(comparison.metrics[0], differences=(better, *comparison.metrics[0].differences[1:]))
    text = written(replace(comparison, metrics=(metric,)))
    rows = [line.split("&")[0].strip() for line in text.splitlines() if line.endswith(r"\\")]
    assert rows == ["System", "Harbour", "Fjord", "Lagoon", r"Delta\_2"]
    assert [name for name in rows[1:] if "dagger" in row_of(name, text)] == ["Fjord"]
    assert "significantly better than Harbour" in text


def test_arrows_say_which_way_is_better() -> None:
    assert r"System & chrF $\uparrow$ & TER $\downarrow$ \\" in written(sample_comparison())


def test_every_special_character_is_escaped() -> None:
    shown = latex(HOSTILE)
    bare = re.sub(r"\\(?:[a-z]+\{\}|[{}$&#%_])", "", shown)
    assert not re.search(r"[\\{}$&#%_~^<>|\"]", bare)
    text = written(hostile_comparison())
    assert text.count(r"\end{table}") == 1
    assert "<script>" not in text
    text.encode()


def test_braces_are_balanced() -> None:
    for comparison in (sample_comparison(), hostile_comparison(), against_baseline()):
        text = re.sub(r"\\[{}\\]", "", written(comparison))
        assert text.count("{") == text.count("}")
