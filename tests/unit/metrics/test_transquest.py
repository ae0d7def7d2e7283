"""TransQuest's scores and word tags are those of the published recipe, one segment at a time, whatever the batch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
from tokenizers import AddedToken, Tokenizer
from transformers import PreTrainedModel, XLMRobertaForSequenceClassification, XLMRobertaForTokenClassification

from mtqc.errors import CheckpointError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, Need
from mtqc.metrics.computing import Computing
from mtqc.metrics.naming import metric_name
from mtqc.metrics.transquest import TransQuest
from mtqc.metrics.transquest_models import Mark, cut_pair, marks
from mtqc.model.estimate import ESTIMATED_ERROR
from mtqc.model.mqm import Category
from mtqc.model.test_set import System, TestSet

from .learned.tiny_models import (
    some_texts,
    spread_weights,
    unigram_tokenizer,
    write_xlm_roberta_tokenizer,
    xlm_roberta_config,
)

LONG = "Heavy rain is expected in the north. " * 6
HYPOTHESES = (*some_texts(5), "", LONG, "a", " two  blanks ")
SOURCES = (*some_texts(5, step=5), "a", "b", LONG, "c")
COUNT = 9
LONGEST = 48
CPU = Computing(devices=("cpu",))
LABELS = ["BAD", "OK"]


def write(folder: Path, kind: Any, labels: int, settings: dict[str, Any] | None) -> PreTrainedModel:
    """Puts a model into a folder as TransQuest saves it."""
    size = write_xlm_roberta_tokenizer(folder)
    tokenizer = Tokenizer.from_str(unigram_tokenizer())
    tokenizer.add_special_tokens([AddedToken("<gap>", special=True)])
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    config = xlm_roberta_config(size + 1)
    config.num_labels = labels
    torch.manual_seed(4)
    model: PreTrainedModel = kind(config).eval()
    spread_weights(model, 0.2)
    if labels > 1:
        _even_out(model, tokenizer)
    model.save_pretrained(folder)
    if settings is not None:
        (folder / "model_args.json").write_text(json.dumps(settings), encoding="utf-8")
    return model


def _even_out(model: Any, tokenizer: Tokenizer) -> None:
    """Lets half of the pieces of the texts be bad: else it depends on what the tokenizer happened to learn."""
    pieces = [torch.tensor([tokenizer.encode(text).ids[:LONGEST]]) for text in HYPOTHESES if text.strip()]
    with torch.no_grad():
        logits = torch.cat([model(ids).logits[0] for ids in pieces])
        model.classifier.bias[0] += (logits[:, 1] - logits[:, 0]).median()


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PreTrainedModel]:
    folder = tmp_path_factory.mktemp("monotransquest-da")
    return folder, write(folder, XLMRobertaForSequenceClassification, 1, {"max_seq_length": LONGEST})


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PreTrainedModel]:
    folder = tmp_path_factory.mktemp("microtransquest")
    settings = {"max_seq_length": LONGEST, "labels_list": LABELS}
    return folder, write(folder, XLMRobertaForTokenClassification, 2, settings)


def measured(name: str, computing: Computing = CPU) -> Measurement:
    test_set = TestSet(COUNT, SOURCES)
    (measurement,) = TransQuest.of(metric_name(name), computing).measure(test_set, [System("a", HYPOTHESES)])
    return measurement


def values(measurement: Measurement) -> list[float | None]:
    return [segment.value for segment in measurement.segments]


def encoded(folder: Path, text: str) -> list[int]:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return list(tokenizer.encode(text, add_special_tokens=False).ids)


def literal_score(folder: Path, model: PreTrainedModel, source: str, hypothesis: str) -> float:
    first, second = encoded(folder, source), encoded(folder, hypothesis)
    while len(first) + len(second) > LONGEST - 4:
        (first if len(first) > len(second) else second).pop()
    ids = [0, *first, 2, 2, *second, 2] if hypothesis else [0, *first, 2]
    with torch.inference_mode():
        return float(model(torch.tensor([ids])).logits[0][0])


def literal_tags(folder: Path, model: PreTrainedModel, source: str, hypothesis: str) -> list[str]:
    """The tags of gap, word, gap, word, …, gap as far as they fit."""
    target = ["<gap>"]
    for word in hypothesis.split():
        target += [word, "<gap>"]
    ids, firsts = [0], []
    for word in [*source.split(), "[SEP]", *target]:
        firsts.append(len(ids))
        ids += encoded(folder, word)
    ids = [*ids[: LONGEST - 1], 2]
    with torch.inference_mode():
        best = model(torch.tensor([ids])).logits[0].argmax(-1).tolist()
    skipped = len(source.split()) + 1
    return [LABELS[best[place]] for place in firsts[skipped:] if place < LONGEST - 1]


@pytest.mark.parametrize("batch_tokens", [1, 4096])
def test_scores_of_sentences_are_those_of_the_recipe(
    sentences: tuple[Path, PreTrainedModel], batch_tokens: int
) -> None:
    found = measured(f"transquest:{sentences[0]}", Computing(devices=("cpu",), batch_tokens=batch_tokens))
    expected = [literal_score(*sentences, *pair) for pair in zip(SOURCES, HYPOTHESES, strict=True)]
    assert values(found) == pytest.approx(expected, abs=1e-5)
    assert "segments were longer than the 48 tokens" in found.notices[0]


@pytest.mark.parametrize("batch_tokens", [1, 4096])
def test_tags_of_words_are_those_of_the_recipe(words: tuple[Path, PreTrainedModel], batch_tokens: int) -> None:
    found = measured(f"transquest:{words[0]}", Computing(devices=("cpu",), batch_tokens=batch_tokens))
    both = set()
    for segment, source, hypothesis in zip(found.segments, SOURCES, HYPOTHESES, strict=True):
        tags = literal_tags(*words, source, hypothesis)
        both |= set(tags)
        assert segment.value == (pytest.approx(tags.count("BAD") / len(tags)) if tags else None)
        bad = {word for word, tag in zip(hypothesis.split(), tags[1::2], strict=False) if tag == "BAD"}
        marked = {word for span in segment.spans for word in (span.target_text or "").split()}
        assert marked == bad
    assert both == {"BAD", "OK"}


def test_findings_of_words(words: tuple[Path, PreTrainedModel]) -> None:
    found = measured(f"transquest:{words[0]}")
    spans = [span for segment in found.segments for span in segment.spans]
    assert {span.rule for span in spans} == {ESTIMATED_ERROR}
    assert all(0 <= span.confidence <= 1 for span in spans)
    for span in spans:
        assert span.target is not None
        assert span.category is (Category.MISTRANSLATION if span.target_text else Category.OMISSION)


BAD, GOOD = (True, 0.9), (False, 0.2)


@pytest.mark.parametrize(
    ("text", "verdicts", "expected"),
    [
        ("one two three", [GOOD] * 7, ()),
        # Neighbours are one mark; a bad gap beside a bad word is part of it.
        ("one two three", [GOOD, BAD, BAD, (True, 0.7), BAD, GOOD, GOOD], (Mark(0, 7, 0.8),)),
        ("one  two three", [GOOD, BAD, GOOD, GOOD, GOOD, BAD, GOOD], (Mark(0, 3, 0.9), Mark(9, 14, 0.9))),
        ("one two", [BAD, GOOD, GOOD, GOOD, GOOD], (Mark(0, 0, 0.9),)),
        ("one two ", [GOOD, GOOD, BAD, GOOD, BAD], (Mark(4, 4, 0.9), Mark(7, 7, 0.9))),
        ("", [BAD], (Mark(0, 0, 0.9),)),
        # What did not fit has no verdict.
        ("one two", [GOOD, BAD], (Mark(0, 3, 0.9),)),
    ],
)
def test_marks(text: str, verdicts: list[tuple[bool, float]], expected: tuple[Mark, ...]) -> None:
    assert marks(text, verdicts) == expected


def test_the_longer_text_is_cut_first() -> None:
    assert cut_pair([1, 2, 3, 4, 5], [6, 7], 4) == ((1, 2), (6, 7))
    assert cut_pair([1, 2], [3, 4, 5], 3) == ((1, 2), (3,))
    assert cut_pair([1], [2], 9) == ((1,), (2,))


def test_kept_verdicts_give_the_same_findings(words: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    computing = Computing(devices=("cpu",), cache=tmp_path)
    first, again = (measured(f"transquest:{words[0]}", computing) for _ in range(2))
    assert first.segments == again.segments


def test_what_is_predicted_tells_which_is_better(
    sentences: tuple[Path, PreTrainedModel], words: tuple[Path, PreTrainedModel], tmp_path: Path
) -> None:
    (tmp_path / "monotransquest-hter").symlink_to(sentences[0], target_is_directory=True)
    names = {
        f"{sentences[0]}": (True, (None, None)),
        f"{sentences[0]},predicts=hter": (False, (None, None)),
        f"{tmp_path / 'monotransquest-hter'}": (False, (None, None)),
        f"{words[0]}": (False, (0.0, 1.0)),
    }
    for name, (higher, scale) in names.items():
        facts = TransQuest.of(metric_name(f"transquest:{name}"), CPU).facts
        assert (facts.higher_is_better, facts.range) == (higher, scale)
        assert (facts.source, facts.references) == (Need.REQUIRED, Need.UNUSED)


def test_signatures(sentences: tuple[Path, PreTrainedModel], words: tuple[Path, PreTrainedModel]) -> None:
    assert measured(f"transquest:{sentences[0]}").signature.startswith(f"transquest:mono|model:{sentences[0]}|rev:")
    assert "|longest:48|" in measured(f"transquest:{words[0]}").signature


def test_models_that_say_little_have_the_defaults(tmp_path: Path) -> None:
    write(tmp_path, XLMRobertaForTokenClassification, 3, None)
    found = measured(f"transquest:{tmp_path}")
    # The model itself reads fewer than TransQuest's 128.
    assert "|longest:64|" in found.signature
    assert found.value is not None


def test_other_models_are_refused(words: tuple[Path, PreTrainedModel], tmp_path: Path) -> None:
    write(tmp_path, XLMRobertaForTokenClassification, 2, {"labels_list": ["GOOD", "OK"]})
    with pytest.raises(CheckpointError, match="expected the label BAD; found GOOD, OK"):
        measured(f"transquest:{tmp_path}")
    settings = json.loads((tmp_path / "config.json").read_bytes())
    (tmp_path / "config.json").write_text(json.dumps({**settings, "architectures": ["XLMRobertaModel"]}), "utf-8")
    with pytest.raises(CheckpointError, match="expected a classification of sequences or tokens; found XLMRobertaMod"):
        TransQuest.of(metric_name(f"transquest:{tmp_path}"), CPU)


def test_options_that_make_no_sense(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="names no model; for example transquest:TransQuest/monotransquest-da-mul"):
        TransQuest.of(metric_name("transquest"), CPU)
    with pytest.raises(UnknownNameError, match="unknown prediction 'hterr'; did you mean 'hter'"):
        TransQuest.of(metric_name(f"transquest:{tmp_path},predicts=hterr"), CPU)
