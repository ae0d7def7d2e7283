"""From judged pairs to what the network reads: token ids, sides, and a label for each token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from mtqc.estimation.learning.network import SCORES
from mtqc.estimation.tokenising import SOURCE, TRANSLATION, PairTokenizer, Tokenised
from mtqc.estimation.windows import Window

LONGEST_SIDE = 120
"""Tokens of either side in training; what is longer is cut, there alone."""
UNKNOWN = -1
PADDING = 1
"""The id of the token that fills up; nothing attends to it."""
UNKNOWN_SCORES = (float("nan"),) * len(SCORES)
Labels = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A source and its translation with what people said of them; None for what nobody was asked.

    ``scores`` are the targets of the sentence head, NaN where unknown. ``severities`` are spans of the translation as
    start, end, and 1 minor, 2 major or 3 critical; ``bad`` spans of wrong words in it, ``source_bad`` spans of source
    words that are translated wrongly or not at all; ``gaps`` ends of the words after which others are missing, 0 for
    the beginning. Offsets are code points, ends exclusive.
    """

    source: str
    translation: str
    scores: Sequence[float] = UNKNOWN_SCORES
    severities: Sequence[tuple[int, int, int]] | None = None
    bad: Sequence[tuple[int, int]] | None = None
    source_bad: Sequence[tuple[int, int]] | None = None
    gaps: Sequence[int] | None = None


@dataclass(slots=True, eq=False)
class Example:
    """A pair as token ids, with its labels; unknown token labels are -1, unknown scores NaN.

    ``weight`` is how much its scores count; ``worse`` is another example for the same source that must score lower.
    """

    ids: npt.NDArray[np.int32]
    side: Labels
    bad: Labels
    gap: Labels
    severity: Labels
    scores: npt.NDArray[np.float32]
    weight: float = 1.0
    worse: Example | None = None

    def __len__(self) -> int:
        return len(self.ids)


def examples(pairs: Sequence[LabelledPair], tokenizer: PairTokenizer, longest: int = LONGEST_SIDE) -> list[Example]:
    """An example for each pair, of which at most so many tokens a side are read."""
    sources = tokenizer.tokenised([pair.source for pair in pairs])
    translations = tokenizer.tokenised([pair.translation for pair in pairs])
    return [
        _example(pair, source, translation, tokenizer, longest)
        for pair, source, translation in zip(pairs, sources, translations, strict=True)
    ]


def _example(
    pair: LabelledPair, source: Tokenised, translation: Tokenised, tokenizer: PairTokenizer, longest: int
) -> Example:
    window = Window(0, min(longest, len(source.ids)), 0, min(longest, len(translation.ids)))
    sequenced = tokenizer.sequenced(source, translation, window)
    side = np.array(sequenced.sides, np.int8)
    bad, gap, severity = (np.full(len(side), UNKNOWN, np.int8) for _ in range(3))
    offsets = translation.line.offsets[:longest]
    own = side == TRANSLATION
    if pair.bad is not None:
        bad[own] = _covered(offsets, [(start, end, 1) for start, end in pair.bad])
    if pair.source_bad is not None:
        wrong = [(start, end, 1) for start, end in pair.source_bad]
        bad[side == SOURCE] = _covered(source.line.offsets[:longest], wrong)
    if pair.severities is not None:
        severity[own] = _covered(offsets, pair.severities)
    if pair.gaps is not None:
        # The last place, after all words, is that of the closing token.
        first = len(side) - 1 - len(offsets)
        gap[first:] = 0
        starts = [start for start, _ in offsets]
        for place in pair.gaps:
            gap[first + sum(1 for start in starts if start < place)] = 1
    return Example(np.array(sequenced.ids, np.int32), side, bad, gap, severity, np.array(pair.scores, np.float32))


def _covered(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, int]]) -> Labels:
    """The highest label of the spans that share a character with each token, else 0."""
    labels = np.zeros(len(offsets), np.int8)
    for start, end, label in spans:
        for index, (first, last) in enumerate(offsets):
            if first < end and start < last:
                labels[index] = max(labels[index], label)
    return labels


def with_worse(given: Sequence[Example]) -> tuple[list[Example], list[tuple[int, int]]]:
    """The examples followed by their worse partners, and which place must score higher than which."""
    flat = list(given)
    links = []
    for place, example in enumerate(given):
        if example.worse is not None:
            links.append((place, len(flat)))
            flat.append(example.worse)
    return flat, links


@dataclass(slots=True)
class Batch:
    """Examples padded to one length, as tensors; the labels as in :class:`Example`."""

    ids: torch.Tensor
    mask: torch.Tensor
    side: torch.Tensor
    bad: torch.Tensor
    gap: torch.Tensor
    severity: torch.Tensor
    scores: torch.Tensor
    weight: torch.Tensor


def batch_of(given: Sequence[Example], device: str = "cpu") -> Batch:
    """The examples as one batch on that device, padded at the end."""
    length = max(len(example) for example in given)

    def padded(rows: Sequence[npt.NDArray[np.integer]], fill: int) -> torch.Tensor:
        table = np.full((len(rows), length), fill, np.int64)
        for place, row in zip(table, rows, strict=True):
            place[: len(row)] = row
        return torch.from_numpy(table).to(device)

    lengths = torch.tensor([len(example) for example in given])
    return Batch(
        padded([example.ids for example in given], PADDING),
        (torch.arange(length)[None, :] < lengths[:, None]).to(device),
        padded([example.side for example in given], 0),
        padded([example.bad for example in given], UNKNOWN),
        padded([example.gap for example in given], UNKNOWN),
        padded([example.severity for example in given], UNKNOWN),
        torch.from_numpy(np.stack([example.scores for example in given])).to(device),
        torch.tensor([example.weight for example in given], device=device),
    )
