"""Of what a checkpoint says of itself, the right half counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mtqc.errors import CheckpointError
from mtqc.metrics.comet_models.hyper_parameters import (
    EncoderKind,
    HyperParameters,
    ModelKind,
    Pooling,
    Transformation,
    read_settings,
)
from mtqc.metrics.learned.checkpoint import Checkpoint


def test_cometkiwi_22_as_it_was_released() -> None:
    settings = {
        "activations": "Tanh",
        "class_identifier": "unified_metric",
        "encoder_model": "XLM-RoBERTa",
        "hidden_sizes": [3072, 1024],
        "input_segments": ["mt", "src"],
        "layer_norm": False,
        "layer_transformation": "sparsemax_patch",
        "pretrained_model": "microsoft/infoxlm-large",
        "sent_layer": "mix",
        "word_layer": 24,
        "word_level_training": False,
        "word_weights": [0.15, 0.85],
        "pool": "avg",
    }
    found = HyperParameters.of("kiwi", settings, settings | {"layer_transformation": "sparsemax"})
    assert found == HyperParameters(
        kind=ModelKind.UNIFIED,
        pretrained_model="microsoft/infoxlm-large",
        encoder=EncoderKind.XLM_ROBERTA,
        layer=None,
        transformation=Transformation.SOFTMAX,
        layer_norm=False,
        # Whatever the file says, unified models read the first token.
        pooling=Pooling.FIRST,
        activation="Tanh",
        final_activation=None,
        segments=frozenset({"mt", "src"}),
        word_layer=None,
        error_labels=(),
    )


@pytest.mark.parametrize(
    ("kind", "in_file", "saved", "expected"),
    [
        ("regression_metric", "sparsemax", "sparsemax", Transformation.SPARSEMAX),
        ("regression_metric", None, None, Transformation.SOFTMAX),
        ("regression_metric", "softmax", "sparsemax", Transformation.SPARSEMAX),
        ("unified_metric", "sparsemax_patch", "sparsemax", Transformation.SOFTMAX),
        ("unified_metric", "sparsemax_patch", "sparsemax_patch", Transformation.SOFTMAX),
        ("unified_metric", None, None, Transformation.SPARSEMAX),
        ("xcomet_metric", "sparsemax_patch", "sparsemax", Transformation.SOFTMAX),
    ],
)
def test_the_patch_of_the_file_wins_and_nothing_else_of_it(
    kind: str, in_file: str | None, saved: str | None, expected: Transformation
) -> None:
    def stated(value: str | None) -> dict[str, Any]:
        return {} if value is None else {"layer_transformation": value}

    found = HyperParameters.of("m", {"class_identifier": kind} | stated(in_file), {"layer": "mix"} | stated(saved))
    assert found.transformation is expected


def test_absent_keys_mean_what_unbabel_comet_gives_them() -> None:
    regression = HyperParameters.of("m", {"class_identifier": "regression_metric"})
    assert (regression.layer_norm, regression.pooling, regression.layer) == (True, Pooling.MEAN, None)
    unified = HyperParameters.of("m", {"class_identifier": "unified_metric", "word_level_training": True})
    assert unified.segments == {"mt", "src", "ref"}
    assert (unified.word_layer, unified.error_labels) == (24, ("minor", "major"))
    xcomet = HyperParameters.of("m", {"class_identifier": "xcomet_metric", "sent_layer": 3})
    assert (xcomet.layer_norm, xcomet.layer) == (False, 3)
    assert xcomet.error_labels == ("minor", "major", "critical")


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({}, "expected class_identifier to be one of regression_metric, "),
        ({"class_identifier": "wmt_metric"}, "xcomet_metric; found wmt_metric"),
        ({"class_identifier": "regression_metric", "encoder_model": "ELMo"}, "found ELMo"),
        ({"class_identifier": "regression_metric", "pool": "sum"}, "avg, max, cls, default; found sum"),
        (
            {"class_identifier": "regression_metric", "layer": -1},
            "expected layer to be the number of a layer; found -1",
        ),
        ({"class_identifier": "unified_metric", "input_segments": ["mt"]}, "found ['mt']"),
    ],
)
def test_what_no_model_can_be_is_refused(settings: dict[str, Any], problem: str) -> None:
    with pytest.raises(CheckpointError) as raised:
        HyperParameters.of("m", settings)
    assert problem in str(raised.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"a: [1", "hparams.yaml cannot be read: "),
        (b"\xff\xfe\x00", "hparams.yaml cannot be read: "),
        (b"just words", "holds no names and values"),
        (b"!!python/object/apply:os.system ['true']", "cannot be read: could not determine a constructor"),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / "hparams.yaml").write_bytes(content)
    with pytest.raises(CheckpointError) as raised:
        read_settings(Checkpoint("owner/model", tmp_path, "main"))
    assert str(raised.value).startswith("owner/model: ")
    assert problem in str(raised.value)


def test_a_folder_without_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="found nothing"):
        read_settings(Checkpoint("owner/model", tmp_path, "main"))
