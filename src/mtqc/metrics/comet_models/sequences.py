"""The sequences that a unified model reads a translation in.

With an encoder of XLM-RoBERTa's kin they are ``<s> hypothesis </s></s> source </s></s> reference </s>``: the hypothesis
comes first whatever the order of ``input_segments``. As in unbabel-comet 2.2.7 each text is first cut alone, then the
whole, so that a long hypothesis may push all of the source out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from mtqc.metrics.comet_models.hyper_parameters import EncoderKind
from mtqc.metrics.comet_models.opened import Opened
from mtqc.metrics.comet_models.windows import Long, windows, windows_that_fit
from mtqc.metrics.learned.segment_metric import Texts
from mtqc.metrics.learned.tokens import Tokenizer, Tokens


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One sequence. The first ``hypothesis`` ids are those of the hypothesis with its special tokens.

    ``kinds`` are the token types that go with the ids, empty for encoders that are not told any.
    """

    ids: Sequence[int]
    hypothesis: int
    kinds: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Pass:
    """A hypothesis with some other texts: one window, or several where it is too long and may not be cut."""

    windows: tuple[Window, ...]

    def mean(self, scores: Sequence[float]) -> float:
        """The mean of the scores of the windows, weighted by their tokens of the hypothesis."""
        lengths = [window.hypothesis for window in self.windows]
        return sum(score * length for score, length in zip(scores, lengths, strict=True)) / sum(lengths)


@dataclass(frozen=True, slots=True)
class Sequences:
    """Joins texts for one model. ``longest`` and ``longest_text`` count special tokens."""

    tokenizer: Tokenizer
    segments: frozenset[str]
    longest: int
    longest_text: int
    long: Long
    with_kinds: bool

    @classmethod
    def of(cls, model: Opened, long: Long) -> Self:
        """The sequences as that model reads them."""
        return cls(
            model.tokenizer,
            model.settings.segments,
            model.longest,
            model.longest_text,
            long,
            model.settings.encoder is EncoderKind.BERT,
        )

    def texts(self, one: Texts) -> tuple[str, ...]:
        """The texts of a translation that the model reads, the hypothesis first."""
        source = one.source if "src" in self.segments else None
        reference = one.reference if "ref" in self.segments else None
        return tuple(text for text in (one.hypothesis, source, reference) if text is not None)

    def cost(self, one: Texts, tokens: Mapping[str, Tokens]) -> int:
        """How many tokens the passes of a translation have together."""
        hypothesis, *others = (len(tokens[text]) for text in self.texts(one))
        passes = [[hypothesis, other] for other in others]
        if len(others) > 1:
            passes.append([hypothesis, *others])
        wholes = [sum(lengths) + self.tokenizer.special_tokens(len(lengths)) for lengths in passes]
        return sum(whole if self.long is Long.WINDOW else min(whole, self.longest) for whole in wholes)

    def too_long(self, one: Texts, tokens: Mapping[str, Tokens]) -> bool:
        """Whether a text of a translation, or all of them together, are longer than the model reads."""
        lengths = [len(tokens[text]) for text in self.texts(one)]
        whole = sum(lengths) + self.tokenizer.special_tokens(len(lengths))
        return whole > self.longest or max(lengths) + self.tokenizer.special_tokens(1) > self.longest_text

    def passes(self, one: Texts, tokens: Mapping[str, Tokens]) -> tuple[Pass, ...]:
        """The passes of a translation: with source, with reference, with both; or the only one."""
        hypothesis, *others = (tokens[text].ids for text in self.texts(one))
        joined = [[hypothesis, other] for other in others]
        if len(others) > 1:
            joined.append([hypothesis, *others])
        count = self._windows(joined[-1]) if self.long is Long.WINDOW else 1
        return tuple(Pass(tuple(self._in_windows(parts, count))) for parts in joined)

    def _windows(self, parts: Sequence[Sequence[int]]) -> int:
        together = windows_that_fit(
            [len(part) for part in parts], self.longest - self.tokenizer.special_tokens(len(parts))
        )
        limit = self.longest_text - self.tokenizer.special_tokens(1)
        return max(together, *(windows_that_fit([len(part)], limit) for part in parts))

    def _in_windows(self, parts: Sequence[Sequence[int]], count: int) -> list[Window]:
        columns = zip(*(windows(part, count) for part in parts), strict=True)
        return [self._window(column) for column in columns]

    def _window(self, parts: Sequence[Sequence[int]]) -> Window:
        limit = self.longest_text - self.tokenizer.special_tokens(1)
        cut = [part[:limit] for part in parts]
        ids = self.tokenizer.joined(cut)[: self.longest]
        hypothesis = min(len(cut[0]) + 2, len(ids))
        kinds = [0] * hypothesis + [1] * (len(ids) - hypothesis) if self.with_kinds else []
        return Window(ids, hypothesis, kinds)
