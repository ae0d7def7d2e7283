from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.detection_evidence import by_group
from mtqc.interference.detection_source import SourceLanguage, source_language
from mtqc.interference.evidence import Evidence, Kind
from mtqc.interference.homes import Mention, NameKind

from .found import evidence


def source(*found: Evidence, target: str = "de", mentions: Sequence[Mention] = ()) -> SourceLanguage:
    return source_language(by_group(found, 400), target, mentions)


def at_home(code: str, kinds: Iterable[NameKind] = NameKind, count: int = 2) -> tuple[Mention, ...]:
    return tuple(Mention(f"{kind.value} {code}", kind, count, {code: 1.0}) for kind in kinds)


@pytest.mark.parametrize("found", [(), (evidence(Kind.AGREEMENT, languages={}),)])
def test_where_nothing_speaks_there_is_a_ranking_and_no_name(found: tuple[Evidence, ...]) -> None:
    ranked = source(*found)
    assert next(iter(ranked.shares)) == "en"
    assert ranked.shares["en"] < 0.4
    assert sum(ranked.shares.values()) == pytest.approx(1)
    assert ranked.named is None
    assert ranked.family is None


def test_a_language_without_tables_of_names_has_no_ranking_from_nothing() -> None:
    assert source(target="nl") == SourceLanguage()


def test_names_of_every_kind_name_a_language() -> None:
    found = source(mentions=at_home("fr"))
    assert found.named == "fr"
    assert found.by_home > 0


def test_a_country_alone_names_nothing() -> None:
    found = source(mentions=at_home("fr", [NameKind.COUNTRY]))
    assert next(iter(found.shares)) == "fr"
    assert found.named is None
    assert found.family is None


def test_names_alone_never_name_english_of_which_all_write() -> None:
    found = source(mentions=at_home("en"))
    assert next(iter(found.shares)) == "en"
    assert found.shares["en"] > 0.8
    assert found.named is None


def test_names_help_evidence_to_name_english() -> None:
    weak = evidence(Kind.CALQUE, strong=False, languages={"en": 1.0})
    assert source(weak).named is None
    assert source(weak, mentions=at_home("en")).named == "en"


def test_names_at_home_elsewhere_keep_weak_evidence_from_naming() -> None:
    hint = evidence(Kind.CALQUE, languages={"en": 1.0})
    assert source(hint).named == "en"
    assert source(hint, mentions=at_home("es")).named != "en"


def test_strong_evidence_outweighs_all_names() -> None:
    found = source(evidence(Kind.RESIDUE), evidence(Kind.FALSE_FRIEND), mentions=at_home("en"))
    assert found.named == "es"


def test_names_of_the_target_language_say_nothing() -> None:
    assert source(mentions=at_home("de")).shares == pytest.approx(source().shares)


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
    assert one.named is None
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
