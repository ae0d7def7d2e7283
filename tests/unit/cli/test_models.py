"""``mtqc models`` fits the terminal, and says what a licence forbids."""

from __future__ import annotations

import json

import pytest

from mtqc.metrics.known_models import known_models

from .conftest import Mtqc


@pytest.mark.parametrize("width", [80, 140])
def test_every_model_has_a_line_that_fits(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    outcome = mtqc("models")
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert max(map(len, lines)) < width
    for model in known_models():
        (line,) = [line for line in lines if line.split()[:1] == [model.name]]
        assert ("*" in line) == model.non_commercial
        assert (("higher" if model.higher_is_better else "lower") in line) == (width == 140)


def test_a_model_in_full(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    outcome = mtqc("models", "wmt22-cometkiwi")
    words = " ".join(outcome.out.split())
    assert "CC-BY-NC-SA-4.0; not for commercial use; its terms have to be accepted on its page" in words
    assert "565 million parameters, 2.3 GB to download" in words
    assert "configuration and tokenizer of microsoft/infoxlm-large" in words
    assert max(map(len, outcome.out.splitlines())) < 80


def test_what_was_found_of_a_model(mtqc: Mtqc) -> None:
    assert "average .705 with references, .683 without" in mtqc("models", "metricx-24-hybrid-large").out
    assert "Marks error spans" in mtqc("models", "XCOMET-XL").out


def test_models_as_json(mtqc: Mtqc) -> None:
    listed = {model["asked"]: model for model in json.loads(mtqc("models", "--format", "json").out)}
    assert len(listed) == len(known_models())
    found = listed["metricx:google/metricx-23-qe-xl-v2p0"]
    assert found["range"] == [0.0, 25.0]
    assert found["higher_is_better"] is False
    assert found["non_commercial"] is False
    assert found["evidence"][0]["text"] == "average .767"


def test_an_unknown_model(mtqc: Mtqc) -> None:
    outcome = mtqc("models", "cometkivi")
    assert outcome.status == 2
    assert outcome.err.startswith("mtqc: error: unknown model 'cometkivi'")
