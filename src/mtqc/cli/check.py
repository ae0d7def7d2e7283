"""``mtqc check``: the findings in translations."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from mtqc.cli.options import (
    REPORT_NAME,
    RESULT,
    SETTINGS,
    GroupedCommand,
    GroupedOption,
    checking_options,
    judgement_options,
    settings_of,
)

CLEAN = 0
FINDINGS = 1
BROKEN_CHECK = 2


@click.command(cls=GroupedCommand)
@click.argument("paths", nargs=-1, metavar="PATH… | -")
@click.option(
    "--format",
    "report_name",
    default="text",
    show_default=True,
    metavar="NAME",
    type=REPORT_NAME,
    cls=GroupedOption,
    group=RESULT,
    help="How to write the report.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(path_type=Path),
    cls=GroupedOption,
    group=RESULT,
    help="Write the report to this file, all of it or nothing, instead of to standard output.",
)
@judgement_options
@checking_options
@click.option(
    "--show-settings",
    is_flag=True,
    cls=GroupedOption,
    group=SETTINGS,
    help="Show what holds and where it was set, and check nothing.",
)
def check(paths: tuple[str, ...], report_name: str, output: Path | None, show_settings: bool, **options: Any) -> int:
    """Finds what is wrong with translations.

    A PATH is a file of any format that mtqc reads, or a folder of such files; - is standard input. A translation may
    stand alone, or beside its source: in a bilingual file such as PO, XLIFF, TMX or a table, or in a file of its own
    (--source).

    The exit status is 0 if nothing was found, 1 for findings at or above --fail-on, and 2 for an error.
    """
    settings = settings_of(options)
    if show_settings:
        from mtqc.cli.shown_settings import shown_settings

        click.echo(shown_settings(settings), nl=False)
        return 0
    from mtqc.cli.checking import announce, run_checks
    from mtqc.cli.streams import require_writable, standard_output, terminal_of, whole_file
    from mtqc.plugins import plugin
    from mtqc.reports.base import Terminal

    report_format = plugin("mtqc.reports", report_name).load()()
    if output is not None:
        beside = (
            options["source"],
            *options["references"],
            settings.settings.baseline,
            *settings.settings.glossary,
            *settings.settings.knowledge,
        )
        require_writable(output, [*paths, *beside])
    run = run_checks(paths, settings.settings, options, keep_texts=report_format.whole_texts)
    if output is None:
        stream = standard_output()
        announce(run, options["quiet"], report_seen=report_name == "text" and stream.isatty() and sys.stderr.isatty())
        report_format.write(run.report, stream, terminal_of(stream))
    else:
        announce(run, options["quiet"])
        with whole_file(output) as stream:
            report_format.write(run.report, stream, Terminal())
    if run.report.failures:
        return BROKEN_CHECK
    return CLEAN if run.report.passed else FINDINGS
