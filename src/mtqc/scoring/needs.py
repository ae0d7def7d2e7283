"""What metrics need of a test set: said before anything is computed, with what to add."""

from __future__ import annotations

from collections.abc import Sequence

from mtqc.errors import SettingsError
from mtqc.metrics.base import MetricFacts, Need
from mtqc.model.test_set import TestSet

SOURCES = "sources: -s FILE on the command line, sources=[…] in Python"
REFERENCES = "references: -r FILE on the command line, references=[…] in Python"


def require_needs(every: Sequence[MetricFacts], test_set: TestSet) -> None:
    """Makes sure that a test set has what some metrics need.

    Raises:
        SettingsError: it lacks sources or references; names the metrics and what to add.
    """
    if test_set.sources is None:
        _require([facts.asked for facts in every if facts.source is Need.REQUIRED], SOURCES)
    if not test_set.references:
        _require([facts.asked for facts in every if facts.references is Need.REQUIRED], REFERENCES)


def _require(asked: Sequence[str], what: str) -> None:
    if asked:
        names = asked[0] if len(asked) == 1 else f"{', '.join(asked[:-1])} and {asked[-1]}"
        raise SettingsError(f"{names} {'needs' if len(asked) == 1 else 'need'} {what}")
