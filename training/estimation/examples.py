"""From judgements to what the network reads: token ids, sides, and a label for each token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from judgements import Judgement
from tokenizers import Tokenizer

LONGEST_SIDE = 120
"""Tokens of either side in training; what is longer is cut, there alone."""
UNKNOWN = -1


@dataclass
class Example:
    """A pair as token ids, with its labels; unknown token labels are -1, unknown scores NaN.

    ``worse`` is another example for the same source that must score lower.
    """

    ids: np.ndarray
    side: np.ndarray
    bad: np.ndarray
    gap: np.ndarray
    severity: np.ndarray
    scores: np.ndarray
    weight: float = 1.0
    worse: Example | None = None
    origin: str = ""
    pair: str = ""
    extras: dict = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)


class Encoder:
    """Turns pairs of texts into token ids: ``<s> source </s></s> translation </s>``."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.start, self.end = (self.tokenizer.token_to_id(token) for token in ("<s>", "</s>"))

    def examples(
        self, judged: Sequence[Judgement], scores: Sequence[Sequence[float]], longest: int = LONGEST_SIDE
    ) -> list[Example]:
        """An example for each judgement; ``scores`` are the targets of the sentence head, NaN where unknown."""
        sources = self.tokenizer.encode_batch([one.source for one in judged], add_special_tokens=False)
        targets = self.tokenizer.encode_batch([one.translation for one in judged], add_special_tokens=False)
        return [
            self._example(one, np.asarray(score, np.float32), source, target, longest)
            for one, score, source, target in zip(judged, scores, sources, targets, strict=True)
        ]

    def _example(self, judged: Judgement, scores: np.ndarray, source, target, longest: int) -> Example:
        source_ids, target_ids = source.ids[:longest], target.ids[:longest]
        ids = [self.start, *source_ids, self.end, self.end, *target_ids, self.end]
        first, last = 1 + len(source_ids) + 2, 1 + len(source_ids) + 2 + len(target_ids)
        side = np.zeros(len(ids), np.int8)
        side[1 : 1 + len(source_ids)] = 1
        side[first:last] = 2
        bad, gap, severity = (np.full(len(ids), UNKNOWN, np.int8) for _ in range(3))
        offsets = target.offsets[:longest]
        if judged.bad is not None:
            bad[first:last] = _covered(offsets, [(start, end, 1) for start, end in judged.bad])
        if judged.source_bad is not None:
            bad[1 : 1 + len(source_ids)] = _covered(
                source.offsets[:longest], [(start, end, 1) for start, end in judged.source_bad]
            )
        if judged.severities is not None:
            severity[first:last] = _covered(offsets, judged.severities)
        if judged.gaps is not None:
            # The last place, after all words, is that of the closing token.
            gap[first : last + 1] = 0
            starts = [start for start, _ in offsets]
            for place in judged.gaps:
                gap[first + sum(1 for start in starts if start < place)] = 1
        return Example(
            np.asarray(ids, np.int32), side, bad, gap, severity, scores, origin=judged.corpus, pair=judged.pair
        )


def _covered(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, int]]) -> np.ndarray:
    """The highest label of the spans that share a character with each token, else 0."""
    labels = np.zeros(len(offsets), np.int8)
    for start, end, label in spans:
        for index, (first, last) in enumerate(offsets):
            if first < end and start < last:
                labels[index] = max(labels[index], label)
    return labels


@dataclass
class Batch:
    """Examples padded to one length, as tensors."""

    ids: torch.Tensor
    mask: torch.Tensor
    side: torch.Tensor
    bad: torch.Tensor
    gap: torch.Tensor
    severity: torch.Tensor
    scores: torch.Tensor
    weight: torch.Tensor


def batch_of(examples: Sequence[Example], padding: int = 1) -> Batch:
    """The examples as one batch, padded at the end."""
    length = max(len(example) for example in examples)

    def padded(name: str, fill: int) -> torch.Tensor:
        rows = np.full((len(examples), length), fill, np.int64)
        for row, example in zip(rows, examples, strict=True):
            row[: len(example)] = getattr(example, name)
        return torch.from_numpy(rows)

    ids = padded("ids", padding)
    lengths = torch.tensor([len(example) for example in examples])
    mask = torch.arange(length)[None, :] < lengths[:, None]
    return Batch(
        ids,
        mask,
        padded("side", 0),
        padded("bad", UNKNOWN),
        padded("gap", UNKNOWN),
        padded("severity", UNKNOWN),
        torch.from_numpy(np.stack([example.scores for example in examples])),
        torch.tensor([example.weight for example in examples]),
    )


def batches(examples: Sequence[Example], tokens: int) -> list[list[int]]:
    """Places of examples in batches of similar length that hold at most so many tokens, padding counted."""
    order = sorted(range(len(examples)), key=lambda index: len(examples[index]))
    found: list[list[int]] = []
    for index in order:
        if not found or (len(found[-1]) + 1) * len(examples[index]) > tokens:
            found.append([])
        found[-1].append(index)
    return found
