"""One finding where a rule and the quality model mark the same words: the rule explains, the model makes it surer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtqc.model import Category, Finding, Severity, Span
from mtqc.model.estimate import ESTIMATED_ERROR

EVIDENCE = "estimated"
"""The key of the evidence that says how confident the model is."""
_ABOUT_OTHER_THINGS = frozenset(
    {Category.INCONSISTENT_TERMINOLOGY, Category.INCONSISTENT_STYLE, Category.LAYOUT, Category.TRUNCATION}
)
"""What is wrong with the words of a long or inconsistent translation, such findings do not say."""


def corroborated(findings: Sequence[Finding], shown: Severity = Severity.NEUTRAL) -> list[Finding]:
    """The findings without those of the model whose words a rule's finding in the same segment marks as well.

    The confidence of that finding rises to 1 − (1 − c)(1 − p), as if rule and model erred independently of each
    other. The words must overlap in a letter or digit, and on the side that the model marks: a blank too many says
    nothing about the words beside it. Remarks (neutral findings) explain nothing, nor do findings below the severity
    that is ``shown``: nobody would see either.
    """
    least = max(shown, Severity.MINOR)
    estimated: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.rule == ESTIMATED_ERROR:
            estimated.setdefault(id(finding.segment), []).append(finding)
    if not estimated:
        return list(findings)
    explained: set[int] = set()
    kept: list[Finding] = []
    for finding in findings:
        if finding.rule != ESTIMATED_ERROR and finding.severity >= least:
            same = [other for other in estimated.get(id(finding.segment), ()) if _explains(finding, other)]
            explained.update(map(id, same))
            kept.append(_surer(finding, same))
        else:
            kept.append(finding)
    return [finding for finding in kept if id(finding) not in explained]


def _surer(finding: Finding, same: Sequence[Finding]) -> Finding:
    if not same:
        return finding
    probability = max(other.confidence for other in same)
    return replace(
        finding,
        confidence=round(1 - (1 - finding.confidence) * (1 - probability), 4),
        evidence={**finding.evidence, EVIDENCE: probability},
    )


def _explains(finding: Finding, estimated: Finding) -> bool:
    """Whether a rule's finding is about the words that the model marks: those of the target, or else of the source."""
    if finding.category in _ABOUT_OTHER_THINGS:
        return False
    if estimated.target is not None:
        return _share_words(estimated.segment.target, finding.target, estimated.target)
    return _share_words(estimated.segment.source or "", finding.source, estimated.source)


def _share_words(text: str, span: Span | None, estimated: Span | None) -> bool:
    if span is None or estimated is None:
        return False
    shared = text[max(span.start, estimated.start) : min(span.end, estimated.end)]
    return any(map(str.isalnum, shared))
