"""``--estimate`` and ``--no-estimate``: what they ask for, and what nobody asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mtqc.estimating import TOO_MANY
from tests.unit.stated_model import StatedModel, estimate, install, wrong

from .conftest import Mtqc

SOURCE = "The bench in front of the church was painted green."
TARGET = "Die Bank vor der Kirche wurde rot gestrichen."
OPTIONS = ("--isolated", "--source-lang", "en", "--target-lang", "de")

pytestmark = pytest.mark.usefixtures("estimates_as_users_get_them")


@pytest.fixture(autouse=True)
def model(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> StatedModel:
    Path("a.tsv").write_text(f"source\ttarget\n{SOURCE}\t{TARGET}\n", encoding="utf-8")
    return install(monkeypatch, StatedModel({TARGET: estimate(wrong(TARGET, "rot"), score=40.0)}))


def quality(out: str) -> Any:
    return json.loads(out)["documents"][0]["quality"]["estimate"]


def test_likely_errors_fail_a_run_like_others(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "a.tsv", *OPTIONS)
    assert outcome.status == 1
    assert "a.tsv:2:" in outcome.out
    assert "accuracy/estimated-error" in outcome.out
    assert "people agree with 7 in 10 of such marks" in outcome.out
    assert "Estimated quality 40.0 ± 8.0 of 100" in outcome.out
    assert mtqc("check", "a.tsv", *OPTIONS, "--fail-on", "critical").status == 0


def test_no_estimate_is_none(mtqc: Mtqc, model: StatedModel) -> None:
    outcome = mtqc("check", "a.tsv", *OPTIONS, "--no-estimate", "--format", "json")
    assert (outcome.status, quality(outcome.out), model.asked) == (0, None, [])


def test_ignoring_the_rule_keeps_the_number(mtqc: Mtqc) -> None:
    outcome = mtqc("check", "a.tsv", *OPTIONS, "--ignore", "accuracy/estimated-error", "--format", "json")
    assert outcome.status == 0
    assert quality(outcome.out)["value"] == 40.0


def test_what_is_too_large_is_said_and_estimate_does_it(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.estimating.MOST_UNASKED", 0)
    unasked = mtqc("check", "a.tsv", *OPTIONS, "--format", "json")
    assert (unasked.status, quality(unasked.out)) == (0, None)
    assert unasked.err == f"mtqc: a.tsv: {TOO_MANY}\n"
    asked = mtqc("check", "a.tsv", *OPTIONS, "--format", "json", "--estimate")
    assert (asked.status, asked.err) == (1, "")
    assert quality(asked.out)["judged"] == 1


def test_the_command_line_is_stronger_than_the_settings_file(mtqc: Mtqc) -> None:
    Path("mtqc.toml").write_text('estimate = "never"\n', encoding="utf-8")
    languages = OPTIONS[1:]
    assert mtqc("check", "a.tsv", *languages).status == 0
    assert mtqc("check", "a.tsv", *languages, "--estimate").status == 1
    shown = mtqc("check", "--show-settings", "--estimate").out
    assert 'estimate = "always"' in shown
    assert "command line" in shown
    Path("mtqc.toml").write_text("estimate = true\n", encoding="utf-8")
    assert "'estimate' must be one of auto, always, never, not true" in mtqc("check", "a.tsv").err


def test_a_baseline_knows_likely_errors(mtqc: Mtqc) -> None:
    assert mtqc("baseline", "create", "a.tsv", *OPTIONS).status == 0
    outcome = mtqc("check", "a.tsv", *OPTIONS, "--baseline", "mtqc-baseline.json")
    assert (outcome.status, outcome.err) == (0, "")
    unestimated = mtqc("check", "a.tsv", *OPTIONS, "--baseline", "mtqc-baseline.json", "--no-estimate")
    assert (unestimated.status, unestimated.err) == (0, "")


@pytest.mark.parametrize("form", ["csv", "github", "gitlab", "junit", "mqm-tsv", "sarif"])
def test_every_form_of_report_has_the_finding(mtqc: Mtqc, form: str) -> None:
    outcome = mtqc("check", "a.tsv", *OPTIONS, "--format", form)
    assert outcome.status == 1
    assert "accuracy/estimated-error" in outcome.out or form == "mqm-tsv"
    assert "rot" in outcome.out


def test_a_translation_alone_loads_nothing_of_the_model() -> None:
    Path("a.txt").write_text(f"{TARGET}\n", encoding="utf-8")
    code = (
        "import sys\n"
        "from mtqc.cli import run\n"
        "run(['check', 'a.txt', '--isolated', '--target-lang', 'de'])\n"
        "print(sorted(sys.modules), file=sys.stderr)\n"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr
    for heavy in ("onnxruntime", "tokenizers", "torch", "transformers"):
        assert f"'{heavy}'" not in loaded
