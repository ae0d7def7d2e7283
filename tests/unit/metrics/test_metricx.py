"""MetricX scores are those of the published recipe, segment by segment, whatever the batch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
from tokenizers import Tokenizer
from transformers import MT5Model

from mtqc.errors import CheckpointError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, Need
from mtqc.metrics.computing import Computing
from mtqc.metrics.metricx import MetricX
from mtqc.metrics.naming import metric_name
from mtqc.model.test_set import System, TestSet

from .learned.tiny_metricx import tokenizer_json, write_metricx, write_tokenizer
from .learned.tiny_models import some_texts

HYPOTHESES = (*some_texts(6), "")
SOURCES = tuple(some_texts(7, step=5))
REFERENCES = tuple(some_texts(7, step=7))
CPU = Computing(devices=("cpu",))


class Literal:
    """The recipe word by word, for one segment at a time."""

    def __init__(self, model: MT5Model, head: torch.Tensor, scale: float, longest: int) -> None:
        self.model, self.head, self.scale, self.longest = model, head, scale, longest
        self.tokenizer = Tokenizer.from_str(tokenizer_json())

    def score(self, text: str) -> float:
        ids = self.tokenizer.encode(text).ids
        assert ids[-1] == 1
        if len(ids) > self.longest:
            ids = [*ids[: self.longest - 1], 1]
        ids = ids[:-1]
        with torch.inference_mode():
            output = self.model(input_ids=torch.tensor([ids]), decoder_input_ids=torch.tensor([[0]]))
            logits = self.head @ (output.last_hidden_state[0, 0] * self.scale)
        return min(25.0, max(0.0, float(logits[250089])))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Literal]:
    folder = tmp_path_factory.mktemp("metricx-24-hybrid-tiny")
    model, head = write_metricx(folder)
    # Stretched and moved, so that predictions lie below 0, within the scale, and above 25.
    head[250089] *= 3.0
    torch.save({**torch.load(folder / "pytorch_model.bin"), "lm_head.weight": head}, folder / "pytorch_model.bin")
    return folder, Literal(model, head, 1.0, 1536)


def measured(
    name: str, computing: Computing = CPU, references: tuple[tuple[str | None, ...], ...] = (REFERENCES,)
) -> Measurement:
    test_set = TestSet(len(HYPOTHESES), SOURCES, references)
    (measurement,) = MetricX.of(metric_name(name), computing).measure(test_set, [System("a", HYPOTHESES)])
    return measurement


def values(measurement: Measurement) -> list[float]:
    return [segment.value for segment in measurement.segments if segment.value is not None]


INPUTS = {
    "version=24,qe=false": "source: {s} candidate: {h} reference: {r}",
    "version=24,qe=true": "source: {s} candidate: {h}",
    "version=23,qe=false": "candidate: {h} reference: {r}",
    "version=23,qe=true": "candidate: {h} source: {s}",
}


@pytest.mark.parametrize("options", INPUTS)
@pytest.mark.parametrize("batch_tokens", [1, 4096])
def test_scores_are_those_of_the_recipe(released: tuple[Path, Literal], options: str, batch_tokens: int) -> None:
    folder, literal = released
    found = measured(f"metricx:{folder},{options}", Computing(devices=("cpu",), batch_tokens=batch_tokens))
    expected = [
        literal.score(INPUTS[options].format(s=s, h=h, r=r))
        for s, h, r in zip(SOURCES, HYPOTHESES, REFERENCES, strict=True)
    ]
    assert len({round(value, 4) for value in expected}) > 3
    assert values(found) == pytest.approx(expected, abs=1e-5)
    assert found.value == pytest.approx(sum(expected) / len(expected), abs=1e-5)
    assert not found.notices


def test_predictions_off_the_scale_are_moved_to_its_ends(released: tuple[Path, Literal], tmp_path: Path) -> None:
    folder, _ = released
    weights = torch.load(folder / "pytorch_model.bin")
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    weights["lm_head.weight"] = weights["lm_head.weight"] * 1000
    torch.save(weights, tmp_path / "pytorch_model.bin")
    found = values(measured(f"metricx:{tmp_path},version=24,qe=false"))
    weights["lm_head.weight"] = -weights["lm_head.weight"]
    torch.save(weights, tmp_path / "pytorch_model.bin")
    turned = values(measured(f"metricx:{tmp_path},version=24,qe=false"))
    assert {*found, *turned} == {0.0, 25.0}
    assert [25.0 - value for value in found] == turned


def test_an_output_layer_tied_to_the_embedding_is_scaled(tmp_path: Path) -> None:
    model, head = write_metricx(tmp_path, tied=True)
    literal = Literal(model, head, 8**-0.5, 1024)
    found = measured(f"metricx:{tmp_path},version=23,qe=true")
    pairs = zip(HYPOTHESES, SOURCES, strict=True)
    assert values(found) == pytest.approx([literal.score(f"candidate: {h} source: {s}") for h, s in pairs], abs=1e-5)


def test_long_segments_are_cut_as_in_the_original_and_counted(released: tuple[Path, Literal]) -> None:
    folder, literal = released
    long = "Heavy rain is expected in the north. " * 300
    test_set = TestSet(2, ("a", long), ())
    metric = MetricX.of(metric_name(f"metricx:{folder},version=24"), CPU)
    (found,) = metric.measure(test_set, [System("a", ("b", long))])
    assert values(found)[1] == pytest.approx(literal.score(f"source: {long} candidate: {long}"), abs=1e-5)
    assert found.notices[0].startswith("1 of 2 segments was longer than the 1,536 tokens")


def test_a_missing_reference_is_no_error_for_a_hybrid_model(released: tuple[Path, Literal]) -> None:
    folder, literal = released
    columns = (("r", None, *REFERENCES[2:]),)
    found = measured(f"metricx:{folder},version=24", references=columns)
    assert values(found)[1] == pytest.approx(
        literal.score(f"source: {SOURCES[1]} candidate: {HYPOTHESES[1]}"), abs=1e-5
    )
    assert found.notices == ("1 of 7 segments have no reference and were scored without one",)
    required = measured(f"metricx:{folder},version=24,qe=no", references=columns)
    assert required.segments[1].value is None
    assert len(values(required)) == 6
    assert required.notices == ("1 of 7 segments have no reference and have no score",)
    assert required.value == pytest.approx(sum(values(required)) / 6)
    rows = required.statistics.rows
    assert required.statistics.aggregate(rows.sum(axis=0, keepdims=True))[0] == pytest.approx(required.value)


def test_several_references_count_equally(released: tuple[Path, Literal]) -> None:
    folder, _ = released
    both = values(measured(f"metricx:{folder},version=24", references=(REFERENCES, SOURCES)))
    first = values(measured(f"metricx:{folder},version=24"))
    second = values(measured(f"metricx:{folder},version=24", references=(SOURCES,)))
    assert both == pytest.approx([(a + b) / 2 for a, b in zip(first, second, strict=True)], abs=1e-5)


def test_kept_scores_need_no_weights(released: tuple[Path, Literal], tmp_path: Path) -> None:
    folder, _ = released
    computing = Computing(devices=("cpu",), cache=tmp_path)
    first = measured(f"metricx:{folder},version=24", computing)
    told: list[tuple[int, int]] = []
    metric = MetricX.of(metric_name(f"metricx:{folder},version=24"), computing)
    test_set = TestSet(len(HYPOTHESES), SOURCES, (REFERENCES,))
    again = metric.measure(test_set, [System("b", HYPOTHESES)], lambda done, total: told.append((done, total)))
    assert values(again[0]) == values(first)
    assert told == [(7, 7)]


def test_signatures_say_what_was_read(released: tuple[Path, Literal]) -> None:
    folder, _ = released
    signature = measured(f"metricx:{folder},version=24").signature
    assert signature.startswith(f"metricx:24|model:{folder}|rev:")
    assert "|nrefs:1|" in signature
    assert "|nrefs:0, qe|" in measured(f"metricx:{folder},version=24", references=()).signature


@pytest.mark.parametrize(
    ("name", "source", "references"),
    [
        ("metricx-24-hybrid-large", Need.REQUIRED, Need.OPTIONAL),
        ("MetricX-23-QE-large", Need.REQUIRED, Need.UNUSED),
        ("metricx-23-large", Need.UNUSED, Need.REQUIRED),
    ],
)
def test_names_tell_version_and_input(
    released: tuple[Path, Literal], tmp_path: Path, name: str, source: Need, references: Need
) -> None:
    (tmp_path / name).symlink_to(released[0], target_is_directory=True)
    facts = MetricX.of(metric_name(f"metricx:{tmp_path / name}"), CPU).facts
    assert (facts.source, facts.references) == (source, references)
    assert (facts.higher_is_better, facts.range) == (False, (0.0, 25.0))


def test_the_tokenizer_of_mt5_is_found_beside_the_model(tmp_path: Path) -> None:
    folder = tmp_path / "metricx-24-hybrid-tiny"
    write_metricx(folder, own_tokenizer=False)
    settings = json.loads((folder / "config.json").read_bytes())
    metric = MetricX.of(metric_name(f"metricx:{folder}"), Computing(devices=("cpu",), offline=True))
    test_set = TestSet(1, ("a",))
    with pytest.raises(CheckpointError, match="expected a size of mT5; found a width of 8"):
        metric.measure(test_set, [System("a", ("b",))])
    # The width decides which of mT5's tokenizers is asked for, so this one pretends.
    (folder / "config.json").write_text(json.dumps({**settings, "d_model": 1024}), encoding="utf-8")
    write_tokenizer(folder / "mt5-large")
    (folder / "mt5-large" / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(CheckpointError, match=r"whose shared\.weight has the shape"):
        metric.measure(test_set, [System("a", ("b",))])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("", "the version does not show in the name; give version=23 or version=24"),
        (",version=25", "there is no version 25"),
        (",version=24,qe=maybe", "qe is true or false"),
    ],
)
def test_options_that_make_no_sense(tmp_path: Path, options: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        MetricX.of(metric_name(f"metricx:{tmp_path}{options}"), CPU)


def test_a_model_is_needed_and_options_are_known() -> None:
    with pytest.raises(SettingsError, match="names no model; for example metricx:google/metricx-24-hybrid-large-v2p6"):
        MetricX.of(metric_name("metricx"), CPU)
    with pytest.raises(UnknownNameError, match="did you mean 'version'"):
        MetricX.of(metric_name("metricx:a,vesion=24"), CPU)


def test_other_models_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    with pytest.raises(CheckpointError, match="expected a model of the kind mt5; found bert"):
        MetricX.of(metric_name(f"metricx:{tmp_path},version=24"), CPU)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({}, r"expected the weights of an mT5; found no shared\.weight"),
        ({"shared.weight": torch.ones(3, 8)}, "expected an output layer .* found none"),
        ({"shared.weight": torch.ones(3, 8), "lm_head.weight": torch.ones(3, 8)}, "found one of 3 rows"),
    ],
)
def test_weights_of_something_else(tmp_path: Path, weights: dict[str, torch.Tensor], words: str) -> None:
    write_metricx(tmp_path)
    torch.save(weights, tmp_path / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match=words):
        measured(f"metricx:{tmp_path},version=24")
