from collections.abc import Iterator

import pytest

from mtqc.interference import reading
from mtqc.interference.evidence import Evidence, Group, Kind
from mtqc.interference.knowledge import read_entries
from mtqc.interference.prose import Prose
from mtqc.interference.reading import read
from mtqc.languages import language
from mtqc.model import Category, Segment, Severity, Span

OWN = """source_language = "en"
target_language = "de"
[[entry]]
id = "a"
kind = "false-friend"
target = ["eventuell"]
source = "eventually"
why = "C."
"""
TEXT = "Am Abend gingen die Leute aus der Stadt wieder nach Hause."


def found(item: str, start: int, strong: bool = True, code: str = "es", kind: Kind = Kind.CALQUE) -> Evidence:
    return Evidence(
        rule="style/calque",
        kind=kind,
        passage=0,
        span=Span(start, start + 3),
        item=item,
        message="",
        category=Category.UNIDIOMATIC,
        severity=Severity.MINOR,
        languages={code: 1.0},
        is_strong=strong,
        confidence=0.9 if strong else 0.7,
    )


def reported(
    monkeypatch: pytest.MonkeyPatch, *evidence: Evidence, known: str | None = None
) -> tuple[list[str], str | None]:
    def find(prose: Prose) -> Iterator[Evidence]:
        yield from evidence

    monkeypatch.setattr(reading, "FINDERS", (find,))
    monkeypatch.setattr(reading, "find_knowledge", lambda prose, further: iter(()))
    outcome = read(Prose([Segment("1", TEXT)], language("de"), language(known) if known else None))
    assert len(outcome.evidence) == len(evidence)
    return [each.item for each in outcome.reported], outcome.pointed_to


def test_strong_evidence_is_reported_and_weak_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reported(monkeypatch, found("a", 0), found("b", 10, strong=False)) == (["a"], None)


def test_strong_evidence_of_one_language_brings_out_its_weak_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = (found("a", 0), found("b", 5), found("c", 10), found("d", 20, strong=False))
    assert reported(monkeypatch, *evidence, found("e", 30, strong=False, code="fr")) == (["a", "b", "c", "d"], "es")


def test_one_item_seen_often_is_one_item(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = [found("a", start) for start in range(0, 40, 5)]
    assert reported(monkeypatch, *evidence, found("b", 50, strong=False))[1] is None


def test_languages_at_odds_point_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = [
        found(item, 5 * place, code=item[0:2]) for place, item in enumerate(["es1", "es2", "es3", "fr1", "fr2"])
    ]
    assert reported(monkeypatch, *evidence, found("w", 50, strong=False))[1] == "es"
    assert reported(monkeypatch, *evidence, found("fr3", 30, code="fr"), found("w", 50, strong=False))[1] is None


def test_typography_points_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = [found(str(place), 5 * place, kind=Kind.TYPOGRAPHY) for place in range(5)]
    assert reported(monkeypatch, *evidence)[1] is None


def test_a_known_source_language_brings_out_weak_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    weak = found("a", 0, strong=False), found("b", 10, strong=False, code="fr")
    assert reported(monkeypatch, *weak, known="es") == (["a"], "es")


def test_of_overlapping_evidence_the_surest_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reported(monkeypatch, found("a", 0, strong=False), found("b", 2), known="es")[0] == ["b"]


def test_every_kind_belongs_to_a_group() -> None:
    assert {kind.group for kind in Kind} == set(Group)
    assert not Group.TYPOGRAPHY.is_hard
    assert Group.AGREEMENT.is_hard


def test_words_that_are_only_mentioned_speak_of_no_language() -> None:
    mention = "Auf der Karte stand „Según der Küche gibt es humane Ressourcen“, und alle am Tisch lachten darüber."
    outcome = read(Prose([Segment("1", mention)], language("de"), None))
    assert outcome.evidence == ()
    assert outcome.reported == ()


def test_words_that_are_only_mentioned_are_shown_where_the_language_is_known() -> None:
    mention = "Auf der Karte stand „Liste der humanen Ressourcen“, und alle am Tisch lachten darüber."
    outcome = read(Prose([Segment("1", mention)], language("de"), language("es")))
    assert outcome.evidence == ()
    assert [found.span.of(mention) for found in outcome.reported] == ["humanen Ressourcen"]


def test_interfaces_are_read_for_the_users_own_entries_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    segments = [Segment(str(number), "Eventuell speichern", "Save eventually") for number in range(120)]
    prose = Prose(segments, language("de"), language("en"))
    monkeypatch.setattr(reading, "find_knowledge", lambda prose, further: iter([found("en-de/a", 0, code="en")]))
    assert read(prose).reported == ()
    entry = read_entries([("mine.toml", OWN)])
    assert read(prose, entry).reported
