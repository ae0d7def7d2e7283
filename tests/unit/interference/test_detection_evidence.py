from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.detection_evidence import by_group
from mtqc.interference.detection_weights import weights
from mtqc.interference.evidence import Evidence, Group, Kind

from .found import evidence


def weight(found: list[Evidence], words: int = 400) -> float:
    (group,) = by_group(found, words).values()
    return group.for_translated


def several(count: int, kind: Kind = Kind.FALSE_FRIEND, *, strong: bool = True) -> list[Evidence]:
    return [evidence(kind, f"item {number}", strong=strong) for number in range(count)]


def test_kinds_with_one_cause_are_one_group() -> None:
    groups = by_group([evidence(Kind.RESIDUE), evidence(Kind.BOILERPLATE, "other"), evidence(Kind.EXONYM)], 400)
    assert set(groups) == {Group.RESIDUE, Group.NAMES}


def test_evidence_without_confidence_counts_nowhere() -> None:
    assert not by_group([evidence(Kind.RESIDUE, confidence=0.0)], 400)


def test_hits_of_one_item_count_once() -> None:
    assert weight(several(1) * 5) == weight(several(1))


def test_a_strong_hit_stands_for_its_item() -> None:
    (group,) = by_group([evidence(Kind.RESIDUE, strong=False), evidence(Kind.RESIDUE)], 400).values()
    assert group.strong_items == 1
    assert len(group.items) == 1


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("strong", [True, False])
def test_more_items_never_weigh_less_and_all_stay_under_the_limit(kind: Kind, strong: bool) -> None:
    of_counts = [weight(several(count, kind, strong=strong)) for count in range(1, 12)]
    assert of_counts == sorted(of_counts)
    assert of_counts[0] >= 0
    limits = weights()
    assert of_counts[-1] <= max(limits.strong[kind.group].most, limits.weak[kind.group].most)


def test_an_item_weighs_less_in_a_longer_text() -> None:
    assert weight(several(1), 200) > weight(several(1), 2000) > weight(several(1), 20_000)


def test_strong_items_weigh_more_than_weak_ones() -> None:
    assert weight(several(2)) > weight(several(2, strong=False))


def test_only_strong_hard_evidence_speaks_of_a_machine() -> None:
    for kind in Kind:
        (weak,) = by_group([evidence(kind, strong=False)], 400).values()
        assert not weak.is_hard
        assert weak.for_machine == 0
        (strong,) = by_group([evidence(kind)], 400).values()
        assert strong.is_hard is (kind.group not in (Group.WORDING, Group.TYPOGRAPHY))
        assert (strong.for_machine > 0) is strong.is_hard


def test_the_language_that_most_of_it_points_to() -> None:
    (both,) = by_group([evidence(Kind.RESIDUE, languages={"es": 0.5, "pt": 0.5})], 400).values()
    assert both.language is None
    assert both.languages == {"es": 0.5, "pt": 0.5}
    (mostly,) = by_group([evidence(Kind.RESIDUE, languages={"es": 0.8, "pt": 0.2})], 400).values()
    assert mostly.language == "es"
    (none,) = by_group([evidence(Kind.AGREEMENT)], 400).values()
    assert none.language is None


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 500), st.integers(0, 2_000_000))
def test_any_count_and_length_has_a_finite_weight(count: int, words: int) -> None:
    for strong in (True, False):
        (group,) = by_group(several(count, strong=strong), words).values()
        assert math.isfinite(group.for_translated)
        assert math.isfinite(group.for_machine)


def test_of_agreement_only_gender_speaks_of_a_machine() -> None:
    for item, hard in (("gender:Boot", True), ("number:Personen", False), ("ending:Einsatz", False)):
        (group,) = by_group([evidence(Kind.AGREEMENT, item)], 400).values()
        assert group.is_hard is hard
        assert (group.for_machine > 0) is hard
        assert group.for_translated > 0
