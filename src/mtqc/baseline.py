"""Known findings: a file that marks them, so that only new ones fail a run.

The file is JSON made for diffs and merges: sorted, one entry a line, no counts and no dates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from mtqc.errors import InputError
from mtqc.fingerprint import portable_path
from mtqc.model import Finding, Report
from mtqc.model.estimate import ESTIMATED_ERROR

SCHEMA = "mtqc-baseline/1"
_TEXT_LENGTH = 80


@dataclass(frozen=True, slots=True, order=True)
class BaselineEntry:
    """One known finding; ``text`` is what it marks, shortened: it is there for people who read the file."""

    path: str
    rule: str
    text: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings by their fingerprints."""

    entries: Mapping[str, BaselineEntry] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in a file.

        Raises:
            InputError: the file is missing, unreadable or no baseline; with the line where it is broken.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(str(path), f"the baseline cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise InputError(str(path), f"byte {error.start} of the baseline is not utf-8") from error
        try:
            content = json.loads(text)
        except json.JSONDecodeError as error:
            raise InputError(str(path), f"the baseline is broken: {error.msg}", error.lineno) from error
        except RecursionError as error:
            raise InputError(str(path), "the baseline is nested too deep") from error
        if not isinstance(content, dict) or content.get("schema") != SCHEMA:
            raise InputError(str(path), f"is no baseline of the form {SCHEMA}")
        listed = content.get("findings")
        if not isinstance(listed, list):
            raise InputError(str(path), "the baseline has no list of findings")
        return cls.of(_entry(path, number, values) for number, values in enumerate(listed, start=1))

    @classmethod
    def of(cls, entries: Iterable[BaselineEntry]) -> Baseline:
        """A baseline of these entries."""
        return cls({entry.fingerprint: entry for entry in entries})

    def mark(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, the known ones marked."""
        return [
            replace(finding, known=True) if finding.fingerprint in self.entries else finding for finding in findings
        ]

    def stale(self, report: Report, rules: Iterable[str]) -> tuple[BaselineEntry, ...]:
        """The entries of the report's documents and of these rules that the report no longer has, sorted.

        The report must hold findings of every severity. What a model once marked is not gone from a document that was
        not estimated this time.
        """
        checked = {portable_path(document.path) for document in report.documents}
        estimated = {portable_path(document.path) for document in report.documents if document.estimate is not None}
        reported = frozenset(rules)
        found = {finding.fingerprint for finding in report}
        return tuple(
            sorted(
                entry
                for entry in self.entries.values()
                if entry.path in (estimated if entry.rule == ESTIMATED_ERROR else checked)
                and entry.rule in reported
                and entry.fingerprint not in found
            )
        )

    def updated(self, report: Report, rules: Iterable[str]) -> Baseline:
        """The baseline with all findings of the report, and without what is stale.

        Entries of documents and of rules that the run did not touch stay as they are.
        """
        stale = {entry.fingerprint for entry in self.stale(report, rules)}
        kept = [entry for entry in self.entries.values() if entry.fingerprint not in stale]
        found = [
            BaselineEntry(portable_path(document.path), finding.rule, _text(finding), finding.fingerprint)
            for document in report.documents
            for finding in document.findings
            if finding.fingerprint is not None
        ]
        return Baseline.of([*kept, *found])

    def to_json(self) -> str:
        """The baseline as text, ready to be written: sorted by path, rule and text, one entry a line."""
        lines = [json.dumps(asdict(entry), ensure_ascii=False) for entry in sorted(self.entries.values())]
        findings = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
        return f'{{"schema": "{SCHEMA}", "findings": {findings}}}\n'


def _entry(path: Path, number: int, values: Any) -> BaselineEntry:
    names = BaselineEntry.__slots__
    if not isinstance(values, dict) or not all(isinstance(values.get(name), str) for name in names):
        wanted = ", ".join(names)
        raise InputError(str(path), f"entry {number} of the baseline must be an object with the texts {wanted}")
    return BaselineEntry(*(values[name] for name in names))


def _text(finding: Finding) -> str:
    marked = finding.target_text or finding.source_text or finding.segment.target
    return marked if len(marked) <= _TEXT_LENGTH else marked[: _TEXT_LENGTH - 1] + "…"
