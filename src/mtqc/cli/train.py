"""``mtqc train``: the quality estimate learns from a user's own judgements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtqc.cli.correlate import pairs_of
from mtqc.cli.options import (
    INPUT,
    LANGUAGE_OPTIONS,
    RESULT,
    SETTINGS_OPTIONS,
    GroupedCommand,
    grouped_option,
    setting_option,
)

if TYPE_CHECKING:
    from mtqc.settings import Settings
    from mtqc.tuning.judgement import Scale
    from mtqc.tuning.judgement_table import JudgementTable
    from mtqc.tuning.task import Task
    from mtqc.tuning.tuning import TuningReport

LEARNING = "Learning"
NOTHING_GAINED = 1
_SCALES = ("higher", "lower", "mqm")
_OPTIONS = (
    grouped_option(
        "--output",
        "-o",
        group=RESULT,
        metavar="FOLDER",
        required=True,
        type=click.Path(path_type=Path),
        help="The folder of the new model, which must not be there yet. Use it with -m estimate:FOLDER.",
    ),
    grouped_option(
        "--keep-anyway",
        group=RESULT,
        is_flag=True,
        help="Write the new model even if it follows the judgements that were held back no better than before.",
    ),
    grouped_option(
        "--column",
        "roles",
        group=INPUT,
        metavar="WHAT=NAME",
        multiple=True,
        callback=pairs_of,
        help="The column that holds the source, target, score, spans, severity or rater. Usual names are known.",
    ),
    grouped_option(
        "--scale",
        group=INPUT,
        type=click.Choice(_SCALES),
        help="What scores mean: higher or lower is better, or points of MQM errors. Guessed from the column's name if "
        "left out.",
    ),
    grouped_option(
        "--dev",
        group=INPUT,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Judgements to choose and measure by, instead of holding some back; their sources are not learnt from.",
    ),
    grouped_option(
        "--held-back",
        group=INPUT,
        metavar="SHARE",
        type=click.FloatRange(0, 0.9, min_open=True),
        default=0.1,
        show_default=True,
        help="The share of the judgements that is held back, whole sources at a time.",
    ),
    setting_option("encoding", group=INPUT, metavar="NAME"),
    setting_option("max-input-bytes", group=INPUT, metavar="NUMBER"),
    *LANGUAGE_OPTIONS,
    grouped_option(
        "--model",
        group=LEARNING,
        metavar="FOLDER",
        type=click.Path(path_type=Path),
        help="The model to start from: a folder that mtqc train wrote. When left out, the model that ships with mtqc.",
    ),
    grouped_option(
        "--epochs",
        group=LEARNING,
        metavar="NUMBER",
        type=click.IntRange(min=1),
        default=10,
        show_default=True,
        help="How often all judgements are seen at most.",
    ),
    grouped_option(
        "--patience",
        group=LEARNING,
        metavar="NUMBER",
        type=click.IntRange(min=1),
        default=3,
        show_default=True,
        help="Stop after so many epochs without a gain.",
    ),
    grouped_option(
        "--layers",
        group=LEARNING,
        metavar="NUMBER",
        type=click.IntRange(min=0),
        default=4,
        show_default=True,
        help="How many of the network's upper layers learn; more fit more, and take longer.",
    ),
    grouped_option(
        "--rate",
        group=LEARNING,
        metavar="NUMBER",
        type=click.FloatRange(0, 0.1, min_open=True),
        default=3e-4,
        show_default=True,
        help="How fast it learns.",
    ),
    grouped_option(
        "--threads",
        group=LEARNING,
        metavar="NUMBER",
        type=click.IntRange(min=1),
        help="How many cores to use; all when left out.",
    ),
    setting_option("seed", group=LEARNING, metavar="NUMBER"),
)


def _training_options(command: Any) -> Any:
    for option in reversed((*_OPTIONS, *SETTINGS_OPTIONS)):
        command = option(command)
    return command


@click.command(cls=GroupedCommand, short_help="Teaches the quality estimate your own judgements.")
@click.argument("data", metavar="DATA", type=click.Path(path_type=Path))
@_training_options
def train(data: Path, output: Path, **options: Any) -> int:
    """Teaches the quality estimate your own judgements.

    DATA is a TSV, CSV or JSONL file with a row for each judged translation: the source, the translation, and a score on
    any scale, or the errors that people marked, as a JSON list of start, end and severity or with <v> and </v> around
    them, or both. - is standard input.

    Some judgements are held back. They choose when to stop, and show what was gained. The exit status is 0, 1 if
    nothing was gained (then nothing is written, but for --keep-anyway), and 2 for an error. It needs the extra neural:
    pip install 'mtqc[neural]'.
    """
    from mtqc.cli.measuring_progress import measuring_progress
    from mtqc.cli.options import settings_of
    from mtqc.tuning.packages import require_learning_packages

    require_learning_packages()
    settings = settings_of(options).settings

    from mtqc.estimation.estimator import cores
    from mtqc.estimation.quality_estimator import shipped_model
    from mtqc.tuning.epochs import Recipe
    from mtqc.tuning.tuning import Choices, tune
    from mtqc.tuning.whole_folder import require_new

    require_new(output)
    task = _task(data, settings, options)
    recipe = Recipe(options["epochs"], options["patience"], options["layers"], options["rate"], settings.seed)
    choices = Choices(recipe, options["threads"] or cores(), options["keep_anyway"])
    with measuring_progress() as advance_of:
        report = tune(task, options["model"] or shipped_model(), output, choices, advance_of or _unseen)
    _print(report, options["quiet"])
    return 0 if report.gained else NOTHING_GAINED


def _unseen(name: str) -> None:
    """What counts the steps of a part of the work where nobody looks on: nothing."""


def _task(data: Path, settings: Settings, options: Mapping[str, Any]) -> Task:
    """What is to be learnt, as the command line says it."""
    from mtqc.cli.scoring import require_one_standard_input
    from mtqc.errors import SettingsError
    from mtqc.tuning.dividing import divided, divided_by
    from mtqc.tuning.judgement import Scale
    from mtqc.tuning.task import Task

    require_one_standard_input([data, options["dev"]])
    scale = None if options["scale"] is None else Scale(options["scale"])
    learnt = _table(data, settings, options, scale)
    if options["dev"] is None:
        division = divided(learnt.judgements, options["held_back"], settings.seed)
    else:
        other = _table(options["dev"], settings, options, scale)
        if other.scale is not learnt.scale:
            raise SettingsError(f"the scores of {data} and {options['dev']} seem to differ in scale: say --scale")
        division = divided_by(learnt.judgements, other.judgements)
    source, target = _languages(learnt, settings, options["quiet"])
    return Task(str(data), division, learnt.scale, source, target)


def _languages(table: JudgementTable, settings: Settings, quiet: bool) -> tuple[str | None, str | None]:
    """The languages that are named, or guessed where they are not."""
    from mtqc.cli.scoring import announce_notices
    from mtqc.scoring.languages import guessed_language

    notices: list[str] = []
    source = settings.source_language or guessed_language("source", [one.source for one in table.judgements], notices)
    target = settings.target_language or guessed_language(
        "target", [one.translation for one in table.judgements], notices
    )
    announce_notices(notices, quiet)
    return source, target


def _table(path: Path, settings: Settings, options: Mapping[str, Any], scale: Scale | None) -> JudgementTable:
    from mtqc.cli.scoring import announce_notices, input_named
    from mtqc.correlation.score_table import read_score_table
    from mtqc.tuning.judgement_table import judgements_of

    table = read_score_table(input_named(str(path), settings))
    announce_notices(table.notices, options["quiet"])
    return judgements_of(table, dict(options["roles"]), scale)


def _print(report: TuningReport, quiet: bool) -> None:
    """Shows the figures before and after, and says what became of the model."""
    rows = [("", "n", "before", "after", "gain", "95 % interval of the gain")]
    for one in report.figures:
        rows.append(
            (
                one.name,
                f"{one.count:,}",
                f"{one.before.value:.3f}",
                f"{one.after.value:.3f}",
                f"{one.difference.value:+.3f}",
                f"{one.difference.low:+.3f} to {one.difference.high:+.3f}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        click.echo("  ".join(cells).rstrip())
    click.echo()
    left_out = f"; {report.left_out:,} left out, which the model cannot judge" if report.left_out else ""
    click.echo(f"learnt from {report.learnt_from:,} translations, measured on {report.held_back:,} held back{left_out}")
    if report.epoch:
        click.echo(f"kept epoch {report.epoch} of {len(report.course) - 1}")
    if report.saved is not None:
        doubt = "" if report.gained else ", although nothing was gained"
        click.echo(f"written to {report.saved}{doubt}: use it with -m estimate:{report.saved}")
    else:
        click.echo(
            "nothing was gained on what was held back, so nothing was written; --keep-anyway writes it all the same"
        )
    if report.gained and not quiet and any(one.difference.low < 0 for one in report.figures[:1]):
        click.echo("mtqc: the gain may be chance: its interval reaches below 0; more judgements would tell", err=True)
