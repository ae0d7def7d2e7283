from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.interference.detection_home import home_log_evidence
from mtqc.interference.homes import Mention, NameKind

PRIOR = {"en": 0.4, "es": 0.3, "fr": 0.3}


def gains(*mentions: Mention) -> dict[str, float]:
    return home_log_evidence(mentions, PRIOR, PRIOR)


def name(code: str, kind: NameKind = NameKind.PLACE, count: int = 1) -> Mention:
    return Mention("X", kind, count, {code: 1.0})


def test_no_names_say_nothing() -> None:
    assert gains() == dict.fromkeys(PRIOR, 0.0)
    assert gains(name("hu")) == dict.fromkeys(PRIOR, 0.0)


def test_a_press_agency_says_more_than_a_town_and_that_more_than_a_country() -> None:
    medium, place, country = (
        gains(name("fr", kind))["fr"] for kind in (NameKind.MEDIUM, NameKind.PLACE, NameKind.COUNTRY)
    )
    assert medium > place > country > 0


def test_places_of_which_all_write_say_less() -> None:
    assert gains(name("fr"))["fr"] - gains(name("fr"))["es"] > gains(name("en"))["en"] - gains(name("en"))["es"] > 0


def test_a_name_that_comes_again_says_little_more() -> None:
    once, often = (gains(name("fr", count=count)) for count in (1, 9))
    two = gains(name("fr"), Mention("Y", NameKind.PLACE, 8, {"fr": 1.0}))
    assert once["fr"] < often["fr"] < two["fr"]


def test_a_country_of_two_languages_speaks_for_both() -> None:
    found = gains(Mention("Belgien", NameKind.COUNTRY, 3, {"fr": 0.5, "es": 0.5}))
    assert found["fr"] == pytest.approx(found["es"])
    assert found["fr"] > found["en"]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.builds(
            Mention,
            st.text(min_size=1, max_size=3),
            st.sampled_from(list(NameKind)),
            st.integers(1, 1000),
            st.sampled_from([{"fr": 1.0}, {"en": 0.6, "fr": 0.4}, {"hu": 1.0}, {"es": 1.0}]),
        )
    )
)
def test_however_many_names_there_are_some_doubt_remains(mentions: list[Mention]) -> None:
    found = gains(*mentions)
    posterior = {code: PRIOR[code] * math.exp(gain) for code, gain in found.items()}
    assert sum(posterior.values()) == pytest.approx(1)
    assert all(posterior[code] >= 0.1 * PRIOR[code] * (1 - 1e-9) for code in PRIOR)
