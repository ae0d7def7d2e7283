"""PEAR's preferences are those of the published recipe, pair by pair, whatever the batch."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import PreTrainedModel

from mtqc.errors import CheckpointError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, Need
from mtqc.metrics.computing import Computing
from mtqc.metrics.naming import metric_name
from mtqc.metrics.pear import Pear
from mtqc.metrics.pear_model import shares
from mtqc.model.test_set import System, TestSet

from .learned.tiny_models import some_texts, unigram_tokenizer
from .learned.tiny_pear import write_pear

COUNT = 8
LONG = "Heavy rain is expected in the north. " * 4
SOURCES = (*some_texts(6, step=5), LONG, "a")
FIRST = (*some_texts(6), "short", "")
SECOND = (*some_texts(6, step=7), LONG, "b")
CPU = Computing(devices=("cpu",))
LONGEST = 64


class Literal:
    """The recipe word by word, for one pair at a time."""

    def __init__(self, body: PreTrainedModel, weights: dict[str, torch.Tensor]) -> None:
        self.body, self.weights = body, weights
        self.tokenizer = Tokenizer.from_str(unigram_tokenizer())

    def score(self, source: str, first: str, second: str) -> float:
        parts = [self.tokenizer.encode(text, add_special_tokens=False).ids[:62] for text in (source, first, second)]
        taken = [0, 0, 0]
        # One token each in turn until all are taken or the room is full.
        while sum(taken) < LONGEST - 6 and any(taken[n] < len(parts[n]) for n in range(3)):
            for n in range(3):
                if taken[n] < len(parts[n]) and sum(taken) < LONGEST - 6:
                    taken[n] += 1
        ids, spans = [0], []
        for n in range(3):
            spans.append(range(len(ids), len(ids) + taken[n]))
            ids += parts[n][: taken[n]] + [2] + ([2] if n < 2 else [])
        with torch.inference_mode():
            states = self.body(torch.tensor([ids])).last_hidden_state[0]
        vectors = [sum((states[place] for place in span), torch.zeros(32)) / max(len(span), 1e-8) for span in spans]
        difference = self.head(vectors[1], vectors[0]) - self.head(vectors[2], vectors[0])
        return (math.log(1 + math.exp(float(self.weights["_alpha_raw"]))) + 1e-6) * float(difference)

    def head(self, translation: torch.Tensor, source: torch.Tensor) -> torch.Tensor:
        values = torch.cat([translation, translation * source, abs(translation - source)])
        values = functional.gelu(self.linear("span_proj.0", values))
        values = (values - values.mean()) / (values.var(unbiased=False) + 1e-5) ** 0.5
        values = values * self.weights["span_proj.2.weight"] + self.weights["span_proj.2.bias"]
        for place in (0, 3, 6):
            values = functional.gelu(self.linear(f"pair_head.ff.{place}", values))
        return self.linear("pair_head.ff.9", values)

    def linear(self, name: str, values: torch.Tensor) -> torch.Tensor:
        return self.weights[f"{name}.weight"] @ values + self.weights[f"{name}.bias"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Literal]:
    folder = tmp_path_factory.mktemp("pear")
    return folder, Literal(*write_pear(folder))


def measured(name: str, computing: Computing = CPU, **columns: Any) -> Measurement:
    test_set = TestSet(COUNT, SOURCES, columns.get("references", (SECOND,)))
    (measurement,) = Pear.of(metric_name(name), computing).measure(test_set, [System("a", FIRST)])
    return measurement


def values(measurement: Measurement) -> list[float | None]:
    return [segment.value for segment in measurement.segments]


@pytest.mark.parametrize("batch_tokens", [1, 4096])
def test_scores_are_those_of_the_recipe(released: tuple[Path, Literal], batch_tokens: int) -> None:
    folder, literal = released
    computing = Computing(devices=("cpu",), batch_tokens=batch_tokens)
    expected = [literal.score(s, a, b) for s, a, b in zip(SOURCES, FIRST, SECOND, strict=True)]
    assert len({round(value, 4) for value in expected}) == COUNT
    assert values(measured(f"pear:{folder},order=first", computing)) == pytest.approx(expected, abs=1e-5)
    reverse = [literal.score(s, b, a) for s, a, b in zip(SOURCES, FIRST, SECOND, strict=True)]
    both = [(value - other) / 2 for value, other in zip(expected, reverse, strict=True)]
    found = measured(f"pear:{folder}", computing)
    assert values(found) == pytest.approx(both, abs=1e-5)
    assert found.value == pytest.approx(sum(both) / COUNT, abs=1e-5)


def test_preferences_turn_round_with_the_systems(released: tuple[Path, Literal]) -> None:
    metric = Pear.of(metric_name(f"pear:{released[0]}"), CPU)
    test_set = TestSet(COUNT, SOURCES)
    one, other = System("a", FIRST), System("b", SECOND)
    forward, backward = metric.prefer(test_set, one, other), metric.prefer(test_set, other, one)
    assert values(forward) == pytest.approx(values(measured(f"pear:{released[0]}")), abs=1e-6)
    assert forward.value is not None
    assert backward.value == pytest.approx(-forward.value, abs=1e-6)
    assert values(metric.prefer(test_set, one, one)) == pytest.approx([0.0] * COUNT, abs=1e-6)


def test_preferences_need_sources(released: tuple[Path, Literal]) -> None:
    metric = Pear.of(metric_name(f"pear:{released[0]}"), CPU)
    with pytest.raises(SettingsError, match="needs sources"):
        metric.prefer(TestSet(COUNT), System("a", FIRST), System("b", SECOND))


def test_long_texts_are_cut_and_counted(released: tuple[Path, Literal]) -> None:
    found = measured(f"pear:{released[0]}")
    lengths = [
        [len(released[1].tokenizer.encode(t, add_special_tokens=False).ids) for t in row]
        for row in zip(SOURCES, FIRST, SECOND, strict=True)
    ]
    cut = sum(sum(row) > LONGEST - 6 for row in lengths)
    assert cut > 0
    assert found.notices[0].startswith(f"{cut} of 8 segments")
    assert "the 64 tokens that the model reads" in found.notices[0]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(3, 60))
def test_shares_of_the_room(lengths: list[int], budget: int) -> None:
    found = shares(lengths, budget)
    assert all(share <= length for share, length in zip(found, lengths, strict=True))
    assert sum(found) == min(sum(lengths), budget)
    cut = [share for share, length in zip(found, lengths, strict=True) if share < length]
    assert all(share >= max(found) - 1 for share in cut)


def test_a_missing_reference_has_no_score(released: tuple[Path, Literal]) -> None:
    found = measured(f"pear:{released[0]}", references=((None, *SECOND[1:]),))
    assert found.segments[0].value is None
    assert values(found)[1:] == pytest.approx(values(measured(f"pear:{released[0]}"))[1:], abs=1e-5)
    assert "1 of 8 segments have no reference and have no score" in found.notices


def test_facts_and_signature(released: tuple[Path, Literal]) -> None:
    facts = Pear.of(metric_name(f"pear:{released[0]}"), CPU).facts
    assert (facts.source, facts.references, facts.higher_is_better) == (Need.REQUIRED, Need.REQUIRED, True)
    assert facts.range == (None, None)
    assert "|opponents:1|order:both|" in measured(f"pear:{released[0]}").signature


def test_a_fixed_scale_and_a_norm_before_the_head(released: tuple[Path, Literal], tmp_path: Path) -> None:
    write_pear(tmp_path, {"learn_score_scale": False, "score_alpha": 2.0, "layer_norm_before_head": True})
    content = torch.load(tmp_path / "checkpoints/model.ckpt")
    weights = content["state_dict"]
    del weights["_alpha_raw"]
    for part in ("weight", "bias"):
        weights[f"pre_head_norm.{part}"] = weights.pop(f"span_proj.2.{part}")
    torch.save(content, tmp_path / "checkpoints/model.ckpt")
    scale = math.log(1 + math.exp(2.5)) + 1e-6
    expected = [2.0 / scale * value for value in values(measured(f"pear:{released[0]}")) if value is not None]
    assert values(measured(f"pear:{tmp_path}")) == pytest.approx(expected, abs=1e-5)


def test_a_final_activation(released: tuple[Path, Literal], tmp_path: Path) -> None:
    write_pear(tmp_path, {"final_activation": "tanh"})
    assert values(measured(f"pear:{tmp_path}")) != values(measured(f"pear:{released[0]}"))


@pytest.mark.parametrize(
    ("settings", "removed", "words"),
    [
        ({}, "_alpha_raw", "expected a model of PEAR in checkpoints/model.ckpt; found weights of encoder, pair_head"),
        ({}, "span_proj.0.weight", r"found no span_proj\.0\.weight"),
        ({}, "pair_head", "found no pair_head"),
        ({"activations": "maxout"}, "none", "its activation 'maxout' is unknown"),
    ],
)
def test_other_models_are_refused(tmp_path: Path, settings: dict[str, Any], removed: str, words: str) -> None:
    write_pear(tmp_path, settings)
    path = tmp_path / "checkpoints/model.ckpt"
    content = torch.load(path)
    content["state_dict"] = {key: value for key, value in content["state_dict"].items() if removed not in key}
    torch.save(content, path)
    with pytest.raises(CheckpointError, match=words):
        measured(f"pear:{tmp_path}")


def test_options_and_models_that_make_no_sense(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="names no model; for example pear:Prosho/pear"):
        Pear.of(metric_name("pear"), CPU)
    with pytest.raises(UnknownNameError, match="unknown order 'booth'; did you mean 'both'"):
        Pear.of(metric_name(f"pear:{tmp_path},order=booth"), CPU)
    with pytest.raises(CheckpointError, match=r"expected checkpoints/model\.ckpt"):
        Pear.of(metric_name(f"pear:{tmp_path}"), CPU)
