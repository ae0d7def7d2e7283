"""From a folder to the network in torch and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="learning needs torch")
pytest.importorskip("onnx", reason="learning needs onnx")

import onnx
from onnx.helper import make_graph, make_model, make_tensor_value_info, set_model_props

from mtqc.errors import CheckpointError
from mtqc.estimation.estimate import Estimate
from mtqc.estimation.estimator import Estimator, Pair
from mtqc.estimation.learning.body_graph import ALIGNED, body_graph
from mtqc.estimation.learning.examples import LabelledPair, examples
from mtqc.estimation.learning.network import LearningNetwork
from mtqc.estimation.learning.predicting import predicted
from mtqc.estimation.learning.restoring import Body, restored
from mtqc.estimation.model_folder import model_folder
from mtqc.estimation.tokenising import SOURCE, TRANSLATION, PairTokenizer
from tests.unit.estimation.tiny_model import TINY

PAIRS = (
    Pair("The cat sat.", "Die Katze saß."),
    Pair("The cat is not here, he said.", "Die Katze ist hier"),
    Pair("x", "a longer one"),
)


def test_the_network_says_what_its_folder_says(network: LearningNetwork) -> None:
    import torch

    tokenizer = PairTokenizer(model_folder(TINY).tokenizer)
    given = examples([LabelledPair(*pair) for pair in PAIRS], tokenizer)
    said = predicted(network, given, arithmetic=torch.float32)
    for place, found in enumerate(Estimator(TINY).estimate(PAIRS)):
        assert isinstance(found, Estimate)
        scores = found.scores
        wanted = [scores.direct_assessment, scores.penalty, scores.edit_rate, scores.critical]
        assert said.scores[place] == pytest.approx(wanted, abs=0.02)
        for side, tokens in ((SOURCE, found.source), (TRANSLATION, found.translation)):
            own = given[place].side == side
            assert said.bad[place][own] == pytest.approx([token.bad for token in tokens], abs=0.01)
            assert said.severity[place][own] == pytest.approx(np.array([token.severity for token in tokens]), abs=0.01)


def test_exporting_what_was_restored_changes_nothing_that_is_kept_and_little_else(network: LearningNetwork) -> None:
    body = Body(model_folder(TINY))
    again = body_graph(network, 24, body.kept_layers(0))
    assert [node.name for node in again.graph.node] == [node.name for node in body.graph.graph.node]
    for one in again.graph.initializer:
        before, after = (onnx.numpy_helper.to_array(values) for values in (body.constants[one.name], one))
        if one.name.startswith("layer."):
            assert (before == after).all(), one.name
        else:
            assert after == pytest.approx(before, abs=1e-6), one.name


def test_layers_that_learnt_are_rounded_anew(network: LearningNetwork) -> None:
    body = Body(model_folder(TINY))
    kept = body.kept_layers(1)
    assert all(name.startswith("layer.0.") for name in kept)
    assert body.kept_layers(2) == {}


def _broken(tmp_path: Path, change: str) -> Path:
    folder = Path(shutil.copytree(TINY, tmp_path / "model"))
    path = folder / "body.onnx"
    if change == "text":
        path.write_bytes(b"no graph")
        return folder
    model = onnx.load(path)
    if change == "old":
        del model.metadata_props[:]
    if change == "head":
        for one in model.graph.initializer:
            if one.name == "heads.tags.bias":
                one.name = "other"
    if change == "form":
        for one in model.graph.initializer:
            if one.name == "heads.tags.bias":
                one.CopyFrom(onnx.numpy_helper.from_array(np.zeros(3, np.float32), one.name))
    if change == "empty":
        value = make_tensor_value_info("positions", onnx.TensorProto.FLOAT, [1])
        positions = [one for one in model.graph.initializer if one.name == "positions"]
        model = make_model(make_graph([], "none", [value], [value], positions))
        set_model_props(model, {ALIGNED: "1"})
    onnx.save(model, path)
    return folder


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("text", "cannot read body.onnx"),
        ("old", "exported by a version of mtqc whose models cannot be trained further"),
        ("head", "its network has no weights 'heads.tags.bias'"),
        ("form", "its network has another form than expected"),
        ("empty", "its network has no MultiHeadAttention with num_heads"),
    ],
)
def test_what_is_no_network_that_can_learn_is_named(tmp_path: Path, change: str, problem: str) -> None:
    folder = model_folder(_broken(tmp_path, change))
    with pytest.raises(CheckpointError, match=problem):
        restored(folder, Body(folder))
