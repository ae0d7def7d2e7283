"""BERTScore and the alignment like YiSi are those of the published recipes, pair by pair, whatever the batch."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from mtqc.errors import CheckpointError, InputError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, Metric, Need
from mtqc.metrics.bertscore import BertScore, default_layer, default_model
from mtqc.metrics.computing import Computing
from mtqc.metrics.naming import metric_name
from mtqc.metrics.yisi import YiSi
from mtqc.model.test_set import System, TestSet

from .learned.tiny_models import (
    bert_config,
    random_model,
    some_texts,
    word_piece_tokenizer,
    write_bert_tokenizer,
    write_model,
)

LONG = "Heavy rain is expected in the north. " * 12
HYPOTHESES = (*some_texts(6), "", LONG)
REFERENCES = (*some_texts(6, step=5), "a", LONG + "b")
SOURCES = (*some_texts(6, step=7), "b", "c")
COUNT = 8
CPU = Computing(devices=("cpu",))


class Literal:
    """The recipes word by word, for one pair of texts at a time."""

    def __init__(self, model: PreTrainedModel, layer: int) -> None:
        self.model, self.layer = model, layer
        self.tokenizer = Tokenizer.from_str(word_piece_tokenizer())
        self.known: dict[str, list[torch.Tensor]] = {}

    def ids(self, text: str) -> list[int]:
        ids = list(self.tokenizer.encode(text.strip()).ids)
        return ids if len(ids) <= 64 else [*ids[:63], 3]

    def vectors(self, text: str) -> list[torch.Tensor]:
        if text not in self.known:
            self.known[text] = self.encoded(text)
        return self.known[text]

    def encoded(self, text: str) -> list[torch.Tensor]:
        with torch.inference_mode():
            states = self.model(torch.tensor([self.ids(text)]), output_hidden_states=True).hidden_states[self.layer][0]
        return [state / math.sqrt(float((state * state).sum())) for state in states]

    def similarity(self, text: str, other: str, weights: dict[int, float], matched: slice, rare: float) -> float:
        """The weighted mean over the tokens of one text of the best cosine with a token of the other."""
        total = score = 0.0
        others = self.vectors(other)[matched]
        for token, vector in list(zip(self.ids(text), self.vectors(text), strict=True))[1:-1]:
            weight = weights.get(token, rare)
            score += weight * max(float(vector @ another) for another in others)
            total += weight
        return score / total

    def rarity(self, texts: tuple[str, ...]) -> dict[int, float]:
        bags = [set(self.ids(text)) for text in texts]
        known = set().union(*bags)
        return {token: math.log((len(texts) + 1) / (sum(token in bag for bag in bags) + 1)) for token in known}

    def bertscore(self, hypothesis: str, reference: str, weights: dict[int, float], rare: float) -> list[float]:
        if not hypothesis or not reference:
            return [0.0, 0.0, 0.0]
        everything = slice(None)
        precision = self.similarity(hypothesis, reference, weights, everything, rare)
        recall = self.similarity(reference, hypothesis, weights, everything, rare)
        return [precision, recall, 2 * precision * recall / (precision + recall)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PreTrainedModel]:
    folder = tmp_path_factory.mktemp("bert")
    made = random_model(bert_config(write_bert_tokenizer(folder, length=64)), spread=0.1)
    write_model(folder, made)
    return folder, made


def measured(kind: type[Metric], name: str, computing: Computing = CPU, **columns: Any) -> Measurement:
    test_set = TestSet(COUNT, SOURCES, columns.get("references", (REFERENCES,)))
    (measurement,) = kind.of(metric_name(name), computing).measure(test_set, [System("a", HYPOTHESES)])
    return measurement


def values(measurement: Measurement) -> list[float | None]:
    return [segment.value for segment in measurement.segments]


@pytest.mark.parametrize(
    ("layer", "idf", "batch_tokens", "part"),
    [
        (2, False, 1, "f1"),
        (2, False, 4096, "f1"),
        (0, True, 4096, "f1"),
        (3, True, 4096, "precision"),
        (3, False, 4096, "recall"),
        (3, True, 1, "recall"),
    ],
)
def test_bertscore_is_that_of_the_recipe(
    model: tuple[Path, PreTrainedModel], layer: int, idf: bool, batch_tokens: int, part: str
) -> None:
    literal = Literal(model[1], layer)
    weights = literal.rarity(REFERENCES) if idf else {}
    rare = math.log(COUNT + 1) if idf else 1.0
    expected = [literal.bertscore(h, r, weights, rare) for h, r in zip(HYPOTHESES, REFERENCES, strict=True)]
    computing = Computing(devices=("cpu",), batch_tokens=batch_tokens)
    place = ("precision", "recall", "f1").index(part)
    found = measured(BertScore, f"bertscore:{model[0]},layer={layer},idf={idf},part={part}", computing)
    assert values(found) == pytest.approx([scores[place] for scores in expected], abs=1e-5)


def test_the_best_reference_counts(model: tuple[Path, PreTrainedModel]) -> None:
    name = f"bertscore:{model[0]},layer=2"
    one, other = (values(measured(BertScore, name, references=(column,))) for column in (REFERENCES, SOURCES))
    both = values(measured(BertScore, name, references=(REFERENCES, SOURCES)))
    pairs = zip(one, other, strict=True)
    assert both == pytest.approx([max(a, b) for a, b in pairs if a is not None and b is not None], abs=1e-6)


def test_rescaling_by_a_file(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    path = tmp_path / "baseline.tsv"
    path.write_text("LAYER,P,R,F\n1,0.1,0.2,0.3\n2,0.4,0.5,0.6\n", encoding="utf-8")
    name = f"bertscore:{model[0]},layer=2"
    raw = values(measured(BertScore, f"{name},part=recall"))
    rescaled = measured(BertScore, f"{name},part=recall,rescale=yes,baseline={path}")
    assert values(rescaled) == pytest.approx([(value - 0.5) / 0.5 for value in raw if value is not None])
    assert "|rescaled:0.4,0.5,0.6|" in rescaled.signature
    with pytest.raises(InputError, match="has no baseline for layer 3"):
        measured(BertScore, f"bertscore:{model[0]},layer=3,rescale=yes,baseline={path}")
    with pytest.raises(InputError, match="no such file"):
        measured(BertScore, f"{name},rescale=yes,baseline={tmp_path / 'none'}")
    path.write_text("P,R\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="is no baseline: expected the columns LAYER, P, R, F"):
        measured(BertScore, f"{name},rescale=yes,baseline={path}")


def test_rescaling_by_the_table(model: tuple[Path, PreTrainedModel], tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "bert-base-multilingual-cased").symlink_to(model[0], target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="give layer=0 to layer=3"):
        measured(BertScore, "bertscore:bert-base-multilingual-cased,language=de,rescale=yes")
    with pytest.raises(SettingsError, match="depends on the language of the translation; give language=de"):
        measured(BertScore, "bertscore:bert-base-multilingual-cased,rescale=yes")
    with pytest.raises(SettingsError, match="no baseline is known for bert-base-multilingual-cased, layer 2, in de"):
        measured(BertScore, "bertscore:bert-base-multilingual-cased,layer=2,language=de,rescale=yes")


def test_defaults_are_those_of_bert_score() -> None:
    assert [default_model(language) for language in ("en", "zh", "de")] == [
        "roberta-large",
        "bert-base-chinese",
        "bert-base-multilingual-cased",
    ]
    assert [default_layer(name) for name in ("roberta-large", "bert-base-chinese", "nobody/knows")] == [17, 8, -1]


def test_long_texts_are_counted(model: tuple[Path, PreTrainedModel]) -> None:
    found = measured(BertScore, f"bertscore:{model[0]},layer=2")
    tokenizer = Tokenizer.from_str(word_piece_tokenizer())
    long = sum(
        max(len(tokenizer.encode(text).ids) for text in pair) > 64 for pair in zip(HYPOTHESES, REFERENCES, strict=True)
    )
    assert 0 < long < COUNT
    assert found.notices[0].startswith(f"{long} of 8 segments were longer than the 64 tokens")


def test_kept_scores_depend_on_the_weights(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    computing = Computing(devices=("cpu",), cache=tmp_path)
    name = f"bertscore:{model[0]},layer=2,idf=true"
    first = values(measured(BertScore, name, computing))
    assert values(measured(BertScore, name, computing)) == first
    other = values(measured(BertScore, name, computing, references=((*REFERENCES[:7], "c"),)))
    assert other[:6] == pytest.approx(
        values(measured(BertScore, name, references=((*REFERENCES[:7], "c"),)))[:6], abs=1e-6
    )


@pytest.mark.parametrize(
    ("against", "alpha", "batch_tokens"), [("reference", 50, 1), ("reference", 80, 4096), ("source", 50, 4096)]
)
def test_yisi_is_that_of_the_recipe(
    model: tuple[Path, PreTrainedModel], against: str, alpha: int, batch_tokens: int
) -> None:
    literal = Literal(model[1], 2)
    content = slice(1, -1)
    others = SOURCES if against == "source" else REFERENCES
    weights, rare = literal.rarity(others), math.log(COUNT + 1)
    of_hypotheses = literal.rarity(REFERENCES)
    expected = []
    for hypothesis, other in zip(HYPOTHESES, others, strict=True):
        if not hypothesis:
            expected.append(0.0)
            continue
        precision = literal.similarity(hypothesis, other, of_hypotheses, content, rare)
        recall = literal.similarity(other, hypothesis, weights, content, rare)
        expected.append(precision * recall / (alpha / 100 * precision + (1 - alpha / 100) * recall))
    computing = Computing(devices=("cpu",), batch_tokens=batch_tokens)
    found = measured(YiSi, f"yisi:{model[0]},layer=2,against={against},alpha={alpha}", computing)
    assert values(found) == pytest.approx(expected, abs=1e-5)
    assert f"|against:{against}|layer:2|alpha:{alpha / 100}|" in found.signature


def test_yisi_without_references_weighs_translations_evenly(model: tuple[Path, PreTrainedModel]) -> None:
    found = measured(YiSi, f"yisi:{model[0]},layer=1,against=source,alpha=0", references=())
    expected = Literal(model[1], 1).similarity(HYPOTHESES[1], SOURCES[1], {}, slice(1, -1), 1.0)
    assert values(found)[1] == pytest.approx(expected, abs=1e-5)


def test_facts(model: tuple[Path, PreTrainedModel]) -> None:
    facts = BertScore.of(metric_name(f"bertscore:{model[0]},layer=1"), CPU).facts
    assert (facts.source, facts.references, facts.range) == (Need.UNUSED, Need.REQUIRED, (-1.0, 1.0))
    facts = YiSi.of(metric_name(f"yisi:{model[0]},layer=1,against=source"), CPU).facts
    assert (facts.source, facts.references) == (Need.REQUIRED, Need.UNUSED)


@pytest.mark.parametrize(
    ("kind", "options", "error", "words"),
    [
        (BertScore, "part=f2", UnknownNameError, "unknown part of BERTScore 'f2'; did you mean 'f1'"),
        (BertScore, "layer=4", SettingsError, "give layer=0 to layer=3"),
        (BertScore, "layer=1,idf=perhaps", SettingsError, "idf is true or false"),
        (YiSi, "against=sauce", UnknownNameError, "did you mean 'source'"),
        (YiSi, "alpha=101", SettingsError, "a number of percent from 0 to 100, not 101"),
        (YiSi, "layer=-1", SettingsError, "give layer=0 to layer=3"),
    ],
)
def test_options_that_make_no_sense(
    model: tuple[Path, PreTrainedModel], kind: type[Metric], options: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        kind.of(metric_name(f"x:{model[0]},{options}"), CPU)


def test_weights_that_are_damaged_or_missing(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    for path in model[0].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-10])
    with pytest.raises(CheckpointError, match="its weights cannot be read from") as raised:
        measured(BertScore, f"bertscore:{tmp_path},layer=1")
    assert "\n" not in str(raised.value)
    weights.unlink()
    with pytest.raises(CheckpointError, match=r"expected model\.safetensors or pytorch_model\.bin"):
        measured(BertScore, f"bertscore:{tmp_path},layer=1")
    state = {key: value for key, value in model[1].state_dict().items() if "layer.1.output" not in key}
    torch.save(state, tmp_path / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match=r"expected a model with the weight encoder\.layer\.1\.output"):
        measured(BertScore, f"bertscore:{tmp_path},layer=1")


def test_what_is_no_number_has_no_score(model: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    for path in model[0].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    state = {key: torch.full_like(value, math.nan) for key, value in model[1].state_dict().items()}
    (tmp_path / "model.safetensors").unlink()
    torch.save(state, tmp_path / "pytorch_model.bin")
    for kind in (BertScore, YiSi):
        found = measured(kind, f"x:{tmp_path},layer=1")
        # Two empty texts have the score 0 whatever the model says.
        assert [value for value in values(found) if value is not None] == [0.0]
        assert any("segments have no score: the model gave no number" in notice for notice in found.notices)
