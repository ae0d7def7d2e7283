"""``mtqc compare``: which system is better, whether that is sure, and where they differ."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from mtqc.cli.options import grouped_option, settings_of
from mtqc.cli.scoring_options import (
    OUTPUT_OPTION,
    ManyValuesCommand,
    computing_options,
    format_option,
    scoring_options,
)

TESTING = "Testing"
DETAILS = "Where they differ"
_TESTS = ("paired-bootstrap", "paired-randomisation")
_CORRECTIONS = ("holm", "none")


@click.command(cls=ManyValuesCommand, short_help="Tells which of some systems is better, and whether that is sure.")
@grouped_option(
    "--baseline",
    group=TESTING,
    metavar="NAME",
    help="Compare every system with this one only, not all pairs.",
)
@grouped_option(
    "--test",
    group=TESTING,
    type=click.Choice(_TESTS),
    default=_TESTS[0],
    show_default=True,
    help="Koehn's paired bootstrap, or paired approximate randomisation; both as in sacreBLEU.",
)
@grouped_option(
    "--trials",
    group=TESTING,
    metavar="NUMBER",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help="How often the randomisation swaps outputs; --resamples is how often the bootstrap draws.",
)
@grouped_option(
    "--correction",
    group=TESTING,
    type=click.Choice(_CORRECTIONS),
    default=_CORRECTIONS[0],
    show_default=True,
    help="How p-values are corrected for the number of pairs.",
)
@grouped_option(
    "--alpha",
    group=TESTING,
    metavar="NUMBER",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.05,
    show_default=True,
    help="Differences with an adjusted p-value up to this are significant.",
)
@grouped_option(
    "--segments",
    group=DETAILS,
    metavar="NUMBER",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="How many segments to show in which one system is ahead of another by most, each way.",
)
@grouped_option(
    "--by",
    "columns_shown",
    group=DETAILS,
    metavar="COLUMN",
    multiple=True,
    help="Break scores down by this column of a TSV, CSV or JSONL file, such as domain; may be repeated.",
)
@grouped_option(
    "--checks/--no-checks",
    "checks",
    default=None,
    group=DETAILS,
    help="Run mtqc's rules over each system, and compare what they find. The default, but not where all systems "
    "together have more than 100,000 segments: those take a minute or more.",
)
@format_option("text", "json", "latex", "html")
@OUTPUT_OPTION
@scoring_options
@computing_options
def compare(
    baseline: str | None,
    test: str,
    trials: int,
    correction: str,
    alpha: float,
    segments: int,
    columns_shown: tuple[str, ...],
    checks: bool | None,
    form: str,
    output: Path | None,
    **options: Any,
) -> int:
    """Tells which of some systems is better, whether that is sure, and where they differ.

    Every -t is a system; all translate the same segments. Each pair is tested under each metric, p-values are corrected
    for the number of pairs, and systems that cannot be told apart stand in one cluster. Then: what such differences
    mean for people, scores by length and by column, what the rules find, and the segments that differ most.

    The exit status is 0, and 2 for an error.
    """
    from mtqc.cli.measuring_progress import measuring_progress
    from mtqc.cli.scoring import announce_notices, translated_of
    from mtqc.cli.streams import require_writable, write_out
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
    from mtqc.model.comparison import Correction, SignificanceTest
    from mtqc.reports.comparison_forms import comparison_form
    from mtqc.scoring.computing import computing_of
    from mtqc.scoring.default_metrics import default_metrics

    settings = settings_of(options).settings
    report = comparison_form(form)
    if output is not None:
        require_writable(output, [*options["translations"], options["source"], *options["references"]])
    translated = translated_of(options, settings)
    kind = SignificanceTest(test)
    plan = Plan(
        test=kind,
        resamples=settings.resamples if kind is SignificanceTest.PAIRED_BOOTSTRAP else trials,
        interval_resamples=settings.resamples,
        seed=settings.seed,
        correction=Correction(correction),
        alpha=alpha,
        baseline=place_of_baseline(translated.systems, baseline),
    )
    runs = rules_run(translated.test_set, translated.systems, checks)
    details = Details(segments, groupings(translated.test_set, columns_shown), settings if runs else None)
    asked = settings.metrics or default_metrics(translated.test_set)
    metrics = comparable_metrics(asked, translated.test_set, computing_of(settings))
    with measuring_progress() as advance_of:
        comparison = compare_systems(translated.test_set, translated.systems, metrics, plan, details, advance_of)
    unchecked = () if runs or checks is not None else (NOT_CHECKED,)
    comparison = replace(comparison, notices=(*translated.notices, *comparison.notices, *unchecked))
    write_out(partial(report.write, comparison), output)
    if form != "text" or output is not None:
        announce_notices(comparison.notices, options["quiet"])
    return 0
