"""Reports on the origin of texts: one of each verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtqc.model import Category, Detection, DocumentReport, Finding, Reason, Report, Segment, Severity, Verdict
from tests.unit.reports.samples import document, marked

MACHINE = Detection(
    Verdict.MACHINE,
    1061,
    translated=0.97,
    machine=0.995,
    source_language={"es": 0.93, "pt": 0.03, "fr": 0.02, "it": 0.015},
    source="es",
    translated_reasons=(Reason("style", "It reads more translated than 97 % of native texts of its length.", 2.1),),
    machine_reasons=(
        Reason("residue", "Words left in Spanish: “Según” and “Ya”.", 3.0),
        Reason("agreement", "No error of agreement was found.", -0.2),
        Reason("style", "Style does not tell machines from people.", 0.0),
    ),
    source_reasons=(Reason("false friend", "Three false friends are explained by Spanish.", 2.5),),
    ran=("style", "residue"),
    not_run={"typography": "German has no table for it"},
    notes=("20 words in another language were left out",),
)
TRANSLATED = Detection(Verdict.TRANSLATED, 400, 0.81, 0.31, {"es": 0.4, "fr": 0.35}, None, "Romance")
NO_TRACE = Detection(Verdict.NO_TRACE, 420, 0.12, 0.02)
TOO_SHORT = Detection(Verdict.TOO_SHORT, 30)
NOT_JUDGED = Detection(Verdict.NOT_JUDGED, 0, not_run={"style": "there is no model for Finnish"})


def judged(path: str, detection: Detection | None, findings: Sequence[Finding] = ()) -> DocumentReport:
    segments = tuple(finding.segment for finding in findings) or (Segment("1", "Ein Satz.", line=1, column=1),)
    words = detection.words if detection else 2
    report = document(path, "text", (None, "de"), segments, list(findings), words, ("guessed target language: de",))
    return replace(report, detection=detection)


def evidence() -> list[Finding]:
    first = Segment("1", "Según die Information war La Habana dunkel.", line=1, column=1)
    second = Segment(
        "2", "Eine lange Stelle, die keinem hilft, weil sie sich über viele Worte zieht.", line=2, column=1
    )
    return [
        marked(
            first,
            "accuracy/untranslated-word",
            Category.UNTRANSLATED,
            Severity.MAJOR,
            "“Según” is Spanish.",
            target="Según",
            suggestions=("Laut",),
            evidence={"kind": "residue", "expression": "según"},
        ),
        marked(
            second,
            "conventions/quotation-style",
            Category.PUNCTUATION,
            Severity.MINOR,
            "Straight marks.",
            target="Eine lange Stelle, die keinem hilft",
        ),
    ]


def report_of(*documents: DocumentReport) -> Report:
    return Report(documents, passed=True, signature="mtqc:0", fail_on=None)


def detected() -> Report:
    return report_of(judged("article.txt", MACHINE, evidence()))


def several() -> Report:
    return report_of(
        judged("article.txt", MACHINE, evidence()),
        judged("essay.txt", TRANSLATED),
        judged("native.txt", NO_TRACE),
        judged("label.txt", TOO_SHORT),
        judged("finnish.txt", NOT_JUDGED),
        judged("unknown.txt", None),
    )
