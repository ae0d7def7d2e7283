"""``mtqc correlate``: how well metrics follow what people say of the same translations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtqc.cli.options import INPUT, LANGUAGE_OPTIONS, Command, grouped_option, setting_option
from mtqc.cli.scoring_options import (
    METRICS_OPTION,
    OUTPUT_OPTION,
    ManyValuesCommand,
    computing_options,
    format_option,
    with_options,
)

if TYPE_CHECKING:
    from mtqc.correlation.judgements import Judgements
    from mtqc.correlation.metric_scores import MetricScores
    from mtqc.reports.correlation_json import CorrelationJson
    from mtqc.reports.correlation_text import CorrelationText
    from mtqc.reports.correlation_tsv import CorrelationTsv
    from mtqc.settings import Settings

COMPARED = "Metrics"
FIGURES = "Figures"
_GROUPS = ("item", "system", "none")


def pairs_of(ctx: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Values written NAME=VALUE as names and values."""
    pairs: list[tuple[str, str]] = []
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"'{value}' is not written NAME=VALUE", ctx, parameter)
        pairs.append((name.strip(), text))
    return tuple(pairs)


_INPUT_OPTIONS = (
    grouped_option(
        "--column",
        "roles",
        group=INPUT,
        metavar="WHAT=NAME",
        multiple=True,
        callback=pairs_of,
        help="The column that holds the system, segment, document, human, source, target, reference, rater, severity "
        "or category. Usual names are known. Several human columns are averaged, several references all used.",
    ),
    grouped_option(
        "--where",
        group=INPUT,
        metavar="COLUMN=VALUE",
        multiple=True,
        callback=pairs_of,
        help="Read only rows with this value, such as lp=en-de; may be repeated.",
    ),
    grouped_option(
        "--reference-system",
        "reference_systems",
        group=INPUT,
        metavar="NAME",
        multiple=True,
        help="A system that is a translation by people: it becomes a reference, and is left out of the figures.",
    ),
    grouped_option(
        "--without-system",
        "left_out",
        group=INPUT,
        metavar="NAME",
        multiple=True,
        help="Leave this system out, such as an outlier or a translation by people; may be repeated.",
    ),
    grouped_option(
        "--lower-is-better",
        "lower_is_better",
        group=INPUT,
        metavar="NAME",
        multiple=True,
        help="A column of people's or metrics' scores on which lower is better, such as penalties; may be repeated.",
    ),
    grouped_option(
        "--higher-is-better",
        "higher_is_better",
        group=INPUT,
        metavar="NAME",
        multiple=True,
        help="A column on which higher is better, where mtqc guesses wrong.",
    ),
    setting_option("encoding", group=INPUT, metavar="NAME"),
    setting_option("max-input-bytes", group=INPUT, metavar="NUMBER"),
    *LANGUAGE_OPTIONS,
)
_METRIC_OPTIONS = (
    METRICS_OPTION,
    grouped_option(
        "--score-column",
        "score_columns",
        group=COMPARED,
        metavar="NAME",
        multiple=True,
        help="A column of the table with a metric's scores of the same translations; may be repeated.",
    ),
    grouped_option(
        "--scores",
        "score_files",
        group=COMPARED,
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="What 'mtqc score --format json' wrote of the same systems and segments; may be repeated.",
    ),
)
_FIGURE_OPTIONS = (
    grouped_option(
        "--group",
        "groups",
        group=FIGURES,
        type=click.Choice(_GROUPS),
        multiple=True,
        default=("item",),
        show_default=True,
        help="Correlate the translations of each source, those of each system, or all; may be repeated.",
    ),
    grouped_option(
        "--significance",
        "tested",
        group=FIGURES,
        metavar="FIGURE",
        multiple=True,
        help="Test which metric is better by this figure: system-spa, system-pearson, system-kendall, acc-eq, pearson, "
        "spearman, tau-b or tau-c; may be repeated.",
    ),
    grouped_option(
        "--permutations",
        group=FIGURES,
        metavar="NUMBER",
        type=click.IntRange(min=1),
        default=1000,
        show_default=True,
        help="How often a test swaps the scores of two metrics.",
    ),
    grouped_option(
        "--alpha",
        group=FIGURES,
        metavar="NUMBER",
        type=click.FloatRange(0, 1, min_open=True, max_open=True),
        default=0.05,
        show_default=True,
        help="Differences with a p-value up to this are significant.",
    ),
    setting_option("seed", group=FIGURES, metavar="NUMBER"),
)


def _correlating_options(command: Command) -> Command:
    return with_options(command, (*_INPUT_OPTIONS, *_METRIC_OPTIONS, *_FIGURE_OPTIONS))


