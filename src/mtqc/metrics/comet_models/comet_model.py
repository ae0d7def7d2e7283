"""What a model of the COMET family answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from mtqc.metrics.comet_models.error_spans import ErrorSpan
from mtqc.metrics.computing import Advance
from mtqc.metrics.learned.running import Outcome
from mtqc.metrics.learned.score_store import ScoreStore
from mtqc.metrics.learned.segment_metric import Estimate, Texts
from mtqc.model.mqm import Severity


@dataclass(frozen=True, slots=True)
class MarkedEstimate(Estimate):
    """The score of a translation, and the errors that the model marks in it."""

    spans: tuple[ErrorSpan, ...] = ()

    def as_json(self) -> list[Any]:
        """A JSON value that :meth:`of_json` reads."""
        spans = [
            [span.start, span.end, [severity.value for severity in span.severities], span.confidence, span.counted]
            for span in self.spans
        ]
        return [self.value, self.too_long, spans]

    @classmethod
    def of_json(cls, value: list[Any]) -> Self:
        """The estimate that a JSON value stands for."""
        score, too_long, spans = value
        return cls(
            score,
            too_long,
            tuple(
                ErrorSpan(start, end, tuple(map(Severity, severities)), confidence, counted)
                for start, end, severities, confidence, counted in spans
            ),
        )


def key_of(texts: Texts) -> list[str | None]:
    """A JSON value that says all of what a model is asked."""
    return [texts.hypothesis, texts.source, texts.reference]


class CometModel(ABC):
    """A model with its weights. Texts that it does not read are ignored."""

    @abstractmethod
    def estimates(
        self, asked: Sequence[Texts], store: ScoreStore | None = None, advance: Advance | None = None
    ) -> Outcome[MarkedEstimate]:
        """The estimate of each translation; equal ones are computed once, and those in the store not again."""
