"""The formulas of the COMET family once more, one text at a time and number by number, as a check on the fast ones."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import yaml
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModel

Vector = npt.NDArray[np.float64]


class Literal:
    """A checkpoint, read word by word as the recipe says."""

    def __init__(self, root: Path) -> None:
        content = torch.load(root / "checkpoints/model.ckpt", weights_only=True)
        self.weights = {name: value.double().numpy() for name, value in content["state_dict"].items()}
        self.saved: dict[str, Any] = content["hyper_parameters"]
        self.stated = yaml.safe_load((root / "hparams.yaml").read_text())
        self.kind = self.stated["class_identifier"]
        base = Path(self.saved["pretrained_model"])
        self.config = json.loads((base / "config.json").read_text())
        self.tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        encoder: Any = AutoModel.from_config(  # type: ignore[no-untyped-call] # transformers has no types for it
            AutoConfig.from_pretrained(base), add_pooling_layer=False
        )
        own = {
            k.removeprefix("encoder.model."): v for k, v in content["state_dict"].items() if k.startswith("encoder.")
        }
        encoder.load_state_dict(own, strict=False)
        self.encoder = encoder.eval()
        self.longest = self.config["max_position_embeddings"] - 2

    def layers(self, ids: Sequence[int]) -> list[Vector]:
        with torch.inference_mode():
            states = self.encoder(torch.tensor([list(ids)]), output_hidden_states=True).hidden_states
        return [state[0].double().numpy() for state in states]

    def shares(self) -> list[float]:
        scalars = [float(self.weights[f"layerwise_attention.scalar_parameters.{n}"][0]) for n in range(4)]
        sparse = self.saved["layer_transformation"] == "sparsemax"
        if not sparse or self.stated["layer_transformation"] == "sparsemax_patch":
            powers = [math.exp(scalar) for scalar in scalars]
            return [power / sum(powers) for power in powers]
        # The threshold of sparsemax by bisection: what is above it sums to 1.
        low, high = min(scalars) - 1, max(scalars)
        for _ in range(200):
            middle = (low + high) / 2
            above = sum(max(0.0, scalar - middle) for scalar in scalars)
            low, high = (middle, high) if above > 1 else (low, middle)
        return [max(0.0, scalar - low) for scalar in scalars]

    def mixed(self, layers: Sequence[Vector]) -> Vector:
        gamma = float(self.weights["layerwise_attention.gamma"][0])
        mixed = np.zeros_like(layers[0])
        for share, layer in zip(self.shares(), layers, strict=True):
            if self.saved["layer_norm"]:
                layer = (layer - layer.mean()) / math.sqrt(layer.var() + 1e-12)
            mixed += gamma * share * layer
        return mixed

    def tokens(self, text: str) -> list[int]:
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return ids[: self.longest - 4]

    def vector(self, text: str) -> Vector:
        mixed = self.mixed(self.layers([0, *self.tokens(text), 2]))
        return np.array([sum(row[column] for row in mixed) / len(mixed) for column in range(mixed.shape[1])])

    def estimated(self, features: Vector) -> float:
        for place in (0, 3):
            features = np.tanh(self.linear(f"estimator.ff.{place}", features))
        return float(self.linear("estimator.ff.6", features)[0])

    def linear(self, name: str, values: Vector) -> Vector:
        result: Vector = self.weights[f"{name}.weight"] @ values + self.weights[f"{name}.bias"]
        return result

    def score(self, source: str | None, hypothesis: str, reference: str | None) -> float:
        if self.kind in ("unified_metric", "xcomet_metric"):
            return self.joint_score(source, hypothesis, reference)
        mt, src = self.vector(hypothesis), self.vector(source or "")
        if self.kind == "referenceless_regression_metric":
            return self.estimated(np.concatenate([mt, src, mt * src, abs(mt - src)]))
        ref = self.vector(reference or "")
        if self.kind == "ranking_metric":
            a, b = (math.sqrt(sum((x - y + 1e-6) ** 2 for x, y in zip(mt, other, strict=True))) for other in (src, ref))
            return 1 / (1 + 2 * a * b / (a + b))
        return self.estimated(np.concatenate([mt, ref, mt * ref, abs(mt - ref), mt * src, abs(mt - src)]))

    def joint_score(self, source: str | None, hypothesis: str, reference: str | None) -> float:
        inputs = self.saved.get("input_segments", ["mt", "src", "ref"])
        others = [t for t, name in ((source, "src"), (reference, "ref")) if t is not None and name in inputs]
        passes = [[hypothesis, other] for other in others] + ([[hypothesis, *others]] if len(others) > 1 else [])
        read = [self.layers(self.joined(texts)) for texts in passes]
        scores = [self.estimated(self.mixed(layers)[0]) for layers in read]
        if self.kind == "unified_metric":
            return sum(scores) / len(scores)
        rows = len(self.tokens(hypothesis)) + 2
        weights = (0.1667, 0.3333, 0.5) if len(passes) > 1 else (1.0,)
        probabilities = np.zeros((rows, 4))
        for weight, layers in zip(weights, read, strict=True):
            for place in range(rows):
                powers = np.exp(self.linear("hidden2tag", layers[self.saved["word_layer"]][place]))
                probabilities[place] += weight * powers / powers.sum()
        regression = (0.12, 0.33, 0.33) if len(passes) > 1 else (0.78,)
        total = sum(weight * min(1.0, score) for weight, score in zip(regression, scores, strict=True))
        return total + 0.22 * literal_mqm([int(row.argmax()) for row in probabilities])

    def joined(self, texts: Sequence[str]) -> list[int]:
        ids = [0, *self.tokens(texts[0]), 2]
        for text in texts[1:]:
            ids += [2, *self.tokens(text), 2]
        return ids[: self.longest]


def literal_mqm(labels: Sequence[int]) -> float:
    """The score of labels 0 (none) to 3 (critical), read from left to right as unbabel-comet does."""
    points, within = 0, False
    pending = 0
    for label in labels:
        if label and not within:
            pending, within = {1: 1, 2: 5, 3: 10}[label], True
        elif not label and within:
            points, within = points + pending, False
    return (25 - min(25, points)) / 25
