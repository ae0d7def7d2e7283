"""Runs the matching of tokens over many pairs of texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mtqc.errors import SettingsError
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.devices import Replicas
from mtqc.metrics.learned.even_batches import computed_evenly
from mtqc.metrics.learned.pretrained import configuration, pretrained_model
from mtqc.metrics.learned.running import Outcome, run
from mtqc.metrics.learned.score_store import ScoreStore
from mtqc.metrics.learned.segment_metric import numbers
from mtqc.metrics.learned.token_vectors import Matching, Pair, TokenVectors, matched
from mtqc.metrics.learned.tokens import Tokenizer
from mtqc.metrics.naming import MetricName

if TYPE_CHECKING:
    import torch

Match = list[float | None]
"""Precision and recall of a pair, None where the model gave no number."""


def match_all(
    pairs: Sequence[Pair],
    matching: Matching,
    model: Checkpoint,
    layer: int,
    padding: int,
    computing: Computing,
    signature: str,
    advance: Advance | None,
) -> Outcome[Match]:
    """Precision and recall of each pair by the vectors of one layer of a model; the signature is that of the store.

    Raises:
        CheckpointError: the weights cannot be used.
    """
    replicas: Replicas[torch.nn.Module] = Replicas(
        lambda: TokenVectors(pretrained_model(model), layer, padding), computing.precision
    )

    def score(batch: Sequence[Pair], device: str) -> list[Match]:
        vectors = replicas.on(device)
        assert isinstance(vectors, TokenVectors)
        found = matched(vectors, batch, matching)
        return [list(match) for match in zip(numbers(found[:, 0]), numbers(found[:, 1]), strict=True)]

    return run(
        pairs,
        cost_of=lambda pair: pair.cost,
        score_batch=lambda batch, device: computed_evenly(
            batch, lambda pair: pair.cost, device, lambda alike: score(alike, device)
        ),
        computing=computing,
        advance=advance,
        store=ScoreStore.of(computing, signature),
        key_of=lambda pair: [pair.first, pair.second],
    )


def require_layer(name: MetricName, model: Checkpoint, layer: int) -> None:
    """Makes sure that a model has that layer; 0 is the embedding.

    Raises:
        SettingsError: it has not.
    """
    settings = configuration(model)
    count = int(settings.get("num_hidden_layers") or settings.get("n_layers") or settings.get("num_layers") or 0)
    if not 0 <= layer <= count:
        raise SettingsError(f"{name.asked}: give layer=0 to layer={count}; no best one is known for this model")


def sequences(
    tokenizer: Tokenizer, texts: Sequence[str], longest: int | None, *, prefixed: bool = False
) -> list[tuple[tuple[int, ...], bool]]:
    """The ids of each text between special tokens, ``longest`` of them at most, and whether its end was left out.

    With ``prefixed`` a blank stands before each text.
    """
    stripped = [text.strip() for text in texts]
    found = []
    for tokens in tokenizer.of([f" {text}" if prefixed and text else text for text in stripped]):
        room = len(tokens) if longest is None else longest - tokenizer.special_tokens(1)
        found.append((tuple(tokenizer.joined([tokens.first(room).ids])), len(tokens) > room))
    return found
