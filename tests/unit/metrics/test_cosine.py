"""Sentences are compared as LaBSE and models of sentence-transformers do, from their own folders."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from mtqc.errors import CheckpointError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, Need
from mtqc.metrics.computing import Computing
from mtqc.metrics.cosine import Cosine
from mtqc.metrics.naming import metric_name
from mtqc.model.test_set import System, TestSet

from .learned.tiny_models import (
    bert_config,
    dense_layer,
    random_model,
    some_texts,
    word_piece_tokenizer,
    write_bert_tokenizer,
    write_model,
    write_sentence_transformer,
)

LONG = "Heavy rain is expected in the north. " * 12
HYPOTHESES = (*some_texts(5), "", LONG)
SOURCES = (*some_texts(5, step=5), "a", "b")
REFERENCES = (*some_texts(5, step=7), "c", "d")
COUNT = 7
CPU = Computing(devices=("cpu",))
WEIGHT, BIAS = dense_layer().values()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PreTrainedModel]:
    folder = tmp_path_factory.mktemp("plain")
    made = random_model(bert_config(write_bert_tokenizer(folder, length=64)), spread=0.1)
    write_model(folder, made)
    return folder, made


class Literal:
    """The recipe word by word, for one pair of texts at a time."""

    def __init__(self, model: PreTrainedModel, pooling: str, longest: int, dense: bool) -> None:
        self.model, self.pooling, self.longest, self.dense = model, pooling, longest, dense
        self.tokenizer = Tokenizer.from_str(word_piece_tokenizer())

    def vector(self, text: str) -> list[float]:
        ids = list(self.tokenizer.encode(text).ids)
        ids = ids if len(ids) <= self.longest else [*ids[: self.longest - 1], 3]
        with torch.inference_mode():
            output = self.model(torch.tensor([ids]))
        rows = output.last_hidden_state[0].tolist()
        columns = list(zip(*rows, strict=True))
        match self.pooling:
            case "pooler":
                pooled = output.pooler_output[0].tolist()
            case "cls":
                pooled = rows[0]
            case "max":
                pooled = [max(column) for column in columns]
            case "mean":
                pooled = [sum(column) / len(column) for column in columns]
            case _:
                pooled = [sum(column) / math.sqrt(len(column)) for column in columns]
        if self.dense:
            pooled = torch.tanh(WEIGHT @ torch.tensor(pooled) + BIAS).tolist()
        return list(pooled)

    def cosine(self, text: str, other: str) -> float:
        one, two = self.vector(text), self.vector(other)
        product = sum(a * b for a, b in zip(one, two, strict=True))
        return product / math.sqrt(sum(a * a for a in one) * sum(b * b for b in two))


def measured(name: str, computing: Computing = CPU, **columns: Any) -> Measurement:
    test_set = TestSet(COUNT, SOURCES, columns.get("references", (REFERENCES,)))
    (measurement,) = Cosine.of(metric_name(name), computing).measure(test_set, [System("a", HYPOTHESES)])
    return measurement


def values(measurement: Measurement) -> list[float | None]:
    return [segment.value for segment in measurement.segments]


@pytest.mark.parametrize("batch_tokens", [1, 4096])
@pytest.mark.parametrize("pooling", ["pooler", "cls", "mean", "max", "mean_sqrt_len_tokens"])
def test_plain_models_are_pooled_as_asked(model: tuple[Path, PreTrainedModel], pooling: str, batch_tokens: int) -> None:
    literal = Literal(model[1], pooling, 64, dense=False)
    computing = Computing(devices=("cpu",), batch_tokens=batch_tokens)
    found = measured(f"cosine:{model[0]},pooling={pooling}", computing)
    expected = [literal.cosine(*pair) for pair in zip(HYPOTHESES, SOURCES, strict=True)]
    assert values(found) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("pooling", "safe", "new"), [("cls", False, False), ("mean", True, False), ("max", False, True)]
)
def test_sentence_transformers_say_how_they_pool(
    model: tuple[Path, PreTrainedModel], tmp_path: Path, pooling: str, safe: bool, new: bool
) -> None:
    folder = write_sentence_transformer(model[0], tmp_path, pooling, safe=safe)
    if new:
        settings = {"embedding_dimension": 32, "pooling_mode": pooling}
        (folder / "1_Pooling/config.json").write_text(json.dumps(settings), encoding="utf-8")
    literal = Literal(model[1], pooling, 24, dense=True)
    found = measured(f"cosine:{folder},against=reference")
    expected = [literal.cosine(*pair) for pair in zip(HYPOTHESES, REFERENCES, strict=True)]
    assert values(found) == pytest.approx(expected, abs=1e-5)
    assert "the 24 tokens that the model reads" in found.notices[0]
    assert f"|pooling:{pooling}|longest:24|against:reference|nrefs:1|" in found.signature


def test_a_name_like_labse_means_the_pooling_layer(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    (tmp_path / "LaBSE").symlink_to(model[0], target_is_directory=True)
    found = measured(f"cosine:{tmp_path / 'LaBSE'}")
    assert values(found) == values(measured(f"cosine:{model[0]},pooling=pooler"))


def test_kept_scores_and_progress(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    computing = Computing(devices=("cpu",), cache=tmp_path)
    metric = Cosine.of(metric_name(f"cosine:{model[0]}"), computing)
    test_set = TestSet(COUNT, SOURCES)
    systems = [System("a", HYPOTHESES), System("b", (*HYPOTHESES[:6], "new"))]
    told: list[tuple[int, int]] = []
    first, _ = metric.measure(test_set, systems, lambda done, total: told.append((done, total)))
    assert told == [(0, 8), (8, 8)]
    told.clear()
    (again,) = metric.measure(test_set, systems[:1], lambda done, total: told.append((done, total)))
    assert told == [(7, 7)]
    assert values(again) == values(first)


def test_facts(model: tuple[Path, PreTrainedModel]) -> None:
    facts = Cosine.of(metric_name(f"cosine:{model[0]}"), CPU).facts
    assert (facts.source, facts.references, facts.range) == (Need.REQUIRED, Need.UNUSED, (-1.0, 1.0))
    facts = Cosine.of(metric_name(f"cosine:{model[0]},against=reference"), CPU).facts
    assert (facts.source, facts.references) == (Need.UNUSED, Need.REQUIRED)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("modules.json", "{", r"modules\.json is damaged"),
        ("modules.json", '["Pooling"]', r"expected a list of steps with type and path in modules\.json"),
        ("1_Pooling/config.json", "[]", r"expected an object in 1_Pooling/config\.json; found list"),
        ("modules.json", '[{"type": "x.LSTM", "path": "1_LSTM"}]', "its step LSTM is unknown"),
        ("modules.json", '[{"type": "x.Transformer", "path": "0_T"}]', "its transformer is in 0_T"),
        ("1_Pooling/config.json", '{"pooling_mode": "lasttoken"}', "its pooling lasttoken is unknown"),
        ("1_Pooling/config.json", '{"pooling_mode": ["cls", "mean"]}', "its pooling cls and mean is unknown"),
        ("1_Pooling/config.json", "{}", "its pooling without a name is unknown"),
        ("2_Dense/config.json", '{"activation_function": "os.system"}', "its dense layer in 2_Dense is unknown"),
        ("2_Dense/config.json", '{"activation_function": "torch.nn.Gone"}', "is unknown: Gone"),
        ("2_Dense/pytorch_model.bin", "", "is damaged"),
    ],
)
def test_layouts_that_are_unknown_or_damaged(
    model: tuple[Path, PreTrainedModel], tmp_path: Path, name: str, content: str, words: str
) -> None:
    folder = write_sentence_transformer(model[0], tmp_path, "cls")
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(CheckpointError, match=words):
        measured(f"cosine:{folder}")


def test_a_dense_layer_of_something_else(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    folder = write_sentence_transformer(model[0], tmp_path, "cls")
    torch.save({"weight": WEIGHT}, folder / "2_Dense" / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match=r"expected linear\.weight in 2_Dense; found none"):
        measured(f"cosine:{folder}")


def test_options_that_make_no_sense(model: tuple[Path, PreTrainedModel]) -> None:
    with pytest.raises(SettingsError, match="names no model; for example cosine:sentence-transformers/LaBSE"):
        Cosine.of(metric_name("cosine"), CPU)
    with pytest.raises(UnknownNameError, match="unknown side to compare with 'ref'"):
        Cosine.of(metric_name(f"cosine:{model[0]},against=ref"), CPU)
    with pytest.raises(UnknownNameError, match="unknown pooling 'men'; did you mean 'mean'"):
        Cosine.of(metric_name(f"cosine:{model[0]},pooling=men"), CPU)


def test_what_is_no_number_has_no_score(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    folder = write_sentence_transformer(model[0], tmp_path, "cls")
    weights = {"linear.weight": torch.full((16, 32), math.nan), "linear.bias": BIAS}
    torch.save(weights, folder / "2_Dense" / "pytorch_model.bin")
    found = measured(f"cosine:{folder}")
    assert found.value is None
    assert values(found) == [None] * COUNT
    assert any("7 of 7 segments have no score: the model gave no number" in notice for notice in found.notices)
