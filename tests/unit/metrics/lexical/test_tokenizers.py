"""sacreBLEU's tokenisers follow the language, and say in one line why one cannot be had."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sacrebleu.utils
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.tokenizers import tokenizer_spm

from mtqc.errors import MissingExtraError, SettingsError
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.metrics.lexical.tokenizers import _of_pieces, _of_rules, tokenizer, tokenizer_of_language
from mtqc.model.test_set import System, TestSet

CHINESE = "我们今天去学校。"


@pytest.fixture(autouse=True)
def _tokenizers_anew() -> Iterator[None]:
    for loaded in (_of_rules, _of_pieces):
        loaded.cache_clear()
    yield
    for loaded in (_of_rules, _of_pieces):
        loaded.cache_clear()


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where sacreBLEU looks for models of SentencePiece."""
    for module in (sacrebleu.utils, tokenizer_spm):
        monkeypatch.setattr(module, "SACREBLEU_DIR", str(tmp_path))
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("language", "name"),
    [
        (None, "13a"),
        ("de", "13a"),
        ("zh", "zh"),
        ("zh-Hant-TW", "zh"),
        ("ZH_CN", "zh"),
        ("ja-JP", "ja-mecab"),
        ("ko", "ko-mecab"),
    ],
)
def test_the_target_language_decides(language: str | None, name: str) -> None:
    assert tokenizer_of_language(language) == name


def test_chinese_is_measured_as_sacrebleu_measures_it() -> None:
    hypotheses, references = ("我们今天去学校。", "abc"), ("我们明天去学校。", "abc")
    test_set = TestSet(2, references=(references,), target_language="zh-CN")
    measured = metric("bleu", Computing()).measure(test_set, [System("system", hypotheses)])[0]
    original = BLEU(trg_lang="zh")
    assert measured.value == original.corpus_score(hypotheses, [references]).score
    assert measured.signature == original.get_signature().format()
    assert measured.notices == ()


def test_a_tokenizer_that_does_not_suit_the_language_is_told_of() -> None:
    test_set = TestSet(1, references=((CHINESE,),), target_language="zh")
    unsuited, characters = (
        metric(f"bleu:tokenize={name}", Computing()).measure(test_set, [System("system", (CHINESE,))])[0]
        for name in ("13a", "char")
    )
    assert unsuited.notices == (
        "the tokenizer 13a does not find words in this language: tokenize=zh does, and spbleu does without",
    )
    assert characters.notices == ()


@pytest.mark.parametrize(("language", "module"), [("ja", "tokenizer_ja_mecab"), ("ko", "tokenizer_ko_mecab")])
def test_missing_packages_for_a_language_name_the_line_that_installs_them(
    language: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "MeCab", None)
    monkeypatch.setitem(sys.modules, "mecab_ko", None)
    monkeypatch.delitem(sys.modules, f"sacrebleu.tokenizers.{module}", raising=False)
    test_set = TestSet(1, references=(("x",),), target_language=language)
    with pytest.raises(MissingExtraError) as caught:
        metric("bleu", Computing()).measure(test_set, [System("system", ("x",))])
    assert str(caught.value) == f"the tokenizer {language}-mecab needs more packages: pip install 'mtqc[{language}]'"


def test_another_dictionary_than_sacrebleus_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: BLEU, **_: str) -> None:
        raise AssertionError("Please make sure to use the IPA dictionary for MeCab")

    monkeypatch.setattr(BLEU, "__init__", refuse)
    with pytest.raises(SettingsError, match=r"^the tokenizer ja-mecab cannot be used: Please make sure to use the IPA"):
        tokenizer("ja-mecab")


def test_a_broken_tokenizer_of_another_language_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: BLEU, **_: str) -> None:
        raise ImportError("no module named regex")

    monkeypatch.setattr(BLEU, "__init__", refuse)
    with pytest.raises(SettingsError, match=r"^the tokenizer intl cannot be used: no module named regex$"):
        tokenizer("intl")


def test_spbleu_counts_pieces_as_sacrebleu_does(models: Path) -> None:
    _train(models / "flores200sacrebleuspm")
    hypotheses, references = ("the cat sat on a mat", ""), ("the cats sat on the mat", "dogs")
    test_set = TestSet(2, references=(references,), target_language="zh")
    measured = metric("spbleu", Computing(offline=True)).measure(test_set, [System("system", hypotheses)])[0]
    original = BLEU(tokenize="flores200")
    assert measured.value == original.corpus_score(hypotheses, [references]).score
    assert measured.signature == original.get_signature().format()
    assert "tok:flores200" in measured.signature
    assert measured.notices == ()


def test_spm_is_flores101(models: Path) -> None:
    _train(models / "sacrebleu_tokenizer_spm.model")
    test_set = TestSet(1, references=(("the cat",),))
    measured = metric("spbleu:tokenize=spm", Computing()).measure(test_set, [System("system", ("the cat",))])[0]
    assert "tok:flores101" in measured.signature


def test_offline_forbids_to_download_the_model_of_spbleu(models: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        metric("spbleu", Computing(offline=True))
    path = models / "flores200sacrebleuspm"
    assert str(caught.value) == f"the tokenizer flores200 needs its model {path}, and downloads are forbidden (offline)"


@pytest.mark.parametrize("problem", [OSError("no route to host"), SystemExit(1)], ids=repr)
def test_a_failed_download_says_where_the_model_goes(
    problem: BaseException, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr(tokenizer_spm, "download_file", fail)
    with pytest.raises(SettingsError) as caught:
        metric("spbleu", Computing())
    message = str(caught.value)
    assert message.startswith("the tokenizer flores200 cannot get its model from https://")
    assert message.endswith(f"({problem}); put it into {models / 'flores200sacrebleuspm'}")


def test_a_damaged_model_is_named(models: Path) -> None:
    path = models / "flores200sacrebleuspm"
    path.write_bytes(b"half a mod")
    with pytest.raises(SettingsError) as caught:
        metric("spbleu", Computing())
    assert str(caught.value) == f"{path}: no model of the tokenizer flores200; delete it to get it again"


def test_spbleu_without_sentencepiece_names_the_line_that_installs_it(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentencepiece", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'mtqc\[spbleu\]'"):
        metric("spbleu", Computing())


def _train(path: Path) -> None:
    """A tiny model of SentencePiece at that path."""
    import io

    from sentencepiece import SentencePieceTrainer

    model = io.BytesIO()
    sentences = ["the cat sat on the mat", "a dog sat on a cat", "dogs and cats on mats"] * 5
    SentencePieceTrainer.train(
        sentence_iterator=iter(sentences), model_writer=model, vocab_size=35, minloglevel=2, hard_vocab_limit=False
    )
    path.write_bytes(model.getvalue())
