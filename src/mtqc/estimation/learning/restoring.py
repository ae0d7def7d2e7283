"""From the folder of a model back to the network in torch.

The encoder's weights are what they were rounded to: eight bits a weight in the layers, four in the word embeddings. The
heads are exact.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from transformers import BertConfig, BertModel

from mtqc.errors import CheckpointError
from mtqc.estimation.learning.body_graph import ALIGNED
from mtqc.estimation.learning.network import LearningNetwork
from mtqc.estimation.model_folder import ModelFolder
from mtqc.estimation.word_rows import WordRows

_DENSE = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
}
_HEADS = {"heads.token": "token.0", "heads.tags": "tags", "heads.sentence": "sentence.0", "heads.score": "score"}


class Body:
    """The graph of a model, read for its weights.

    Raises:
        CheckpointError: the file is no ONNX graph, or none that can be learnt from.
    """

    def __init__(self, folder: ModelFolder) -> None:
        self.path = str(folder.path)
        try:
            self.graph = onnx.load(folder.body)
        except Exception as error:
            # protobuf's own exceptions differ from version to version.
            raise CheckpointError(self.path, f"cannot read {folder.body.name}: {error}") from None
        self.constants = {one.name: one for one in self.graph.graph.initializer}
        properties = {one.key: one.value for one in self.graph.metadata_props}
        if ALIGNED not in properties:
            raise CheckpointError(self.path, "exported by a version of mtqc whose models cannot be trained further")
        self.aligned_layer = int(properties[ALIGNED])
        self.layers = sum(name.endswith(".query.weights") for name in self.constants)

    def tensor(self, name: str) -> Tensor:
        """The constant of that name in float32; weights in eight bits are multiplied by their scales.

        Raises:
            CheckpointError: there is none.
        """
        if name not in self.constants:
            raise CheckpointError(self.path, f"its network has no weights '{name}'")
        values = numpy_helper.to_array(self.constants[name]).astype(np.float32)
        if name.replace(".weights", ".scales") in self.constants and name.endswith(".weights"):
            values = values * numpy_helper.to_array(self.constants[name.replace(".weights", ".scales")])
        # A copy, since the file's own numbers cannot be written to.
        return torch.from_numpy(values.copy())

    def attribute(self, operator: str, name: str) -> float:
        """The value of an attribute of the first node with that operator.

        Raises:
            CheckpointError: there is none.
        """
        for node in self.graph.graph.node:
            for attribute in node.attribute:
                if node.op_type == operator and attribute.name == name:
                    return float(onnx.helper.get_attribute_value(attribute))
        raise CheckpointError(self.path, f"its network has no {operator} with {name}")

    def kept_layers(self, count: int) -> dict[str, onnx.TensorProto]:
        """The constants of what lies below the uppermost layers, of which there are ``count``."""
        below = tuple(f"layer.{place}." for place in range(self.layers - count))
        return {name: one for name, one in self.constants.items() if name.startswith(below)} if below else {}


def restored(folder: ModelFolder, body: Body, dropout: float = 0.1) -> LearningNetwork:
    """The network of a model, ready to learn.

    Raises:
        CheckpointError: a file is broken, or the network is another one than this version of mtqc knows.
    """
    positions = body.tensor("positions")
    config = BertConfig(
        vocab_size=folder.pieces,
        hidden_size=folder.width,
        num_hidden_layers=body.layers,
        num_attention_heads=int(body.attribute("MultiHeadAttention", "num_heads")),
        intermediate_size=len(body.tensor("layer.0.wide.bias")),
        max_position_embeddings=len(positions),
        layer_norm_eps=body.attribute("LayerNormalization", "epsilon"),
        hidden_dropout_prob=dropout,
    )
    # Random weights that are replaced at once would cost seconds.
    with torch.device("meta"):
        encoder = BertModel(config, add_pooling_layer=False)
        network = LearningNetwork(encoder, dropout, body.aligned_layer, len(body.tensor("heads.token.bias")))
    state = dict(_weights(body))
    state["encoder.embeddings.word_embeddings.weight"] = torch.from_numpy(
        WordRows(folder.words, folder.pieces, folder.width).all()
    )
    # Encoders of this kind have tables of two kinds of tokens; only the first is used, and it is part of the positions.
    state["encoder.embeddings.token_type_embeddings.weight"] = torch.zeros(config.type_vocab_size, folder.width)
    try:
        network.load_state_dict(state, strict=True, assign=True)
    except RuntimeError as error:
        raise CheckpointError(str(folder.path), f"its network has another form than expected: {error}") from None
    for name, buffer in _places(len(positions)):
        setattr(network.encoder.embeddings, name, buffer)
    return network.eval()


def _weights(body: Body) -> Iterator[tuple[str, Tensor]]:
    """The weights by their names in the network in torch."""
    embeddings = "encoder.embeddings"
    yield f"{embeddings}.position_embeddings.weight", body.tensor("positions")
    yield f"{embeddings}.LayerNorm.weight", body.tensor("norm.scale")
    yield f"{embeddings}.LayerNorm.bias", body.tensor("norm.bias")
    for place in range(body.layers):
        ours, theirs = f"layer.{place}", f"encoder.encoder.layer.{place}"
        for name, where in _DENSE.items():
            yield f"{theirs}.{where}.weight", body.tensor(f"{ours}.{name}.weights").T.contiguous()
        for name, bias in zip(("query", "key", "value"), body.tensor(f"{ours}.biases").chunk(3), strict=True):
            yield f"{theirs}.{_DENSE[name]}.bias", bias.clone()
        yield f"{theirs}.intermediate.dense.bias", body.tensor(f"{ours}.wide.bias")
        outputs = (f"{ours}.attended", "attention.output"), (f"states.{place + 1}", "output")
        for name, where in outputs:
            yield f"{theirs}.{where}.LayerNorm.weight", body.tensor(f"{name}.norm")
            yield f"{theirs}.{where}.LayerNorm.bias", body.tensor(f"{name}.shift")
            yield f"{theirs}.{where}.dense.bias", body.tensor(f"{name}.bias")
    shares = torch.stack([body.tensor(f"heads.share.{place}") for place in range(body.layers + 1)])
    yield "mix", shares.log()
    for name, where in _HEADS.items():
        yield f"{where}.weight", body.tensor(f"{name}.weights").T.contiguous()
        yield f"{where}.bias", body.tensor(f"{name}.bias")


def _places(count: int) -> Iterator[tuple[str, Tensor]]:
    """What the encoder keeps beside its weights: the numbers of the positions, and one kind of tokens."""
    yield "position_ids", torch.arange(count).unsqueeze(0)
    yield "token_type_ids", torch.zeros(1, count, dtype=torch.long)
