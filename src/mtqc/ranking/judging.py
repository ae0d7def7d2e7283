"""From candidates, the name of a metric and settings to a ranking."""

from __future__ import annotations

from dataclasses import replace

from mtqc.errors import SettingsError
from mtqc.metrics.base import Metric, Need
from mtqc.metrics.finding import metric
from mtqc.model.ranking import Ranking
from mtqc.model.test_set import System
from mtqc.ranking.methods import Tournament, method_for
from mtqc.ranking.ranking import CandidateSets, rank
from mtqc.scoring.computing import computing_of
from mtqc.scoring.languages import with_languages
from mtqc.scoring.licences import licence_notices
from mtqc.scoring.needs import SOURCES, require_needs
from mtqc.scoring.running import AdvanceOf
from mtqc.settings import Settings


def ranked(
    sets: CandidateSets, asked: str, by_risk: bool, settings: Settings, advance_of: AdvanceOf | None = None
) -> Ranking:
    """Ranks candidates by a metric, their languages guessed where nothing says them.

    Args:
        sets: The candidates, and what stands beside them.
        asked: The name of the metric.
        by_risk: Whether candidates are each other's references (minimum Bayes risk).
        settings: How to compute; its languages hold already in the test set.
        advance_of: Gives what is told how many rows are measured.

    Raises:
        UnknownNameError: there is no such metric; names the nearest.
        SettingsError: the metric needs sources or references that there are not, or weights make no sense.
        MissingExtraError: packages are missing.
        CheckpointError: a model cannot be found or used.
    """
    found = metric(asked, computing_of(settings))
    method = method_for(found, by_risk)
    _require(found, sets, by_risk or isinstance(method, Tournament))
    firsts = System("first candidates", tuple(texts[0] if texts else "" for texts in sets.texts))
    test_set, guessed = with_languages(sets.test_set, [firsts])
    sets = replace(sets, test_set=test_set, notices=(*sets.notices, *guessed, *licence_notices(asked)))
    return rank(sets, asked, method, None if advance_of is None else advance_of(asked))


def _require(found: Metric, sets: CandidateSets, among_each_other: bool) -> None:
    """Makes sure that there is what the metric needs; candidates that judge each other need no references."""
    if not among_each_other:
        require_needs([found.facts], sets.test_set)
    elif found.facts.source is Need.REQUIRED and sets.test_set.sources is None:
        raise SettingsError(f"{found.facts.asked} needs {SOURCES}")
