"""A number that says how good a translation is, with all that is needed to get it again."""

from __future__ import annotations

from dataclasses import dataclass

from mtqc.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval: both ends belong to it; ``level`` is the confidence, 0.95 for 95 %."""

    low: float
    high: float
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """The score of one segment on the metric's scale, None where it has none; ``spans`` are the errors it marks.

    ``uncertainty`` is the standard error of the value, in its points, from metrics that know how sure they are.
    """

    value: float | None
    spans: tuple[Finding, ...] = ()
    uncertainty: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of one metric on the output of one system.

    ``metric`` is the metric as the user named it, ``system`` the system or file. ``value`` is the score of the whole,
    ``segments`` that of each segment, both on the metric's own scale, whose ends ``range`` gives (None: open).
    A value is None where the metric has none, never NaN. The ``signature`` names metric, options, checkpoint and
    versions: all that is needed to get the number again. ``notices`` say what a reader of the number must know, such
    as how many segments were too long for the model.
    """

    metric: str
    system: str
    value: float | None
    segments: tuple[SegmentScore, ...]
    signature: str
    higher_is_better: bool
    range: tuple[float | None, float | None] = (None, None)
    interval: Interval | None = None
    notices: tuple[str, ...] = ()

    def __repr__(self) -> str:
        value = "no value" if self.value is None else f"{self.value:.4f}"
        interval = "" if self.interval is None else f" [{self.interval.low:.4f}, {self.interval.high:.4f}]"
        return f"<Score: {self.metric} of {self.system}: {value}{interval}>"

    def is_worse_than(self, value: float) -> bool:
        """Whether the score is worse than a value on its scale; a score without a value is worse than any."""
        if self.value is None:
            return True
        return self.value < value if self.higher_is_better else self.value > value
