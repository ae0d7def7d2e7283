"""What ``mtqc compare`` writes on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from mtqc.model import Score
from mtqc.model.breakdown import Breakdown, FindingComparison, PairSegments, RuleFindings, SegmentDifference, WordPiece
from mtqc.model.comparison import Comparison, Difference, MetricComparison
from mtqc.reports import comparison_wording as words
from mtqc.reports.base import Terminal
from mtqc.reports.characters import display_width, visible, wrapped
from mtqc.reports.comparison_forms import ComparisonForm
from mtqc.reports.comparison_lines import marked_lines
from mtqc.reports.table import GAP, Cell, Row, chunks, cut, padded, widths

_NARROWEST = 40
_MOST_PAIRS = 15
"""Of more pairs, only the best system's and those of neighbours are shown."""
_MOST_RULES = 15
_MOST_REPEATED_RULES = 5
"""Where the systems do not fit beside each other, and the rules stand there several times."""
_SHOWN_PAIRS = 1
"""Pairs whose segments are shown."""
_SYSTEM_WIDTH = 12
_NUMBER_WIDTH = 7
_COUNT_WIDTH = 8
_STYLES = {"heading": "1", "dim": "2", "good": "1;32", "open": "33", "better": "32", "worse": "31"}


class ComparisonText(ComparisonForm):
    """Where the systems differ, and at the end, where the eye is, the pairs and the verdict under each metric."""

    def write(self, comparison: Comparison, stream: TextIO, terminal: Terminal) -> None:
        """Writes the whole comparison; as wide as the terminal, at least 40 columns."""
        page = _Page(comparison, max(terminal.width, _NARROWEST), terminal.colours)
        stream.writelines(line.rstrip() + "\n" for line in page.lines())


