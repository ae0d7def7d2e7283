"""The verbs of mtqc for Python that measure translations: lists in, dataclasses out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtqc.errors import SettingsError
from mtqc.face_arguments import measuring_settings
from mtqc.metrics.computing import Advance
from mtqc.model.ranking import Ranking
from mtqc.model.score import Score
from mtqc.ranking.judging import ranked
from mtqc.ranking.ranking import CandidateSets
from mtqc.scoring.computing import computing_of
from mtqc.scoring.default_metrics import default_metrics
from mtqc.scoring.languages import with_languages
from mtqc.scoring.running import AdvanceOf, Resampling, measured, metrics_named, scores_of
from mtqc.scoring.texts import References, Texts, made_test_set, systems_of


def score(
    hypotheses: Texts | Mapping[str, Texts],
    *,
    references: References | None = None,
    sources: Texts | None = None,
    metrics: Sequence[str] | str = (),
    advance: Advance | None = None,
    config: Path | None = None,
    **settings: Any,
) -> tuple[Score, ...]:
    """How good translations are, by any metric.

    Args:
        hypotheses: What is scored, a text a segment; of several systems, a mapping from their names to such lists.
        references: Translations by people, a text a segment, None where one is missing; or several such lists.
        sources: What was translated, a text a segment.
        metrics: Names such as ``"chrf"``, ``"bleu:tokenize=intl"``, ``"comet:Unbabel/wmt22-comet-da"``. Left out:
            BLEU and chrF where there are references, else the estimate, which needs sources.
        advance: Is told how many of how many items each metric has done.
        config: A settings file (mtqc.toml or pyproject.toml). Unlike the command line, this function looks for none.
        **settings: Any key of a settings file, with underscores: ``target_language="de"``, ``resamples=0``,
            ``devices=["cuda"]``, ``cache=False``. They are stronger than the file's.

    Returns:
        The scores, system by system within each metric. ``value`` is that of the whole, ``segments`` those of the
        segments, ``signature`` says how to get the number again.

    Raises:
        SettingsError: counts differ, a metric or setting does not exist or makes no sense, or a metric needs sources
            or references that are not given.
        MissingExtraError: a metric needs packages that are not installed.
        CheckpointError: a model cannot be found, loaded or trusted.

    >>> (chrf,) = score(["Das Haus ist groß."], references=["Das Haus ist gross."], metrics=["chrf"], cache=False)
    >>> round(chrf.value, 1), chrf.signature
    (79.6, 'nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0')
    """
    chosen = measuring_settings(config, settings, metrics)
    systems = systems_of(hypotheses)
    test_set = made_test_set(systems, sources, references, chosen.source_language, chosen.target_language)
    test_set, guessed = with_languages(test_set, systems)
    asked = chosen.metrics or default_metrics(test_set)
    metrics_found = metrics_named(asked, test_set, computing_of(chosen))
    found = tuple(measured(metrics_found, test_set, systems, None if advance is None else _always(advance)))
    scores = scores_of(found, systems, Resampling(chosen.resamples, chosen.seed))
    return tuple(replace(each, notices=(*guessed, *each.notices)) for each in scores)


def rank(
    candidates: Sequence[Texts],
    *,
    by: str | None = None,
    mbr: str | None = None,
    sources: Texts | None = None,
    references: References | None = None,
    weights: Sequence[Sequence[float] | None] | None = None,
    advance: Advance | None = None,
    config: Path | None = None,
    **settings: Any,
) -> Ranking:
    """The best of several translations of each segment.

    Args:
        candidates: A list of translations for each segment.
        by: The metric to rank by, against sources or references. One that compares two translations, such as PEAR,
            lets each candidate meet each other one.
        mbr: The metric to rank by minimum Bayes risk with: its mean score with each other candidate as reference.
        sources: What was translated, a text a segment.
        references: Translations by people, as for :func:`score`.
        weights: How much each candidate weighs as a reference of the others; without them all weigh the same.
        advance: Is told how many of how many rows are measured.
        config: A settings file, as for :func:`score`.
        **settings: Any key of a settings file, as for :func:`score`.

    Returns:
        The ranking; ``best()`` gives the best candidate of each segment.

    Raises:
        SettingsError: not exactly one of ``by`` and ``mbr`` is given; else as for :func:`score`.
        MissingExtraError: the metric needs packages that are not installed.
        CheckpointError: a model cannot be found, loaded or trusted.

    >>> rank([["Guten Tag!", "Guten Morgen!", "Guten Tag."]], mbr="chrf", cache=False).best()
    ['Guten Tag!']
    """
    if (by is None) == (mbr is None):
        raise SettingsError("name one metric, as by=… or as mbr=…")
    chosen = measuring_settings(config, settings)
    firsts = systems_of([texts[0] if texts else "" for texts in candidates])
    test_set = made_test_set(firsts, sources, references, chosen.source_language, chosen.target_language)
    if weights is not None and len(weights) != len(candidates):
        raise SettingsError(f"there are {len(candidates):,} segments, but {len(weights):,} lists of weights")
    sets = CandidateSets(
        test_set,
        tuple(tuple(texts) for texts in candidates),
        () if weights is None else tuple(None if each is None else tuple(each) for each in weights),
    )
    return ranked(sets, by or mbr or "", mbr is not None, chosen, None if advance is None else _always(advance))


def _always(advance: Advance) -> AdvanceOf:
    return lambda metric: advance
