"""The nouns that every part of mtqc speaks: documents, segments, findings, scores and reports."""

from mtqc.model.detection import Detection, Reason, Verdict
from mtqc.model.document import Anchor, Document, InlineCode, Position, Segment
from mtqc.model.estimate import DocumentEstimate, EstimatedSegment, PairStatus
from mtqc.model.finding import Finding, Span
from mtqc.model.mqm import Category, Quality, Severity, SeverityWeights
from mtqc.model.report import CheckFailure, DocumentReport, Report
from mtqc.model.score import Interval, Score, SegmentScore
from mtqc.model.test_set import System, TestSet

__all__ = [
    "Anchor",
    "Category",
    "CheckFailure",
    "Detection",
    "Document",
    "DocumentEstimate",
    "DocumentReport",
    "EstimatedSegment",
    "Finding",
    "InlineCode",
    "Interval",
    "PairStatus",
    "Position",
    "Quality",
    "Reason",
    "Report",
    "Score",
    "Segment",
    "SegmentScore",
    "Severity",
    "SeverityWeights",
    "Span",
    "System",
    "TestSet",
    "Verdict",
]
