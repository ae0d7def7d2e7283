"""Lower precisions change scores a little, for every learned metric, and the signature names them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

from mtqc.metrics.computing import Computing, Precision
from mtqc.metrics.finding import metric
from mtqc.model.test_set import System, TestSet

from .learned.tiny_metricx import write_metricx
from .learned.tiny_models import (
    bert_config,
    random_model,
    some_texts,
    write_bert_tokenizer,
    write_model,
    write_sentence_transformer,
)
from .learned.tiny_pear import write_pear

TEXTS = TestSet(8, tuple(some_texts(8, step=5)), (tuple(some_texts(8, step=7)),))
SYSTEM = System("a", tuple(some_texts(8)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("models")
    size = write_bert_tokenizer(found / "bert", length=64)
    write_model(found / "bert", random_model(bert_config(size), spread=0.1))
    write_sentence_transformer(found / "bert", found / "sentences", "mean")
    write_pear(found / "pear")
    write_metricx(found / "metricx")
    return found


@pytest.mark.parametrize("precision", ["bfloat16", "float16", "int8"])
@pytest.mark.parametrize(
    ("asked", "tolerance"),
    [
        ("bertscore:{folder}/bert,layer=2", 0.01),
        ("yisi:{folder}/bert,layer=2", 0.01),
        ("cosine:{folder}/sentences", 0.03),
        ("pear:{folder}/pear", 0.1),
        ("metricx:{folder}/metricx,version=24", 0.5),
    ],
)
def test_scores_move_a_little(folder: Path, asked: str, tolerance: float, precision: Precision) -> None:
    name = asked.format(folder=folder)
    (exact,) = metric(name, Computing(devices=("cpu",))).measure(TEXTS, [SYSTEM])
    (found,) = metric(name, Computing(devices=("cpu",), precision=precision)).measure(TEXTS, [SYSTEM])
    pairs = [(one.value, other.value) for one, other in zip(exact.segments, found.segments, strict=True)]
    assert all(one is not None and abs(one - (other or 0.0)) < tolerance for one, other in pairs)
    assert any(one != other for one, other in pairs)
    assert f"|precision:{precision}|" in found.signature
