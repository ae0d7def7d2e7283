"""What is held back in one corpus is learnt from in none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .scripts import estimation_script

held_back = estimation_script("held_back")

TRAIN, DEVELOPMENT, TEST = held_back.TRAIN, held_back.DEVELOPMENT, held_back.TEST
SOURCES = [f"The cat saw {number} mice." for number in range(60)]
OFFICIAL = [("mlqe-pe", part) for part in ("train", "dev", "test20")] + [
    ("mlqe-ced21", part) for part in ("train", "dev")
]
OTHERS = [("bio-mqm", "all"), ("wmt2020-mqm-avg", "all")]


def judged(corpus: str, part: str, source: str, translation: str = "Die Katze sah Mäuse.") -> Any:
    """A judgement of which only corpus, part and source matter."""
    return held_back.Judgement(corpus, "en-de", part, "CC0-1.0", source, translation)


def keys(found: list[Any]) -> set[str]:
    """The sources of judgements, however they are spelt."""
    return {held_back.source_key(one.source) for one in found}


def source_of(*sixteenths: int) -> str:
    """A source that falls into one of these sixteenths."""
    return next(source for source in SOURCES if held_back.sixteenth(source) in sixteenths)


drawn = st.lists(
    st.builds(
        lambda corpus, source, spelling: judged(corpus[0], corpus[1], spelling(source)),
        st.sampled_from(OFFICIAL + OTHERS),
        st.sampled_from(SOURCES[:25]),
        st.sampled_from([str, str.upper, str.lower, lambda text: text.replace(" ", "\u00a0 ")]),
    ),
    max_size=60,
)


@given(drawn)
@settings(max_examples=50, deadline=None)
def test_no_source_is_in_two_parts(everything: list[Any]) -> None:
    parts = held_back.divided(everything)
    train, development, test = (keys(parts[part]) for part in (TRAIN, DEVELOPMENT, TEST))
    assert not train & development
    assert not train & test
    assert not development & test
    # A source is lost to a part of less rank, never altogether.
    assert train | development | test == keys(everything)


@given(drawn)
@settings(max_examples=50, deadline=None)
def test_tests_come_before_development_and_that_before_training(everything: list[Any]) -> None:
    parts = held_back.divided(everything)
    wanted = {part: keys([one for one in everything if held_back.own_part(one) == part]) for part in parts}
    assert keys(parts[TEST]) == wanted[TEST]
    assert keys(parts[DEVELOPMENT]) == wanted[DEVELOPMENT] - wanted[TEST]
    assert keys(parts[TRAIN]) == wanted[TRAIN] - wanted[DEVELOPMENT] - wanted[TEST]


@pytest.mark.parametrize(
    ("corpus", "official", "part"),
    [
        ("mlqe-pe", "train", TRAIN),
        ("mlqe-pe", "dev", DEVELOPMENT),
        ("mlqe-pe", "test20", TEST),
        ("mlqe-ced21", "dev", TEST),
    ],
)
@pytest.mark.parametrize("source", SOURCES[:20])
def test_official_parts_hold_whatever_the_source_is(corpus: str, official: str, part: str, source: str) -> None:
    assert held_back.own_part(judged(corpus, official, source)) == part


@pytest.mark.parametrize("corpus", ["bio-mqm", "wmt2021-mqm-avg"])
@pytest.mark.parametrize(("sixteenths", "part"), [((0,), DEVELOPMENT), ((1,), TEST), ((2,), TEST), ((3, 9, 15), TRAIN)])
def test_other_corpora_are_divided_by_their_sources(corpus: str, sixteenths: tuple[int, ...], part: str) -> None:
    assert held_back.own_part(judged(corpus, "train", source_of(*sixteenths))) == part


def test_a_part_of_the_critical_errors_chooses() -> None:
    assert held_back.own_part(judged("mlqe-ced21", "train", source_of(0))) == DEVELOPMENT
    assert held_back.own_part(judged("mlqe-ced21", "train", source_of(1, 2))) == TRAIN


@pytest.mark.parametrize(
    "spelling",
    [
        "THE CAT SAW 7 MICE.",
        "  the  cat saw\u00a07 mice .",
        "The cat saw 7 mice",
        "“The cat saw ７ mice!”",
    ],
)
def test_another_spelling_of_a_source_is_held_back_as_well(spelling: str) -> None:
    tested = judged("mlqe-pe", "test20", SOURCES[7])
    learnt = judged("mlqe-pe", "train", spelling)
    parts = held_back.divided([learnt, tested])
    assert (parts[TRAIN], parts[DEVELOPMENT], parts[TEST]) == ([], [], [tested])


def test_another_source_is_not_held_back() -> None:
    tested = judged("mlqe-pe", "test20", SOURCES[7])
    learnt = judged("mlqe-pe", "train", SOURCES[8])
    assert held_back.divided([learnt, tested])[TRAIN] == [learnt]


def test_all_translations_of_a_source_go_together_in_their_order() -> None:
    source = source_of(1, 2)
    first, second = (judged("bio-mqm", "all", source, text) for text in ("Eine Katze.", "Die Katze."))
    pe = judged("mlqe-pe", "train", source)
    assert held_back.divided([first, pe, second])[TEST] == [first, second]
    assert held_back.divided([second, first])[TEST] == [second, first]


@pytest.mark.parametrize("part", ["all", "test", ""])
def test_a_part_that_is_not_official_is_an_error(part: str) -> None:
    with pytest.raises(KeyError):
        held_back.divided([judged("mlqe-pe", part, SOURCES[0])])
