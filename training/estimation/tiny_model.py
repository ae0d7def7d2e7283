"""Makes the tiny model that the tests of mtqc/estimation run: a network with random weights, exported like a real one.

    python training/estimation/tiny_model.py tests/unit/estimation/tiny

Beside the files of a model it writes ``expected.json``: what the network itself, in float32, says of some pairs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from packed_rows import packed
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

from mtqc.estimation.learning.body_graph import body_graph
from mtqc.estimation.learning.network import SCORES, LearningNetwork
from mtqc.estimation.learning.saving import save_model
from mtqc.estimation.word_rows import widened

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
    description = {
        "version": "tiny",
        "pieces": tokenizer.get_vocab_size(),
        "width": WIDTH,
        "layers": model.encoder.config.num_hidden_layers,
        "longest_side": LONGEST_SIDE,
        "languages": {"de": ["Latn"], "en": ["Latn"], "ja": ["Jpan"], "ru": ["Cyrl"], "sr": ["Cyrl", "Latn"]},
        "calibration": None,
    }
    save_model(folder, body_graph(model, LONGEST_SIDE), rows.tobytes(), tokenizer.to_str().encode(), description)
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


def tiny_estimator(words: torch.Tensor) -> LearningNetwork:
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
    return LearningNetwork(encoder, aligned_layer=1, hidden=16).eval()


@torch.inference_mode()
def said(model: LearningNetwork, tokenizer: Tokenizer, source: str, translation: str) -> dict[str, object]:
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
