"""The nouns that every part of mtqc speaks: documents, segments, findings, scores and reports."""

from mtqc.model.document import Anchor, Document, InlineCode, Position, Segment
from mtqc.model.finding import Finding, Span
from mtqc.model.mqm import Category, Quality, Severity, SeverityWeights
from mtqc.model.report import CheckFailure, DocumentReport, Report
from mtqc.model.score import Score

__all__ = [
    "Anchor",
    "Category",
    "CheckFailure",
    "Document",
    "DocumentReport",
    "Finding",
    "InlineCode",
    "Position",
    "Quality",
    "Report",
    "Score",
    "Segment",
    "Severity",
    "SeverityWeights",
    "Span",
]
