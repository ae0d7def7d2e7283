"""The best candidates by scores, by each other as references, and by duels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mtqc.ranking.ranking
from mtqc.errors import SettingsError
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.finding import metric
from mtqc.model.ranking import RankedSegment, Ranking, RankingMethod
from mtqc.model.test_set import System, TestSet
from mtqc.ranking.judging import ranked
from mtqc.ranking.ranking import CandidateSets
from mtqc.settings import Settings

TEXTS = (("abc", "a", "ab"), ("xx", "x", "xx", "xxxx"))
TEST_SET = TestSet(2, ("s", "ss"), (("ab", None),), "en", "de")


def rank(
    asked: str,
    by_risk: bool = False,
    texts: tuple[tuple[str, ...], ...] = TEXTS,
    weights: tuple[tuple[float, ...] | None, ...] = (),
    test_set: TestSet = TEST_SET,
    advance: Advance | None = None,
) -> Ranking:
    sets = CandidateSets(test_set, texts, weights)
    return ranked(sets, asked, by_risk, Settings(cache=False), None if advance is None else lambda name: advance)


def order(segment: RankedSegment) -> list[tuple[str, float | None]]:
    return [(each.text, each.utility) for each in segment.candidates]


@pytest.mark.usefixtures("house")
def test_a_metric_judges_each_candidate() -> None:
    found = rank("letters")
    assert found.method is RankingMethod.METRIC
    assert found.signature == "house:letters"
    assert order(found.segments[0]) == [("abc", 3.0), ("ab", 2.0), ("a", 1.0)]
    assert found.best() == ["abc", "xxxx"]
    assert [(each.place, each.copies) for each in found.segments[1].candidates] == [(3, 1), (0, 2), (1, 1)]


@pytest.mark.usefixtures("house")
def test_the_lowest_wins_where_low_is_good_and_the_first_of_equals() -> None:
    found = rank("distance", texts=(("abc", "b", "a", "c"), ("x", "yyy", "zz")))
    assert not found.higher_is_better
    assert order(found.segments[0]) == [("b", 0.0), ("a", 0.0), ("c", 0.0), ("abc", 2.0)]
    assert order(found.segments[1]) == [("zz", 0.0), ("x", 1.0), ("yyy", 1.0)]


@pytest.mark.usefixtures("house")
def test_what_has_no_score_stands_last_in_its_order() -> None:
    found = rank("shared")
    assert order(found.segments[0]) == [("abc", 2.0), ("ab", 2.0), ("a", 1.0)]
    assert order(found.segments[1]) == [("xx", None), ("x", None), ("xxxx", None)]
    # The three different candidates of the second segment.
    assert found.notices == ("3 segments have no reference",)


@pytest.mark.usefixtures("house")
def test_minimum_bayes_risk_is_the_mean_with_the_others_as_references() -> None:
    found = rank("shared", by_risk=True, test_set=TestSet(2, target_language="de"))
    assert found.method is RankingMethod.MBR
    # abc shares 1 with a and 2 with ab; ab shares 2 with abc and 1 with a; a shares 1 with each.
    assert order(found.segments[0]) == [("abc", 1.5), ("ab", 1.5), ("a", 1.0)]


def test_a_copy_is_a_reference_of_its_original() -> None:
    found = rank("chrf", by_risk=True, texts=(("Haus", "Maus", "Haus"),), test_set=TestSet(1, target_language="de"))
    (haus, maus) = found.segments[0].candidates
    (other,) = metric("chrf", Computing()).measure(TestSet(1, None, (("Maus",),), None, "de"), [System("a", ("Haus",))])
    assert other.segments[0].value is not None
    assert haus.utility == pytest.approx((100.0 + other.segments[0].value) / 2)
    assert (haus.text, haus.copies, maus.copies) == ("Haus", 2, 1)


@pytest.mark.usefixtures("house")
def test_weights_count_references() -> None:
    found = rank(
        "shared",
        by_risk=True,
        texts=(("abc", "a", "ab"),),
        weights=((0.0, 3.0, 1.0),),
        test_set=TestSet(1, target_language="de"),
    )
    assert order(found.segments[0]) == [("abc", (3 * 1 + 2) / 4), ("a", 1.0), ("ab", 1.0)]


@pytest.mark.usefixtures("house")
def test_a_candidate_alone_needs_no_metric() -> None:
    found = rank("shared", by_risk=True, texts=(("abc",), ("x", "x")), test_set=TestSet(2, target_language="de"))
    assert order(found.segments[0]) == [("abc", None)]
    assert order(found.segments[1]) == [("x", 1.0)]
    alone = rank("shared", by_risk=True, texts=(("abc",),), test_set=TestSet(1, target_language="de"))
    assert (alone.best(), alone.signature) == (["abc"], "")


@pytest.mark.usefixtures("house")
def test_candidates_meet_before_a_metric_that_compares() -> None:
    found = rank("duel")
    assert found.method is RankingMethod.PAIRWISE
    assert order(found.segments[0]) == [("abc", 1.5), ("ab", 0.0), ("a", -1.5)]
    # xx draws with its copy, wins 1 and loses 2: (0 + 1 - 2) / 3.
    assert order(found.segments[1]) == [("xxxx", (2 + 2 + 3) / 3), ("xx", -1 / 3), ("x", (-1 - 1 - 3) / 3)]


@given(st.lists(st.text("abc", max_size=4), min_size=2, max_size=6))
@settings(max_examples=30, deadline=None)
def test_equal_candidates_change_nothing_but_the_effort(texts: list[str]) -> None:
    """The definition, computed over all pairs of candidates one by one."""
    found = rank("chrf", by_risk=True, texts=(tuple(texts),), test_set=TestSet(1, target_language="de"))
    chrf = metric("chrf", Computing())

    def utility(place: int) -> float:
        others = [text for number, text in enumerate(texts) if number != place]
        rows = TestSet(len(others), None, (tuple(others),), None, "de")
        (measurement,) = chrf.measure(rows, [System("a", (texts[place],) * len(others))])
        return math.fsum(segment.value or 0.0 for segment in measurement.segments) / len(others)

    for candidate in found.segments[0].candidates:
        assert candidate.utility == pytest.approx(utility(candidate.place), abs=1e-9)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("most", [1, 2, 5])
def test_rounds_change_nothing(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    whole = [rank(asked, by_risk) for asked, by_risk in (("letters", False), ("shared", True), ("duel", False))]
    monkeypatch.setattr(mtqc.ranking.ranking, "MOST_ROWS", most)
    parts = [rank(asked, by_risk) for asked, by_risk in (("letters", False), ("shared", True), ("duel", False))]
    assert [ranking.segments for ranking in parts] == [ranking.segments for ranking in whole]


@pytest.mark.usefixtures("house")
def test_progress_counts_rows_of_all_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mtqc.ranking.ranking, "MOST_ROWS", 3)
    told: list[tuple[int, int]] = []
    rank("letters", advance=lambda done, total: told.append((done, total)))
    assert told == [(3, 6), (6, 6)]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("asked", "by_risk", "test_set", "texts", "message"),
    [
        ("letters", True, TEST_SET, TEXTS, "letters reads no references, and minimum Bayes risk makes references of"),
        ("shared", False, TestSet(2), TEXTS, "shared needs references: -r FILE"),
        ("distance", False, TestSet(2), TEXTS, "distance needs sources: -s FILE"),
        ("triangle", True, TestSet(2), TEXTS, "triangle needs sources: -s FILE"),
        ("letters", False, TEST_SET, (("a",), ()), "segment 2: a segment has no candidates"),
        ("leters", False, TEST_SET, TEXTS, "unknown metric 'leters'; did you mean 'letters'?"),
    ],
)
def test_what_cannot_be_ranked(
    asked: str, by_risk: bool, test_set: TestSet, texts: tuple[tuple[str, ...], ...], message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        rank(asked, by_risk, texts, test_set=test_set)
    assert str(caught.value).startswith(message)


@pytest.mark.usefixtures("house")
def test_languages_are_guessed_from_the_first_candidates() -> None:
    texts: Sequence[str] = ("Das Haus steht am Ende der Straße.", "Wir haben gestern lange darüber gesprochen.")
    found = rank("letters", texts=tuple((text,) for text in texts), test_set=TestSet(2))
    assert found.notices == ("guessed target language: de (99% sure)",)


@pytest.mark.usefixtures("house")
def test_a_licence_that_forbids_commercial_use_is_said() -> None:
    (notice,) = rank("letters:Unbabel/wmt22-cometkiwi-da").notices
    assert notice.endswith("forbids commercial use")


@pytest.mark.usefixtures("house")
def test_segments_keep_their_ids() -> None:
    found = rank("letters", test_set=TestSet(2, ids=("x", "y"), target_language="de"))
    assert [segment.id for segment in found.segments] == ["x", "y"]
