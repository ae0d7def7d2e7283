"""The whole of learning, on a tiny network."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs torch")
pytest.importorskip("onnx", reason="training needs onnx")

from mtqc.correlation.score_table import read_score_table
from mtqc.errors import CheckpointError, InputError, MtqcError
from mtqc.estimation.estimator import Pair
from mtqc.estimation.quality_estimate import QualityEstimate
from mtqc.estimation.quality_estimator import QualityEstimator
from mtqc.formats.input import Input
from mtqc.tuning.dividing import divided
from mtqc.tuning.epochs import Recipe
from mtqc.tuning.judgement import Scale
from mtqc.tuning.judgement_table import judgements_of
from mtqc.tuning.task import Task
from mtqc.tuning.tuning import Choices, TuningReport, tune
from tests.unit.tuning.conftest import CALIBRATION, FOREIGN, judged_rows, write_table

FAST = Recipe(epochs=8, patience=8, layers=2, rate=0.01, seed=1)


def _task(folder: Path, count: int = 160, languages: tuple[str | None, str | None] = ("en", "de")) -> Task:
    path = write_table(folder / "data.tsv", judged_rows(count))
    table = judgements_of(read_score_table(Input.of_path(path)), {})
    return Task(table.path, divided(table.judgements, 0.25, 1), table.scale, *languages)


def _tuned(task: Task, base: Path, output: Path, recipe: Recipe = FAST, keep_anyway: bool = False) -> TuningReport:
    return tune(task, base, output, Choices(recipe, 1, keep_anyway), lambda name: None)


def test_what_can_be_learnt_is_learnt_and_saved(tmp_path: Path, base: Path) -> None:
    steps: list[tuple[int, int]] = []
    task = _task(tmp_path)
    report = tune(
        task,
        base,
        tmp_path / "own",
        Choices(replace(FAST, epochs=14), 1),
        lambda name: lambda done, total: steps.append((done, total)),
    )
    found = {one.name: one for one in report.figures}
    assert report.gained
    assert found["Pearson"].after.value > 0.6
    assert found["span F1"].after.value > 0.6
    assert found["Pearson"].difference.low > 0
    assert report.course[report.epoch] == max(report.course)
    assert steps[-1][0] <= steps[-1][1]
    description = json.loads((tmp_path / "own" / "model.json").read_text(encoding="utf-8"))
    assert description["version"] == "tiny+own"
    assert description["tuning"]["figures"]["Pearson"]["after"] == pytest.approx(found["Pearson"].after.value, abs=1e-4)
    assert "multilingual-e5-small" in (tmp_path / "own" / "NOTICE").read_text(encoding="utf-8")
    good, bad = QualityEstimator(tmp_path / "own").estimate(
        [Pair("the dog sat on mat", "die Hund sa auf Matte"), Pair("the dog sat on mat", f"die {FOREIGN} sa auf Matte")]
    )
    assert isinstance(good, QualityEstimate)
    assert isinstance(bad, QualityEstimate)
    assert good.score > bad.score + 5
    assert [error.span.of(f"die {FOREIGN} sa auf Matte") for error in bad.errors] == [FOREIGN]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "data.tsv", "own"]


def test_the_same_seed_gives_the_same_model(tmp_path: Path, base: Path) -> None:
    task = _task(tmp_path, 80)
    short = replace(FAST, epochs=2)
    for name in ("a", "b"):
        _tuned(task, base, tmp_path / name, short, keep_anyway=True)
    first, second = ((tmp_path / name / "body.onnx").read_bytes() for name in "ab")
    assert first == second


def test_layers_that_do_not_learn_stay_as_they_are_to_the_last_bit(tmp_path: Path, base: Path) -> None:
    import onnx

    _tuned(_task(tmp_path, 80), base, tmp_path / "own", replace(FAST, layers=1, epochs=2), keep_anyway=True)
    before, after = (
        {one.name: one.raw_data for one in onnx.load(folder / "body.onnx").graph.initializer}
        for folder in (base, tmp_path / "own")
    )
    changed = {name for name in before if before[name] != after[name]}
    assert not {name for name in changed if name.startswith("layer.0.")}
    assert "layer.1.query.weights" in changed
    assert (tmp_path / "own" / "words.q4").read_bytes() == (base / "words.q4").read_bytes()


def test_a_model_that_was_taught_can_be_taught_further(tmp_path: Path, base: Path) -> None:
    task = _task(tmp_path, 80, (None, None))
    for start, name in ((base, "one"), (tmp_path / "one", "two")):
        _tuned(task, start, tmp_path / name, replace(FAST, epochs=1), keep_anyway=True)
    description = json.loads((tmp_path / "two" / "model.json").read_text(encoding="utf-8"))
    assert description["version"] == "tiny+one+two"
    assert (tmp_path / "two" / "NOTICE").read_text(encoding="utf-8").count("fine-tuning") == 2


def test_what_gained_nothing_is_not_written_unless_asked_for(tmp_path: Path, base: Path) -> None:
    task, useless = _task(tmp_path, 80), replace(FAST, rate=1e-12, epochs=1)
    report = _tuned(task, base, tmp_path / "own", useless)
    assert (report.gained, report.saved) == (False, None)
    assert not (tmp_path / "own").exists()
    kept = _tuned(task, base, tmp_path / "own", useless, keep_anyway=True)
    assert (kept.gained, kept.saved) == (False, tmp_path / "own")


def test_it_stops_when_its_patience_is_over(tmp_path: Path, base: Path) -> None:
    useless = replace(FAST, rate=1e-12, epochs=5, patience=2)
    assert len(_tuned(_task(tmp_path, 80), base, tmp_path / "own", useless).course) == 3


def test_translations_of_one_source_are_ranked_and_points_give_the_level(tmp_path: Path, base: Path) -> None:
    rows = []
    for numbered, translation, score, spans in judged_rows(260):
        # Numbers that a translation lacks cost points of their own.
        source = numbered.rpartition(" ")[0]
        worse = [{"start": 0, "end": len(FOREIGN), "severity": "critical"}]
        rows += [(source, translation, score, spans), (source, f"{FOREIGN} {FOREIGN}", "1", json.dumps(worse))]
    table = judgements_of(read_score_table(Input.of_path(write_table(tmp_path / "data.tsv", rows))), {}, Scale.HIGHER)
    task = Task(table.path, divided(table.judgements, 0.5, 1), table.scale, "en", "de")
    report = _tuned(task, base, tmp_path / "own", replace(FAST, epochs=3), keep_anyway=True)
    within = next(one for one in report.figures if one.name == "accuracy within one source")
    assert within.count >= report.held_back // 2 >= 50
    assert within.after.value > 0.9
    scale = json.loads((tmp_path / "own" / "model.json").read_text(encoding="utf-8"))["calibration"]["scale"]
    assert scale != CALIBRATION["scale"]


def test_nothing_is_left_behind_when_it_is_interrupted(tmp_path: Path, base: Path) -> None:
    def advance(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tune(_task(tmp_path, 80), base, tmp_path / "own", Choices(FAST, 1), lambda name: advance)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "data.tsv"]


def test_too_little_is_refused(tmp_path: Path, base: Path) -> None:
    with pytest.raises(InputError, match="40 judged translations are too few to learn from: it takes at least 50"):
        _tuned(_task(tmp_path, 40), base, tmp_path / "own")
    task = _task(tmp_path, 80)
    lopsided = replace(task, division=divided((*task.division.learnt, *task.division.held_back), 0.05, 1))
    with pytest.raises(InputError, match="too few held back: it takes at least 10"):
        _tuned(lopsided, base, tmp_path / "own")
    with pytest.raises(InputError, match=r"0 judged translations .*the model cannot judge 80 more"):
        _tuned(replace(task, target_language="xx"), base, tmp_path / "own")


def test_what_cannot_be_trained_or_written_is_refused_before_it_takes_long(tmp_path: Path, base: Path) -> None:
    task = _task(tmp_path, 80)
    with pytest.raises(CheckpointError, match="the network has 2 layers, so --layers cannot be 3"):
        _tuned(task, base, tmp_path / "own", replace(FAST, layers=3))
    with pytest.raises(MtqcError, match="exists already; name a new folder"):
        _tuned(task, base, base)
    with pytest.raises(MtqcError, match="no such folder"):
        _tuned(task, base, tmp_path / "none" / "own")
