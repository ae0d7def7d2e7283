"""Writes the base encoder with the trimmed vocabulary, to train on what will ship.

    python training/estimation/trimmed_encoder.py --encoder ENCODER --vocabulary VOCABULARY --out FOLDER

FOLDER can be given to ``train.py`` as its encoder. A model that learnt with the full vocabulary loses when it
then reads words in more pieces (.014 of mean Pearson with 150,000 pieces, .032 with 130,000); one that learns with what
it will read should not. ``--model`` names weights of an earlier run: they are written to FOLDER/model.pt with the rows
that are kept, for ``start`` in the recipe.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch
from transformers import BertModel

from mtqc.estimation.learning.network import LearningNetwork, let_learn

_WORDS = "encoder.embeddings.word_embeddings.weight"


def main() -> None:
    """Writes the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    kept = torch.from_numpy(np.load(arguments.vocabulary / "kept.npy").astype(np.int64))
    encoder = BertModel.from_pretrained(arguments.encoder, add_pooling_layer=False)
    words = encoder.embeddings.word_embeddings
    # The padding keeps its place: the special tokens come first in either vocabulary.
    rows = words.weight.detach()[kept].clone()
    encoder.embeddings.word_embeddings = torch.nn.Embedding(*rows.shape, padding_idx=words.padding_idx, _weight=rows)
    encoder.config.vocab_size = len(kept)
    encoder.save_pretrained(arguments.out)
    shutil.copy(arguments.vocabulary / "tokenizer.json", arguments.out)
    shutil.copy(arguments.encoder / "tokenizer_config.json", arguments.out)
    if arguments.model is not None:
        state = torch.load(arguments.model, weights_only=True, mmap=True)
        state[_WORDS] = state[_WORDS][kept].clone()
        torch.save(state, arguments.out / "model.pt")


def base_network(folder: Path, layers: int, dropout: float = 0.1) -> LearningNetwork:
    """A network with fresh heads on an encoder as transformers keeps it, of which so many upper layers learn."""
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
    network = LearningNetwork(encoder, dropout)
    let_learn(network, layers)
    return network


if __name__ == "__main__":
    main()
