"""The whole way from texts to estimates, on a tiny model with random weights."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqc.errors import CheckpointError
from mtqc.estimation import estimator as module
from mtqc.estimation.estimate import Estimate, TokenEstimate, Unestimated
from mtqc.estimation.estimator import Estimator, Pair
from tests.unit.estimation.tiny_model import TINY

WORDS = ["the", "cat", "sat", "on", "a", "mat", "and", "did", "not", "see", "another", "that", "was", "not", "there"]
PAIRS = [
    Pair(" ".join(WORDS[: 1 + place % 7]), " ".join(reversed(WORDS[place % 5 : 6 + place % 9]))) for place in range(40)
]


def _numbers(found: Estimate | Unestimated) -> list[float]:
    assert isinstance(found, Estimate)
    scores = found.scores
    numbers = [scores.direct_assessment, scores.penalty, scores.edit_rate, scores.critical, found.gap_at_end]
    for token in (*found.source, *found.translation):
        numbers += [token.bad, token.gap, *token.severity]
    return numbers


def _covered(text: str, tokens: tuple[TokenEstimate, ...]) -> str:
    """The text with a line in place of each character that no token covers."""
    places = {place for token in tokens for place in range(token.start, token.end)}
    return "".join(letter if place in places else "_" for place, letter in enumerate(text))


@pytest.fixture(scope="module")
def tiny() -> Estimator:
    return Estimator(TINY, threads=2)


def test_the_numbers_are_those_of_the_network_that_was_exported(tiny: Estimator) -> None:
    for one in json.loads((TINY / "expected.json").read_text(encoding="utf-8")):
        (found,) = tiny.estimate([Pair(one["source"], one["translation"])])
        assert isinstance(found, Estimate)
        for name, value in one["scores"].items():
            assert getattr(found.scores, name) == pytest.approx(value, abs=0.02)
        assert [token.bad for token in found.translation] == pytest.approx(one["bad"], abs=0.01)
        for token, severity in zip(found.translation, one["severity"], strict=True):
            assert list(token.severity) == pytest.approx(severity, abs=0.01)


def test_results_stand_in_the_order_of_the_pairs_and_do_not_depend_on_each_other(tiny: Estimator) -> None:
    together = list(tiny.estimate(PAIRS))
    assert len(together) == len(PAIRS)
    for pair, found in zip(PAIRS, together, strict=True):
        (alone,) = tiny.estimate([pair])
        assert _numbers(found) == pytest.approx(_numbers(alone), abs=1e-4)


def test_different_pairs_get_different_scores(tiny: Estimator) -> None:
    found = {round(_numbers(one)[0], 4) for one in tiny.estimate(PAIRS)}
    assert len(found) > len(set(PAIRS)) / 2


def test_the_number_of_threads_changes_nothing(tiny: Estimator) -> None:
    single = Estimator(TINY, threads=1)
    for first, second in zip(single.estimate(PAIRS[:10]), tiny.estimate(PAIRS[:10]), strict=True):
        assert _numbers(first) == pytest.approx(_numbers(second), abs=1e-6)


def test_tokens_stand_where_they_are_in_the_text_as_it_was_given(tiny: Estimator) -> None:
    text = "Die  Katze ﬁel\u00a0um."
    (found,) = tiny.estimate([Pair("The cat.", text)])
    assert isinstance(found, Estimate)
    assert _covered(text, found.translation) == text.replace(" ", "_").replace("\u00a0", "_")
    assert all(0 <= token.bad <= 1 and 0 <= token.gap <= 1 for token in found.translation)
    assert all(sum(token.severity) == pytest.approx(1, abs=1e-5) for token in found.translation)


def test_a_long_pair_is_read_in_windows_and_no_word_is_lost(tiny: Estimator) -> None:
    source, translation = "The cat sat. " * 20, "Die Katze saß. " * 15
    (found,) = tiny.estimate([Pair(source, translation)])
    assert isinstance(found, Estimate)
    assert found.windows > 1
    assert _covered(source, found.source) == source.replace(" ", "_")
    assert _covered(translation, found.translation) == translation.replace(" ", "_")


def test_what_it_does_not_know_gets_a_reason_and_no_number(tiny: Estimator) -> None:
    found = list(
        tiny.estimate(
            [Pair("The cat", "Die Katze"), Pair("The cat", "ᐃᓄᒃᑎᑐᑦ"), Pair("", "Die"), Pair("The cat", "ψψψ")]
        )
    )
    assert isinstance(found[0], Estimate)
    assert found[1] == Unestimated("the translation is in a script that the model does not know")
    assert found[2] == Unestimated("the source has no words")
    assert found[3] == Unestimated("the translation is in a script that the model does not know")


def test_languages_that_it_does_not_know_get_no_number(tiny: Estimator) -> None:
    assert list(tiny.estimate([Pair("The cat", "Ologbo")], "en", "yo")) == [
        Unestimated("the translation is in a language that the model does not know (yo)")
    ]


def test_a_text_of_unknown_characters_gets_no_number(tiny: Estimator) -> None:
    assert list(tiny.estimate([Pair("猫が漢字漢字", "The cat")], "ja", "en")) == [
        Unestimated("the source has characters that the model does not know")
    ]


def test_nothing_in_nothing_out(tiny: Estimator) -> None:
    assert list(tiny.estimate([])) == []


def test_a_stream_is_read_no_further_than_it_must(tiny: Estimator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READ_AHEAD", 4)
    read = 0

    def stream() -> Iterator[Pair]:
        nonlocal read
        for pair in PAIRS:
            read += 1
            yield pair

    found = tiny.estimate(stream())
    next(found)
    assert read == 4
    assert len(list(found)) == len(PAIRS) - 1


def test_all_cores_are_used_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert Estimator(TINY)._threads == 3


def test_the_signature_names_the_model(tiny: Estimator) -> None:
    assert tiny.signature.startswith("model:tiny|")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "model"))


def test_a_network_that_cannot_be_loaded_is_an_error_that_names_the_folder(folder: Path) -> None:
    (folder / "body.onnx").write_bytes(b"no model")
    with pytest.raises(CheckpointError, match=r"onnxruntime cannot load body\.onnx"):
        list(Estimator(folder).estimate(PAIRS[:1]))


@pytest.mark.parametrize("content", [b"no gzip", gzip.compress(b"{}", mtime=0)])
def test_a_tokenizer_that_cannot_be_read_is_an_error(folder: Path, content: bytes) -> None:
    (folder / "tokenizer.json.gz").write_bytes(content)
    with pytest.raises(CheckpointError, match="not a tokenizer"):
        list(Estimator(folder).estimate(PAIRS[:1]))


def _change_tokenizer(folder: Path, old: str, new: str) -> None:
    path = folder / "tokenizer.json.gz"
    text = gzip.decompress(path.read_bytes()).decode()
    assert old in text
    path.write_bytes(gzip.compress(text.replace(old, new).encode()))


def test_a_tokenizer_without_special_tokens_is_an_error(folder: Path) -> None:
    _change_tokenizer(folder, "</s>", "</t>")
    with pytest.raises(CheckpointError, match="has no token </s>"):
        list(Estimator(folder).estimate(PAIRS[:1]))


def test_a_tokenizer_of_another_model_is_an_error(folder: Path) -> None:
    _change_tokenizer(folder, '["猫",-5.0],', "")
    with pytest.raises(CheckpointError, match=r"tokenizer has \d+ pieces, its word embeddings \d+"):
        list(Estimator(folder).estimate(PAIRS[:1]))


def test_a_network_with_other_outputs_is_an_error(folder: Path) -> None:
    onnx = pytest.importorskip("onnx")
    body = onnx.load(folder / "body.onnx")
    del body.graph.output[1]
    onnx.save(body, folder / "body.onnx")
    with pytest.raises(CheckpointError, match="has the outputs scores, gap, severity"):
        list(Estimator(folder).estimate(PAIRS[:1]))
