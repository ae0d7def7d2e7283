"""The group of evidence that a finding belongs to, where it speaks of the source language."""

from __future__ import annotations

from mtqc.interference.evidence import Group, Kind
from mtqc.model import Finding

_KINDS = {kind.value: kind for kind in Kind}
_TYPOGRAPHY = frozenset({"conventions/punctuation-spacing", "conventions/quotation-style"})
"""Rules about all texts whose findings are signs of another language's habits, too."""


def group_of(finding: Finding) -> Group | None:
    """The group of the evidence that a finding is; None for a finding about something else."""
    kind = _KINDS.get(str(finding.evidence.get("kind")))
    if kind is not None:
        return kind.group
    return Group.TYPOGRAPHY if finding.rule in _TYPOGRAPHY else None
