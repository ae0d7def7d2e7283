"""Whether one translation system is better than another, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from mtqc.model.score import Score


@dataclass(frozen=True, slots=True)
class Difference:
    """Two systems under one metric.

    ``difference`` is the first system's value less the second's, on the metric's scale. ``p_value`` is how likely a
    difference at least so large is if both are equally good; ``p_adjusted`` the same, corrected for the number of
    comparisons. ``human_agreement`` is the share from 0 to 1 of system pairs with such a difference whose order
    people confirm, None where no study says.
    """

    metric: str
    systems: tuple[str, str]
    difference: float
    p_value: float
    p_adjusted: float
    human_agreement: float | None = None


@dataclass(frozen=True, slots=True)
class MetricComparison:
    """All systems under one metric: their scores, the pairs, and clusters of systems that cannot be told apart.

    ``clusters`` hold names, the best cluster first. ``test`` is ``paired-bootstrap`` or ``paired-randomisation``;
    ``signature`` says how to get the p-values again.
    """

    metric: str
    scores: tuple[Score, ...]
    differences: tuple[Difference, ...]
    clusters: tuple[tuple[str, ...], ...]
    test: str
    signature: str
    higher_is_better: bool
