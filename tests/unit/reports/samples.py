"""A report with a bit of everything, and one whose every text is hostile."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from mtqc.fingerprint import with_fingerprints
from mtqc.model import (
    Anchor,
    Category,
    CheckFailure,
    DocumentReport,
    Finding,
    Position,
    Quality,
    Report,
    Segment,
    Severity,
    Span,
)


def marked(segment: Segment, rule: str, category: Category, severity: Severity, message: str, **fields: Any) -> Finding:
    """A finding whose ``target`` and ``source`` may be given as the text that they mark."""
    for side, text in (("target", segment.target), ("source", segment.source)):
        if isinstance(fields.get(side), str):
            start = (text or "").index(fields[side])
            fields[side] = Span(start, start + len(fields[side]))
    return Finding(rule, category, severity, message, segment, **fields)


def document(
    path: str,
    format: str,
    languages: tuple[str | None, str | None],
    texts: tuple[Segment, ...],
    findings: list[Finding],
    words: int,
    notices: tuple[str, ...] = (),
) -> DocumentReport:
    return DocumentReport(
        path=path,
        format=format,
        source_language=languages[0],
        target_language=languages[1],
        segments=len(texts),
        findings=tuple(with_fingerprints(path, findings, Counter())),
        quality=Quality.of((finding.severity for finding in findings), words),
        notices=notices,
        texts=texts,
    )


def article() -> DocumentReport:
    """A text without its source."""
    first = Segment("1", "La Habana liegt am Meer und hat 2.1 Millionen Einwohner.", line=1, column=1)
    second = Segment("2", 'Das Museum zeigt rund 1.600 Bilder, darunter ein „Selbstbildnis".', line=3, column=1)
    third = Segment("3", "Die Stadt ist im Winter im Winter warm 🌴 und und der Eintritt frei.", line=5, column=1)
    return document(
        "docs/havanna.de.txt",
        "text",
        ("es", "de"),
        (first, second, third),
        [
            marked(
                first,
                "accuracy/exonym",
                Category.UNTRANSLATED,
                Severity.MAJOR,
                "“La Habana” is the Spanish name; German says “Havanna”.",
                target="La Habana",
                suggestions=("Havanna",),
                confidence=0.97,
                evidence={"language": "es"},
            ),
            marked(
                first,
                "locale/number-format",
                Category.NUMBER_FORMAT,
                Severity.MINOR,
                "German writes 2,1 with a comma; 2.1 reads as a date or a section.",
                target="2.1",
                suggestions=("2,1",),
                confidence=0.9,
            ),
            marked(
                second,
                "conventions/quotation-pairing",
                Category.PUNCTUATION,
                Severity.MINOR,
                'The quotation opens with „ and closes with ".',
                target='„Selbstbildnis"',
                suggestions=("„Selbstbildnis“",),
            ),
            marked(
                third,
                "accuracy/repetition",
                Category.ADDITION,
                Severity.MAJOR,
                "“im Winter” stands twice in a row.",
                target="im Winter im Winter",
                suggestions=("im Winter",),
            ),
            marked(
                third,
                "conventions/doubled-word",
                Category.GRAMMAR,
                Severity.MINOR,
                "“und” stands twice in a row.",
                target="und und",
                suggestions=("und",),
            ),
        ],
        words=35,
        notices=("guessed target language: de (99% sure)",),
    )


def program() -> DocumentReport:
    """Units of a user interface, which have a line and no column."""
    welcome = Segment(
        "app|welcome",
        "Hallo %s! Du hast %d neue Nachrichten 👩‍👩‍👧 und 3 Aufgaben.",
        "Hello %1$s! You have %2$d new messages 👩‍👩‍👧 and 5 tasks.",
        line=12,
        flags=frozenset({"c-format"}),
    )
    empty = Segment("app|save", "", "Save the file?", line=17)
    fine = Segment("app|quit", "Beenden", "Quit", line=21)
    long = Segment(
        "app|licence",
        "Dieses Programm ist freie Software.\nSie können es weitergeben und verändern, solange Sie die Bedingungen der "
        "Lizenz einhalten, die jeder Kopie beiliegt.  Eine Garantie gibt es nicht.",
        "This program is free software.\nYou may share and change it as long as you keep to the terms of the licence "
        "that comes with every copy. There is no warranty.",
        line=25,
    )
    return document(
        "po/app.de.po",
        "po",
        ("en", "de"),
        (welcome, empty, fine, long),
        [
            marked(
                welcome,
                "accuracy/number",
                Category.MISTRANSLATION,
                Severity.MAJOR,
                "Number 5 is missing from the translation, which has 3 instead.",
                target="3",
                source="5",
                suggestions=("5",),
                confidence=0.95,
            ),
            replace(
                marked(
                    welcome,
                    "markup/placeholder",
                    Category.MARKUP_TAG,
                    Severity.MAJOR,
                    "Placeholder %1$s is missing from the translation.",
                    source="%1$s",
                ),
                known=True,
            ),
            marked(
                empty,
                "accuracy/empty-target",
                Category.OMISSION,
                Severity.CRITICAL,
                "The translation is empty.",
                source="Save the file?",
            ),
            marked(
                long,
                "conventions/whitespace",
                Category.TEXTUAL_CONVENTIONS,
                Severity.MINOR,
                "Two spaces stand between “beiliegt.” and “Eine”.",
                target="  ",
                suggestions=(" ",),
            ),
        ],
        words=47,
    )


def arabic() -> DocumentReport:
    """Text from right to left, with inline markup between the anchors."""
    segment = Segment(
        "u1",
        "افتح ملف الإعدادات ثم اضغط على Save",
        "Open the settings file, then press Save",
        line=9,
        column=15,
        anchors=(Anchor(0, Position(9, 15)), Anchor(9, Position(9, 38))),
    )
    return document(
        "locale/ar.xlf",
        "xliff",
        ("en", "ar"),
        (segment,),
        [
            marked(
                segment,
                "accuracy/untranslated",
                Category.UNTRANSLATED,
                Severity.MINOR,
                "“Save” is left in English.",
                target="Save",
                source="Save",
                suggestions=("حفظ",),
                confidence=0.8,
            ),
        ],
        words=7,
    )


def japanese() -> DocumentReport:
    """Characters that take two columns, and one that takes none."""
    segment = Segment("1", "東京タワーの高さは３３３メートルで、、エッフェル塔より\u200b高い。", line=1, column=1)
    return document(
        "docs/塔.ja.md",
        "markdown",
        (None, "ja"),
        (segment,),
        [
            marked(
                segment,
                "conventions/doubled-word",
                Category.PUNCTUATION,
                Severity.MINOR,
                "The mark “、” stands twice in a row.",
                target="、、",
                suggestions=("、",),
            ),
            marked(
                segment,
                "conventions/invisible-character",
                Category.CHARACTER_ENCODING,
                Severity.NEUTRAL,
                "A zero-width space stands inside a sentence.",
                target="\u200b",
                suggestions=("",),
                confidence=0.6,
            ),
        ],
        words=14,
    )


def manual() -> DocumentReport:
    """A format without lines."""
    segment = Segment("body/14", "Drücken Sie den Knopf drei Sekunden", "Press the button for three seconds.")
    return document(
        "manual.docx",
        "docx",
        ("en", "de"),
        (segment,),
        [
            marked(
                segment,
                "conventions/end-punctuation",
                Category.PUNCTUATION,
                Severity.MINOR,
                "The source ends with a full stop, the translation does not.",
                target=Span(35, 35),
                source=".",
                suggestions=(".",),
            )
        ],
        words=6,
        notices=("2 text boxes were left out",),
    )


def clean(path: str, notices: tuple[str, ...] = ()) -> DocumentReport:
    return document(path, "text", (None, "fr"), (Segment("1", "Tout va bien.", line=1, column=1),), [], 3, notices)


def sample_report() -> Report:
    guessed = ("guessed target language: fr (97% sure)",)
    return Report(
        documents=(
            article(),
            program(),
            arabic(),
            japanese(),
            manual(),
            clean("docs/bien.fr.txt", guessed),
            clean("docs/mieux.fr.txt", guessed),
        ),
        passed=False,
        signature="mtqc:0.1.0|rules:39|weights:0/1/5/25",
        failures=(
            CheckFailure("house/tone", "po/app.de.po", "app|quit", "IndexError: list index out of range"),
            CheckFailure("house/tone", "locale/ar.xlf", None, "KeyError: 'tone'"),
            CheckFailure("house/brand", "", None, "plugin 'house/brand' of package 'house' cannot be loaded"),
        ),
        fail_under=80.0,
    )


HOSTILE = (
    "</script><img src=x onerror=alert(1)>]]>\x1b[31m\x07\u202e‮'\"`=1+1\r\n::error::x%0A{{7*7}}&amp;\x00\ud800\ufffe|\t"
)


def hostile_report() -> Report:
    """The same hostile text wherever an input can put one."""
    segment = Segment(HOSTILE, HOSTILE, "=" + HOSTILE, line=1, column=1)
    neighbour = Segment("2" + HOSTILE, HOSTILE, HOSTILE)
    finding = Finding(
        "plugin/" + HOSTILE,
        Category.OTHER,
        Severity.MAJOR,
        HOSTILE,
        segment,
        Span(3, 12),
        Span(0, 1),
        (HOSTILE, ""),
        evidence={HOSTILE: HOSTILE, "set": {1}, "nan": float("nan")},
    )
    others = [replace(finding, segment=neighbour, target=None), replace(finding, target=Span(0, 0), source=None)]
    report = document(
        "-" + HOSTILE, HOSTILE, (HOSTILE, HOSTILE), (segment, neighbour), [finding, *others], 3, (HOSTILE,)
    )
    return Report((report,), False, HOSTILE, failures=(CheckFailure(HOSTILE, HOSTILE, HOSTILE, HOSTILE),))
