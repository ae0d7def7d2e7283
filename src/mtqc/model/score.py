"""A number that says how good a translation is, with all that is needed to get it again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of one metric on one document.

    ``value`` is the document's score, ``segments`` the score of each segment (None where the metric has none), both
    on the metric's own scale. The ``signature`` names metric, options and versions.
    """

    value: float
    segments: tuple[float | None, ...]
    signature: str
    higher_is_better: bool
