"""The installed command with learned metrics: their scores and errors, interruptions, models of every wrong kind."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch

from tests.unit.metrics.learned.stub_hub import StubHub, serving
from tests.unit.metrics.learned.tiny_metricx import write_metricx
from tests.unit.metrics.tiny_checkpoints import CASES, TEXTS, translations, write_checkpoint

from .conftest import COMMAND, Mtqc

SAMPLES = translations(8)
MANY = 1000
KEPT_BEFORE_THE_INTERRUPTION = 40
KIWI = "Unbabel/wmt22-cometkiwi-da"
READS_ALL = ("score", "-s", "src.txt", "-r", "ref.txt", "-t", "mt.txt")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models, named as their repositories are."""
    root = tmp_path_factory.mktemp("models")
    for name, case in (("XCOMET-XL", "xcomet"), ("wmt22-cometkiwi-da", "kiwi")):
        write_checkpoint(root / name, CASES[case])
    write_metricx(root / "metricx-24-tiny")
    return root


@pytest.fixture(autouse=True)
def files(folder: Path, environment: dict[str, str]) -> None:
    environment["XDG_CACHE_HOME"] = str(folder.parent / "cache")
    for name in ("src", "mt", "ref"):
        (folder / f"{name}.txt").write_text("".join(f"{sample[name]}\n" for sample in SAMPLES), encoding="utf-8")
    sources = [f"{number} {TEXTS[number % 3]}" for number in range(MANY)]
    for name, lines in (("many-src.txt", sources), ("many-mt.txt", sources[::-1])):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def stored_lines(folder: Path) -> list[str]:
    """The scores that are kept, one a line."""
    paths = list((folder.parent / "cache").rglob("scores/*.txt"))
    return [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def test_scores_with_errors_in_json(mtqc: Mtqc, models: Path) -> None:
    metrics = (f"comet:{models / 'XCOMET-XL'}", f"metricx:{models / 'metricx-24-tiny'}")
    outcome = mtqc(*READS_ALL, "ref.txt", "-m", *metrics, "--format", "json")
    assert outcome.status == 0, outcome.err
    scores = json.loads(outcome.out)["scores"]
    assert [(score["metric"], score["system"]) for score in scores] == [
        (metric, system) for metric in metrics for system in ("mt", "ref")
    ]
    comet, metricx = scores[0], scores[2]
    assert (comet["higher_is_better"], comet["range"]) == (True, [0.0, 1.0])
    assert (metricx["higher_is_better"], metricx["range"]) == (False, [0.0, 25.0])
    for score in scores:
        assert score["interval"][0] <= score["value"] <= score["interval"][1]
        assert score["value"] == pytest.approx(sum(s["value"] for s in score["segments"]) / len(SAMPLES))
        assert "|rev:" in score["signature"]
        assert "|precision:float32|" in score["signature"]
    errors = [(span, sample) for row, sample in zip(comet["segments"], SAMPLES, strict=True) for span in row["spans"]]
    assert errors
    for span, sample in errors:
        target = span["target"]
        assert sample["mt"][target["start"] : target["end"]] == target["text"]
        assert span["severity"] in ("minor", "major", "critical")
        assert span["rule"] == "accuracy/estimated-error"
    assert outcome.err.count("forbids commercial use") == 1
    assert "segments were longer than the 64 tokens that the model reads" in outcome.err


def test_an_interrupted_run_goes_on_and_two_devices_agree(
    mtqc: Mtqc, folder: Path, environment: dict[str, str], models: Path
) -> None:
    before = {path.name for path in folder.iterdir()}
    arguments = ["score", "-s", "many-src.txt", "-t", "many-mt.txt", "-m", f"comet:{models / 'wmt22-cometkiwi-da'}"]
    arguments += ["--format", "json", "-q", "--resamples=0"]
    interrupt(folder, environment, [*arguments, "-o", "scores.json", "--batch-tokens=1"])
    assert {path.name for path in folder.iterdir()} == before
    kept = stored_lines(folder)
    assert KEPT_BEFORE_THE_INTERRUPTION <= len(kept) < MANY
    assert mtqc(*arguments, "-o", "scores.json").status == 0
    # A line is added for each segment that is computed: so none was computed twice.
    assert stored_lines(folder)[: len(kept)] == kept
    assert len(stored_lines(folder)) == len({line.split()[1] for line in stored_lines(folder)}) == MANY
    anew = mtqc(*arguments, "--no-cache", "--devices", "cpu", "cpu")
    values, expected = (
        [segment["value"] for segment in json.loads(text)["scores"][0]["segments"]]
        for text in ((folder / "scores.json").read_text(encoding="utf-8"), anew.out)
    )
    assert values == pytest.approx(expected, abs=1e-5)


def interrupt(folder: Path, environment: dict[str, str], arguments: list[str]) -> None:
    """Starts a run, and interrupts it as soon as some scores are kept."""
    # Where the tests run in the background of a shell they ignore SIGINT, and the command would inherit that.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen([str(COMMAND), *arguments], cwd=folder, env=environment, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, handler)
    with process:
        deadline = time.monotonic() + 120
        while process.poll() is None and len(stored_lines(folder)) < KEPT_BEFORE_THE_INTERRUPTION:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (
            "comet:{models}/metricx-24-tiny",
            "expected a COMET model with hparams.yaml and checkpoints/model.ckpt; found",
        ),
        ("metricx:{models}/XCOMET-XL,version=24", "expected model.safetensors or pytorch_model.bin; found checkpoints"),
    ],
)
def test_a_model_of_another_kind_is_named_in_a_line(mtqc: Mtqc, models: Path, asked: str, problem: str) -> None:
    outcome = mtqc(*READS_ALL, "-m", asked.format(models=models), "-q")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert problem in outcome.err


