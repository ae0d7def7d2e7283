"""The network of MetricX: an mT5 that takes one step of its decoder, and reads off one logit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

from mtqc.errors import CheckpointError
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.filling import filled
from mtqc.metrics.learned.pretrained import configuration, pretrained_weights
from mtqc.metrics.learned.tokens import padded

_PREDICTION = 250_089
"""The row of the vocabulary, ``<extra_id_10>``, whose logit is the prediction."""

_HEAD, _SHARED = "lm_head.weight", "shared.weight"
_EMBEDDINGS = (_SHARED, "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
_PADDING = 0


class MetricXModel(torch.nn.Module):
    """Encoder and decoder of an mT5, and the one row of its output layer that matters.

    ``scale`` is what hidden states are multiplied with before: a model whose output layer is its embedding wants
    ``d_model ** -0.5`` (Raffel et al. 2020), the released ones 1.
    """

    def __init__(self, model: torch.nn.Module, row: torch.Tensor, scale: float) -> None:
        super().__init__()
        self.model = model
        self.row = torch.nn.Parameter(row)
        self._scale = scale

    def forward(self, batch: Sequence[Sequence[int]]) -> torch.Tensor:
        """The predictions for sequences of token ids, shape (sequences,), not yet limited to the scale."""
        with torch.inference_mode():
            # An empty sequence would have nothing to attend to.
            ids, mask = padded([one or (_PADDING,) for one in batch], _PADDING, str(self.row.device))
            start = torch.zeros((len(batch), 1), dtype=torch.long, device=ids.device)
            states = self.model(input_ids=ids, attention_mask=mask, decoder_input_ids=start, use_cache=False)
            prediction: torch.Tensor = (states.last_hidden_state[:, 0] * self._scale) @ self.row
            return prediction


def metricx_model(checkpoint: Checkpoint) -> MetricXModel:
    """The network of a checkpoint, in float32 on the CPU.

    Raises:
        CheckpointError: its weights are not those of MetricX.
    """
    from transformers import MT5Config, MT5Model

    settings = configuration(checkpoint)
    config = MT5Config(**{key: value for key, value in settings.items() if key != "architectures"})
    weights = pretrained_weights(checkpoint)
    embedding = next((weights[name] for name in _EMBEDDINGS if name in weights), None)
    if embedding is None:
        raise CheckpointError(checkpoint.name, f"expected the weights of an mT5; found no {_SHARED}")
    # Nothing but the text of the configuration says it: transformers 5 gives its own answer.
    tied = bool(settings.get("tie_word_embeddings", False))
    head = embedding if tied else weights.get(_HEAD)
    if head is None or len(head) <= _PREDICTION:
        found = "none" if head is None else f"one of {len(head)} rows"
        raise CheckpointError(
            checkpoint.name, f"expected an output layer ({_HEAD}) of more than {_PREDICTION} rows; found {found}"
        )
    what = f"an mT5 with {config.num_layers} layers"
    model: Any = filled(
        lambda: MT5Model(config), {**weights, **dict.fromkeys(_EMBEDDINGS, embedding)}, checkpoint.name, what
    )
    # Else a lower precision makes a copy of the embedding for each of its three places.
    model.set_input_embeddings(model.get_input_embeddings())
    return MetricXModel(model, head[_PREDICTION].float().clone(), config.d_model**-0.5 if tied else 1.0)
