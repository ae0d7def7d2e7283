"""The two kinds of TransQuest: one scores a sentence, the other judges its words and the gaps between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex
import torch
from torch import Tensor, nn

from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.pretrained import pretrained_model
from mtqc.metrics.learned.tokens import Tokenizer, padded

_WORD = regex.compile(r"\S+")
_BETWEEN, _GAP = "[SEP]", "<gap>"


@dataclass(frozen=True, slots=True)
class WordInput:
    """What the model of words reads: token ids, and where in them each gap and word of the translation begins.

    The first place is the gap before the first word, then word and gap take turns. Places of words that did not fit
    are left out.
    """

    ids: tuple[int, ...]
    places: tuple[int, ...]
    too_long: bool


def cut_pair(first: Sequence[int], second: Sequence[int], budget: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """As many tokens of two texts as fit: the longer one loses its end first, then both do in turn."""
    one, other = len(first), len(second)
    while one + other > budget:
        if one > other:
            one -= 1
        else:
            other -= 1
    return tuple(first[:one]), tuple(second[:other])


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word of a text is; words are what blanks separate."""
    return [found.span() for found in _WORD.finditer(text)]


def word_input(tokenizer: Tokenizer, source: str, translation: str, longest: int) -> WordInput:
    """Source, ``[SEP]``, and the translation with ``<gap>`` before, between and after its words."""
    before = [*(source[start:end] for start, end in word_spans(source)), _BETWEEN]
    marked = [_GAP]
    for start, end in word_spans(translation):
        marked += [translation[start:end], _GAP]
    ids: list[int] = []
    starts = []
    for tokens in tokenizer.of([*before, *marked]):
        starts.append(len(ids))
        ids += tokens.ids
    room = longest - tokenizer.special_tokens(1)
    # One more than it is in the tokens alone: <s> stands before them.
    places = tuple(1 + start for start in starts[len(before) :] if start < room)
    return WordInput((tokenizer.start, *ids[:room], tokenizer.separator), places, len(ids) > room)


class SentenceModel(nn.Module):
    """Gives a score for each sequence."""

    def __init__(self, model: nn.Module, padding: int) -> None:
        super().__init__()
        self.model = model
        self._padding = padding

    def forward(self, batch: Sequence[Sequence[int]]) -> Tensor:
        """The scores, shape (sequences,)."""
        with torch.inference_mode():
            ids, mask = padded(batch, self._padding, str(next(self.model.parameters()).device))
            output: Any = self.model(input_ids=ids, attention_mask=mask)
            scores: Tensor = output.logits[:, 0]
            return scores


class WordModel(nn.Module):
    """Gives for each place whether its word is bad, and how likely that is."""

    def __init__(self, model: nn.Module, padding: int, bad: int) -> None:
        super().__init__()
        self.model = model
        self._padding = padding
        self._bad = bad

    def forward(self, batch: Sequence[WordInput]) -> list[list[tuple[bool, float]]]:
        """For each input a verdict and a probability from 0 to 1 for each of its places."""
        with torch.inference_mode():
            device = str(next(self.model.parameters()).device)
            ids, mask = padded([one.ids for one in batch], self._padding, device)
            output: Any = self.model(input_ids=ids, attention_mask=mask)
            likely: Tensor = output.logits.float().softmax(-1)
            bad = (likely.argmax(-1) == self._bad).tolist()
            probability = likely[..., self._bad].tolist()
        return [[(bad[row][place], probability[row][place]) for place in one.places] for row, one in enumerate(batch)]


def sentence_model(model: Checkpoint, padding: int) -> SentenceModel:
    """The network that scores sentences, in float32 on the CPU.

    Raises:
        CheckpointError: its weights are not those of such a model.
    """
    return SentenceModel(pretrained_model(model, "AutoModelForSequenceClassification", unused=_POOLER), padding).eval()


def word_model(model: Checkpoint, padding: int, bad: int) -> WordModel:
    """The network that judges words, whose label number ``bad`` says that one is wrong.

    Raises:
        CheckpointError: its weights are not those of such a model.
    """
    return WordModel(pretrained_model(model, "AutoModelForTokenClassification", unused=_POOLER), padding, bad).eval()


_POOLER = ("roberta.pooler.",)


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a translation that is bad, empty for a gap where words are missing; ``probability`` is the mean."""

    start: int
    end: int
    probability: float


def marks(text: str, verdicts: Sequence[tuple[bool, float]]) -> tuple[Mark, ...]:
    """The bad words of a text, neighbours together, and its bad gaps beside good words, in their order."""
    words = word_spans(text)
    bad_words = [(place, verdict[1]) for place, verdict in enumerate(verdicts[1::2]) if verdict[0]]
    found = [_joined(words, group) for group in _groups(bad_words)]
    covered = {place for place, _ in bad_words}
    for place, (bad, probability) in enumerate(verdicts[::2]):
        if bad and place not in covered and place - 1 not in covered:
            at = words[place][0] if place < len(words) else len(text.rstrip())
            found.append(Mark(at, at, probability))
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))


def _groups(places: Sequence[tuple[int, float]]) -> list[list[tuple[int, float]]]:
    groups = [list(places[:1])] if places else []
    for before, here in pairwise(places):
        if here[0] == before[0] + 1:
            groups[-1].append(here)
        else:
            groups.append([here])
    return groups


def _joined(words: Sequence[tuple[int, int]], group: Sequence[tuple[int, float]]) -> Mark:
    probability = sum(one for _, one in group) / len(group)
    return Mark(words[group[0][0]][0], words[group[-1][0]][1], probability)