def test_a_pickle_with_code_is_refused_and_its_code_not_run(mtqc: Mtqc, folder: Path) -> None:
    class Harmful:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (folder / "run",)

    write_checkpoint(folder / "model", CASES["kiwi"])
    torch.save({"state_dict": {}, "callbacks": Harmful()}, folder / "model/checkpoints/model.ckpt")
    outcome = mtqc("score", "-s", "src.txt", "-t", "mt.txt", "-m", "comet:model", "-q")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "model.ckpt: is refused: it holds code besides weights (" in outcome.err
    assert not (folder / "run").exists()


@pytest.fixture
def hub(folder: Path, environment: dict[str, str]) -> Iterator[StubHub]:
    with serving() as stub:
        environment |= {"HF_ENDPOINT": stub.url, "HF_HOME": str(folder.parent / "home"), "NO_PROXY": "127.0.0.1"}
        for variable in ("HF_HUB_CACHE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_TOKEN"):
            environment.pop(variable, None)
        yield stub


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_model_of_the_hub_is_said_downloaded_and_found_again(mtqc: Mtqc, hub: StubHub, models: Path) -> None:
    paths = ("hparams.yaml", "checkpoints/model.ckpt")
    hub.repositories[KIWI] = {path: (models / "wmt22-cometkiwi-da" / path).read_bytes() for path in paths}
    arguments = ("score", "-s", "src.txt", "-t", "mt.txt", "-m", f"comet:{KIWI}", "--format", "json")
    hub.gated.add(KIWI)
    refused = mtqc(*arguments)
    assert refused.status == 2
    said, error = refused.err.splitlines()[-2:]
    assert f"downloading {KIWI}, about 2.3 GB (licence CC-BY-NC-SA-4.0; not for commercial use" in said
    assert f"access is not granted: accept the terms at https://huggingface.co/{KIWI}" in error
    hub.gated.clear()
    downloaded = mtqc(*arguments)
    assert downloaded.status == 0, downloaded.err
    again = mtqc(*arguments, "--offline")
    assert (again.status, again.out) == (0, downloaded.out)
    assert "downloading" not in again.err
    assert "forbids commercial use" in again.err
