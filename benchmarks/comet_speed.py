"""Segments per CPU-second beside unbabel-comet's own command, on the same random checkpoints, one core each.

Every command runs in a fresh process, once on a few segments and once on all: the difference is what the segments cost,
without the start. unbabel-comet's command computes in float16, mtqc in float32 unless told otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "unit" / "metrics"))
from comet_environment import python_of
from tiny_checkpoints import TEXTS, Tiny, write_checkpoint

_FEW = 4
_BASE = {"size": 768, "layers": 12, "positions": 514, "spread": 0.05}
MODELS = {
    "regression, tiny": Tiny("regression_metric", positions=514),
    "XCOMET, tiny": Tiny("xcomet_metric", positions=514),
    "regression, base": Tiny("regression_metric", estimator=(3072, 1024), **_BASE),
    "XCOMET, base": Tiny("xcomet_metric", estimator=(2560, 1280), **_BASE),
}


@dataclass(frozen=True)
class Texts:
    """Files with a segment a line: the source, the reference, and the outputs of systems."""

    source: Path
    reference: Path
    systems: tuple[Path, ...]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environment", type=Path, default=Path(tempfile.gettempdir(), "mtqc-unbabel-comet"))
    parser.add_argument("--models", nargs="+", choices=MODELS, default=list(MODELS))
    parser.add_argument("--tiny-segments", type=int, default=4000)
    parser.add_argument("--base-segments", type=int, default=60)
    arguments = parser.parse_args()
    script = python_of(arguments.environment).with_name("comet-score")
    print("| checkpoint | systems × segments | program | CPU s | of it start | segments per CPU-second | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for model in arguments.models:
            root = write_checkpoint(folder / model.replace(", ", "-"), MODELS[model])
            count = arguments.tiny_segments if "tiny" in model else arguments.base_segments
            for systems in (1, 3):
                _compare(model, root, script, write_texts(folder, count, systems), write_texts(folder, _FEW, systems))


def _compare(model: str, root: Path, script: Path, texts: Texts, few: Texts) -> None:
    """Prints a row for each program."""
    files = len(texts.source.read_text().splitlines()) * len(texts.systems)
    own = {f"mtqc score, {precision}": _mtqc(root, precision) for precision in ("float32", "bfloat16")}
    peer: float | None = None
    for name, command in {"comet-score (float16)": _comet_score(root, script), **own}.items():
        start, whole = _cpu_seconds(command, few), _cpu_seconds(command, texts)
        rate = (files - _FEW * len(texts.systems)) / (whole - start)
        peer = peer or rate
        print(
            f"| {model} | {len(texts.systems)} × {files // len(texts.systems)} | {name} | {whole:.1f} | {start:.1f} "
            f"| {rate:.1f} | {rate / peer:.1f} |",
            flush=True,
        )


def _comet_score(root: Path, script: Path) -> list[str]:
    command = [str(script), "--model", str(root / "checkpoints/model.ckpt"), "--gpus", "0", "--quiet"]
    return [*command, "-s", "{source}", "-r", "{reference}", "-t", "{systems}"]


def _mtqc(root: Path, precision: str) -> list[str]:
    command = [sys.executable, "-m", "mtqc", "score", "-m", f"comet:{root}", "--precision", precision, "--isolated"]
    command += ["--no-cache", "--resamples", "0", "--devices", "cpu", "--source-lang", "en", "--target-lang", "de"]
    return [*command, "-s", "{source}", "-r", "{reference}", "-t", "{systems}"]


def _cpu_seconds(command: Sequence[str], texts: Texts) -> float:
    arguments: list[str] = []
    for part in command:
        if part == "{systems}":
            # comet-score takes all of them after one option, mtqc one after each.
            repeated = ["-t"] if "mtqc" in command else []
            systems = [piece for path in texts.systems for piece in (*repeated, str(path))]
            arguments += systems[1:] if repeated else systems
        else:
            arguments.append(part.format(source=texts.source, reference=texts.reference))
    # One core: threads that wait for each other would count as busy.
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    process = subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=texts.source.parent
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"this failed: {' '.join(arguments)}")
    return usage.ru_utime + usage.ru_stime


def write_texts(folder: Path, count: int, systems: int) -> Texts:
    """Made-up texts with the lengths of news: those of a segment differ by a sixth, outputs from the reference, too."""
    chance = random.Random(count)
    words = [word for text in TEXTS[:10] for word in text.split()]
    lengths = [max(3, int(chance.lognormvariate(2.9, 0.5))) for _ in range(count)]
    sources = [[chance.choice(words) for _ in range(length)] for length in lengths]
    references = [
        [chance.choice(words) for _ in range(max(2, int(length * chance.lognormvariate(0, 0.15))))]
        for length in lengths
    ]
    outputs = [
        [[word if chance.random() > 0.2 else chance.choice(words) for word in text] for text in references]
        for _ in range(systems)
    ]
    paths = []
    for number, column in enumerate((sources, references, *outputs)):
        path = folder / f"{count}-{systems}-{number}.txt"
        path.write_text("".join(" ".join(text) + "\n" for text in column), encoding="utf-8")
        paths.append(path)
    return Texts(paths[0], paths[1], tuple(paths[2:]))


if __name__ == "__main__":
    main()
