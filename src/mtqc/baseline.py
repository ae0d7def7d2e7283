"""Known findings: a file that marks them, so that only new ones fail a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mtqc.model import Finding


@dataclass(frozen=True, slots=True)
class Baseline:
    """The fingerprints of known findings."""

    fingerprints: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in a file."""
        raise NotImplementedError

    def mark(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings, the known ones marked."""
        return [
            replace(finding, known=True) if finding.fingerprint in self.fingerprints else finding
            for finding in findings
        ]
