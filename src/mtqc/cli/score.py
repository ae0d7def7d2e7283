"""``mtqc score``: how good translations are, by any metric of the field."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtqc.cli.options import RESULT, grouped_option, settings_of
from mtqc.cli.scoring_options import (
    OUTPUT_OPTION,
    ManyValuesCommand,
    computing_options,
    format_option,
    scoring_options,
)

if TYPE_CHECKING:
    from mtqc.model.score_report import ScoreReport

CLEAN = 0
WORSE = 1


@click.command("score", cls=ManyValuesCommand)
@scoring_options
@format_option("text", "json", "tsv")
@OUTPUT_OPTION
@grouped_option(
    "--segments",
    "with_segments",
    is_flag=True,
    group=RESULT,
    help="Show the score of each segment too, and the errors that a metric marks; JSON has them always.",
)
@grouped_option(
    "--fail-under",
    "thresholds",
    metavar="METRIC=VALUE",
    multiple=True,
    group=RESULT,
    help="The exit status is 1 if a system is worse than this value of a metric; may be repeated.",
)
@computing_options
def score_command(
    form: str, output: Path | None, with_segments: bool, thresholds: tuple[str, ...], **options: Any
) -> int:
    """Scores translations by BLEU, chrF, COMET or any other metric.

    Each -t is the output of a system, segment by segment. What a metric needs stands in files beside it, the source
    (-s) and translations by people (-r), or in the same file if that is bilingual: a table, PO, XLIFF …

    Every number comes with its signature, which says how to get it again, and with a confidence interval. The exit
    status is 0, with --fail-under 1 if a system is worse, and 2 for an error.
    """
    from mtqc.cli.scoring import announce_notices, measured_by, metrics_for, translated_of
    from mtqc.cli.streams import require_writable
    from mtqc.scoring.running import Resampling, score_report
    from mtqc.scoring.thresholds import thresholds_of, worse

    settings = settings_of(options).settings
    if output is not None:
        require_writable(output, [*options["translations"], options["source"], *options["references"]])
    translated = translated_of(options, settings)
    metrics = metrics_for(translated, settings)
    required = thresholds_of(thresholds, [metric.facts.asked for metric in metrics])
    found = measured_by(metrics, translated)
    report = score_report(translated, found, Resampling(settings.resamples, settings.seed))
    if form != "text" or output is not None:
        announce_notices(report.all_notices, options["quiet"])
    _write(report, form, with_segments, output)
    failed = list(worse(report.scores, required))
    for score, threshold in failed:
        value = "no value" if score.value is None else f"{score.value:.4f}"
        announce_notices(
            [f"{score.system}: {score.metric} is {value}, worse than {threshold.value:g}"], options["quiet"]
        )
    return WORSE if failed else CLEAN


def _write(report: ScoreReport, form: str, with_segments: bool, output: Path | None) -> None:
    from mtqc.cli.streams import write_out
    from mtqc.reports.scores_json import ScoresJson
    from mtqc.reports.scores_text import ScoresText
    from mtqc.reports.scores_tsv import ScoresTsv

    writers: dict[str, ScoresText | ScoresTsv | ScoresJson] = {
        "text": ScoresText(with_segments),
        "tsv": ScoresTsv(with_segments),
        "json": ScoresJson(),
    }
    write_out(partial(writers[form].write, report), output)
