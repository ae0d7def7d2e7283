"""What the network reads of judged pairs."""

from __future__ import annotations

import math

import numpy as np
import pytest

pytest.importorskip("torch", reason="learning needs torch")

from mtqc.estimation.learning.examples import UNKNOWN, LabelledPair, batch_of, examples, with_worse
from mtqc.estimation.tokenising import SOURCE, TRANSLATION, PairTokenizer
from tests.unit.estimation.tiny_model import TINY

PAIR = LabelledPair(
    "the cat sat",
    "die Katze nicht",
    (0.5, math.nan, math.nan, math.nan),
    severities=[(4, 9, 2), (0, 9, 1)],
    bad=[(10, 15)],
    source_bad=[(4, 7)],
    gaps=[9, 15],
)


@pytest.fixture(scope="module")
def tokenizer() -> PairTokenizer:
    return PairTokenizer(TINY / "tokenizer.json.gz")


def test_each_token_has_the_label_of_its_characters(tokenizer: PairTokenizer) -> None:
    (found,) = examples([PAIR], tokenizer)
    own, source = found.side == TRANSLATION, found.side == SOURCE
    offsets = tokenizer.tokenised([PAIR.translation])[0].line.offsets
    texts = [PAIR.translation[start:end].strip() for start, end in offsets]
    assert [texts[place] for place in np.flatnonzero(found.severity[own] == 2)] == ["Katze"]
    assert "".join(texts[place] for place in np.flatnonzero(found.severity[own] == 1)) == "die"
    assert [texts[place] for place in np.flatnonzero(found.bad[own])] == ["nicht"]
    assert found.bad[source].tolist() == [0, 1, 0]
    assert found.gap[own].tolist() == [0] * (len(texts) - 1) + [1]
    assert (found.gap[-1], found.gap[0]) == (1, UNKNOWN)
    assert (found.severity[~own] == UNKNOWN).all()


def test_what_nobody_was_asked_is_unknown(tokenizer: PairTokenizer) -> None:
    (found,) = examples([LabelledPair("the cat", "die Katze")], tokenizer)
    assert np.isnan(found.scores).all()
    for labels in (found.bad, found.gap, found.severity):
        assert (labels == UNKNOWN).all()


def test_what_is_too_long_is_cut(tokenizer: PairTokenizer) -> None:
    (found,) = examples([PAIR], tokenizer, longest=2)
    assert (np.sum(found.side == SOURCE), np.sum(found.side == TRANSLATION)) == (2, 2)
    assert len(found) == 8


def test_batches_are_filled_up_and_nothing_attends_to_that(tokenizer: PairTokenizer) -> None:
    short, long = examples([LabelledPair("the", "die"), PAIR], tokenizer)
    batch = batch_of([short, long])
    assert batch.mask.sum(1).tolist() == [len(short), len(long)]
    assert set(batch.ids[0, len(short) :].tolist()) == {1}
    assert set(batch.severity[0, len(short) :].tolist()) == {UNKNOWN}
    assert batch.ids[1].tolist() == long.ids.tolist()


def test_worse_partners_follow_and_are_named(tokenizer: PairTokenizer) -> None:
    first, second, worse = examples([PAIR, PAIR, PAIR], tokenizer)
    second.worse = worse
    flat, links = with_worse([first, second])
    assert [id(one) for one in flat] == [id(first), id(second), id(worse)]
    assert links == [(1, 2)]
