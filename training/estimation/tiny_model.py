"""Makes the tiny model that the tests of mtqc/estimation run: a network with random weights, exported like a real one.

    python training/estimation/tiny_model.py tests/unit/estimation/tiny

Beside the files of a model it writes ``expected.json``: what the network itself, in float32, says of some pairs.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from encoder_graph import encoder_graph
from export import SCALES, SCHEMA, SPECIAL_TOKENS
from head_graph import head_graph
from network import SCORES, Estimator
from packed_rows import packed, widened
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

WIDTH, LONGEST_SIDE = 32, 24
PIECES = ("▁the", "▁cat", "▁not", "▁sat", "▁die", "▁Katze", "▁sa", "ß", "▁nicht", "ing", "▁un", "猫", "が", "。", "кот")
PAIRS = (
    ("The cat sat.", "Die Katze saß."),
    ("The cat is not here, he said.", "Die Katze ist hier"),
    ("x", "a longer one"),
)


def main() -> None:
    """Writes the folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    tokenizer = tiny_tokenizer()
    rows = packed(torch.randn(tokenizer.get_vocab_size(), WIDTH).numpy())
    model = tiny_estimator(torch.from_numpy(widened(rows)))
    (folder / "words.q4").write_bytes(rows.tobytes())
    (folder / "tokenizer.json.gz").write_bytes(gzip.compress(tokenizer.to_str().encode(), 9, mtime=0))
    encoder = encoder_graph(model.encoder, 2 * LONGEST_SIDE + SPECIAL_TOKENS)
    states = [(output.name, output.name) for output in encoder.graph.output]
    onnx.save(onnx.compose.merge_models(encoder, head_graph(model, folder), states), folder / "body.onnx")
    description = {
        "schema": SCHEMA,
        "version": "tiny",
        "pieces": tokenizer.get_vocab_size(),
        "width": WIDTH,
        "layers": model.encoder.config.num_hidden_layers,
        "longest_side": LONGEST_SIDE,
        "scores": SCALES,
        "languages": {"de": ["Latn"], "en": ["Latn"], "ja": ["Jpan"], "ru": ["Cyrl"], "sr": ["Cyrl", "Latn"]},
        "calibration": None,
        "files": {"body.onnx": "0" * 64},
    }
    (folder / "model.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")
    expected = [said(model, tokenizer, *pair) for pair in PAIRS]
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def tiny_tokenizer() -> Tokenizer:
    """A tokenizer of the kind of the real one, with letters and a few words."""
    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    letters = [chr(code) for code in range(33, 127)] + ["▁", *"äöüéдомкт"]
    pieces = [(piece, 0.0) for piece in specials]
    pieces += [(letter, -6.0) for letter in letters]
    pieces += [(piece, -5.0) for piece in PIECES if piece not in letters]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(specials)
    return tokenizer


def tiny_estimator(words: torch.Tensor) -> Estimator:
    """A network of two layers whose random weights are so large that texts make a difference."""
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * WIDTH,
        max_position_embeddings=64,
        initializer_range=0.2,
    )
    encoder = BertModel(config, add_pooling_layer=False)
    with torch.no_grad():
        encoder.embeddings.word_embeddings.weight.copy_(words)
    return Estimator(encoder, aligned_layer=1, hidden=16).eval()


@torch.inference_mode()
def said(model: Estimator, tokenizer: Tokenizer, source: str, translation: str) -> dict[str, object]:
    """What the network says of a pair."""
    first, second = (tokenizer.encode(text, add_special_tokens=False).ids for text in (source, translation))
    start, end = (tokenizer.token_to_id(token) for token in ("<s>", "</s>"))
    ids = torch.tensor([[start, *first, end, end, *second, end]])
    side = torch.tensor([[0, *[1] * len(first), 0, 0, *[2] * len(second), 0]])
    judged = model(ids, torch.ones_like(ids, dtype=torch.bool), side)
    own = np.flatnonzero(side[0].numpy() == 2)
    return {
        "source": source,
        "translation": translation,
        "scores": dict(zip(SCORES, judged.scores[0].tolist(), strict=True)),
        "bad": judged.bad[0, own].sigmoid().tolist(),
        "severity": judged.severity[0, own].softmax(-1).tolist(),
    }


if __name__ == "__main__":
    main()
