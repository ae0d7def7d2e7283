"""Tokens know their place in the text as the user gave it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")


from transformers import MT5Config

from mtqc.errors import CheckpointError
from mtqc.metrics.learned.tokens import Tokenizer, cut_notice, padded

from .tiny_models import SENTENCES, bert_config, write_bert_tokenizer, write_xlm_roberta_tokenizer, xlm_roberta_config


@pytest.fixture
def xlm_roberta(tmp_path: Path) -> Tokenizer:
    xlm_roberta_config(write_xlm_roberta_tokenizer(tmp_path)).save_pretrained(tmp_path)
    return Tokenizer(tmp_path, "tiny")


@pytest.fixture
def bert(tmp_path: Path) -> Tokenizer:
    bert_config(write_bert_tokenizer(tmp_path)).save_pretrained(tmp_path)
    return Tokenizer(tmp_path, "tiny")


@pytest.mark.parametrize("text", ["Danke schön 👍🏽 nein", "cafe\u0301 ﬁn", "  zwei  Wörter ", "東京の天気"])
def test_offsets_are_code_points_of_the_text_itself(xlm_roberta: Tokenizer, text: str) -> None:
    (tokens,) = xlm_roberta.of([text])
    assert len(tokens) == len(tokens.offsets) > 0
    covered = {place for start, end in tokens.offsets for place in range(start, end)}
    assert {place for place, letter in enumerate(text) if not letter.isspace()} <= covered
    assert max(covered) < len(text)
    assert list(tokens.offsets) == sorted(tokens.offsets)


def test_texts_are_not_cut_and_not_changed_by_their_neighbours(xlm_roberta: Tokenizer) -> None:
    long = "Heavy rain is expected. " * 300
    assert len(xlm_roberta.of([long])[0]) > 2000
    assert xlm_roberta.of(["a b", long, ""]) == tuple(xlm_roberta.of([text])[0] for text in ("a b", long, ""))
    assert xlm_roberta.of([]) == ()


def test_ids_alone_are_the_same(xlm_roberta: Tokenizer) -> None:
    texts = ["a b", "", "Seit 1987 wohnt sie in dem alten Haus."]
    assert xlm_roberta.ids(texts) == tuple(tokens.ids for tokens in xlm_roberta.of(texts))
    assert xlm_roberta.ids([]) == ()


def test_the_first_tokens(xlm_roberta: Tokenizer) -> None:
    (tokens,) = xlm_roberta.of(["Seit 1987 wohnt sie in dem alten Haus."])
    assert tokens.first(4).ids == tokens.ids[:4]
    assert len(tokens.first(4).offsets) == 4
    assert tokens.first(1000) is tokens


def test_sequences_of_xlm_roberta_have_two_separators(xlm_roberta: Tokenizer) -> None:
    assert xlm_roberta.joined([[7, 8]]) == [0, 7, 8, 2]
    assert xlm_roberta.joined([[7], [8], []]) == [0, 7, 2, 2, 8, 2, 2, 2]
    assert [xlm_roberta.special_tokens(parts) for parts in (1, 2, 3)] == [2, 4, 6]
    assert xlm_roberta.padding == 1


def test_sequences_of_bert_have_one(bert: Tokenizer) -> None:
    assert bert.joined([[7], [8]]) == [2, 7, 3, 8, 3]
    assert [bert.special_tokens(parts) for parts in (1, 2, 3)] == [2, 3, 4]
    assert bert.padding == 0


def test_batches_are_padded_at_the_end() -> None:
    ids, mask = padded([[5, 6, 7], [8]], 1, "cpu")
    assert ids.tolist() == [[5, 6, 7], [8, 1, 1]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]


def test_a_folder_without_a_tokenizer(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    with pytest.raises(CheckpointError, match=r"expected a tokenizer in .*, such as tokenizer\.json; found none"):
        Tokenizer(tmp_path, "tiny")


def test_a_damaged_tokenizer(tmp_path: Path) -> None:
    bert_config(write_bert_tokenizer(tmp_path)).save_pretrained(tmp_path)
    (tmp_path / "tokenizer.json").write_text("{", encoding="utf-8")
    with pytest.raises(CheckpointError, match="its tokenizer cannot be read from") as raised:
        Tokenizer(tmp_path, "tiny")
    assert "\n" not in str(raised.value)


def test_a_tokenizer_that_lacks_what_a_sequence_needs(tmp_path: Path) -> None:
    bert_config(write_bert_tokenizer(tmp_path)).save_pretrained(tmp_path)
    (tmp_path / "tokenizer_config.json").write_text('{"tokenizer_class": "PreTrainedTokenizerFast"}', "utf-8")
    with pytest.raises(CheckpointError, match="its tokenizer has no sep_token_id"):
        Tokenizer(tmp_path, "tiny").joined([[7]])


def test_the_longest_sequence_is_what_tokenizer_and_model_both_take(tmp_path: Path) -> None:
    config = xlm_roberta_config(write_xlm_roberta_tokenizer(tmp_path, length=512), positions=66)
    config.save_pretrained(tmp_path)
    assert Tokenizer(tmp_path, "tiny").longest == 64
    write_xlm_roberta_tokenizer(tmp_path, length=20)
    assert Tokenizer(tmp_path, "tiny").longest == 20


@pytest.mark.filterwarnings("ignore:builtin type:DeprecationWarning")
@pytest.mark.parametrize("kind", ["xlm-roberta", "mt5"])
def test_models_that_only_have_a_model_of_sentencepiece(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    sentencepiece = pytest.importorskip("sentencepiece", reason="such models need sentencepiece")
    (tmp_path / "text.txt").write_text("\n".join(SENTENCES * 3), encoding="utf-8")
    special = {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1} if kind == "mt5" else {"pad_id": -1}
    sentencepiece.SentencePieceTrainer.train(
        input=str(tmp_path / "text.txt"), model_prefix=str(tmp_path / "made"), vocab_size=160, minloglevel=2, **special
    )
    config = MT5Config(vocab_size=160) if kind == "mt5" else xlm_roberta_config(161)
    config.save_pretrained(tmp_path)
    name = "spiece.model" if kind == "mt5" else "sentencepiece.bpe.model"
    (tmp_path / "made.model").rename(tmp_path / name)
    original = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / name))
    text = "Der Ausschuss billigte 4 °C. 👍🏽 Zoë"
    capfd.readouterr()
    (found,) = Tokenizer(tmp_path, "tiny").of([text])
    expected = original.encode(text)
    # XLM-R leaves four ids to special tokens, where the model of sentencepiece has three.
    moved = {0: 3, 1: 0, 2: 2}
    assert list(found.ids) == (expected if kind == "mt5" else [moved.get(one, one + 1) for one in expected])
    assert "".join(capfd.readouterr()) == ""


def test_notices_of_long_segments() -> None:
    assert cut_notice(0, 10, 512) == ()
    assert cut_notice(1, 10, 512) == (
        "1 of 10 segments was longer than the 512 tokens that the model reads: the end was left out",
    )
    assert cut_notice(1200, 5000, 512)[0].startswith("1,200 of 5,000 segments were longer")


def test_marks_belong_to_their_letters(xlm_roberta: Tokenizer) -> None:
    text = "ae\u0301\u0323 b"
    (tokens,) = xlm_roberta.of([text])
    assert [text[start:end] for start, end in tokens.offsets if "e" in text[start:end]][-1].endswith("e\u0301\u0323")
