"""Speed and noise of the bilingual rules on human-translated user-interface strings, beside pofilter.

The strings were shipped by people who read them: nearly every finding is a false alarm, and the tool that has fewer of
them at the same recall (see planted_errors.py) is the one that people keep switched on.
"""

from __future__ import annotations

import argparse
import gzip
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.reading import read_documents
from mtqc.model import Document, Finding
from mtqc.pipeline import Pipeline
from mtqc.settings import Settings

Result = TypeVar("Result")


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--file", default="ui_strings.en-de.po.gz")
    parser.add_argument("--select", default="", help="rules to run, with commas; the default set when left out")
    parser.add_argument("--show", default="", help="print the findings of this rule")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    path = arguments.data / arguments.file

    settings = Settings(
        source_language="en", target_language="de", select=tuple(filter(None, arguments.select.split(",")))
    )
    read_seconds, document = _timed(lambda: _read(path), arguments.repeat)
    pipeline = Pipeline.of(settings)
    pipeline.run([Document("warm-up", tuple(document.segments)[:200], "en", "de", "po")])
    check_seconds, report = _timed(lambda: pipeline.run([document]), arguments.repeat)
    for failure in report.failures:
        print("BROKEN", failure)
    units = report.documents[0].segments
    rows = [("mtqc", len(pipeline.selection.reported), read_seconds, check_seconds, len(report.findings))]
    if not arguments.no_peer:
        rows.append(_pofilter(path, arguments.repeat))

    print(f"{units:,} units of {path.name}\n")
    print(
        "| tool | checks | read, CPU s | check, CPU s | units per CPU-second of checking | findings per 1,000 units |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for name, checks, read, check, findings in rows:
        print(
            f"| {name} | {checks} | {read:.2f} | {check:.2f} | {units / check:,.0f} | {1000 * findings / units:.1f} |"
        )
    if len(rows) > 1:
        print(f"\nmtqc checks {rows[1][3] / rows[0][3]:.1f} times as many units per CPU-second as pofilter;")
        print(f"with reading, {(rows[1][2] + rows[1][3]) / (rows[0][2] + rows[0][3]):.1f} times as many.")
    print("\n| rule | findings per 1,000 units |\n| --- | --- |")
    for rule, count in Counter(finding.rule for finding in report).most_common():
        print(f"| {rule} | {1000 * count / units:.2f} |")
    for finding in report:
        if finding.rule == arguments.show:
            print(_line(finding))


def _line(finding: Finding) -> str:
    return (
        f"{finding.line}: {finding.message}\n    S {finding.segment.source!r}\n    T {finding.segment.target!r}"
        f"\n    [{finding.target_text!r}] -> {finding.suggestions}"
    )


def _timed(run: Callable[[], Result], repeat: int) -> tuple[float, Result]:
    """The fewest CPU seconds of several runs, and the last result."""
    seconds = []
    for _ in range(repeat):
        started = process_time()
        result = run()
        seconds.append(process_time() - started)
    return min(seconds), result


def _read(path: Path) -> Document:
    (document,) = read_documents(Input.of_path(path), ReadOptions())
    return Document(document.path, tuple(document.segments), "en", "de", document.format)


def _pofilter(path: Path, repeat: int) -> tuple[str, int, float, float, int]:
    from translate.filters import checks
    from translate.storage import po

    with gzip.open(path) as stream:
        content = stream.read()
    read_seconds, store = _timed(lambda: po.pofile(io.BytesIO(content)), repeat)
    units = [unit for unit in store.units if unit.istranslatable()]
    # As the pofilter command sets it up.
    checker = checks.TeeChecker(
        checkerconfig=checks.CheckerConfig(targetlanguage="de"),
        checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker],
    )
    check_seconds, findings = _timed(lambda: sum(len(checker.run_filters(unit)) for unit in units), repeat)
    return "pofilter", len(checker.getfilters()), read_seconds, check_seconds, findings


if __name__ == "__main__":
    main()