class _Page:
    """Lays out lines of one width; every text of the input passes through ``visible`` on its way."""

    def __init__(self, comparison: Comparison, width: int, colours: bool) -> None:
        self._comparison = comparison
        self._width = width
        self._colours = colours

    def lines(self) -> Iterator[str]:
        """The whole report."""
        comparison = self._comparison
        for pair in comparison.pairs[:_SHOWN_PAIRS]:
            yield from self._pair(pair, len(comparison.pairs) - _SHOWN_PAIRS)
            yield ""
        for breakdown in comparison.breakdowns:
            if breakdown.metric == comparison.metrics[0].metric:
                yield from self._breakdown(breakdown)
                yield ""
        if comparison.findings is not None:
            yield from self._findings(comparison.findings)
            yield ""
        for metric in comparison.metrics:
            yield from self._metric(metric)
            yield ""
        yield from self._text(words.scope(comparison), "heading")
        yield from self._text(words.test(comparison), "dim")
        for notice in comparison.notices:
            yield from self._text(f"note: {notice}", "dim")

    def _metric(self, metric: MetricComparison) -> Iterator[str]:
        yield from self._heading(metric.metric, words.direction(metric))
        sentence = words.verdict(self._comparison, metric)
        style = "good" if " is best: " in sentence else "open"
        yield from self._text(sentence, style, "  ")
        yield ""
        yield from self._table(list(self._scores(metric)), left=(1,), flexible=(1,))
        if metric.differences:
            yield ""
            shown = self._shown(metric)
            yield from self._table(list(self._differences(metric, shown)), left=(0, 1, 6), flexible=(0, 1))
            if len(shown) < len(metric.differences):
                yield from self._text(
                    f"{len(metric.differences):,} pairs in all; --format json and html list them.", "dim", "  "
                )
            yield from self._legend(metric)

    def _scores(self, metric: MetricComparison) -> Iterator[Row]:
        """The systems, best first, with their clusters."""
        cluster_of = {name: str(rank) for rank, cluster in enumerate(metric.clusters, start=1) for name in cluster}
        yield [Cell(text, "dim") for text in ("cluster" if cluster_of else "", "system", "score", "95 % interval")]
        for score in metric.scores:
            rank = cluster_of.get(score.system, "")
            if score.system == self._comparison.baseline:
                rank = "baseline"
            yield [
                Cell(rank, "dim"),
                Cell(visible(score.system), "good" if self._leads(metric, score) else ""),
                Cell(words.value(score.value, metric)),
                Cell(words.interval(score.interval, metric), "dim"),
            ]

    def _leads(self, metric: MetricComparison, score: Score) -> bool:
        return bool(metric.clusters) and score.system in metric.clusters[0]

    def _shown(self, metric: MetricComparison) -> Sequence[Difference]:
        """All pairs if they are few, else those of the best system and of neighbours in the ranking."""
        if len(metric.differences) <= _MOST_PAIRS:
            return metric.differences
        rank = {score.system: place for place, score in enumerate(metric.scores)}
        ranks = [(each, sorted(rank[name] for name in each.systems)) for each in metric.differences]
        return [each for each, (upper, lower) in ranks if not upper or lower == upper + 1]

    def _differences(self, metric: MetricComparison, shown: Sequence[Difference]) -> Iterator[Row]:
        people = any(each.human_agreement is not None for each in shown)
        yield [
            Cell(text, "dim")
            for text in ("system", "against", "difference", "p", "adjusted", "people" if people else "", "")
        ]
        for each in shown:
            first, second = map(visible, each.systems)
            yield [
                Cell(first),
                Cell(second),
                Cell(words.value(each.difference, metric, sign=True)),
                Cell(words.p_value(each.p_value)),
                Cell(words.p_value(each.p_adjusted), "" if each.significant else "dim"),
                Cell(words.people(each) if people else ""),
                Cell(words.SIGNIFICANT if each.significant else "", "good"),
            ]

    def _legend(self, metric: MetricComparison) -> Iterator[str]:
        if any(each.significant for each in metric.differences):
            yield from self._text(f"{words.SIGNIFICANT} significant at {self._comparison.alpha:g}.", "dim", "  ")
        if not metric.direct:
            yield from self._text(words.human_study(metric), "dim", "  ")
        for notice in dict.fromkeys(notice for score in metric.scores for notice in score.notices):
            yield from self._text(f"note: {notice}", "dim", "  ")
        yield from self._text(metric.signature, "dim", "  ")

    def _breakdown(self, breakdown: Breakdown) -> Iterator[str]:
        yield from self._heading(words.breakdown_heading(breakdown))
        metric = next(each for each in self._comparison.metrics if each.metric == breakdown.metric)
        decimals = words.digits(metric.scores)
        label = max(display_width(visible(part.label)) for part in breakdown.parts)
        for columns in self._chunks(breakdown.systems, label):
            rows: list[Row] = [self._names("", "segments", [breakdown.systems[place] for place in columns])]
            for part in breakdown.parts:
                values = [part.values[place] for place in columns]
                cells = [Cell(words.rounded(value, decimals)) for value in values]
                rows.append([Cell(visible(part.label)), Cell(f"{part.segments:,}", "dim"), *cells])
            yield from self._table(rows, left=(0,), flexible=(0,))

    def _findings(self, findings: FindingComparison) -> Iterator[str]:
        yield from self._heading("What the rules find, per 1,000 segments")
        label = max(display_width(visible(rule.rule)) for rule in (*findings.rules, findings.total))
        groups = self._chunks(findings.systems, label)
        most = _MOST_RULES if len(groups) == 1 else _MOST_REPEATED_RULES
        shown = [*findings.rules[:most], findings.total]
        for columns in groups:
            names = [findings.systems[place] for place in columns]
            rows = [self._names("", "findings", names)]
            rows += [self._rule(rule, columns) for rule in shown]
            yield from self._table(rows, left=(0,), flexible=(0,))
        left_out = len(findings.rules) - most
        if left_out > 0:
            yield from self._text(f"{left_out} more rules; --format json and html list them.", "dim", "  ")
        told = words.significant_rules([findings.total, *findings.rules])
        yield from self._text("Significant differences:" if told else "No difference is significant.", "", "  ")
        for line in told:
            yield from self._text(line, "", "    ")
        yield from self._text(findings.signature, "dim", "  ")

    def _rule(self, rule: RuleFindings, columns: Sequence[int]) -> Row:
        rates = [Cell(words.rounded(rule.per_1000_segments[place], 1)) for place in columns]
        return [Cell(visible(rule.rule)), Cell(f"{sum(rule.counts):,}", "dim"), *rates]

    def _names(self, first: str, second: str, names: Sequence[str]) -> Row:
        return [
            Cell(first),
            Cell(second, "dim"),
            *(Cell(cut(visible(name), _SYSTEM_WIDTH), "dim") for name in names),
        ]

    def _chunks(self, systems: Sequence[str], label: int) -> list[range]:
        """The systems in groups whose columns fit beside labels of that width and a column of counts."""
        each = max(_NUMBER_WIDTH, *(min(_SYSTEM_WIDTH, display_width(visible(name))) for name in systems))
        return chunks(len(systems), self._width - 2 - label - 2 * len(GAP) - _COUNT_WIDTH, each)

    def _pair(self, pair: PairSegments, others: int) -> Iterator[str]:
        yield from self._heading(words.differ_heading(pair))
        yield from self._text(words.differ_counts(pair), "", "  ")
        if others > 0:
            yield from self._text(f"{words.other_pairs(others)}; --format html and json show them.", "dim", "  ")
        for segment in (*pair.best, *pair.worst):
            yield ""
            yield from self._segment(pair, segment)

    def _segment(self, pair: PairSegments, segment: SegmentDifference) -> Iterator[str]:
        metric = next(each for each in self._comparison.metrics if each.metric == pair.metric)
        first, second = (words.value(score, metric) for score in segment.scores)
        ahead = pair.systems[(segment.difference > 0) != pair.higher_is_better]
        name = f"segment {segment.number:,}" + (f" (id {visible(segment.id)})" if segment.id else "")
        scores = "" if segment.scores == (None, None) else f", {first} against {second}"
        difference = words.value(segment.difference, metric, sign=True)
        yield from self._text(f"{name}: {visible(ahead)} ahead, {difference}{scores}", "heading", "  ")
        texts: list[tuple[str, Sequence[WordPiece], str]] = []
        if segment.source is not None:
            texts.append(("source", (WordPiece(segment.source),), ""))
        texts += [("reference", (WordPiece(text),), "") for text in segment.references if text is not None]
        for system, hypothesis in zip(pair.systems, segment.hypotheses, strict=True):
            texts.append((system, hypothesis, "better" if system == ahead else "worse"))
        labels = [cut(visible(label), _SYSTEM_WIDTH) for label, *_ in texts]
        margin = max(map(display_width, labels)) + 6
        for label, (_, pieces, style) in zip(labels, texts, strict=True):
            gutter = f"    {label}".ljust(margin + len(label) - display_width(label))
            for line in marked_lines(pieces, self._width - margin, self._mark(style)):
                yield self._style(gutter, "dim") + line
                gutter = " " * margin

    def _mark(self, style: str) -> tuple[str, str]:
        """What stands before and after differing words."""
        return (f"\x1b[{_STYLES[style]}m", "\x1b[0m") if self._colours and style else ("⟦", "⟧")

    def _heading(self, text: str, aside: str = "") -> Iterator[str]:
        text = visible(text)
        if aside and display_width(text) + len(aside) + 2 <= self._width:
            yield self._style(text, "heading") + GAP + self._style(aside, "dim")
            return
        yield from self._text(text, "heading")
        yield from self._text(aside, "dim", "  ")

    def _table(self, rows: Sequence[Row], left: Sequence[int], flexible: Sequence[int]) -> Iterator[str]:
        room = widths(rows, self._width - 2, flexible)
        for row in rows:
            cells = [
                self._style(padded(cell, width, place in left), cell.style)
                for place, (cell, width) in enumerate(zip(row, room, strict=True))
                if width
            ]
            yield "  " + GAP.join(cells)

    def _text(self, text: str, style: str = "", margin: str = "") -> Iterator[str]:
        if text:
            for line in wrapped(visible(text), self._width - len(margin)):
                yield margin + self._style(line, style)

    def _style(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colours and text.strip() and style else text
