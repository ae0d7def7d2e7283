"""``mtqc baseline`` writes the file of known findings."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from .conftest import Mtqc

OPTIONS = ("--select", "house/shouting", "--target-lang", "de")


@pytest.fixture(autouse=True)
def files(mtqc: Mtqc, shouting: None) -> None:
    Path("a.txt").write_text("Halt!!\nNein!!\n", encoding="utf-8")
    Path("b.txt").write_text("Aus!!\n", encoding="utf-8")


def texts(file: str = "mtqc-baseline.json") -> list[str]:
    return [entry["path"] for entry in json.loads(Path(file).read_text(encoding="utf-8"))["findings"]]


def test_create_then_update(mtqc: Mtqc) -> None:
    created = mtqc("baseline", "create", ".", *OPTIONS)
    assert created.status == 0
    assert created.err == "mtqc: mtqc-baseline.json: 3 known findings (3 added, 0 removed)\n"
    assert texts() == ["a.txt", "a.txt", "b.txt"]
    Path("a.txt").write_text("Halt!!\nDoch!!\nHier!!\n", encoding="utf-8")
    updated = mtqc("baseline", "update", "a.txt", *OPTIONS)
    assert updated.err == "mtqc: mtqc-baseline.json: 4 known findings (2 added, 1 removed)\n"
    assert texts() == ["a.txt", "a.txt", "a.txt", "b.txt"]


def test_the_same_findings_give_the_same_bytes(mtqc: Mtqc) -> None:
    mtqc("baseline", "create", ".", *OPTIONS)
    before = Path("mtqc-baseline.json").read_bytes()
    mtqc("baseline", "update", "b.txt", "a.txt", *OPTIONS, "--quiet")
    assert Path("mtqc-baseline.json").read_bytes() == before


def test_update_makes_a_file_where_there_is_none(mtqc: Mtqc) -> None:
    outcome = mtqc("baseline", "update", ".", *OPTIONS, "--baseline", "known.json", "--quiet")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert len(texts("known.json")) == 3


def test_the_setting_names_the_file(mtqc: Mtqc) -> None:
    Path("mtqc.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    mtqc("baseline", "create", "a.txt", *OPTIONS)
    assert len(texts("known.json")) == 2
    assert mtqc("check", "a.txt", *OPTIONS).status == 0


def test_create_does_not_overwrite(mtqc: Mtqc) -> None:
    Path("mtqc-baseline.json").write_text("mine", encoding="utf-8")
    outcome = mtqc("baseline", "create", ".", *OPTIONS)
    assert outcome.status == 2
    assert "exists already; 'mtqc baseline update' brings it up to date" in outcome.err
    assert Path("mtqc-baseline.json").read_text(encoding="utf-8") == "mine"


def test_a_broken_baseline_stays_as_it_is(mtqc: Mtqc) -> None:
    Path("mtqc-baseline.json").write_text("{", encoding="utf-8")
    outcome = mtqc("baseline", "update", ".", *OPTIONS)
    assert outcome.status == 2
    assert outcome.err.startswith("mtqc: error: mtqc-baseline.json:1: the baseline is broken")
    assert Path("mtqc-baseline.json").read_text(encoding="utf-8") == "{"


def test_a_baseline_holds_every_severity(mtqc: Mtqc) -> None:
    outcome = mtqc("baseline", "create", ".", *OPTIONS, "--severity", "major")
    assert outcome.status == 2
    assert "every severity" in outcome.err


def test_a_broken_check_is_said(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    house = importlib.import_module("house")
    monkeypatch.setattr(house.Shouting, "check", house.Broken.check)
    outcome = mtqc("baseline", "create", ".", *OPTIONS)
    assert outcome.status == 2
    assert "house/shouting broke" in outcome.err
