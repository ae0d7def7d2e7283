"""A fingerprint survives edits elsewhere in the file, and ends with the text it was about."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mtqc.fingerprint import portable_path, with_fingerprints
from mtqc.model import Category, Finding, Segment, Severity, Span

BASE = Finding(
    "accuracy/number",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    "Number 3 is missing.",
    Segment("7", "4 Dateien", "3 files", line=12),
    target=Span(0, 1),
    source=Span(0, 1),
)


def fingerprint(finding: Finding, path: str = "a.po") -> str:
    (marked,) = with_fingerprints(path, [finding], Counter())
    assert marked.fingerprint is not None
    return marked.fingerprint


def test_is_32_hexadecimal_digits() -> None:
    assert len(fingerprint(BASE)) == 32
    int(fingerprint(BASE), 16)


def test_stays_when_only_the_place_or_the_wording_changes() -> None:
    moved = replace(BASE, segment=replace(BASE.segment, id="99", line=400))
    reworded = replace(BASE, message="Other words.", severity=Severity.MINOR, confidence=0.5)
    assert fingerprint(moved) == fingerprint(reworded) == fingerprint(BASE)


def test_changes_with_rule_texts_span_and_path() -> None:
    segment = BASE.segment
    changed = [
        fingerprint(replace(BASE, rule="accuracy/other")),
        fingerprint(replace(BASE, segment=replace(segment, target="4 Ordner"))),
        fingerprint(replace(BASE, segment=replace(segment, source="3 folders"))),
        fingerprint(replace(BASE, target=Span(2, 9))),
        fingerprint(replace(BASE, source=Span(2, 7))),
        fingerprint(BASE, "b.po"),
        fingerprint(BASE),
    ]
    assert len(set(changed)) == len(changed)


def test_twins_are_told_apart_by_their_order() -> None:
    seen: Counter[str] = Counter()
    first, second = with_fingerprints("a.po", [BASE, BASE], seen)
    (third,) = with_fingerprints("a.po", [BASE], seen)
    assert len({first.fingerprint, second.fingerprint, third.fingerprint}) == 3
    assert first.fingerprint == fingerprint(BASE)


def test_a_path_below_the_working_directory_is_the_same_absolute_and_relative() -> None:
    assert fingerprint(BASE, str(Path.cwd() / "de" / "a.po")) == fingerprint(BASE, "de/a.po")
    assert fingerprint(BASE, "./de/a.po") == fingerprint(BASE, "de/a.po")
    assert portable_path("/elsewhere/a.po") == "/elsewhere/a.po"


@given(st.text(), st.text())
def test_works_on_any_text(target: str, source: str) -> None:
    finding = replace(BASE, segment=Segment("1", target, source), target=Span(0, len(target)), source=None)
    assert fingerprint(finding) == fingerprint(finding)


def test_takes_time_for_a_long_text_once_and_not_for_each_finding() -> None:
    segment = Segment("1", "a" * 2_000_000)
    findings = [
        Finding(BASE.rule, BASE.category, BASE.severity, "", segment, target=Span(at, at + 1)) for at in range(5_000)
    ]
    began = time.process_time()
    with_fingerprints("a.txt", findings, Counter())
    assert time.process_time() - began < 10


def test_stays_what_it_was_in_earlier_versions() -> None:
    assert fingerprint(BASE) == "2d69f9f78db8af1353701f1b05198e62"
