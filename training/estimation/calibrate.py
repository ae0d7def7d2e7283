"""Calibrates an exported model on the development part, and writes that into its model.json.

    python training/estimation/calibrate.py --data ../shared/data --model FOLDER

What is fitted, and on what:

* the weights of the outputs for whole segments and for words: mean Pearson with direct assessments (MLQE-PE), and half
  the accuracy within one source (WMT MQM 2020/21);
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
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from correlations import pearson, spearman
from held_back import DEVELOPMENT, TRAIN, divided
from judged import OUTPUTS, Judged
from judgements import PERMISSIVE, Judgement, judgements
from sentences import languages
from span_thresholds import doubt_threshold, omission_thresholds, source_doubt_threshold, span_thresholds

from mtqc.estimation.calibrating import error_knots, points_curve, scores_of
from mtqc.estimation.estimator import Estimator

_UNSEEN = {"en-hi": "transfer", "en-ta": "transfer", "en-mr": "transfer", "en-gu": "untested", "en-te": "untested"}
"""Pairs with direct assessments that nothing was learnt from; of the last two the target language is not taught."""
_MARKED = ("google-ted21", "wmt2021-mqm-marked", "bio-mqm")
_MOST = 1500
"""Rows of each corpus and pair."""
_PRICE_OF_COUNTS = 0.001
"""How much of the mean Pearson it may cost that a differing number, or a kept word, always counts."""
_ENOUGH_MEASURED, _LEAST_AGREEMENT = 100, 0.2
"""A pair is called measured from so many held-back translations on, and from this rank correlation with people."""


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
    errors = standard_errors(judged, weights, scale, {"numbers": number_points, "kept_words": kept_word_points})
    widening = widened(estimator, everything, weights, judged)
    spans = [one for (corpus, _), one in judged.items() if corpus in _MARKED]
    thresholds, precision = span_thresholds(spans)
    thresholds["doubt"] = min(doubt_threshold(spans, weights), thresholds["finding"])
    assessed = [one for (corpus, _), one in judged.items() if corpus == "mlqe-pe"]
    thresholds["source_doubt"] = source_doubt_threshold(spans)
    omissions, omission_precision = omission_thresholds(assessed, spans)
    path = arguments.model / "model.json"
    description = json.loads(path.read_text(encoding="utf-8"))
    learnt = [one for one in parts[TRAIN] if one.licence in PERMISSIVE or not description["training"]["permissive"]]
    taught = {code for one in learnt for code in one.pair.split("-")} | set(languages())
    description["calibration"] = {
        "weights": dict(zip(OUTPUTS, weights[:3], strict=True)),
        "word_weights": {"translation": weights[3], "source": weights[4]}, "critical_weight": weights[5],
        "scale": scale, "number_points": number_points, "kept_word_points": kept_word_points, "errors": errors,
        "widening": widening, "precision": precision, "thresholds": thresholds | omissions,
        "omission_precision": omission_precision,
        "measured": sorted(measured_pairs(judged, weights) - set(_UNSEEN)),
        "taught": sorted(taught & set(description["languages"])),
    }  # fmt: skip
    path.write_text(json.dumps(description, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _used(corpus: str) -> bool:
    return corpus in ("mlqe-pe", *_MARKED) or "mqm-avg" in corpus


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

    shares = np.array([0.5, 0.1, 0.5, 0.0, 0.25, 0.1])
    for _ in range(3):
        for place in range(len(shares)):
            tried = []
            for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0):
                other = shares.copy()
                other[place] = share
                tried.append((objective(other)[0], share))
            shares[place] = max(tried)[1]
        print("objective {:.4f} pearson {:.4f} within {:.4f}".format(*objective(shares)), shares, flush=True)
    for place, name in enumerate((*OUTPUTS, "words of the translation", "words of the source", "no critical error")):
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


def _with_points(
    judged: dict[tuple[str, str], Judged], weights: Sequence[float], points_each: Mapping[str, float] | None = None
) -> tuple[np.ndarray, ...]:
    """The weighted sum, MQM points, a weight, and the points that are added for what is counted, of rows with points.

    ``points_each`` are the points of each thing that is counted.
    """
    columns = []
    for one in judged.values():
        values, known = one.known("penalty")
        if known.any():
            added = sum((each * one.counts[name] for name, each in (points_each or {}).items()), np.zeros(len(known)))
            weight = np.full(len(known), 1 / known.sum())
            columns.append(np.array([one.outputs @ np.asarray(weights), values, weight, added])[:, known])
    return tuple(np.concatenate(columns, axis=1))


def points_scale(judged: dict[tuple[str, str], Judged], weights: Sequence[float]) -> list[list[float]]:
    """Knots of the curve of expected points."""
    sums, points, counts, _ = _with_points(judged, weights)
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

    As many as is best for direct assessments, or as MQM says, as far as that costs little: direct assessments are of
    Wikipedia, where numbers are often said in other words and titles stay as they are.
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
    chosen = kindest = best = 0.0
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
        if found > best:
            best, kindest = found, points
        if points <= np.mean(more) and found >= best - _PRICE_OF_COUNTS:
            chosen = points
    return max(chosen, kindest)


def _scores(sums: np.ndarray, scale: list[list[float]], more: np.ndarray | float = 0.0) -> np.ndarray:
    places, heights = np.array(scale).T
    return 100 * np.exp(-(np.interp(sums, places, heights) + more) / 10)


def standard_errors(
    judged: dict[tuple[str, str], Judged],
    weights: Sequence[float],
    scale: list[list[float]],
    points_each: Mapping[str, float],
) -> list[list[float]]:
    """The root mean square of human less estimated score, by estimated score in eight equally full ranges."""
    sums, points, counts, added = _with_points(judged, weights, points_each)
    knots = error_knots(_scores(sums, scale, added), scores_of(points), counts)
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


def measured_pairs(judged: dict[tuple[str, str], Judged], weights: Sequence[float]) -> set[str]:
    """The pairs on which enough translations were compared with people, and were found to agree with them."""
    found = set()
    for (corpus, pair), one in judged.items():
        name, sign = ("direct_assessment", 1) if corpus == "mlqe-pe" else ("penalty", -1)
        values, known = one.known(name)
        sums = (one.outputs @ np.asarray(weights))[known]
        correlation = spearman(sign * values[known], sums)
        print(f"{corpus} {pair}: Spearman {correlation:.3f} (n = {known.sum()})")
        if known.sum() >= _ENOUGH_MEASURED and correlation >= _LEAST_AGREEMENT:
            found.add(pair)
    return found


def _unexplained(one: Judged, weights: Sequence[float], pair: str) -> float:
    correlation = pearson(one.outputs @ np.asarray(weights), one.known("direct_assessment")[0])
    print(f"{pair}: Pearson {correlation:.3f} (n = {len(one.rows)})")
    return float(np.sqrt(1 - correlation**2))


if __name__ == "__main__":
    main()
