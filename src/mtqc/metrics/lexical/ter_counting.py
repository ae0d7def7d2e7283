"""Statistics of TER: edits and words of reference, from sacreBLEU's own search for shifts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np

from mtqc.metrics.lexical.counting import Counting
from mtqc.metrics.lexical.edits import edits
from mtqc.statistics.segment_statistics import Matrix

_Words = tuple[str, ...]
_Count = Callable[[_Words, _Words], int]


@dataclass(frozen=True, slots=True)
class TerCounting(Counting):
    """Counts as TER does, under sacreBLEU's names of options.

    The columns are the edits towards the reference that needs fewest, the words of the references (their mean where
    there are several), and 1 for the segment. The search is sacreBLEU's own, since any other finds other shifts here
    and there; equal texts need none. It tokenises references twice, and so does this.
    """

    kind: ClassVar[str] = "ter"
    seconds_per_million_characters: ClassVar[float] = 3.0

    normalized: bool = False
    no_punct: bool = False
    asian_support: bool = False
    case_sensitive: bool = False

    @property
    def columns(self) -> int:
        """How many columns the statistics have; the last one counts segments."""
        return 3

    def count(self, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]]) -> tuple[Matrix, ...]:
        """The statistics of each system's hypotheses, shape (segments, columns), as ``Counting`` says."""
        from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

        tokenizer = TercomTokenizer(self.normalized, self.no_punct, self.asian_support, self.case_sensitive)

        def prepared(text: str) -> str:
            return tokenizer(text.rstrip())

        @cache
        def words(text: str) -> _Words:
            return tuple(prepared(text).split())

        @cache
        def reference_words(text: str) -> _Words:
            # The second time splits off some marks that the first one misses.
            return tuple(prepared(prepared(text)).split())

        # The same pair comes again, as systems agree on what is easy.
        counted = cache(edits)
        return tuple(
            np.array(
                [
                    _row(words(hypothesis), [reference_words(text) for text in texts if text is not None], counted)
                    for hypothesis, *texts in zip(hypotheses, *references, strict=True)
                ],
                dtype=np.float64,
            ).reshape(-1, 3)
            for hypotheses in systems
        )


def _row(hypothesis: _Words, references: Sequence[_Words], count: _Count) -> tuple[float, ...]:
    fewest = min(count(hypothesis, reference) for reference in references)
    return fewest, sum(map(len, references)) / len(references), 1
