"""The network itself: sequences in, raw outputs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mtqc.errors import CheckpointError
from mtqc.estimation.model_folder import ModelFolder
from mtqc.estimation.tokenising import Sequenced
from mtqc.estimation.word_rows import WordRows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Numbers = npt.NDArray[np.float32]
OUTPUTS = ("scores", "bad", "gap", "severity")


@dataclass(frozen=True, slots=True)
class Judged:
    """The outputs for one sequence of n tokens.

    ``scores`` (4) are raw; ``bad`` (n) and ``gap`` (n) are probabilities; ``severity`` (n, 4) are the probabilities
    of none, minor, major, critical.
    """

    scores: Numbers
    bad: Numbers
    gap: Numbers
    severity: Numbers


class Network:
    """A loaded model; may be called from several threads at once, each call computes on its own thread alone.

    Raises:
        CheckpointError: onnxruntime cannot load the file, or it has other outputs than it should.
    """

    def __init__(self, folder: ModelFolder) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One thread a call: with several, they wait for each other after every operation of so small a network.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        # The graph is written as it runs best: what further optimisation would fuse becomes slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._session: InferenceSession = onnxruntime.InferenceSession(
                str(folder.body), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            # onnxruntime's own exceptions have no common base but this.
            raise CheckpointError(str(folder.path), f"onnxruntime cannot load {folder.body.name}: {error}") from None
        found = tuple(output.name for output in self._session.get_outputs())
        if set(found) != set(OUTPUTS):
            raise CheckpointError(str(folder.body), f"has the outputs {', '.join(found)}, not {', '.join(OUTPUTS)}")
        self._words = WordRows(folder.words, folder.pieces, folder.width)
        self._width = folder.width

    def judge(self, sequences: Sequence[Sequenced]) -> list[Judged]:
        """The outputs for each sequence; all of them are computed at once.

        What else is in the batch changes no number by more than float32's rounding: attention to padding is exactly
        zero, and each token's activations are quantised by themselves.
        """
        longest = max(len(sequence) for sequence in sequences)
        rows = np.zeros((len(sequences), longest, self._width), np.float32)
        mask = np.zeros((len(sequences), longest), np.bool_)
        side = np.zeros((len(sequences), longest), np.int64)
        for place, sequence in enumerate(sequences):
            length = len(sequence)
            rows[place, :length] = self._words[np.asarray(sequence.ids, np.int64)]
            mask[place, :length] = True
            side[place, :length] = sequence.sides
        outputs = self._session.run(list(OUTPUTS), {"inputs_embeds": rows, "mask": mask, "side": side})
        scores, bad, gap, severity = (np.asarray(output) for output in outputs)
        return [
            Judged(
                scores[place],
                _probability(bad[place, : len(sequence)]),
                _probability(gap[place, : len(sequence)]),
                _shares(severity[place, : len(sequence)]),
            )
            for place, sequence in enumerate(sequences)
        ]


def _probability(logits: Numbers) -> Numbers:
    """The logistic function, by way of tanh, which does not overflow."""
    chances: Numbers = 0.5 * (1 + np.tanh(0.5 * logits))
    return chances


def _shares(logits: Numbers) -> Numbers:
    """The softmax over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Numbers = powers / powers.sum(-1, keepdims=True)
    return shares
