"""The estimation model that ships: its size, and that each number depends on its own pair alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from mtqc.estimation.estimator import Pair
from mtqc.estimation.quality_estimate import QualityEstimate
from mtqc.estimation.quality_estimator import QualityEstimator, shipped_model

LARGEST = 60_000_000
"""Bytes that the model may add to the package."""
LONGEST_SIDE = 120
"""Tokens of a side that are read at once."""

SENTENCES = (
    "The lighthouse keeper counted the ships every evening and wrote their names into a blue book.",
    "On stormy nights there were 12 or more, and he did not sleep before the last one had passed.",
    "His daughter Elsa, who lived in the town, brought him bread, lamp oil and news on Thursdays.",
    "When the light was made electric in 1931, nobody asked him whether he wanted to stay.",
)
TRANSLATIONS = (
    "Der Leuchtturmwärter zählte jeden Abend die Schiffe und schrieb ihre Namen in ein blaues Buch.",
    "In stürmischen Nächten waren es 12 oder mehr, und er schlief nicht, bevor das letzte vorbei war.",
    "Seine Tochter Elsa, die in der Stadt wohnte, brachte ihm donnerstags Brot, Lampenöl und Neuigkeiten.",
    "Als das Feuer 1931 elektrisch wurde, fragte ihn niemand, ob er bleiben wolle.",
)
LONG = Pair(" ".join(SENTENCES * 2), " ".join(TRANSLATIONS * 2))
PAIRS = (
    Pair(SENTENCES[0], TRANSLATIONS[0]),
    Pair(SENTENCES[1], "In stürmischen Nächten waren es 21 oder mehr, und er schlief, bevor das letzte vorbei war."),
    Pair("Yes.", "Ja."),
    LONG,
    Pair("The bridge is closed until Monday.", "Le pont est fermé jusqu'à lundi."),
    Pair("Il n'a rien dit à sa sœur.", "He told his sister everything."),
    Pair("Keep the medicine away from children.", "Хранить лекарство в недоступном для детей месте."),
    Pair("Поезд опоздал на сорок минут.", "The train was forty minutes early."),
    Pair("The shop sells umbrellas and hats.", "这家商店出售雨伞和帽子。"),
    Pair("明天不会下雨。", "It will not rain tomorrow."),
    Pair("The tea was too hot to drink.", "お茶は熱すぎて飲めませんでした。"),
    Pair("The key is under the mat.", "المفتاح تحت السجادة."),
)


@pytest.fixture(scope="module")
def estimator() -> QualityEstimator:
    return QualityEstimator()


def estimates(estimator: QualityEstimator, pairs: Sequence[Pair]) -> list[QualityEstimate]:
    """The estimates of pairs that are computed together."""
    found = list(estimator.estimate(pairs))
    assert len(found) == len(pairs)
    return [one for one in found if isinstance(one, QualityEstimate)]


def chances(estimate: QualityEstimate) -> list[float]:
    """All probabilities of the tokens of both sides."""
    tokens = [*estimate.raw.source, *estimate.raw.translation]
    return [
        *(chance for token in tokens for chance in (token.bad, token.gap, *token.severity)),
        estimate.raw.gap_at_end,
    ]


@pytest.fixture(scope="module")
def alone(estimator: QualityEstimator) -> dict[Pair, QualityEstimate]:
    """The estimate of each pair, computed by itself."""
    return {pair: one for pair in PAIRS for one in estimates(estimator, [pair])}


def test_the_model_is_small_enough_to_ship() -> None:
    sizes = {path.name: path.stat().st_size for path in shipped_model().rglob("*") if path.is_file()}
    assert "body.onnx" in sizes
    assert sum(sizes.values()) <= LARGEST, sizes


def test_all_pairs_are_estimated_and_long_ones_in_parts(alone: dict[Pair, QualityEstimate]) -> None:
    assert alone.keys() == set(PAIRS)
    assert all(0 <= one.score <= 100 for one in alone.values())
    raw = alone[LONG].raw
    assert len(raw.source) > LONGEST_SIDE
    assert len(raw.translation) > LONGEST_SIDE
    assert raw.windows > 1
    assert all(alone[pair].raw.windows == 1 for pair in PAIRS if pair != LONG)


@pytest.mark.parametrize(
    "pairs", [PAIRS, PAIRS[::-1], PAIRS[:3] * 40], ids=["in order", "reversed", "many of a length"]
)
def test_the_numbers_of_a_pair_do_not_depend_on_its_batch(
    estimator: QualityEstimator, alone: dict[Pair, QualityEstimate], pairs: Sequence[Pair]
) -> None:
    for pair, one in zip(pairs, estimates(estimator, pairs), strict=True):
        assert one.score == pytest.approx(alone[pair].score, abs=1e-2)
        assert chances(one) == pytest.approx(chances(alone[pair]), abs=1e-4)
        assert [token.span for token in one.raw.translation] == [token.span for token in alone[pair].raw.translation]


def test_a_stream_is_read_as_it_is_needed(estimator: QualityEstimator) -> None:
    read: list[Pair] = []

    def stream() -> Iterator[Pair]:
        for _ in range(3000):
            read.append(Pair("Yes.", "Ja."))
            yield read[-1]

    assert isinstance(next(estimator.estimate(stream())), QualityEstimate)
    assert 0 < len(read) < 3000
