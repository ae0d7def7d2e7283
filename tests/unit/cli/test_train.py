"""``mtqc train``: what goes in, what comes out, and with which exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.tuning.conftest import base, judged_rows, write_table  # noqa: F401 - a fixture

from .conftest import Mtqc

FAST = ("--rate", "0.01", "--layers", "2", "--threads", "1", "--source-lang", "en", "--target-lang", "de")


@pytest.fixture
def data(mtqc: Mtqc) -> Path:
    pytest.importorskip("torch", reason="training needs torch")
    pytest.importorskip("onnx", reason="training needs onnx")
    return write_table(Path("data.tsv"), judged_rows(120))


def test_the_figures_are_shown_and_the_model_scores(mtqc: Mtqc, data: Path, base: Path) -> None:  # noqa: F811
    write_table(Path("dev.tsv"), judged_rows(40, seed=2))
    done = mtqc("train", "data.tsv", "--dev", "dev.tsv", "-o", "own", "--model", str(base), "--epochs", "6", *FAST)
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0].split() == ["n", "before", "after", "gain", "95", "%", "interval", "of", "the", "gain"]
    assert [line.split()[0] for line in lines[1:4]] == ["Pearson", "Spearman", "span"]
    assert lines[-1] == "written to own: use it with -m estimate:own"
    Path("a.en").write_text("the dog sat on mat\n", encoding="utf-8")
    Path("a.de").write_text("die Hund sa auf Matte\n", encoding="utf-8")
    scored = mtqc("score", "-m", "estimate:own", "--source", "a.en", "-t", "a.de", "--no-cache", *FAST[-4:])
    assert (scored.status, "tiny+own" in scored.out) == (0, True)


def test_nothing_gained_is_said_and_is_an_exit_status_of_its_own(
    mtqc: Mtqc,
    data: Path,
    base: Path,  # noqa: F811
) -> None:
    still = ("--rate", "1e-12", "--epochs", "1", "--threads", "1", "--layers", "0", *FAST[-4:])
    done = mtqc("train", "data.tsv", "-o", "own", "--model", str(base), *still)
    assert (done.status, Path("own").exists()) == (1, False)
    assert "nothing was gained on what was held back, so nothing was written" in done.out
    kept = mtqc("train", "data.tsv", "-o", "own", "--model", str(base), "--keep-anyway", *still)
    assert (kept.status, Path("own").is_dir()) == (1, True)
    assert "written to own, although nothing was gained" in kept.out


def test_wrong_input_is_one_line_with_its_place(mtqc: Mtqc, data: Path, base: Path) -> None:  # noqa: F811
    write_table(data, [*judged_rows(60), ("A", "B", "good", "[]")])
    done = mtqc("train", "data.tsv", "-o", "own", "--model", str(base))
    assert (done.status, done.err) == (2, "mtqc: error: data.tsv:62: 'good' in column 'score' is no number\n")
    done = mtqc("train", "data.tsv", "-o", str(base))
    assert "exists already; name a new folder" in done.err


def test_two_tables_of_different_scales_are_refused(mtqc: Mtqc, data: Path, base: Path) -> None:  # noqa: F811
    Path("dev.tsv").write_text(data.read_text(encoding="utf-8").replace("score", "mqm", 1), encoding="utf-8")
    done = mtqc("train", "data.tsv", "--dev", "dev.tsv", "-o", "own", "--model", str(base))
    assert (done.status, "seem to differ in scale: say --scale" in done.err) == (2, True)


def test_what_is_not_installed_is_named(mtqc: Mtqc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqc.tuning.packages._PACKAGES", ("torch_that_nobody_has",))
    done = mtqc("train", "data.tsv", "-o", "own")
    assert (done.status, done.err) == (2, "mtqc: error: training needs more packages: pip install 'mtqc[neural]'\n")


def test_languages_that_nobody_names_are_guessed(mtqc: Mtqc, data: Path, base: Path) -> None:  # noqa: F811
    rows = [("The cats are sleeping in the old house.", "Die Katzen schlafen im alten Haus.", "1", "")] * 3
    write_table(data, rows)
    done = mtqc("train", "data.tsv", "-o", "own", "--model", str(base))
    assert done.status == 2
    assert [line.split(" (")[0] for line in done.err.splitlines()[:2]] == [
        "mtqc: guessed source language: en",
        "mtqc: guessed target language: de",
    ]
    assert "too few to learn from" in done.err
