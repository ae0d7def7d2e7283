"""``mtqc check`` with the model that ships: what holds of any model that is worth shipping."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mtqc.estimation.quality_estimator import shipped_model

from .conftest import Mtqc

EXAMPLES = Path(__file__).parents[2] / "examples" / "quality-estimate"
GOOD = (
    ("The library is closed on Mondays.", "Die Bibliothek ist montags geschlossen."),
    ("He was born in a small village near the border.", "Er wurde in einem kleinen Dorf nahe der Grenze geboren."),
    ("Please keep your ticket until the end of the journey.", "Bitte behalten Sie Ihr Ticket bis zum Ende der Reise."),
)
OPTIONS = ("--isolated", "--source-lang", "en", "--target-lang", "de", "--format", "json", "--estimate")

pytestmark = pytest.mark.skipif(
    not (shipped_model() / "model.json").is_file(), reason="the estimation model is not in this checkout"
)


def estimate(mtqc: Mtqc, folder: Path, pairs: tuple[tuple[str, str], ...]) -> Any:
    rows = "".join(f"{source}\t{target}\n" for source, target in pairs)
    (folder / "a.tsv").write_text(f"source\ttarget\n{rows}", encoding="utf-8")
    outcome = mtqc("check", "a.tsv", *OPTIONS)
    assert outcome.status in (0, 1), outcome.err
    return json.loads(outcome.out)["documents"][0]["quality"]["estimate"]


def test_translations_of_something_else_are_worse_than_good_ones(mtqc: Mtqc, folder: Path) -> None:
    good = estimate(mtqc, folder, GOOD)
    sources, targets = zip(*GOOD, strict=True)
    mixed_up = estimate(mtqc, folder, tuple(zip(sources, (*targets[1:], targets[0]), strict=True)))
    assert good["judged"] == mixed_up["judged"] == len(GOOD)
    assert good["value"] > mixed_up["value"] + 10


def test_two_runs_give_the_same_bytes(mtqc: Mtqc) -> None:
    arguments = ("check", str(EXAMPLES), "--isolated", "--format", "json", "--estimate")
    first = mtqc(*arguments)
    assert len(json.loads(first.out)["documents"]) >= 3
    assert first == mtqc(*arguments)
