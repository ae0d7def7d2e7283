"""Names a finding so that it is known again after edits elsewhere in its file.

A fingerprint is made of the rule, the document's path, the segment's texts, the marked text, and a count that tells
twins apart. It holds no line numbers, no message, no version; moving a segment keeps it, editing its texts ends it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path, PurePath

from mtqc.model import Finding, Segment

_SEPARATOR = "\x1f"


def portable_path(path: str) -> str:
    """The path with forward slashes, and relative to the working directory where it lies below that."""
    pure = PurePath(path)
    if pure.is_absolute() and pure.is_relative_to(Path.cwd()):
        pure = pure.relative_to(Path.cwd())
    return pure.as_posix()


def with_fingerprints(path: str, findings: Iterable[Finding], seen: Counter[str]) -> list[Finding]:
    """The findings of a document with their fingerprints: 32 hexadecimal digits, unique within the run.

    ``seen`` counts what the run has had so far.
    """
    marked: list[Finding] = []
    place = portable_path(path)
    segment: Segment | None = None
    begun: dict[str, blake2b] = {}
    for finding in findings:
        if finding.segment is not segment:
            segment = finding.segment
            begun = {}
        if finding.rule not in begun:
            texts = (finding.rule, place, segment.source or "", segment.target, "")
            begun[finding.rule] = blake2b(_encoded(texts), digest_size=16)
        # Going on from a copy spares hashing a long text again for each of its findings.
        twin = begun[finding.rule].copy()
        twin.update(_encoded((finding.target_text or "", finding.source_text or "")))
        digest = twin.hexdigest()
        seen[digest] += 1
        if seen[digest] > 1:
            digest = blake2b(f"{digest}{_SEPARATOR}{seen[digest]}".encode(), digest_size=16).hexdigest()
        marked.append(replace(finding, fingerprint=digest))
    return marked


def _encoded(texts: Iterable[str]) -> bytes:
    return _SEPARATOR.join(texts).encode("utf-8", "surrogatepass")
