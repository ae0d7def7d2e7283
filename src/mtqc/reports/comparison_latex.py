r"""The comparison as a table for a paper, in the style of the package booktabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from mtqc.model.comparison import Comparison, MetricComparison
from mtqc.reports import comparison_wording as words
from mtqc.reports.base import Terminal
from mtqc.reports.characters import visible
from mtqc.reports.comparison_forms import ComparisonForm

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "–": "--",
    "−": "$-$",
    "→": r"$\rightarrow$",
    "…": r"\dots{}",
    "‹": r"\guilsinglleft{}",
    "›": r"\guilsinglright{}",
}
_WRITTEN = {"bleu": "BLEU", "chrf": "chrF", "chrf++": "chrF++", "spbleu": "spBLEU", "ter": "TER"}
"""How papers write the metrics whose names are plain here."""
_DAGGER = r"$^{\dagger}$"


class ComparisonLatex(ComparisonForm):
    """A row a system, a column a metric: the best in bold, daggers where it is significantly better."""

    def write(self, comparison: Comparison, stream: TextIO, terminal: Terminal) -> None:
        """Writes the table with its caption, which holds the signatures."""
        stream.writelines(line + "\n" for line in _table(comparison))


def latex(text: str) -> str:
    """The text as LaTeX shows it, every special character escaped."""
    return "".join(_ESCAPED.get(character, character) for character in visible(text))


def _table(comparison: Comparison) -> Iterator[str]:
    yield r"% needs \usepackage{booktabs} and \usepackage[T1]{fontenc}"
    yield r"\begin{table}"
    yield r"  \centering"
    yield rf"  \begin{{tabular}}{{l{'r' * len(comparison.metrics)}}}"
    yield r"    \toprule"
    yield f"    System & {' & '.join(_heading(metric) for metric in comparison.metrics)} \\\\"
    yield r"    \midrule"
    for system in _ranked(comparison):
        cells = [latex(system), *(_cell(comparison, metric, system) for metric in comparison.metrics)]
        yield f"    {' & '.join(cells)} \\\\"
    yield r"    \bottomrule"
    yield r"  \end{tabular}"
    yield f"  \\caption{{{_caption(comparison)}}}"
    yield r"  \label{tab:comparison}"
    yield r"\end{table}"


def _heading(metric: MetricComparison) -> str:
    arrow = r"$\uparrow$" if metric.higher_is_better else r"$\downarrow$"
    return f"{_name(metric)} {arrow}"


def _name(metric: MetricComparison) -> str:
    return latex(_WRITTEN.get(metric.metric, metric.metric))


def _ranked(comparison: Comparison) -> Sequence[str]:
    """The baseline first, then the systems by the first metric."""
    names = [score.system for score in comparison.metrics[0].scores]
    return sorted(names, key=lambda name: name != comparison.baseline)


def _cell(comparison: Comparison, metric: MetricComparison, system: str) -> str:
    score = next(score for score in metric.scores if score.system == system)
    if score.value is None:
        return "--"
    value = latex(words.value(score.value, metric))
    best = next(each.value for each in metric.scores)
    written = rf"\textbf{{{value}}}" if score.value == best else value
    return written + (_DAGGER if _is_marked(comparison, metric, system) else "")


def _is_marked(comparison: Comparison, metric: MetricComparison, system: str) -> bool:
    """Whether a system is significantly better than the baseline; without one, than all systems below it."""
    if comparison.baseline is not None:
        return any(each.significant and each.better == system != comparison.baseline for each in metric.differences)
    names = [score.system for score in metric.scores if score.value is not None]
    below = [metric.difference(system, other) for other in names[names.index(system) + 1 :]]
    return bool(below) and all(each is not None and each.significant for each in below)


def _caption(comparison: Comparison) -> str:
    marked = (
        f"significantly better than {comparison.baseline}"
        if comparison.baseline is not None
        else "significantly better than every system that scores lower"
    )
    signatures = "; ".join(f"{_name(metric)}: {_breakable(metric.signature)}" for metric in comparison.metrics)
    return (
        f"{latex(words.scope(comparison))}. The best score is in bold; {_DAGGER} {latex(marked)} "
        f"({latex(words.test(comparison))}). Signatures: {signatures}."
    )


def _breakable(signature: str) -> str:
    """A signature in typewriter type that may be broken after each of its parts."""
    parts = r"\textbar{}\allowbreak{}".join(map(latex, signature.split("|")))
    return rf"\texttt{{{parts}}}"
