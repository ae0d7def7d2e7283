from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.detection_evidence import by_group
from mtqc.interference.detection_source import SourceLanguage, source_language
from mtqc.interference.evidence import Evidence, Kind

from .found import evidence


def source(*found: Evidence, target: str = "de") -> SourceLanguage:
    return source_language(by_group(found, 400), target)


def test_nothing_speaks() -> None:
    assert source() == SourceLanguage()
    assert source(evidence(Kind.AGREEMENT)) == SourceLanguage()


def test_strong_evidence_names_the_language() -> None:
    found = source(evidence(Kind.RESIDUE), evidence(Kind.FALSE_FRIEND))
    assert found.named == "es"
    assert found.family == "Romance"
    assert next(iter(found.shares)) == "es"
    assert found.shares["es"] > 0.9
    assert sum(found.shares.values()) == pytest.approx(1)
    assert "de" not in found.shares
    assert all(value > 0 for value in found.by_group.values())


def test_between_two_languages_of_a_family_the_family_is_named() -> None:
    found = source(evidence(Kind.RESIDUE, languages={"es": 0.5, "pt": 0.5}))
    assert found.named is None
    assert found.family == "Romance"


def test_between_two_families_nothing_is_named() -> None:
    found = source(evidence(Kind.RESIDUE, languages={"es": 0.5, "en": 0.5}))
    assert found.named is None
    assert found.family is None


def test_weak_items_say_less() -> None:
    strong = source(evidence(Kind.CALQUE)).shares["es"]
    weak = source(evidence(Kind.CALQUE, strong=False)).shares["es"]
    assert strong > weak > 0.1


def test_further_items_of_a_group_add_less_than_the_first() -> None:
    one = source(evidence(Kind.RESIDUE, "a"), evidence(Kind.EXONYM, languages={"en": 1.0}))
    many = source(
        *(evidence(Kind.RESIDUE, str(number), languages={"en": 1.0}) for number in range(3)),
        evidence(Kind.EXONYM),
        evidence(Kind.FALSE_FRIEND),
        evidence(Kind.COGNATE),
    )
    assert one.shares["es"] == pytest.approx(one.shares["en"])
    assert next(iter(many.shares)) == "es"


def test_a_language_that_only_the_evidence_knows_can_be_named() -> None:
    found = source(evidence(Kind.RESIDUE, languages={"hu": 1.0}), evidence(Kind.COGNATE, languages={"hu": 1.0}))
    assert found.named == "hu"
    assert found.family is None


def test_one_candidate_alone_is_certain() -> None:
    found = source(evidence(Kind.RESIDUE), target="xx")
    assert found.shares == {"es": 1.0}
    assert found.named == "es"


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.builds(
            evidence,
            st.sampled_from(list(Kind)),
            st.text(max_size=3),
            languages=st.dictionaries(st.sampled_from(["es", "en", "fr"]), st.floats(0, 0.33)),
            confidence=st.floats(0, 1),
            strong=st.booleans(),
        )
    )
)
def test_shares_are_probabilities(found: list[Evidence]) -> None:
    shares = source(*found).shares
    assert not shares or sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
