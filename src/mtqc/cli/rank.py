"""``mtqc rank``: the best of several translations of each segment."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtqc.cli.options import INPUT, RESULT, grouped_option, settings_of
from mtqc.cli.scoring_options import (
    METRIC_NAME,
    METRICS,
    OUTPUT_OPTION,
    ManyValuesCommand,
    computing_options,
    format_option,
    input_options,
)

if TYPE_CHECKING:
    from mtqc.model.ranking import Ranking


@click.command("rank", cls=ManyValuesCommand)
@grouped_option(
    "--translation",
    "-t",
    "translations",
    group=INPUT,
    metavar="FILE",
    multiple=True,
    help="Candidates: several files with one for each segment, or one file with several. JSON Lines have a list "
    "candidates in each line, and perhaps weights. - is standard input.",
)
@grouped_option(
    "--candidates",
    group=INPUT,
    metavar="NUMBER",
    type=click.IntRange(min=1),
    help="How many lines in a row of a single file are candidates of one segment.",
)
@input_options
@grouped_option(
    "--by",
    group=METRICS,
    metavar="METRIC",
    type=METRIC_NAME,
    help="Rank by this metric, against the source or the references. A metric that compares two translations lets "
    "each candidate meet each other one.",
)
@grouped_option(
    "--mbr",
    group=METRICS,
    metavar="METRIC",
    type=METRIC_NAME,
    help="Rank by minimum Bayes risk: by this metric's mean score with each other candidate as the reference.",
)
@format_option("text", "json", "tsv")
@grouped_option(
    "--top",
    group=RESULT,
    metavar="NUMBER",
    type=click.IntRange(min=1),
    help="Write so many candidates of each segment, best first. Default: 1 as text, all as JSON and TSV.",
)
@OUTPUT_OPTION
@computing_options
def rank_command(
    candidates: int | None,
    by: str | None,
    mbr: str | None,
    form: str,
    top: int | None,
    output: Path | None,
    **options: Any,
) -> int:
    """Picks the best of several translations of each segment.

    With --by, a metric judges each candidate by the source (-s), as quality estimation does, or by references (-r).
    With --mbr, candidates are judged by each other, and no other file is needed but what the metric reads besides.

    As text, the output is a file of translations again. Of equally good candidates the first one wins. The exit status
    is 0, and 2 for an error.
    """
    from mtqc.cli.measuring_progress import measuring_progress
    from mtqc.cli.scoring import announce_notices, input_named, require_one_standard_input
    from mtqc.cli.streams import require_writable
    from mtqc.ranking.judging import ranked
    from mtqc.ranking.reading import read_candidates
    from mtqc.scoring.system_names import SystemFile

    if (by is None) == (mbr is None):
        raise click.UsageError("Name one metric, with --by METRIC or with --mbr METRIC.", click.get_current_context())
    paths = [*options["translations"], options["source"], *options["references"]]
    if not options["translations"]:
        raise click.UsageError("Name the files of candidates with -t FILE.", click.get_current_context())
    require_one_standard_input(paths)
    settings = settings_of(options).settings
    if output is not None:
        require_writable(output, paths)
    sets = read_candidates(
        [SystemFile(input_named(path, settings)) for path in options["translations"]],
        candidates,
        None if options["source"] is None else input_named(str(options["source"]), settings),
        [input_named(str(path), settings) for path in options["references"]],
        settings.read_options(),
        settings.input_format,
    )
    with measuring_progress() as advance_of:
        ranking = ranked(sets, by or mbr or "", mbr is not None, settings, advance_of)
    announce_notices([*ranking.notices, f"{ranking.metric}: {ranking.signature}"], options["quiet"])
    _write(ranking, form, top, output)
    return 0


def _write(ranking: Ranking, form: str, top: int | None, output: Path | None) -> None:
    from mtqc.cli.streams import write_out
    from mtqc.reports.ranked_candidates import RankingJson, RankingText, RankingTsv

    writers: dict[str, type[RankingText | RankingTsv | RankingJson]] = {
        "text": RankingText,
        "tsv": RankingTsv,
        "json": RankingJson,
    }
    write_out(partial(writers[form](top).write, ranking), output)
