"""mtqc, a machine-translation quality checker: what is wrong with a translation, where, how bad, and why.

>>> import mtqc
>>> report = mtqc.check([("Delete 30 files?", "40 Dateien löschen?")], source_language="en", target_language="de")
>>> for finding in report:
...     print(finding.severity.value, finding.rule, finding.target_text)
major accuracy/number 40

The names below are loaded when they are first asked for, so that ``import mtqc`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mtqc.version import __version__

if TYPE_CHECKING:
    from mtqc.errors import (
        CheckpointError,
        InputError,
        MissingExtraError,
        MtqcError,
        PluginError,
        SettingsError,
        UnknownNameError,
    )
    from mtqc.face import check, detect
    from mtqc.face_comparison import compare
    from mtqc.face_scores import rank, score
    from mtqc.model import (
        Category,
        Detection,
        Document,
        DocumentReport,
        Finding,
        InlineCode,
        Interval,
        Quality,
        Report,
        Score,
        Segment,
        SegmentScore,
        Severity,
        SeverityWeights,
        Span,
        Verdict,
    )
    from mtqc.model.ranking import RankedCandidate, RankedSegment, Ranking

__all__ = [
    "Category",
    "CheckpointError",
    "Detection",
    "Document",
    "DocumentReport",
    "Finding",
    "InlineCode",
    "InputError",
    "Interval",
    "MissingExtraError",
    "MtqcError",
    "PluginError",
    "Quality",
    "RankedCandidate",
    "RankedSegment",
    "Ranking",
    "Report",
    "Score",
    "Segment",
    "SegmentScore",
    "SettingsError",
    "Severity",
    "SeverityWeights",
    "Span",
    "UnknownNameError",
    "Verdict",
    "__version__",
    "check",
    "compare",
    "detect",
    "rank",
    "score",
]

_HOMES = {
    "check": "mtqc.face",
    "compare": "mtqc.face_comparison",
    "detect": "mtqc.face",
    "rank": "mtqc.face_scores",
    "score": "mtqc.face_scores",
    "RankedCandidate": "mtqc.model.ranking",
    "RankedSegment": "mtqc.model.ranking",
    "Ranking": "mtqc.model.ranking",
}
"""The modules of names that are neither errors nor stand in mtqc.model."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'mtqc' has no attribute '{name}'")
    home = "mtqc.errors" if name.endswith("Error") else "mtqc.model"
    return getattr(import_module(_HOMES.get(name, home)), name)


def __dir__() -> list[str]:
    return sorted(__all__)