@click.command(cls=ManyValuesCommand, short_help="Tells how well metrics follow what people say.")
@click.argument("ratings", metavar="RATINGS", type=click.Path(path_type=Path))
@_correlating_options
@format_option("text", "json", "tsv")
@OUTPUT_OPTION
@computing_options
def correlate(
    ratings: Path,
    form: str,
    output: Path | None,
    **options: Any,
) -> int:
    """Tells how well metrics follow what people say of the same translations.

    RATINGS is a TSV, CSV or JSONL file with a row for each judged translation: its system, its segment and people's
    score (MQM, ESA, DA …), or the MQM ratings of WMT as they are, with a row an error. - is standard input.

    The metrics are computed on the texts of the table (-m), or their scores stand in columns of it (--score-column) or
    in a file (--scores). Length is always compared beside them: it knows nothing of quality, and correlates with it.

    The exit status is 0, and 2 for an error.
    """
    from mtqc.cli.measuring_progress import measuring_progress
    from mtqc.cli.options import settings_of
    from mtqc.cli.scoring import announce_notices
    from mtqc.cli.streams import require_writable, write_out
    from mtqc.correlation.correlating import correlate as correlated
    from mtqc.correlation.significance import Permutations
    from mtqc.statistics.grouping import Grouping

    settings = settings_of(options).settings
    if output is not None:
        require_writable(output, [ratings, *options["score_files"]])
    judgements = _judgements(ratings, settings, options)
    metrics, guessed = _metrics(judgements, settings, options)
    groups = [Grouping(name) for name in dict.fromkeys(options["groups"])]
    permutations = Permutations(options["permutations"], settings.seed, options["alpha"])
    with measuring_progress() as advance_of:
        report = correlated(judgements, metrics, groups, options["tested"], permutations, advance_of)
    report = replace(report, notices=(*guessed, *report.notices))
    write_out(partial(_report(form).write, report), output)
    if form != "text" or output is not None:
        announce_notices(report.notices, options["quiet"])
    return 0


def _judgements(ratings: Path, settings: Settings, options: Mapping[str, Any]) -> Judgements:
    """What people said, without the systems that are references or left out."""
    from mtqc.cli.scoring import input_named, require_one_standard_input
    from mtqc.correlation.judgements import judgements_of
    from mtqc.correlation.references import with_reference_systems
    from mtqc.correlation.roles import roles_of
    from mtqc.correlation.score_table import read_score_table

    require_one_standard_input([ratings, *options["score_files"]])
    table = read_score_table(input_named(str(ratings), settings)).where(dict(options["where"]))
    named: dict[str, list[str]] = {}
    for role, name in options["roles"]:
        named.setdefault(role, []).append(name)
    roles = roles_of(table, named)
    direction = next((turn for name in roles.human if (turn := _direction(name, options)) is not None), None)
    judgements = judgements_of(table, roles, options["score_columns"], direction)
    judgements = with_reference_systems(judgements, options["reference_systems"])
    return judgements.without(options["left_out"])


def _metrics(
    judgements: Judgements, settings: Settings, options: Mapping[str, Any]
) -> tuple[list[MetricScores], tuple[str, ...]]:
    """The scores of all metrics, in columns, in files, then computed; and what was guessed to compute them."""
    from mtqc.cli.measuring_progress import measuring_progress
    from mtqc.cli.scoring import input_named
    from mtqc.correlation.measuring import measured_scores
    from mtqc.correlation.metric_scores import of_column
    from mtqc.correlation.score_files import of_score_file
    from mtqc.scoring.computing import computing_of

    found = [of_column(judgements, name, _direction(name, options) is not False) for name in options["score_columns"]]
    for path in options["score_files"]:
        found += of_score_file(input_named(str(path), settings), judgements)
    guessed: tuple[str, ...] = ()
    if settings.metrics:
        with measuring_progress() as advance_of:
            languages = settings.source_language, settings.target_language
            computed, guessed = measured_scores(
                settings.metrics, judgements, languages, computing_of(settings), advance_of
            )
        found += computed
    if not found:
        raise click.UsageError(
            "Name what to compare with people: -m METRIC, --score-column NAME or --scores FILE.",
            click.get_current_context(),
        )
    return found, guessed


def _direction(name: str, options: Mapping[str, Any]) -> bool | None:
    """Whether the user says that higher is better on a column; None if nothing is said."""
    if name in options["lower_is_better"]:
        return False
    return True if name in options["higher_is_better"] else None


def _report(form: str) -> CorrelationText | CorrelationJson | CorrelationTsv:
    from mtqc.reports.correlation_json import CorrelationJson
    from mtqc.reports.correlation_text import CorrelationText
    from mtqc.reports.correlation_tsv import CorrelationTsv

    if form == "json":
        return CorrelationJson()
    return CorrelationTsv() if form == "tsv" else CorrelationText()
