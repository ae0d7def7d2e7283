"""Calibrates an exported model on the development part, and writes that into its model.json.

    python training/estimation/calibrate.py --data ../shared/data --model FOLDER

What is fitted, and on what:

* the weights of the sentence head's outputs: mean Pearson with direct assessments (MLQE-PE), and half the accuracy
  within one source (WMT MQM 2020/21);
* MQM points by the weighted sum: a curve of least Poisson deviance on all rows with points, each corpus and pair
  counting the same;
* what a number that differs adds, and a word kept from the source: no more than is left on average where one is;
* the standard error of a score: the root mean square of what is left, by score;
* how much more that is for pairs that were never learnt from: by the unexplained variance of direct assessments;
* thresholds and confidences of spans: TED and biomedical MQM.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from held_back import DEVELOPMENT, TRAIN, divided
from judgements import Judgement, judgements
from measures import _pearson as pearson
from sentences import languages

from mtqc.estimation.calibrating import GRADES, error_knots, points_curve, scores_of
from mtqc.estimation.calibration import mean_bad
from mtqc.estimation.error_spans import bad_words, error_spans, gaps
from mtqc.estimation.estimate import Estimate
from mtqc.estimation.estimator import Estimator, Pair
from mtqc.estimation.kept_words import KeptWords
from mtqc.estimation.number_errors import NumberErrors
from mtqc.estimation.settled_spans import is_settled
from mtqc.estimation.span_agreement import agreement

_OUTPUTS = ("direct_assessment", "penalty", "edit_rate")
_UNSEEN = {"en-hi": "transfer", "en-ta": "transfer", "en-mr": "transfer", "en-gu": "untested", "en-te": "untested"}
"""Pairs with direct assessments that nothing was learnt from; of the last two the target language is not taught."""
_MARKED = ("google-ted21", "wmt2021-mqm-marked", "bio-mqm")
_MOST = 1500
"""Rows of each corpus and pair."""
_PRICE_OF_COUNTS = 0.002
"""How much of the mean Pearson it may cost that a differing number, or a kept word, always counts."""
_FALSE_ALARMS = 0.005
"""How many findings a segment without any error may have."""
_FEWEST_DOUBTS = 50
_RANGES = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1)


def main() -> None:
    """Fits, prints what was found, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    everything = list(judgements(arguments.data))
    parts = divided(everything)
    groups: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for one in parts[DEVELOPMENT]:
        if len(groups[one.corpus, one.pair]) < _MOST or "mqm-avg" in one.corpus:
            groups[one.corpus, one.pair].append(one)
    estimator = Estimator(arguments.model)
    judged = {key: Judged(estimator, rows) for key, rows in groups.items() if _used(key[0])}
    weights = best_weights(judged)
    print("weights", weights)
    scale = points_scale(judged, weights)
    number_points = points_of("numbers", judged, weights, scale)
    kept_word_points = points_of("kept_words", judged, weights, scale)
    errors = standard_errors(judged, weights, scale)
    widening = widened(estimator, everything, weights, judged)
    spans = [one for (corpus, _), one in judged.items() if corpus in _MARKED]
    thresholds, precision = span_thresholds(spans)
    thresholds["doubt"] = min(doubt_threshold(spans, weights), thresholds["finding"])
    thresholds |= omission_thresholds([one for (corpus, _), one in judged.items() if corpus == "mlqe-pe"])
    taught = {code for pair in {one.pair for one in parts[TRAIN]} for code in pair.split("-")} | set(languages())
    path = arguments.model / "model.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    description["calibration"] = {
        "weights": dict(zip(_OUTPUTS, weights[:3], strict=True)),
        "word_weights": {"translation": weights[3], "source": weights[4]},
        "scale": scale, "number_points": number_points, "kept_word_points": kept_word_points, "errors": errors,
        "widening": widening, "precision": precision, "thresholds": thresholds,
        "measured": sorted({pair for (_, pair) in judged} | set(_UNSEEN)),
        "taught": sorted(taught & set(description["languages"])),
    }  # fmt: skip
    path.write_text(json.dumps(description, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _used(corpus: str) -> bool:
    return corpus in ("mlqe-pe", *_MARKED) or "mqm-avg" in corpus


def outputs_of(estimate: Estimate) -> list[float]:
    """What the score is made of, each the higher the better: outputs of the sentence head, and how right words are."""
    whole = [getattr(estimate.scores, name) for name in _OUTPUTS]
    return [*whole, -mean_bad(estimate.translation), -mean_bad(estimate.source)]


class Judged:
    """Judgements of people, and those of the model beside; rows that the model cannot judge are left out."""

    def __init__(self, estimator: Estimator, rows: Sequence[Judgement]) -> None:
        source, target = rows[0].pair.split("-")
        found = list(estimator.estimate([Pair(one.source, one.translation) for one in rows], source, target))
        kept = [(row, one) for row, one in zip(rows, found, strict=True) if isinstance(one, Estimate)]
        self.rows = [row for row, _ in kept]
        self.estimates = [one for _, one in kept]
        numbers, words = NumberErrors(source, target), KeptWords(source, target)
        self.counts = {
            "numbers": np.array([numbers.count(one.source, one.translation) for one in self.rows]),
            "kept_words": np.array([words.count(one.source, one.translation) for one in self.rows]),
        }
        self.outputs = np.array([outputs_of(one) for one in self.estimates])
        print(rows[0].corpus, rows[0].pair, len(self.rows), "of", len(rows), flush=True)

    def known(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """People's values of that name, and where they are known."""
        values = np.array([np.nan if getattr(row, name) is None else getattr(row, name) for row in self.rows], float)
        return values, ~np.isnan(values)


def best_weights(judged: dict[tuple[str, str], Judged]) -> tuple[float, ...]:
    """The weights, none below 0, that are best for the objective: found one after the other, three times over.

    They are tried on outputs of one spread; the outputs' own spread is put back.
    """
    direct = [
        (one.outputs, one.known("direct_assessment")[0]) for (name, _), one in judged.items() if name == "mlqe-pe"
    ]
    ranked = [(one.outputs, Order(one.rows)) for (name, _), one in judged.items() if "mqm-avg" in name]
    spread = np.concatenate([outputs for outputs, _ in direct]).std(0)

    def objective(shares: np.ndarray) -> tuple[float, float, float]:
        weights = shares / spread
        correlation = float(np.mean([pearson(outputs @ weights, people) for outputs, people in direct]))
        order = float(np.mean([one.right(outputs @ weights) for outputs, one in ranked]))
        return correlation + 0.5 * order, correlation, order

    shares = np.array([0.5, 0.1, 0.5, 0.0, 0.25])
    for _ in range(3):
        for place in range(len(shares)):
            tried = []
            for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0):
                other = shares.copy()
                other[place] = share
                tried.append((objective(other)[0], share))
            shares[place] = max(tried)[1]
        print("objective {:.4f} pearson {:.4f} within {:.4f}".format(*objective(shares)), shares, flush=True)
    for place, name in enumerate((*_OUTPUTS, "words of the translation", "words of the source")):
        alone = np.eye(len(shares))[place]
        print(f"  {name} alone: pearson {objective(alone)[1]:.4f} within {objective(alone)[2]:.4f}")
    weights = shares / spread
    return tuple(round(float(weight), 5) for weight in weights / weights[:3].sum())


class Order:
    """The pairs of translations of one source that people tell apart."""

    def __init__(self, rows: Sequence[Judgement]) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(rows):
            groups[one.source].append(place)
        pairs = [
            (first, second) if (rows[first].penalty or 0) < (rows[second].penalty or 0) else (second, first)
            for places in groups.values()
            for first, second in itertools.combinations(places, 2)
            if rows[first].penalty != rows[second].penalty
        ]
        self.better, self.worse = np.array(pairs).T

    def right(self, scores: np.ndarray) -> float:
        """The share of pairs that the scores put in the order of people."""
        gaps = scores[self.better] - scores[self.worse]
        return float(((gaps > 0) + 0.5 * (gaps == 0)).mean())


def _with_points(judged: dict[tuple[str, str], Judged], weights: Sequence[float]) -> tuple[np.ndarray, ...]:
    """The weighted sum, MQM points and a weight of each row that has points."""
    sums, points, counts = [], [], []
    for one in judged.values():
        values, known = one.known("penalty")
        if known.any():
            sums.append((one.outputs @ np.asarray(weights))[known])
            points.append(values[known])
            counts.append(np.full(known.sum(), 1 / known.sum()))
    return np.concatenate(sums), np.concatenate(points), np.concatenate(counts)


def points_scale(judged: dict[tuple[str, str], Judged], weights: Sequence[float]) -> list[list[float]]:
    """Knots of the curve of expected points."""
    sums, points, counts = _with_points(judged, weights)
    curve = points_curve(sums, points, counts)
    everywhere = np.concatenate([one.outputs @ np.asarray(weights) for one in judged.values()])
    print(f"{curve}, sums from {everywhere.min():.2f} to {everywhere.max():.2f}")
    edges = np.quantile(sums, np.linspace(0, 1, 9))
    for left, right in itertools.pairwise(edges):
        inside = (sums >= left) & (sums <= right)
        expected = np.average(curve.of(sums[inside]), weights=counts[inside])
        print(f"  expected {expected:.2f}, people {np.average(points[inside], weights=counts[inside]):.2f} points")
    return curve.knots(float(everywhere.min()), float(everywhere.max()))


def points_of(
    name: str, judged: dict[tuple[str, str], Judged], weights: Sequence[float], scale: list[list[float]]
) -> float:
    """By how many points a segment is worse than the model says for each differing number, or each kept word.

    As far as that costs little: direct assessments are of Wikipedia, where numbers are often said in other words and
    titles stay as they are.
    """
    more = []
    for one in judged.values():
        values, known = one.known("penalty")
        counted = known & (one.counts[name] >= 1)
        places, heights = np.array(scale).T
        expected = np.interp(one.outputs @ np.asarray(weights), places, heights)
        more += list((values - expected)[counted] / one.counts[name][counted])
    print(f"{name}: {len(more)} segments, {np.mean(more):.2f} points each")
    direct = [(one, one.known("direct_assessment")[0]) for (corpus, _), one in judged.items() if corpus == "mlqe-pe"]
    chosen, best = 0.0, 0.0
    for points in (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0):
        found = float(
            np.mean(
                [
                    pearson(_scores(one.outputs @ np.asarray(weights), scale, points * one.counts[name]), people)
                    for one, people in direct
                ]
            )
        )
        print(f"  {points} points each: mean Pearson {found:.4f}")
        best = max(best, found)
        if points <= np.mean(more) and found >= best - _PRICE_OF_COUNTS:
            chosen = points
    return chosen


def _scores(sums: np.ndarray, scale: list[list[float]], more: np.ndarray | float = 0.0) -> np.ndarray:
    places, heights = np.array(scale).T
    return 100 * np.exp(-(np.interp(sums, places, heights) + more) / 10)


def standard_errors(
    judged: dict[tuple[str, str], Judged], weights: Sequence[float], scale: list[list[float]]
) -> list[list[float]]:
    """The root mean square of human less estimated score, by estimated score in eight equally full ranges."""
    sums, points, counts = _with_points(judged, weights)
    knots = error_knots(_scores(sums, scale), scores_of(points), counts)
    print("standard errors by score", knots)
    return knots


def widened(
    estimator: Estimator,
    everything: Sequence[Judgement],
    weights: Sequence[float],
    judged: dict[tuple[str, str], Judged],
) -> dict[str, float]:
    """By how much the unexplained spread of direct assessments is larger for pairs that nothing was learnt from."""
    unseen: dict[str, list[Judgement]] = defaultdict(list)
    for one in everything:
        if one.pair in _UNSEEN and one.direct_assessment is not None and len(unseen[one.pair]) < _MOST:
            unseen[one.pair].append(one)
    left: dict[str, list[float]] = defaultdict(list)
    for (corpus, pair), one in judged.items():
        if corpus == "mlqe-pe":
            left["measured"].append(_unexplained(one, weights, pair))
    for pair, rows in unseen.items():
        left[_UNSEEN[pair]].append(_unexplained(Judged(estimator, rows), weights, pair))
    base = np.mean(left["measured"])
    factors = {name: round(float(max(1.0, np.mean(values) / base)), 3) for name, values in left.items()}
    factors["transfer"] = max(factors["measured"], factors["transfer"])
    factors["untested"] = max(factors["transfer"], factors["untested"], 1.2)
    return factors


def _unexplained(one: Judged, weights: Sequence[float], pair: str) -> float:
    correlation = pearson(one.outputs @ np.asarray(weights), one.known("direct_assessment")[0])
    print(f"{pair}: Pearson {correlation:.3f} (n = {len(one.rows)})")
    return float(np.sqrt(1 - correlation**2))


def span_thresholds(judged: Sequence[Judged]) -> tuple[dict[str, float], list[list[float]]]:
    """Thresholds of spans, and the share of right ones by probability; a span is right if people marked half of it."""
    best = (0.0, 0.0)
    for threshold in np.arange(0.1, 0.95, 0.05):
        figures = agreement(_marks(judged, float(threshold)))
        print("span threshold {:.2f}: F1 {:.3f}, precision {:.3f}, recall {:.3f}".format(threshold, *figures))
        best = max(best, (figures[0], float(threshold)))
    chances, right = [], []
    for one in judged:
        for row, estimate in zip(one.rows, one.estimates, strict=True):
            if row.severities is None:
                continue
            for span in error_spans(row.translation, estimate.translation, 0.2):
                shared = sum(
                    max(0, min(end, span.span.end) - max(start, span.span.start)) for start, end, _ in row.severities
                )
                if is_settled(span.span.of(row.translation), row.source):
                    continue
                chances.append(span.confidence)
                right.append(2 * shared >= span.span.end - span.span.start)
    order = np.argsort(chances)
    sorted_chances, sorted_right = np.array(chances)[order], np.array(right, float)[order]
    knots: list[list[float]] = []
    for low, high in itertools.pairwise(round(share * len(order)) for share in _RANGES):
        share = max(float(sorted_right[low:high].mean()), knots[-1][1] if knots else 0.0)
        knots.append([round(float(sorted_chances[low:high].mean()), 4), round(share, 4)])
        print(f"  probability {knots[-1][0]:.3f}: {sorted_right[low:high].mean():.3f} right of {high - low}")
    alarms = {
        (row.source, row.translation): max(
            (
                span.confidence
                for span in error_spans(row.translation, estimate.translation, 0.2)
                if not is_settled(span.span.of(row.translation), row.source)
            ),
            default=0.0,
        )
        for one in judged
        for row, estimate in zip(one.rows, one.estimates, strict=True)
        if row.severities == () and row.penalty == 0
    }
    finding = float(np.quantile(list(alarms.values()), 1 - _FALSE_ALARMS))
    print(f"findings from {finding:.3f} on: {_FALSE_ALARMS} of {len(alarms)} segments without an error have one")
    return {"span": round(best[1], 3), "finding": round(max(finding, best[1]), 3)}, knots


def doubt_threshold(judged: Sequence[Judged], weights: Sequence[float]) -> float:
    """The lowest threshold at which people marked something of every other surest span, in the lowest quarter."""
    lowest: list[tuple[float, float, bool]] = []
    for one in judged:
        sums = one.outputs @ np.asarray(weights)
        for row, estimate, total in zip(one.rows, one.estimates, sums, strict=True):
            surest = max(
                (
                    span
                    for span in error_spans(row.translation, estimate.translation, 0.2)
                    if not is_settled(span.span.of(row.translation), row.source)
                ),
                key=lambda span: span.confidence,
                default=None,
            )
            if row.severities is not None and surest is not None:
                place = surest.span
                touched = any(start < place.end and place.start < end for start, end, _ in row.severities)
                lowest.append((float(total), surest.confidence, touched))
    lowest = sorted(lowest)[: len(lowest) // 4]
    for threshold in np.arange(0.25, 0.95, 0.05):
        right = [touched for _, chance, touched in lowest if chance >= threshold]
        if len(right) < _FEWEST_DOUBTS:
            break
        print(f"doubt from {threshold:.2f} on: {len(right)} of {len(lowest)} segments, {np.mean(right):.2f} right")
        if np.mean(right) >= 0.5:
            return round(float(threshold), 3)
    return 0.95


def _marks(judged: Sequence[Judged], threshold: float):
    for one in judged:
        for row, estimate in zip(one.rows, one.estimates, strict=True):
            if row.severities is not None:
                ours = [
                    (span.span.start, span.span.end, GRADES[span.severity])
                    for span in error_spans(row.translation, estimate.translation, threshold)
                    if span.severity is not None
                ]
                yield len(row.translation), ours, row.severities


def omission_thresholds(judged: Sequence[Judged]) -> dict[str, float]:
    """The lowest thresholds of gap and source word at which half of what is reported is right, both sides together."""
    best: tuple[float, float, float] | None = None
    for gap_threshold, source_threshold in itertools.product((0.3, 0.4, 0.5, 0.6, 0.7, 0.8), (0.5, 0.6, 0.7, 0.8, 0.9)):
        said = right = 0
        for one in judged:
            for row, estimate in zip(one.rows, one.estimates, strict=True):
                if row.source_bad is None or row.gaps is None or not gaps(estimate, gap_threshold):
                    continue
                for span in bad_words(row.source, estimate.source, source_threshold):
                    said += 1
                    right += bool(row.gaps) and any(
                        start < span.span.end and span.span.start < end for start, end in row.source_bad
                    )
        precision = right / said if said else 0.0
        if said >= 20:
            print(f"omission gap {gap_threshold} source {source_threshold}: {said} said, {precision:.2f} right")
        if said >= 20 and precision >= 0.5 and (best is None or right > best[0]):
            best = (right, gap_threshold, source_threshold)
    if best is None:
        return {"gap": 0.8, "source": 0.9}
    return {"gap": best[1], "source": best[2]}


if __name__ == "__main__":
    main()
