"""The verb of mtqc for Python that compares systems: mappings and lists in, dataclasses out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from mtqc.comparison.breakdowns import groupings
from mtqc.comparison.comparing import (
    NOT_CHECKED,
    Details,
    comparable_metrics,
    compare_systems,
    place_of_baseline,
    rules_run,
)
from mtqc.comparison.testing import Plan
from mtqc.errors import SettingsError, UnknownNameError
from mtqc.face_arguments import measuring_settings
from mtqc.metrics.computing import Advance
from mtqc.model.comparison import Comparison, Correction, SignificanceTest
from mtqc.model.test_set import TestSet
from mtqc.scoring.computing import computing_of
from mtqc.scoring.default_metrics import default_metrics
from mtqc.scoring.languages import with_languages
from mtqc.scoring.texts import References, Texts, made_test_set, systems_of

Kind = TypeVar("Kind", bound=Enum)


def compare(
    systems: Mapping[str, Texts],
    *,
    references: References | None = None,
    sources: Texts | None = None,
    metrics: Sequence[str] | str = (),
    baseline: str | None = None,
    test: SignificanceTest | str = SignificanceTest.PAIRED_BOOTSTRAP,
    trials: int = 10_000,
    correction: Correction | str = Correction.HOLM,
    alpha: float = 0.05,
    segments: int = 5,
    columns: Mapping[str, Texts] = MappingProxyType({}),
    checks: bool | None = None,
    advance: Advance | None = None,
    config: Path | None = None,
    **settings: Any,
) -> Comparison:
    """Which of some systems is better, whether that is sure, and where they differ.

    Args:
        systems: The output of each system by its name, a text a segment.
        references: Translations by people, a text a segment, None where one is missing; or several such lists.
        sources: What was translated, a text a segment.
        metrics: Names such as ``"chrf"`` or ``"comet:Unbabel/wmt22-comet-da"``. Left out: BLEU and chrF.
        baseline: The system that all others are compared with; without it all pairs are.
        test: ``"paired-bootstrap"`` or ``"paired-randomisation"``.
        trials: How often the randomisation swaps outputs; the setting ``resamples`` is how often the bootstrap draws.
        correction: How p-values are corrected for the number of pairs: ``"holm"`` or ``"none"``.
        alpha: Differences with an adjusted p-value up to this are significant.
        segments: How many segments are kept for each pair in which one system is ahead by most, each way.
        columns: What else is known of the segments, by name, such as their domain: scores are broken down by it.
        checks: Whether mtqc's rules run over each system. None: where that does not take long.
        advance: Is told how many of how many items each metric, and the rules, have done.
        config: A settings file (mtqc.toml or pyproject.toml). Unlike the command line, this function looks for none.
        **settings: Any key of a settings file, with underscores: ``target_language="de"``, ``seed=1``, ``cache=False``.

    Returns:
        The comparison; ``to_dicts()`` gives a row a pair for a data frame, ``to_json()`` everything.

    Raises:
        SettingsError: counts differ, there are less than two systems, an argument or setting makes no sense, or a
            metric needs sources or references that are not given.
        MissingExtraError: a metric needs packages that are not installed.
        CheckpointError: a model cannot be found, loaded or trusted.

    >>> found = compare({"a": ["Das Haus."] * 9, "b": ["Der Haus."] * 9}, references=["Das Haus."] * 9,
    ...                 metrics=["chrf"], checks=False, cache=False)
    >>> found.metrics[0].clusters
    (('a',), ('b',))
    """
    wanted = measuring_settings(config, settings, metrics)
    outputs = systems_of(systems)
    kind = _one_of(SignificanceTest, "test", test)
    plan = Plan(
        test=kind,
        resamples=wanted.resamples if kind is SignificanceTest.PAIRED_BOOTSTRAP else trials,
        interval_resamples=wanted.resamples,
        seed=wanted.seed,
        correction=_one_of(Correction, "correction", correction),
        alpha=alpha,
        baseline=place_of_baseline(outputs, baseline),
    )
    test_set = made_test_set(outputs, sources, references, wanted.source_language, wanted.target_language)
    test_set, guessed = with_languages(_with_columns(test_set, columns), outputs)
    found = comparable_metrics(wanted.metrics or default_metrics(test_set), test_set, computing_of(wanted))
    advance_of = None if advance is None else lambda name: advance
    runs = rules_run(test_set, outputs, checks)
    details = Details(segments, groupings(test_set, tuple(columns)), wanted if runs else None)
    comparison = compare_systems(test_set, outputs, found, plan, details, advance_of)
    unchecked = () if runs or checks is not None else (NOT_CHECKED,)
    return replace(comparison, notices=(*guessed, *comparison.notices, *unchecked))


def _with_columns(test_set: TestSet, columns: Mapping[str, Texts]) -> TestSet:
    for name, values in columns.items():
        if len(values) != test_set.size:
            raise SettingsError(f"there are {test_set.size:,} segments, but {len(values):,} values of column '{name}'")
    return replace(test_set, columns={name: tuple(map(str, values)) for name, values in columns.items()})


def _one_of(kind: type[Kind], argument: str, value: Kind | str) -> Kind:
    """The member of an enumeration, or that of this value.

    Raises:
        UnknownNameError: it has none; names the nearest.
    """
    known = {member.value: member for member in kind}
    name = value.value if isinstance(value, kind) else value
    if name not in known:
        raise UnknownNameError(argument, str(name), known)
    return known[name]
