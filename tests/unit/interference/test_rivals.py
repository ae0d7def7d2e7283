from dataclasses import replace

from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.rivals import joined
from mtqc.model import Category, Severity, Span


def found(item: str, start: int, end: int, strong: bool = True, passage: int = 0) -> Evidence:
    return Evidence(
        rule="style/calque",
        kind=Kind.CALQUE,
        passage=passage,
        span=Span(start, end),
        item=item,
        message="",
        category=Category.UNIDIOMATIC,
        severity=Severity.MINOR,
        languages={item[:2]: 1.0},
        is_strong=strong,
    )


def test_places_apart_stay_as_they_are() -> None:
    evidence = [found("es-a", 0, 5), found("fr-a", 5, 9), found("fr-b", 0, 5, passage=1)]
    assert list(joined(evidence)) == evidence


def test_languages_share_a_place() -> None:
    (one,) = joined([found("fr-a", 0, 5), found("es-a", 3, 9), found("en-a", 8, 10)])
    assert one.item == "es-a"
    assert one.languages == {"en": 1 / 3, "es": 1 / 3, "fr": 1 / 3}


def test_the_preferred_language_speaks() -> None:
    (one,) = joined([found("fr-a", 0, 5), found("es-a", 0, 9)], "fr")
    assert one.item == "fr-a"
    assert one.languages == {"es": 0.5, "fr": 0.5}


def test_strong_evidence_outdoes_weak() -> None:
    (one,) = joined([found("fr-a", 0, 5), found("es-a", 0, 9, strong=False)], "es")
    assert one.item == "fr-a"
    assert one.languages == {"fr": 1.0}


def test_a_surer_one_speaks_before_a_longer_one() -> None:
    (one,) = joined([replace(found("fr-a", 0, 5), confidence=0.95), found("es-a", 0, 9)])
    assert one.item == "fr-a"
