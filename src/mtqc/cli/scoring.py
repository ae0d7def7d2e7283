"""What the commands that score share: files from the command line, and metrics run with a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mtqc.cli.measuring_progress import measuring_progress
from mtqc.errors import InputError
from mtqc.formats.input import Input
from mtqc.metrics.base import Metric
from mtqc.scoring.computing import computing_of
from mtqc.scoring.default_metrics import default_metrics
from mtqc.scoring.languages import with_languages
from mtqc.scoring.reading import TranslatedTestSet, read_translated
from mtqc.scoring.running import MeasuredMetric, measured, metrics_named
from mtqc.scoring.system_names import SystemFile
from mtqc.settings import Settings

STANDARD_INPUT = "-"


def translated_of(options: Mapping[str, Any], settings: Settings) -> TranslatedTestSet:
    """The test set and the systems that the command line names, with their languages guessed where nothing says them.

    Raises:
        UsageError: no translation is named, or standard input twice.
        MtqcError: a file cannot be read, or the files do not belong together.
    """
    paths = [*options["translations"], options["source"], *options["references"]]
    require_one_standard_input(paths)
    if not options["translations"]:
        raise click.UsageError("Name the output of a system with -t FILE.", click.get_current_context())
    read = read_translated(
        [_system_file(argument, settings) for argument in options["translations"]],
        None if options["source"] is None else input_named(str(options["source"]), settings),
        [input_named(str(path), settings) for path in options["references"]],
        settings.read_options(),
        settings.input_format,
    )
    test_set, guessed = with_languages(read.test_set, read.systems)
    return replace(read, test_set=test_set, notices=(*read.notices, *guessed))


def metrics_for(translated: TranslatedTestSet, settings: Settings) -> tuple[Metric, ...]:
    """The metrics of the settings, else those for a test set of this kind.

    Raises:
        MtqcError: a metric does not exist, cannot be had, or needs what there is not.
    """
    asked = settings.metrics or default_metrics(translated.test_set)
    return metrics_named(asked, translated.test_set, computing_of(settings))


def measured_by(metrics: Sequence[Metric], translated: TranslatedTestSet) -> tuple[MeasuredMetric, ...]:
    """What some metrics find, with a progress bar where somebody looks on.

    Raises:
        MtqcError: weights cannot be used.
    """
    with measuring_progress() as advance_of:
        return tuple(measured(metrics, translated.test_set, translated.systems, advance_of))


def announce_notices(notices: Sequence[str], quiet: bool) -> None:
    """Says on standard error what was guessed or left out, unless ``quiet``."""
    if not quiet:
        for notice in notices:
            click.echo(f"mtqc: {notice}", err=True)


def require_one_standard_input(paths: Sequence[str | Path | None]) -> None:
    """Makes sure that standard input, which can be read once, is asked for once at most.

    Raises:
        UsageError: it is asked for twice.
    """
    if sum(str(path).rpartition("=")[2] == STANDARD_INPUT for path in paths) > 1:
        raise click.UsageError("Standard input can be read once: only one file can be -.", click.get_current_context())


def input_named(name: str, settings: Settings) -> Input:
    """The file of that name, or standard input.

    Raises:
        InputError: standard input or a pipe breaks off, or the name is empty.
    """
    if name == STANDARD_INPUT:
        return Input.of_stream("<stdin>", sys.stdin.buffer, settings.encoding, settings.max_input_bytes)
    if not name:
        raise InputError("''", "no such file")
    return Input.of_path(Path(name), settings.encoding, settings.max_input_bytes)


def _system_file(argument: str, settings: Settings) -> SystemFile:
    """The file that ``PATH`` or ``NAME=PATH`` names; a path with an equals sign is one if there is such a file."""
    name, equals, path = argument.partition("=")
    if not equals or not name or Path(argument).exists():
        return SystemFile(input_named(argument, settings))
    return SystemFile(input_named(path, settings), name.strip())
