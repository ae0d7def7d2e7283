"""What ``check`` and ``baseline`` share: a run over the paths of a command line, and what is said on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from mtqc.cli.progress import progress
from mtqc.errors import InputError
from mtqc.face import files_in, read_files
from mtqc.formats.input import Input
from mtqc.model import Report, Severity
from mtqc.pipeline import Pipeline
from mtqc.reports.wording import broken
from mtqc.settings import Settings

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class CheckedRun:
    """A report, and the rules whose findings it holds."""

    report: Report
    pipeline: Pipeline


def run_checks(
    paths: Sequence[str],
    settings: Settings,
    options: Mapping[str, Any],
    keep_texts: bool = False,
    pipeline_of: Callable[[Settings], Pipeline] = Pipeline.of,
) -> CheckedRun:
    """Checks what the command line names, with a pipeline made of the settings.

    Raises:
        MtqcError: something cannot be read, or does not exist.
    """
    if not paths:
        raise click.UsageError(
            "Name a file or a folder to check, or - for standard input.", click.get_current_context()
        )
    pipeline = pipeline_of(settings)
    files = list(_inputs(paths, settings))
    source = None if options["source"] is None else _input(options["source"], settings)
    references = [_input(path, settings) for path in options.get("references", ())]
    if len(files) > 1 and (source or references):
        raise click.UsageError("--source and --reference go with one file to check.", click.get_current_context())
    with progress() as advance:
        report = pipeline.run(read_files(files, settings, source, references), advance, keep_texts)
    return CheckedRun(report, pipeline)


def announce(run: CheckedRun, quiet: bool, report_seen: bool = False) -> None:
    """Says on standard error what broke, and unless ``quiet`` what was guessed or is stale.

    ``report_seen`` leaves out what the reader of this terminal sees in the report.
    """
    if not report_seen:
        for failure in run.report.failures:
            click.echo(f"mtqc: error: {broken(failure)}", err=True)
    if not quiet:
        for notice in [*(() if report_seen else _notices(run.report)), *_stale_notice(run.pipeline, run.report)]:
            click.echo(f"mtqc: {notice}", err=True)


def _inputs(paths: Iterable[str], settings: Settings) -> Iterator[Input]:
    for path in dict.fromkeys(paths):
        if not path:
            raise InputError("''", "no such file")
        if path == STANDARD_INPUT:
            yield _input(Path(path), settings)
        else:
            yield from files_in([Path(path)], settings)


def _input(path: Path, settings: Settings) -> Input:
    if str(path) == STANDARD_INPUT:
        return Input.of_stream("<stdin>", sys.stdin.buffer, settings.encoding, settings.max_input_bytes)
    return Input.of_path(path, settings.encoding, settings.max_input_bytes)


def _notices(report: Report) -> Iterator[str]:
    """What was guessed or left out; what holds for many documents is said once."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for document in report.documents:
        for notice in document.notices:
            counts[notice] += 1
            first.setdefault(notice, document.path)
    for notice, count in counts.items():
        others = f" and {count - 1:,} more" if count > 1 else ""
        yield f"{first[notice]}{others}: {notice}"


def _stale_notice(pipeline: Pipeline, report: Report) -> Iterator[str]:
    settings = pipeline.settings
    is_whole = all(len(document.findings) < settings.max_findings for document in report.documents)
    if settings.baseline is None or settings.severity is not Severity.NEUTRAL or not is_whole:
        return
    stale = pipeline.baseline.stale(report, pipeline.selection.reported)
    if stale:
        known = f"{len(stale):,} known findings are" if len(stale) > 1 else "1 known finding is"
        yield f"{settings.baseline}: {known} gone; 'mtqc baseline update' removes what is stale"
