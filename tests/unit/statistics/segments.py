"""Statistics of segments for tests: sacreBLEU's own, and means of numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from mtqc.statistics.segment_statistics import Matrix, SegmentStatistics, Vector

WORDS = ["the", "a", "cat", "dog", "sat", "on", "mat", "tree", "house", "under", "over", "green", "that", "he", "was"]


def systems_of(segments: int, errors: Sequence[float], seed: int = 1) -> tuple[list[str], list[list[str]]]:
    """References, and systems that change so large a share of their words."""
    chance = random.Random(seed)
    references = [" ".join(chance.choices(WORDS, k=chance.randint(3, 15))) for _ in range(segments)]
    systems = [
        [
            " ".join(chance.choice(WORDS) if chance.random() < error else word for word in text.split())
            for text in references
        ]
        for error in errors
    ]
    return references, systems


def sacrebleu_statistics(metric: Any, hypotheses: Sequence[str]) -> SegmentStatistics:
    """What sacreBLEU's metric, which knows its references, extracts; scored one by one, with float64."""

    def aggregate(sums: Matrix) -> Vector:
        return np.array([metric._compute_score_from_stats(row.tolist()).score for row in sums])

    return SegmentStatistics(np.array(metric._extract_corpus_statistics(hypotheses, None), dtype=np.float64), aggregate)
