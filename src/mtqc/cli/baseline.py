"""``mtqc baseline``: writes the file of known findings."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mtqc.cli.options import GroupedCommand, checking_options, settings_of
from mtqc.errors import MtqcError, SettingsError

DEFAULT_FILE = Path("mtqc-baseline.json")


@click.group()
def baseline() -> None:
    """Keeps a file of known findings, which fail nothing.

    Name the file with --baseline, or with the setting of that name, to this command and to `mtqc check`; without
    either it is mtqc-baseline.json. Run both from the same folder: entries hold paths as they are given.
    """


@baseline.command(cls=GroupedCommand)
@click.argument("paths", nargs=-1, metavar="PATH… | -")
@checking_options
def create(paths: tuple[str, ...], **options: Any) -> int:
    """Writes a new baseline of all findings in PATH."""
    return _write(paths, options, fresh=True)


@baseline.command(cls=GroupedCommand)
@click.argument("paths", nargs=-1, metavar="PATH… | -")
@checking_options
def update(paths: tuple[str, ...], **options: Any) -> int:
    """Adds new findings in PATH to the baseline and removes those that are gone.

    Entries of other files stay as they are.
    """
    return _write(paths, options, fresh=False)


def _write(paths: tuple[str, ...], options: dict[str, Any], fresh: bool) -> int:
    from mtqc.baseline import Baseline
    from mtqc.cli.checking import announce, run_checks
    from mtqc.cli.streams import require_writable, whole_file
    from mtqc.model import Severity

    settings = settings_of(options).settings
    file = settings.baseline or DEFAULT_FILE
    if fresh and file.exists():
        raise MtqcError(f"{file}: exists already; 'mtqc baseline update' brings it up to date")
    if settings.severity is not Severity.NEUTRAL:
        raise SettingsError("a baseline holds findings of every severity: leave the setting 'severity' out")
    require_writable(file, paths)
    known = Baseline() if fresh or not file.exists() else Baseline.read(file)
    run = run_checks(paths, replace(settings, baseline=None, max_findings=sys.maxsize), options)
    announce(run, options["quiet"])
    updated = known.updated(run.report, run.pipeline.selection.reported)
    with whole_file(file) as stream:
        stream.write(updated.to_json())
    if not options["quiet"]:
        added = len(updated.entries.keys() - known.entries.keys())
        removed = len(known.entries.keys() - updated.entries.keys())
        click.echo(f"mtqc: {file}: {_counted(len(updated.entries))} ({added:,} added, {removed:,} removed)", err=True)
    return 2 if run.report.failures else 0


def _counted(number: int) -> str:
    return "1 known finding" if number == 1 else f"{number:,} known findings"
