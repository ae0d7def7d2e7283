"""How well the model does what people do: correlation, wrong words, order within one source, critical errors."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from correlations import area_under_curve, matthews, pearson, spearman
from held_back import DEVELOPMENT
from judgements import Judgement
from mixture import labelled
from sentences import draw, languages

from mtqc.estimation.learning.examples import UNKNOWN, Example, examples
from mtqc.estimation.learning.network import LearningNetwork
from mtqc.estimation.learning.predicting import predicted
from mtqc.estimation.tokenising import PairTokenizer


def measured(
    model: LearningNetwork,
    tokenizer: PairTokenizer,
    judged: Sequence[Judgement],
    most: int | None,
    device: str = "cpu",
) -> dict[str, float]:
    """Figures on judgements that were held back; of each corpus and pair at most so many, chosen by chance."""
    groups: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for one in judged:
        groups[one.corpus, one.pair].append(one)
    figures: dict[str, float] = {}
    chance = random.Random(0)
    for (corpus, pair), group in sorted(groups.items()):
        if corpus not in ("mlqe-pe", "wmt2020-mqm-avg", "wmt2021-mqm-avg", "google-ted21", "mlqe-ced21"):
            continue
        group = group if most is None or "mqm-avg" in corpus else chance.sample(group, min(most, len(group)))
        if "mqm-avg" in corpus and most is not None:
            group = group[: 3 * most]
        known = examples([labelled(one) for one in group], tokenizer)
        said = predicted(model, known, device)
        scores = said.scores
        wanted = np.stack([example.scores for example in known])
        name = f"{corpus}/{pair}"
        if corpus == "mlqe-pe":
            figures[f"{name}/pearson"] = pearson(scores[:, 0], wanted[:, 0])
            figures[f"{name}/mcc"] = _word_correlation(known, said.bad)
        elif "mqm-avg" in corpus:
            figures[f"{name}/spearman"] = spearman(scores[:, 1], wanted[:, 1])
            figures[f"{name}/within"] = _within(group, scores[:, 1])
            figures[f"{name}/within-da"] = _within(group, scores[:, 0])
        elif corpus == "google-ted21":
            figures[f"{name}/spearman"] = spearman(scores[:, 1], wanted[:, 1])
        elif corpus == "mlqe-ced21":
            figures[f"{name}/auc"] = area_under_curve(scores[:, 3], wanted[:, 3] > 0.5)
    figures |= order_of_written(model, tokenizer, device)
    direct = [value for name, value in figures.items() if name.endswith("/pearson")]
    if direct:
        figures["mean pearson"] = sum(direct) / len(direct)
    return {name: round(value, 4) for name, value in figures.items()}


def order_of_written(
    model: LearningNetwork, tokenizer: PairTokenizer, device: str = "cpu", count: int = 600
) -> dict[str, float]:
    """How often our own good translations of held-back sentences score higher than the spoilt ones, by kind."""
    chance = random.Random(0)
    texts = languages()
    drawn = [pair for pair in (draw(texts, DEVELOPMENT, chance) for _ in range(count)) if pair]
    if not drawn:
        return {}
    judged = [one for pair in drawn for one in pair]
    scores = predicted(model, examples([labelled(one) for one in judged], tokenizer), device).scores
    right: dict[str, list[bool]] = defaultdict(list)
    for (_, spoilt), good, bad in zip(drawn, scores[::2], scores[1::2], strict=True):
        for column, name in ((0, "da"), (1, "penalty")):
            right[f"{spoilt.corpus}/{name}"].append(bool(good[column] > bad[column]))
            right[f"written/{name}"].append(bool(good[column] > bad[column]))
    return {name: sum(values) / len(values) for name, values in right.items()}


def _within(judged: Sequence[Judgement], scores: np.ndarray) -> float:
    """The share of pairs of translations of one source, not tied for people, that the scores order as people do."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(judged):
        groups[one.source].append(place)
    right = pairs = 0.0
    for places in groups.values():
        for index, first in enumerate(places):
            for second in places[index + 1 :]:
                difference = judged[second].penalty - judged[first].penalty
                if not difference:
                    continue
                pairs += 1
                gap = scores[first] - scores[second]
                right += 0.5 if gap == 0 else (gap > 0) == (difference > 0)
    return right / pairs if pairs else math.nan


def _word_correlation(given: Sequence[Example], bad: Sequence[np.ndarray]) -> float:
    """Matthews correlation of wrong tokens of the translation at the best threshold of those tried."""
    known = [(example.bad != UNKNOWN) & (example.side == 2) for example in given]
    labels = np.concatenate([example.bad[where] for example, where in zip(given, known, strict=True)]) > 0
    chances = np.concatenate([one[where] for one, where in zip(bad, known, strict=True)])
    return max(float(np.nan_to_num(matthews(chances > threshold, labels))) for threshold in np.arange(0.1, 0.9, 0.05))
