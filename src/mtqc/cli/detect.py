"""``mtqc detect``: whether texts were translated, by a machine, and from which language."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from mtqc.cli.options import RESULT, GroupedCommand, GroupedOption, detection_options, settings_of

CLEAN = 0
REACHED = 1
BROKEN_CHECK = 2
_FORMATS = ("text", "json", "html")


@click.command(cls=GroupedCommand, short_help="Tells whether a text reads as machine-translated, and from what.")
@click.argument("paths", nargs=-1, metavar="PATH… | -")
@click.option(
    "--format",
    "report_name",
    default="text",
    show_default=True,
    type=click.Choice(_FORMATS),
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
@click.option(
    "--fail-on",
    "fail_on_verdict",
    type=click.Choice(["machine", "translated"]),
    cls=GroupedOption,
    group=RESULT,
    help="The exit status is 1 if a text is judged so; translated covers machine.",
)
@click.option(
    "--details/--no-details",
    default=None,
    cls=GroupedOption,
    group=RESULT,
    help="Show reasons and evidence; the default for a single text, else there is one line a text.",
)
@detection_options
def detect(
    paths: tuple[str, ...],
    report_name: str,
    output: Path | None,
    fail_on_verdict: str | None,
    details: bool | None,
    **options: Any,
) -> int:
    """Tells whether texts read as translated, as unedited machine output, and from which language.

    A PATH is a file of any format that mtqc reads, or a folder of such files; - is standard input. Nothing but the
    translation is needed. The probabilities come with their reasons, and with the places that betray the source.

    The exit status is 0, with --fail-on 1 if a text is judged so, and 2 for an error.
    """
    from mtqc.cli.checking import announce, run_checks
    from mtqc.cli.streams import require_writable, standard_output, terminal_of, whole_file
    from mtqc.model import Verdict
    from mtqc.pipeline import Pipeline
    from mtqc.plugins import plugin
    from mtqc.reports.base import ReportFormat, Terminal
    from mtqc.reports.detection_text import DetectionText

    settings = settings_of(options).settings
    if output is not None:
        require_writable(output, [*paths, options["source"], *settings.knowledge])
    run = run_checks(paths, settings, options, keep_texts=report_name == "html", pipeline_of=Pipeline.of_detection)
    report_format: ReportFormat = (
        DetectionText(details) if report_name == "text" else plugin("mtqc.reports", report_name).load()()
    )
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
    return REACHED if fail_on_verdict and run.report.reaches(Verdict(fail_on_verdict)) else CLEAN
