"""The options of the commands that score: what is scored, by which metrics, and how it is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from mtqc.cli.options import (
    FORM_OPTIONS,
    INPUT,
    LANGUAGE_OPTIONS,
    RESULT,
    SETTINGS_OPTIONS,
    Command,
    GroupedCommand,
    PluginName,
    column_option,
    grouped_option,
    setting_option,
)

METRICS = "Metrics"
COMPUTING = "Computing"


class ManyValuesCommand(GroupedCommand):
    """A command whose repeatable options may also be followed by several values: ``-t a.txt b.txt``."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads the arguments, after the flag of a repeatable option is written before each of its values.

        Raises:
            UsageError: an argument follows no option.
        """
        flags = {
            flag
            for parameter in self.params
            if isinstance(parameter, click.Option) and parameter.multiple
            for flag in parameter.opts
        }
        stray = super().parse_args(ctx, _repeated(args, flags))
        if stray and not ctx.resilient_parsing:
            hint = ": the output of a system follows -t" if "-t" in flags else ""
            raise click.UsageError(f"'{stray[0]}' follows no option{hint}.", ctx)
        return stray


def _repeated(arguments: Sequence[str], flags: set[str]) -> list[str]:
    repeated: list[str] = []
    flag = None
    for argument in arguments:
        if argument.startswith("-") and argument != "-":
            flag = argument if argument in flags else None
        elif flag is not None and repeated[-1] != flag:
            repeated.append(flag)
        repeated.append(argument)
    return repeated


class MetricType(PluginName):
    """The name of a metric, which a model and options may follow; shells complete the name."""

    def __init__(self) -> None:
        super().__init__("mtqc.metrics", few=True)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that go on from what has been typed."""
        return [] if ":" in incomplete else super().shell_complete(ctx, param, incomplete)


METRIC_NAME = MetricType()

TRANSLATIONS_OPTION = grouped_option(
    "--translation",
    "-t",
    "translations",
    group=INPUT,
    metavar="[NAME=]FILE",
    multiple=True,
    help="The output of a system; may be repeated. Plain text has one segment a line. A table with a column system may "
    "hold several systems. - is standard input.",
)

_INPUT_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    grouped_option(
        "--source",
        "-s",
        group=INPUT,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The source. Not needed where the files of translations hold it.",
    ),
    grouped_option(
        "--reference",
        "-r",
        "references",
        group=INPUT,
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A translation by people; may be repeated. Not needed where the files of translations hold it.",
    ),
    *FORM_OPTIONS,
    column_option("id, source, target or reference"),
    setting_option("include-fuzzy", group=INPUT),
    setting_option("max-input-bytes", group=INPUT, metavar="NUMBER"),
    *LANGUAGE_OPTIONS,
)

_COMPUTING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    setting_option("devices", "--device", group=COMPUTING, metavar="NAME"),
    setting_option("precision", group=COMPUTING),
    setting_option("batch-tokens", group=COMPUTING, metavar="NUMBER"),
    setting_option("processes", group=COMPUTING, metavar="NUMBER"),
    setting_option("cache", group=COMPUTING),
    setting_option("cache-folder", group=COMPUTING, metavar="FOLDER"),
    setting_option("offline", group=COMPUTING),
)

METRICS_OPTION = setting_option("metrics", "--metric", "-m", group=METRICS, metavar="METRIC", type=METRIC_NAME)

RESAMPLING_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    setting_option("resamples", group=METRICS, metavar="NUMBER"),
    setting_option("seed", group=METRICS, metavar="NUMBER"),
)

OUTPUT_OPTION = grouped_option(
    "--output",
    "-o",
    group=RESULT,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the result to this file, all of it or nothing, instead of to standard output.",
)


def format_option(*names: str) -> Callable[[Any], Any]:
    """The option that chooses how a result is written, text unless another is asked for."""
    return grouped_option(
        "--format",
        "form",
        group=RESULT,
        default="text",
        show_default=True,
        type=click.Choice(names),
        help="How to write the result.",
    )


def scoring_options(command: Command) -> Command:
    """Gives a command the options that say what is scored, by which metrics and how; its own stand before them."""
    return with_options(command, (TRANSLATIONS_OPTION, *_INPUT_OPTIONS, METRICS_OPTION, *RESAMPLING_OPTIONS))


def computing_options(command: Command) -> Command:
    """Gives a command the options that say how scores are computed, and which settings file is read."""
    return with_options(command, (*_COMPUTING_OPTIONS, *SETTINGS_OPTIONS))


def input_options(command: Command) -> Command:
    """Gives a command the options that say what stands beside translations, and how files are read."""
    return with_options(command, _INPUT_OPTIONS)


def with_options(command: Command, options: Iterable[Callable[[Any], Any]]) -> Command:
    """The command with some more options, in their order."""
    for option in reversed(tuple(options)):
        command = option(command)
    return command
